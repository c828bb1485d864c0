package dev.spektron.backend.tornado;

import dev.spektron.backend.cpu.Factors;
import dev.spektron.kernels.MatMulTiles;
import dev.spektron.kernels.MatMulWideTiles;

/// How groups of work items compute a matrix product: in tiles of [MatMulTiles] or, where there are enough of them, of [MatMulWideTiles];
/// and how the terms of its sums are cut up.
///
/// Tiles move a sixteenth of the bytes of the simple kernel, so they pay as soon as a good part of the tiles at the edges is in use.
///
/// @param side  rows and columns of a tile
/// @param depth terms that belong together
/// @param tiles tiles of the product
/// @param parts parts into which the sums are cut
/// @param span  terms of a part: all, or fewer where the product has too few tiles for a GPU, as that of a weight's gradient, whose sums
///              run over all rows of a batch. Whole blocks of [MatMulTiles], so that parts of one block each add up to the bits of the
///              simple kernel
record Tiling(int side, int depth, int tiles, int parts, int span) {
    /// A tile is taken if this part of all tiles is in use, in numbers of the result.
    private static final int USED = 4;
    /// The same for wide tiles: 2 of 3.
    private static final int WIDE_USED = 3;
    /// Groups with wide tiles that keep a GPU busy: one for each multiprocessor, as an item has 64 sums to compute at a time.
    private static final int WIDE_BUSY = 128;

    /// The tiles of a product; null if the simple kernel computes it.
    static Tiling of(Tuning tuning, Factors f) {
        long results = (long) f.batch() * f.m() * f.n();
        if (tuning == Tuning.NEVER || results == 0) {
            return null;
        }
        Tiling wide = of(f, MatMulWideTiles.SIDE, MatMulWideTiles.DEPTH, WIDE_BUSY, MatMulWideTiles.LONGEST);
        if (tuning == Tuning.ALWAYS ? Math.min(f.m(), f.n()) > MatMulTiles.SIDE : f.k() >= MatMulTiles.DEPTH
            && WIDE_USED * results >= 2 * wide.room() && wide.tiles * wide.parts >= WIDE_BUSY) {
            return wide;
        }
        Tiling tiles = of(f, MatMulTiles.SIDE, MatMulTiles.DEPTH, Tuning.BUSY, Integer.MAX_VALUE);
        return tuning == Tuning.ALWAYS || f.k() >= MatMulTiles.DEPTH && USED * results >= tiles.room() ? tiles : null;
    }

    private static Tiling of(Factors f, int side, int depth, int busy, int longest) {
        int tiles = Math.multiplyExact(f.batch(), Math.multiplyExact(along(f.m(), side), along(f.n(), side)));
        int blocks = Math.max(1, along(f.k(), MatMulTiles.BLOCK));
        int parts = Math.clamp(Math.max(busy / tiles, along(f.k(), longest)), 1, blocks);
        int span = (blocks + parts - 1) / parts * MatMulTiles.BLOCK;
        return new Tiling(side, depth, tiles, Math.max(1, along(f.k(), span)), span);
    }

    /// Pieces of a length along so many.
    static int along(int n, int length) {
        return (int) ((n + (long) length - 1) / length);
    }

    private long room() {
        return (long) tiles * side * side;
    }

    boolean isWide() {
        return side == MatMulWideTiles.SIDE;
    }

    /// Numbers of the products of the parts, which are added up afterwards; 0 if there is one part only.
    static int scratch(Tuning tuning, Factors f) {
        Tiling t = of(tuning, f);
        return t == null || t.parts == 1 ? 0 : Math.multiplyExact(t.parts, f.batch() * f.m() * f.n());
    }
}
