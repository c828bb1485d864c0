package dev.spektron.backend.tornado;

import dev.spektron.backend.cpu.Factors;
import dev.spektron.backend.op.Elementary;
import dev.spektron.kernels.MatMulTiles;
import dev.spektron.kernels.MatMulWideTiles;
import java.util.List;
import uk.ac.manchester.tornado.api.KernelContext;

/// Kernels of matrix products in tiles.
final class TileLaunches {
    private TileLaunches() {}

    /// What follows a product in a layer.
    ///
    /// @param f    code of a function of `Elements`
    /// @param bias where the bias stands, -1 if there is none
    /// @param y    where the function's results go; the same as the product's if there is none
    record Finish(int f, int bias, int y) {
        static Finish none(int c) {
            return new Finish(Elementary.COPY.code(), -1, c);
        }
    }

    /// A product of the first two operands; the products of parts of the sums stand in the scratch.
    static List<Launch> product(Site s, Factors f, Tiling t, int c) {
        if (t.parts() == 1) {
            return List.of(tiles(s, f, t, c, Finish.none(c)));
        }
        int results = f.batch() * f.m() * f.n();
        return List.of(tiles(s, f, t, s.scratch(), Finish.none(s.scratch())),
            PrimitiveLaunches.simpleSum(s, s.scratch(), 1, t.parts(), results, c));
    }

    /// A product whose sums have one part, and what follows it.
    static Launch tiles(Site s, Factors f, Tiling t, int c, Finish e) {
        int groups = Math.multiplyExact(t.parts(), t.tiles());
        int biased = e.bias < 0 ? 0 : 1;
        int bias = e.bias < 0 ? c : e.bias;
        if (t.isWide()) {
            return Launch.of("kMatMulWideTiles", (g, id) -> g.task(id, TileKernels::kMatMulWideTiles, new KernelContext(), s.memory(),
                s.in(0), f.batchA(), f.rowStrideA(), f.innerStrideA(), s.in(1), f.batchB(), f.innerStrideB(), f.columnStrideB(), c, f.m(),
                f.n(), f.k(), f.batch(), t.span(), e.f, biased, bias, e.y)).inGroups(groups, MatMulWideTiles.ITEMS);
        }
        return Launch.of("kMatMulTiles", (g, id) -> g.task(id, TileKernels::kMatMulTiles, new KernelContext(), s.memory(), s.in(0),
            f.batchA(), f.rowStrideA(), f.innerStrideA(), s.in(1), f.batchB(), f.innerStrideB(), f.columnStrideB(), c, f.m(), f.n(), f.k(),
            f.batch(), t.span(), e.f, biased, bias, e.y)).inGroups(groups, MatMulTiles.ITEMS);
    }
}
