package dev.spektron.kernels;

/// What an item of a group does with its 4 by 4 scores ([AttentionTiles]): mask, softmax, dropout and their gradients. Numbers of rows and
/// scores come in private arrays of the item; every index of these is a constant once the methods are put in place of their calls.
public final class AttentionTileWeights {
    private AttentionTileWeights() {}

    /// Makes scores of products: those of query i and key j, counted from `query` and `key` on, stand at i `byQuery` + j `byKey`. -infinity
    /// for what is blocked or beyond the edges.
    public static void score(int head, int query, int key, int[] g, float scale, float[] mask, int masko, int byQuery, int byKey,
        float[] s) {
        scores(head, query, key, g, scale, mask, masko, 0, byKey, s);
        scores(head, query + 1, key, g, scale, mask, masko, byQuery, byKey, s);
        scores(head, query + 2, key, g, scale, mask, masko, 2 * byQuery, byKey, s);
        scores(head, query + 3, key, g, scale, mask, masko, 3 * byQuery, byKey, s);
    }

    private static void scores(int head, int query, int key, int[] g, float scale, float[] mask, int masko, int at, int by, float[] s) {
        int batch = head / g[0];
        s[at] = score(batch, query, key, g, scale * s[at], mask, masko);
        s[at + by] = score(batch, query, key + 1, g, scale * s[at + by], mask, masko);
        s[at + 2 * by] = score(batch, query, key + 2, g, scale * s[at + 2 * by], mask, masko);
        s[at + 3 * by] = score(batch, query, key + 3, g, scale * s[at + 3 * by], mask, masko);
    }

    private static float score(int batch, int query, int key, int[] g, float s, float[] mask, int masko) {
        float v = Float.NEGATIVE_INFINITY;
        if (query < g[1] && key < g[2]) {
            v = Attentions.open(batch, query, key, g, mask, masko) ? s : v;
        }
        return v;
    }

    /// Which weights dropout keeps: bit 4 i + j for query i and key j. No bit is set where nothing is dropped.
    public static int kept(int head, int query, int key, int[] g, float rate, float[] step, int so, int[] w) {
        int bits = 0;
        if (rate > 0) {
            for (int e = 0; e < AttentionTiles.SUMS; e++) {
                long i = Attentions.weight(head * g[1] + query + e / AttentionTiles.EACH, g) + key + e % AttentionTiles.EACH;
                int at = (int) (i % AttentionTiles.WORDS);
                if (e % AttentionTiles.EACH == 0 || at == 0) {
                    Attentions.draw(i, g, (int) step[so], w, 0);
                }
                int word = at < 2 ? at == 0 ? w[0] : w[1] : at == 2 ? w[2] : w[3];
                bits += Philox.unit(word) >= rate ? 1 << e : 0;
            }
        }
        return bits;
    }

    /// Factor of a weight.
    private static float factor(int bits, int bit, float rate) {
        return rate == 0 || (bits >> bit) % 2 == 1 ? 1 / (1 - rate) : 0;
    }

    /// The largest of four scores.
    public static float top(float a, float b, float c, float d) {
        return Math.max(Math.max(a, b), Math.max(c, d));
    }

    /// The numbers of four rows.
    public static void set(float a, float b, float c, float d, float[] out) {
        out[0] = a;
        out[1] = b;
        out[2] = c;
        out[3] = d;
    }

    /// Raises the largest scores of four rows.
    public static void raise(float a, float b, float c, float d, float[] tops) {
        set(Math.max(tops[0], a), Math.max(tops[1], b), Math.max(tops[2], c), Math.max(tops[3], d), tops);
    }

    /// Adds to the sums of four rows.
    public static void add(float a, float b, float c, float d, float[] totals) {
        set(totals[0] + a, totals[1] + b, totals[2] + c, totals[3] + d, totals);
    }

    /// Turns scores into weights that are not yet divided by their sum and hands them to dropout; `totals` are the sums of the item's own
    /// weights. What was summed up so far is scaled from the largest scores `before` to those now.
    public static void weigh(int bits, float rate, float[] before, float[] tops, float[] s, float[] totals, float[] sums) {
        weigh(bits, 0, rate, before, tops, s, totals, sums);
        weigh(bits, 1, rate, before, tops, s, totals, sums);
        weigh(bits, 2, rate, before, tops, s, totals, sums);
        weigh(bits, 3, rate, before, tops, s, totals, sums);
    }

    private static void weigh(int bits, int r, float rate, float[] before, float[] tops, float[] s, float[] totals, float[] sums) {
        int at = AttentionTiles.EACH * r;
        float less = Attentions.exp(before[r], tops[r]);
        float a = Attentions.exp(s[at], tops[r]);
        float b = Attentions.exp(s[at + 1], tops[r]);
        float c = Attentions.exp(s[at + 2], tops[r]);
        float d = Attentions.exp(s[at + 3], tops[r]);
        totals[r] = less * totals[r] + (a + b + (c + d));
        s[at] = a * factor(bits, at, rate);
        s[at + 1] = b * factor(bits, at + 1, rate);
        s[at + 2] = c * factor(bits, at + 2, rate);
        s[at + 3] = d * factor(bits, at + 3, rate);
        times(sums, at, less);
        before[r] = tops[r];
    }

    private static void times(float[] sums, int at, float factor) {
        sums[at] *= factor;
        sums[at + 1] *= factor;
        sums[at + 2] *= factor;
        sums[at + 3] *= factor;
    }

    /// Divides what was summed up by the sums of all weights of the rows; 0 where everything is blocked.
    public static void divide(float[] totals, float[] sums) {
        times(sums, 0, totals[0] == 0 ? 0 : 1 / totals[0]);
        times(sums, 4, totals[1] == 0 ? 0 : 1 / totals[1]);
        times(sums, 8, totals[2] == 0 ? 0 : 1 / totals[2]);
        times(sums, 12, totals[3] == 0 ? 0 : 1 / totals[3]);
    }

    /// Writes the logs of the sums of exponentials of four query rows, unless their offset is negative; `column` is the first of the item's
    /// columns, and the first item of a row writes.
    public static void logs(int head, int query, int column, int[] g, float[] tops, float[] totals, float[] lse, int lo) {
        log(head, query, column, g, tops[0], totals[0], lse, lo);
        log(head, query + 1, column, g, tops[1], totals[1], lse, lo);
        log(head, query + 2, column, g, tops[2], totals[2], lse, lo);
        log(head, query + 3, column, g, tops[3], totals[3], lse, lo);
    }

    private static void log(int head, int query, int column, int[] g, float top, float total, float[] lse, int lo) {
        if (lo >= 0) {
            if (column == 0 && query < g[1]) {
                lse[lo + head * g[1] + query] = (top == Float.NEGATIVE_INFINITY ? 0 : top) + (float) Math.log(total);
            }
        }
    }

    /// Turns scores into the weights that are left after dropout, and the gradients `d` of weights into those of products of queries and
    /// keys. `logs` are the logs of the sums of exponentials of the item's queries, `deltas` what the softmax takes off their gradients;
    /// numbers stand as in [#score].
    public static void slopes(int bits, float rate, float scale, int byQuery, int byKey, float[] logs, float[] deltas, float[] s,
        float[] d) {
        slopes(bits, 0, rate, scale, 0, byKey, logs[0], deltas[0], s, d);
        slopes(bits, 4, rate, scale, byQuery, byKey, logs[1], deltas[1], s, d);
        slopes(bits, 8, rate, scale, 2 * byQuery, byKey, logs[2], deltas[2], s, d);
        slopes(bits, 12, rate, scale, 3 * byQuery, byKey, logs[3], deltas[3], s, d);
    }

    private static void slopes(int bits, int bit, float rate, float scale, int at, int by, float log, float delta, float[] s, float[] d) {
        slope(factor(bits, bit, rate), scale, at, log, delta, s, d);
        slope(factor(bits, bit + 1, rate), scale, at + by, log, delta, s, d);
        slope(factor(bits, bit + 2, rate), scale, at + 2 * by, log, delta, s, d);
        slope(factor(bits, bit + 3, rate), scale, at + 3 * by, log, delta, s, d);
    }

    private static void slope(float factor, float scale, int at, float log, float delta, float[] s, float[] d) {
        float p = Attentions.exp(s[at], log);
        d[at] = scale * p * (factor * d[at] - delta);
        s[at] = factor * p;
    }
}
