package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Heads;

/// How attention is cut: into units (some heads of one batch and a stretch of their queries), the keys of a head into blocks, a block into
/// tiles of queries. Units are handed out in parts, each with a piece of scratch of its own; sizes alone decide, so results are the same on
/// any number of threads.
///
/// @param stretch queries of a unit
/// @param group   heads of a unit
/// @param block   keys of a block
/// @param width   channels of a head, rounded up to whole vectors
/// @param row     stride of a row of scores
record AttentionTiling(Heads heads, int stretch, int group, int block, int width, int row) {
    /// Queries of a tile: a panel of packed keys is used so often before the next one replaces it in the first-level cache.
    static final int TILE = 8 * Products.ROWS;
    /// Keys of a block: scores of a tile and the packed block stay in the second-level cache.
    private static final int BLOCK = 512;
    /// Units that are wanted at least: as many as there may be threads. More only if there are more batches, since the heads of a batch
    /// stand side by side in memory and are best read together.
    private static final int UNITS = 16;
    /// Parts at most; more would spread the scratch over more memory.
    private static final int PARTS = 64;
    /// Queries of a stretch at least: keys are packed anew for each.
    private static final int LEAST = 2 * TILE;
    /// Elements of q, k, v, o of a unit up to which they are read into the second-level cache beforehand.
    private static final int NEAR = 180_000;

    /// @param stretched true if a head may be cut into several stretches of queries
    static AttentionTiling of(Heads h, boolean stretched) {
        int groups = Math.clamp(parts(UNITS, h.batch()), 1, h.heads());
        int group = parts(h.heads(), groups);
        int most = stretched ? Math.max(1, h.queries() / LEAST) : 1;
        int stretches = Math.clamp(parts(UNITS, h.batch() * parts(h.heads(), group)), 1, most);
        int stretch = Products.up(Math.max(1, parts(h.queries(), stretches)), TILE);
        int block = Math.min(h.keys(), BLOCK);
        // An odd number of vectors spreads the rows over the sets of the cache; six more numbers are read with the last rows of a
        // transpose.
        int row = Products.up(block + Products.ROWS, Lanes.N);
        row += row / Lanes.N % 2 == 0 ? Lanes.N : 0;
        return new AttentionTiling(h, stretch, group, block, Products.up(h.channels(), Lanes.N), row);
    }

    private static int parts(int n, int size) {
        return (n + size - 1) / Math.max(1, size);
    }

    private int groups() {
        return parts(heads.heads(), group);
    }

    private int stretches() {
        return parts(heads.queries(), stretch);
    }

    int units() {
        return heads.batch() * groups() * stretches();
    }

    int parts() {
        return Math.min(PARTS, units());
    }

    /// First unit of a part.
    int unit(int part) {
        return (int) ((long) part * units() / parts());
    }

    /// First head of a unit, counted over all batches.
    int head(int unit) {
        int g = unit / stretches();
        return g / groups() * heads.heads() + g % groups() * group;
    }

    /// Heads of a unit.
    int count(int unit) {
        return Math.min(group, heads.heads() - unit / stretches() % groups() * group);
    }

    /// First query of a unit.
    int query(int unit) {
        return unit % stretches() * stretch;
    }

    /// True if what a unit reads and writes fits into the second-level cache.
    boolean isNear() {
        return 2L * (heads.keys() + stretch) * group * heads.channels() <= NEAR;
    }

    /// Room of packed keys or values of a block, as columns.
    int columns() {
        return heads.channels() * Products.up(block, Lanes.N);
    }

    /// Room of packed keys or values of a block, as rows, up to whole groups of rows.
    int rows() {
        return width * Products.up(block, Products.ROWS);
    }

    /// Room of a tile of scores.
    int scores() {
        return TILE * row;
    }

    /// Room of a tile of queries.
    int queries() {
        return TILE * width;
    }

    /// Columns of a product with the first `n` of `packed` keys: whole panels, as they are packed.
    static int columns(int n, int packed) {
        return Math.min(Products.up(n, Products.PANEL), Products.up(packed, Lanes.N));
    }

    /// Elements up to the first channel of a query of a head.
    int at(int head, int s) {
        return (head / heads.heads() * heads.queries() + s) * heads.width() + head % heads.heads() * heads.channels();
    }

    /// Elements up to the first channel of a key of a head.
    int keyAt(int head, int t) {
        return (head / heads.heads() * heads.keys() + t) * heads.width() + head % heads.heads() * heads.channels();
    }
}
