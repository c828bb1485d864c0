package dev.spektron.kernels;

/// The phases of a matrix product C = A B, (m, k) by (k, n), by groups of [#ITEMS] work items that share memory: a group computes a tile
/// of [#SIDE] by [#SIDE] numbers of C, an item 4 by 4 of them. Between two phases all items of the group wait for each other.
///
/// The items bring [#DEPTH] terms of the rows of A and of the columns of B that the tile needs into the shared memory ([#load], [#slot]),
/// add them to their sums ([#multiply], [#rowSlot], [#columnSlot]) and write those in the end ([#store]). Beyond the edges of A and B
/// stand zeros; beyond those of C nothing is written. No body takes the shared memory itself: TornadoVM 5.2 computes wrong addresses in a
/// method that gets such an array as a parameter, and says nothing.
///
/// Per step of [#DEPTH] terms a group reads 2 * 64 * 16 numbers, 8192 bytes, for 2 * 64 * 64 * 16 = 131072 operations: 1/16 byte per
/// operation, where a product of single numbers ([MatMuls#inner]) reads 8 bytes for 2, 4 bytes per operation, and one in tiles of 4 by 4
/// without shared memory ([MatMuls#tile]) 32 bytes for 32, 1 byte per operation. From the shared memory come 32 bytes for 32 operations.
///
/// Terms are added up one after another in blocks of [#BLOCK], as in [MatMuls]: the same bits where no multiplication is contracted with
/// its addition.
///
/// An item owns the rows `item / 16 + 16 r` and the columns `item % 16 + 16 s`, r and s from 0 to 3: neighbouring items read neighbouring
/// numbers of the shared memory and write neighbouring numbers of C. Rows of the shared memory are [#PITCH] numbers apart, so that
/// neither way to fill it meets one of 32 banks of 4 bytes more than twice at a time.
public final class MatMulTiles {
    /// Rows and columns of a tile.
    public static final int SIDE = 64;
    /// Terms that are in the shared memory at a time.
    public static final int DEPTH = 16;
    /// Work items of a group.
    public static final int ITEMS = 256;
    /// Sums of an item.
    public static final int SUMS = 16;
    /// Terms that are added up before they join the total, a multiple of [#DEPTH].
    public static final int BLOCK = MatMuls.BLOCK;
    /// Distance of two terms in the shared memory.
    public static final int PITCH = SIDE + 2;
    /// Numbers of the shared memory for a factor.
    public static final int ROOM = DEPTH * PITCH;

    /// Distance of two rows, or two columns, of an item.
    public static final int ACROSS = 16;
    /// Numbers of a factor that an item brings to the shared memory at a time.
    public static final int LOADS = SIDE * DEPTH / ITEMS;

    private MatMulTiles() {}

    /// Tiles along an axis of so many rows or columns.
    public static int tiles(int n) {
        return (n + SIDE - 1) / SIDE;
    }

    /// Where in the shared memory the number `q` of the [#LOADS] stands that an item brings there: term p of row i at p PITCH + i.
    /// Neighbouring items read what is adjacent in a factor whose terms are `sp` apart.
    public static int slot(int item, int q, int sp) {
        return term(item + q * ITEMS, sp, SIDE, DEPTH) * PITCH + row(item + q * ITEMS, sp, SIDE, DEPTH);
    }

    /// Which of `depth` terms the number `i` of `side` rows is.
    static int term(int i, int sp, int side, int depth) {
        return sp == 1 ? i % depth : i / side;
    }

    /// Which of `side` rows the number `i` belongs to.
    static int row(int i, int sp, int side, int depth) {
        return sp == 1 ? i / depth : i % side;
    }

    /// The number for [#slot], from the terms `from` to `from` + 15 of the rows `first` to `first` + 63 of a factor:
    /// x[(first + i) si + (from + p) sp], 0 for rows from `rows` and terms from `k` on. For B the columns are the rows.
    public static float load(int item, int q, float[] x, int xo, int si, int sp, int first, int rows, int from, int k) {
        return load(first + row(item + q * ITEMS, sp, SIDE, DEPTH), from + term(item + q * ITEMS, sp, SIDE, DEPTH), x, xo, si, sp, rows, k);
    }

    /// Term `p` of row `i` of a factor of `rows` rows of `k` terms, 0 beyond them.
    static float load(int i, int p, float[] x, int xo, int si, int sp, int rows, int k) {
        float v = 0;
        if (i < rows && p < k) {
            v = x[xo + i * si + p * sp];
        }
        return v;
    }

    /// Where term `p` of the first of an item's rows stands; the next ones follow 16, 32 and 48 numbers later.
    public static int rowSlot(int item, int p) {
        return p * PITCH + item / ACROSS;
    }

    /// Where term `p` of the first of an item's columns stands.
    public static int columnSlot(int item, int p) {
        return p * PITCH + item % ACROSS;
    }

    /// Makes the sums of an item 0.
    public static void clear(float[] sums) {
        set(0, sums, 0);
        set(0, sums, 4);
        set(0, sums, 8);
        set(0, sums, 12);
    }

    private static void set(float v, float[] sums, int at) {
        sums[at] = v;
        sums[at + 1] = v;
        sums[at + 2] = v;
        sums[at + 3] = v;
    }

    /// Adds a term to the sums of an item: sums[4 r + s] += a_r b_s.
    public static void multiply(float a0, float a1, float a2, float a3, float b0, float b1, float b2, float b3, float[] sums) {
        terms(a0, b0, b1, b2, b3, sums, 0);
        terms(a1, b0, b1, b2, b3, sums, 4);
        terms(a2, b0, b1, b2, b3, sums, 8);
        terms(a3, b0, b1, b2, b3, sums, 12);
    }

    private static void terms(float a, float b0, float b1, float b2, float b3, float[] sums, int at) {
        sums[at] += a * b0;
        sums[at + 1] += a * b1;
        sums[at + 2] += a * b2;
        sums[at + 3] += a * b3;
    }

    /// Adds the sums of a block to the totals of an item.
    public static void add(float[] sums, float[] totals) {
        terms(1, sums[0], sums[1], sums[2], sums[3], totals, 0);
        terms(1, sums[4], sums[5], sums[6], sums[7], totals, 4);
        terms(1, sums[8], sums[9], sums[10], sums[11], totals, 8);
        terms(1, sums[12], sums[13], sums[14], sums[15], totals, 12);
    }

    /// Writes the totals of an item to the tile of C (m, n) that begins at row `row` and column `column`, with bias[j] added if `biased`.
    public static void store(int item, float[] totals, int biased, float[] bias, int bo, float[] c, int co, int row, int column, int m,
        int n) {
        int i = row + item / ACROSS;
        int j = column + item % ACROSS;
        write(totals[0], totals[1], totals[2], totals[3], biased, bias, bo, c, co, i, j, m, n);
        write(totals[4], totals[5], totals[6], totals[7], biased, bias, bo, c, co, i + ACROSS, j, m, n);
        write(totals[8], totals[9], totals[10], totals[11], biased, bias, bo, c, co, i + 2 * ACROSS, j, m, n);
        write(totals[12], totals[13], totals[14], totals[15], biased, bias, bo, c, co, i + 3 * ACROSS, j, m, n);
    }

    /// Writes four numbers of row `i`, [#ACROSS] apart from column `j` on.
    static void write(float t0, float t1, float t2, float t3, int biased, float[] bias, int bo, float[] c, int co, int i, int j, int m,
        int n) {
        if (i < m) {
            put(t0, biased, bias, bo, c, co + i * n, j, n);
            put(t1, biased, bias, bo, c, co + i * n, j + ACROSS, n);
            put(t2, biased, bias, bo, c, co + i * n, j + 2 * ACROSS, n);
            put(t3, biased, bias, bo, c, co + i * n, j + 3 * ACROSS, n);
        }
    }

    private static void put(float t, int biased, float[] bias, int bo, float[] c, int co, int j, int n) {
        if (j < n) {
            c[co + j] = biased != 0 ? t + bias[bo + j] : t;
        }
    }
}
