package dev.spektron.backend.tornado;

import dev.spektron.backend.cpu.Factors;
import dev.spektron.kernels.MatMulTiles;
import java.util.List;
import uk.ac.manchester.tornado.api.KernelContext;

/// Kernels of matrix products in tiles.
final class TileLaunches {
    private TileLaunches() {}

    /// A product of the first two operands; the products of parts of the sums stand in the scratch.
    static List<Launch> product(Site s, Factors f, int c) {
        int parts = Tiling.parts(f);
        if (parts == 1) {
            return List.of(tiles(s, f, c, 1));
        }
        int results = f.batch() * f.m() * f.n();
        return List.of(tiles(s, f, s.scratch(), parts), PrimitiveLaunches.simpleSum(s, s.scratch(), 1, parts, results, c));
    }

    private static Launch tiles(Site s, Factors f, int c, int parts) {
        int across = MatMulTiles.tiles(f.n());
        int tiles = MatMulTiles.tiles(f.m()) * across;
        return Launch.of("kMatMulTiles", (g, id) -> g.task(id, TileKernels::kMatMulTiles, new KernelContext(), s.memory(), s.in(0),
            f.batchA(), f.rowStrideA(), f.innerStrideA(), s.in(1), f.batchB(), f.innerStrideB(), f.columnStrideB(), c, f.m(), f.n(), f.k(),
            across, tiles, f.batch(), Tiling.span(f))).inGroups(parts * Tiling.groups(f), MatMulTiles.ITEMS);
    }
}
