package dev.spektron.backend.tornado;

import dev.spektron.backend.cpu.Factors;
import dev.spektron.kernels.MatMulTiles;
import dev.spektron.kernels.MatMulWideTiles;
import java.util.List;
import uk.ac.manchester.tornado.api.KernelContext;

/// Kernels of matrix products in tiles.
final class TileLaunches {
    private TileLaunches() {}

    /// A product of the first two operands; the products of parts of the sums stand in the scratch.
    static List<Launch> product(Site s, Factors f, Tiling t, int c) {
        if (t.parts() == 1) {
            return List.of(tiles(s, f, t, c, -1));
        }
        int results = f.batch() * f.m() * f.n();
        return List.of(tiles(s, f, t, s.scratch(), -1), PrimitiveLaunches.simpleSum(s, s.scratch(), 1, t.parts(), results, c));
    }

    /// A product.
    ///
    /// @param place where the bias that is added to sums of one part stands; -1 for none
    static Launch tiles(Site s, Factors f, Tiling t, int c, int place) {
        int groups = Math.multiplyExact(t.parts(), t.tiles());
        int biased = place < 0 ? 0 : 1;
        int bias = place < 0 ? c : place;
        if (t.isWide()) {
            return Launch.of("kMatMulWideTiles", (g, id) -> g.task(id, TileKernels::kMatMulWideTiles, new KernelContext(), s.memory(),
                s.in(0), f.batchA(), f.rowStrideA(), f.innerStrideA(), s.in(1), f.batchB(), f.innerStrideB(), f.columnStrideB(), c, f.m(),
                f.n(), f.k(), f.batch(), t.span(), biased, bias)).inGroups(groups, MatMulWideTiles.ITEMS);
        }
        return Launch.of("kMatMulTiles", (g, id) -> g.task(id, TileKernels::kMatMulTiles, new KernelContext(), s.memory(), s.in(0),
            f.batchA(), f.rowStrideA(), f.innerStrideA(), s.in(1), f.batchB(), f.innerStrideB(), f.columnStrideB(), c, f.m(), f.n(), f.k(),
            f.batch(), t.span(), biased, bias)).inGroups(groups, MatMulTiles.ITEMS);
    }
}
