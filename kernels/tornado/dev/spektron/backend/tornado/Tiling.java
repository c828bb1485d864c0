package dev.spektron.backend.tornado;

import dev.spektron.backend.cpu.Factors;
import dev.spektron.kernels.MatMulTiles;

/// Which matrix products groups of work items compute in tiles ([MatMulTiles]), and how the terms of their sums are cut up.
///
/// Tiles move a sixteenth of the bytes of the simple kernel, so they pay as soon as a good part of the tiles at the edges is in use.
final class Tiling {
    /// A tile is taken if this part of all tiles is in use, in numbers of the result.
    private static final int USED = 4;

    private Tiling() {}

    /// True if a product is computed in tiles.
    static boolean takes(Tuning tuning, Factors f) {
        long results = (long) f.batch() * f.m() * f.n();
        if (tuning == Tuning.NEVER || results == 0) {
            return false;
        }
        long room = (long) groups(f) * MatMulTiles.SIDE * MatMulTiles.SIDE;
        return tuning == Tuning.ALWAYS || f.k() >= MatMulTiles.DEPTH && USED * results >= room;
    }

    /// Groups that compute a product whose sums are not cut.
    static int groups(Factors f) {
        return Math.multiplyExact(f.batch(), Math.multiplyExact(MatMulTiles.tiles(f.m()), MatMulTiles.tiles(f.n())));
    }

    /// Terms of a part of the sums: all of them, or fewer where the product has too few tiles for a GPU, as that of a weight's gradient,
    /// whose sums run over all rows of a batch. Whole blocks, so that parts of one block each add up to the bits of the simple kernel.
    static int span(Factors f) {
        int blocks = Math.max(1, (f.k() + MatMulTiles.BLOCK - 1) / MatMulTiles.BLOCK);
        int parts = Math.clamp(Tuning.BUSY / groups(f), 1, blocks);
        return (blocks + parts - 1) / parts * MatMulTiles.BLOCK;
    }

    /// Parts of the sums.
    static int parts(Factors f) {
        return Math.max(1, (f.k() + span(f) - 1) / span(f));
    }

    /// Numbers of the products of the parts, which are added up afterwards; 0 if there is one part only.
    static int scratch(Tuning tuning, Factors f) {
        return takes(tuning, f) && parts(f) > 1 ? Math.multiplyExact(parts(f), f.batch() * f.m() * f.n()) : 0;
    }
}
