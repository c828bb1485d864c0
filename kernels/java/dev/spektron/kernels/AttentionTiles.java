package dev.spektron.kernels;

/// The phases of attention and its gradients by groups of [#ITEMS] work items that share memory, with the softmax of a row brought up to
/// date with each tile of its keys (Dao et al., arXiv:2205.14135; Milakov and Gimelshein, arXiv:1805.02867), so that no score stands in the
/// memory of the device. Settings `g`, operands and what is blocked or dropped are those of [Attentions]. Between two phases all items of
/// the group wait for each other.
///
/// A group works on a tile of 16 [#ITEMS] numbers, R rows by C columns, C the channels of a head rounded up to 32, 64 or 128 and R = 64,
/// 32 or 16; an item owns 4 by 4 of them. For o and dq the rows are queries, for dk and dv keys; the columns are first the others, a tile
/// of C of them at a time, for the scores (q k^T) and the gradients of the weights (do v^T), and then channels, for the sums over those C.
/// All of these are products of tiles ([MatMulTiles#multiply]): one factor comes from what is kept in the shared memory all the time, R
/// rows of all channels, or from the weights, which the items leave there; the other is brought there in steps of [#depth] terms.
///
/// An item is told by [#rowOf] and [#columnOf] which rows and columns are its own: rows 4 i to 4 i + 3 of the tile, so that the items of a
/// last tile whose rows are all beyond the edge ([#terms]) are neighbours and cost nothing; of the scores the columns 4 j to 4 j + 3, so
/// that four random numbers of dropout, which are drawn at once, serve four keys; of channels j, j + C/4, ..., so that neighbours write
/// neighbours. In the shared memory a term's rows stand in the order 0, 4, 8, ..., 1, 5, ... ([#slot]) and terms R + 1 or C + 1 numbers
/// apart: neighbouring items meet different banks.
///
/// Per tile of 64 queries by 32 keys of 32 channels a group reads 2 * 32 * 32 numbers, 8192 bytes, for 2 * 2 * 64 * 32 * 32 = 262144
/// operations: 1/32 byte per operation. The row of one query ([Attentions#forward]) reads for a key q, k, v and o, writes o, and reads or
/// writes a weight five times: 660 bytes for 128 operations, 5.2 bytes per operation. The gradient of the queries reads k twice (12288
/// bytes for 393216 operations), those of keys and values q and do twice (16384 for 524288): 1/32 byte per operation again, where the rows
/// of one query and of one key read and write 896 bytes for 192 and 1280 for 256, 4.7 and 5. From the shared memory come 32 bytes for 32
/// operations. A group takes 27776 bytes of it forward, 34432 for each gradient.
///
/// Sums over the keys run in the order of the keys, but largest scores that are found later scale them down.
public final class AttentionTiles {
    /// Work items of a group.
    public static final int ITEMS = 128;
    /// Rows, and columns, of an item.
    public static final int EACH = 4;
    /// Numbers of an item.
    public static final int SUMS = EACH * EACH;
    /// Words of a block of random numbers.
    public static final int WORDS = 4;
    /// Channels of a head, at most.
    public static final int CHANNELS = 128;
    /// Numbers of the shared memory for R rows of C channels, or for the weights: C (R + 1) at most.
    public static final int ROOM = CHANNELS * (SUMS * ITEMS / CHANNELS + 1);
    /// Numbers of the shared memory for a step of the other factor: depth (C + 1) at most.
    public static final int STEP = 32 * 65;
    /// Numbers of the shared memory for one number of each item for each of its rows.
    public static final int STATES = EACH * ITEMS;

    private AttentionTiles() {}

    /// Items beside each other, a quarter of the columns C, for a head of so many channels.
    public static int across(int channels) {
        return channels <= 32 ? 8 : channels <= 64 ? 16 : 32;
    }

    /// Terms of a step.
    public static int depth(int across) {
        return across < 32 ? 32 : 16;
    }

    /// Rows of a tile.
    public static int rows(int across) {
        return EACH * ITEMS / across;
    }

    /// Tiles of so many rows, or columns, along an axis.
    public static int tiles(int n, int tile) {
        return (n + tile - 1) / tile;
    }

    /// Where row `i` of a term stands in the shared memory; `quarter` is a quarter of the rows of the tile.
    public static int slot(int i, int term, int quarter) {
        return term * (EACH * quarter + 1) + i / EACH + i % EACH * quarter;
    }

    /// Place `i` of a term in the shared memory: row `i` where rows are in their order; where they are not, the first of the rows of an
    /// item that is the `i`th from above, and the next ones follow a quarter later each.
    public static int at(int i, int term, int quarter) {
        return term * (EACH * quarter + 1) + i;
    }

    /// First of an item's rows.
    public static int rowOf(int item, int across) {
        return item / across * EACH;
    }

    /// First of an item's columns.
    public static int columnOf(int item, int across) {
        return item % across * EACH;
    }

    /// First channel of row 0 of a head in an operand of `rows` rows.
    public static int head(int head, int rows, int n, int[] g) {
        return head / g[0] * rows * g[3] + head % g[0] * n;
    }

    /// Channel `c` of row `i` of a head, 0 beyond `rows` and `n`.
    public static float load(float[] x, int xo, int i, int rows, int c, int n, int[] g) {
        float v = 0;
        if (i < rows && c < n) {
            v = x[xo + i * g[3] + c];
        }
        return v;
    }

    /// Terms of a step for an item whose first row is `row`: those that are left, `depth` at most; none for rows that do not exist.
    public static int terms(int row, int rows, int left, int depth) {
        return row < rows ? Math.min(left, depth) : 0;
    }

    /// One behind the last key that some query before `to` sees.
    public static int keys(int to, int[] g) {
        return g[4] == 0 ? g[2] : Math.min(g[2], to);
    }

    /// The first query that sees one of the keys from `key` on.
    public static int queries(int key, int[] g) {
        return g[4] == 0 ? 0 : key;
    }

    /// The numbers of four query rows of a head from `query` on; 0 beyond the last one.
    public static void read(float[] x, int xo, int head, int query, int[] g, float[] out) {
        out[0] = number(x, xo, head, query, g[1]);
        out[1] = number(x, xo, head, query + 1, g[1]);
        out[2] = number(x, xo, head, query + 2, g[1]);
        out[3] = number(x, xo, head, query + 3, g[1]);
    }

    private static float number(float[] x, int xo, int head, int query, int queries) {
        float v = 0;
        if (query < queries) {
            v = x[xo + head * queries + query];
        }
        return v;
    }

    /// One of four numbers; the index of a private array must be a constant.
    public static float pick(int i, float a, float b, float c, float d) {
        return i < 2 ? i == 0 ? a : b : i == 2 ? c : d;
    }

    /// Writes an item's numbers of the channels `channel`, `channel` + `across`, ... of its rows from `row` on.
    public static void store(int row, int channel, int across, float[] sums, float[] y, int yo, int rows, int n, int[] g) {
        store(row, channel, across, sums[0], sums[1], sums[2], sums[3], y, yo, rows, n, g);
        store(row + 1, channel, across, sums[4], sums[5], sums[6], sums[7], y, yo, rows, n, g);
        store(row + 2, channel, across, sums[8], sums[9], sums[10], sums[11], y, yo, rows, n, g);
        store(row + 3, channel, across, sums[12], sums[13], sums[14], sums[15], y, yo, rows, n, g);
    }

    private static void store(int row, int channel, int across, float a, float b, float c, float d, float[] y, int yo, int rows, int n,
        int[] g) {
        if (row < rows) {
            put(a, y, yo + row * g[3], channel, n);
            put(b, y, yo + row * g[3], channel + across, n);
            put(c, y, yo + row * g[3], channel + 2 * across, n);
            put(d, y, yo + row * g[3], channel + 3 * across, n);
        }
    }

    private static void put(float v, float[] y, int yo, int channel, int n) {
        if (channel < n) {
            y[yo + channel] = v;
        }
    }
}
