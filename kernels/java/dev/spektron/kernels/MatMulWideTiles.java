package dev.spektron.kernels;

/// The phases of a matrix product as in [MatMulTiles], with tiles of [#SIDE] by [#SIDE] numbers of C, of which an item has 8 by 8: for
/// products with enough of such tiles to keep a GPU busy.
///
/// Per step of [#DEPTH] terms a group reads 2 * 128 * 8 numbers, 8192 bytes, for 2 * 128 * 128 * 8 = 262144 operations: 1/32 byte per
/// operation, half of what the smaller tiles read. From the shared memory come 64 bytes for 128 operations, a half as well; a GPU that
/// reads 32 numbers there in the time of 128 multiplications and additions spends as long on the one as on the other.
///
/// An item adds the terms of a sum one after another, without the blocks of [MatMulTiles], whose second set of 64 sums would not fit into
/// the registers: sums have up to [#LONGEST] terms, longer ones are cut.
public final class MatMulWideTiles {
    /// Rows and columns of a tile.
    public static final int SIDE = 128;
    /// Terms that are in the shared memory at a time.
    public static final int DEPTH = 8;
    /// Work items of a group.
    public static final int ITEMS = 256;
    /// Sums of an item.
    public static final int SUMS = 64;
    /// Terms that are added up one after another, at most.
    public static final int LONGEST = 2048;
    /// Distance of two terms in the shared memory: neighbouring items fill 32 banks of 4 bytes, whichever way they go.
    public static final int PITCH = SIDE + 4;
    /// Numbers of the shared memory for a factor.
    public static final int ROOM = DEPTH * PITCH;
    /// Distance of two rows, or two columns, of an item.
    public static final int ACROSS = 16;
    /// Numbers of a factor that an item brings to the shared memory at a time.
    public static final int LOADS = SIDE * DEPTH / ITEMS;

    private MatMulWideTiles() {}

    /// Tiles along an axis of so many rows or columns.
    public static int tiles(int n) {
        return (n + SIDE - 1) / SIDE;
    }

    /// As [MatMulTiles#slot].
    public static int slot(int item, int q, int sp) {
        return MatMulTiles.term(item + q * ITEMS, sp, SIDE, DEPTH) * PITCH + MatMulTiles.row(item + q * ITEMS, sp, SIDE, DEPTH);
    }

    /// As [MatMulTiles#load], for terms `from` to `from` + 7 of the rows `first` to `first` + 127.
    public static float load(int item, int q, float[] x, int xo, int si, int sp, int first, int rows, int from, int k) {
        return MatMulTiles.load(first + MatMulTiles.row(item + q * ITEMS, sp, SIDE, DEPTH),
            from + MatMulTiles.term(item + q * ITEMS, sp, SIDE, DEPTH), x, xo, si, sp, rows, k);
    }

    /// Where term `p` of the first of an item's rows stands; the next ones follow 16, 32, ... 112 numbers later.
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
        set(0, sums, 8);
        set(0, sums, 16);
        set(0, sums, 24);
        set(0, sums, 32);
        set(0, sums, 40);
        set(0, sums, 48);
        set(0, sums, 56);
    }

    private static void set(float v, float[] sums, int at) {
        sums[at] = v;
        sums[at + 1] = v;
        sums[at + 2] = v;
        sums[at + 3] = v;
        sums[at + 4] = v;
        sums[at + 5] = v;
        sums[at + 6] = v;
        sums[at + 7] = v;
    }

    /// Adds the term `a` of a row, of the `row`-th row of an item, to its sums: sums[8 row + s] += a b_s.
    public static void multiply(int row, float a, float b0, float b1, float b2, float b3, float b4, float b5, float b6, float b7,
        float[] sums) {
        sums[8 * row] += a * b0;
        sums[8 * row + 1] += a * b1;
        sums[8 * row + 2] += a * b2;
        sums[8 * row + 3] += a * b3;
        sums[8 * row + 4] += a * b4;
        sums[8 * row + 5] += a * b5;
        sums[8 * row + 6] += a * b6;
        sums[8 * row + 7] += a * b7;
    }

    /// As [MatMulTiles#store].
    public static void store(int item, float[] sums, int biased, float[] bias, int bo, float[] c, int co,
        int row, int column, int m, int n) {
        int i = row + item / ACROSS;
        int j = column + item % ACROSS;
        write(0, sums, biased, bias, bo, c, co, i, j, m, n);
        write(8, sums, biased, bias, bo, c, co, i + ACROSS, j, m, n);
        write(16, sums, biased, bias, bo, c, co, i + 2 * ACROSS, j, m, n);
        write(24, sums, biased, bias, bo, c, co, i + 3 * ACROSS, j, m, n);
        write(32, sums, biased, bias, bo, c, co, i + 4 * ACROSS, j, m, n);
        write(40, sums, biased, bias, bo, c, co, i + 5 * ACROSS, j, m, n);
        write(48, sums, biased, bias, bo, c, co, i + 6 * ACROSS, j, m, n);
        write(56, sums, biased, bias, bo, c, co, i + 7 * ACROSS, j, m, n);
    }

    private static void write(int at, float[] sums, int biased, float[] bias, int bo, float[] c, int co, int i,
        int j, int m, int n) {
        MatMulTiles.write(sums[at], sums[at + 1], sums[at + 2], sums[at + 3], biased, bias, bo, c, co, i, j, m, n);
        MatMulTiles.write(sums[at + 4], sums[at + 5], sums[at + 6], sums[at + 7], biased, bias, bo, c, co, i, j + 4 * ACROSS, m,
            n);
    }
}
