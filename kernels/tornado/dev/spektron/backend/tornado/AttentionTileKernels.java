package dev.spektron.backend.tornado;

import dev.spektron.kernels.AttentionTileWeights;
import dev.spektron.kernels.AttentionTiles;
import dev.spektron.kernels.MatMulTiles;
import uk.ac.manchester.tornado.api.KernelContext;

/// Launchers of attention whose work items share memory in groups. `g` holds the settings of the bodies; a head has `n` channels, and
/// `tiles` of its queries or keys. `across` and `depth` say how a tile is shared out ([AttentionTiles]).
final class AttentionTileKernels {
    private AttentionTileKernels() {}

    /// A tile of the queries of a head by each group.
    static void kAttentionTiles(KernelContext ctx, float[] m, int[] g, float scale, float rate, int q, int k, int v, int mask, int step,
        int o, int lse, int n, int across, int depth, int tiles) {
        float[] qs = ctx.allocateFloatLocalArray(AttentionTiles.ROOM);
        float[] bs = ctx.allocateFloatLocalArray(AttentionTiles.STEP);
        float[] ps = ctx.allocateFloatLocalArray(AttentionTiles.ROOM);
        float[] states = ctx.allocateFloatLocalArray(AttentionTiles.STATES);
        float[] scores = new float[AttentionTiles.SUMS];
        float[] sums = new float[AttentionTiles.SUMS];
        float[] tops = new float[AttentionTiles.EACH];
        float[] before = new float[AttentionTiles.EACH];
        float[] totals = new float[AttentionTiles.EACH];
        int[] words = new int[AttentionTiles.WORDS];
        int item = ctx.localIdx;
        int group = ctx.groupIdx;
        int head = group / tiles;
        int down = AttentionTiles.ITEMS / across;
        int rows = AttentionTiles.EACH * down;
        int columns = AttentionTiles.EACH * across;
        int queries = g[1];
        int keys = g[2];
        int first = group % tiles * rows;
        int row = first + AttentionTiles.rowOf(item, across);
        int end = AttentionTiles.keys(first + rows, g);
        int fromQ = q + AttentionTiles.head(head, queries, n, g);
        int fromK = k + AttentionTiles.head(head, keys, n, g);
        int fromV = v + AttentionTiles.head(head, keys, n, g);
        for (int i = item; i < rows * n; i += AttentionTiles.ITEMS) {
            qs[AttentionTiles.slot(i / n, i % n, down)] = AttentionTiles.load(m, fromQ, first + i / n, queries, i % n, n, g);
        }
        MatMulTiles.clear(sums);
        AttentionTileWeights.set(0, 0, 0, 0, totals);
        AttentionTileWeights.set(Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, tops);
        for (int from = 0; from < end; from += columns) {
            MatMulTiles.clear(scores);
            for (int c = 0; c < n; c += depth) {
                for (int i = item; i < columns * depth; i += AttentionTiles.ITEMS) {
                    bs[AttentionTiles.slot(i / depth, i % depth, across)] =
                        AttentionTiles.load(m, fromK, from + i / depth, keys, c + i % depth, n, g);
                }
                ctx.localBarrier();
                int terms = AttentionTiles.terms(row, queries, n - c, depth);
                for (int t = 0; t < terms; t++) {
                    int i = AttentionTiles.at(item / across, c + t, down);
                    int j = AttentionTiles.at(item % across, t, across);
                    MatMulTiles.multiply(qs[i], qs[i + down], qs[i + 2 * down], qs[i + 3 * down], bs[j], bs[j + across],
                        bs[j + 2 * across], bs[j + 3 * across], scores);
                }
                ctx.localBarrier();
            }
            int key = from + AttentionTiles.columnOf(item, across);
            AttentionTileWeights.score(head, row, key, g, scale, m, mask, AttentionTiles.EACH, 1, scores);
            int bits = AttentionTileWeights.kept(head, row, key, g, rate, m, step, words);
            states[item] = AttentionTileWeights.top(scores[0], scores[1], scores[2], scores[3]);
            states[item + AttentionTiles.ITEMS] = AttentionTileWeights.top(scores[4], scores[5], scores[6], scores[7]);
            states[item + 2 * AttentionTiles.ITEMS] = AttentionTileWeights.top(scores[8], scores[9], scores[10], scores[11]);
            states[item + 3 * AttentionTiles.ITEMS] = AttentionTileWeights.top(scores[12], scores[13], scores[14], scores[15]);
            ctx.localBarrier();
            AttentionTileWeights.set(tops[0], tops[1], tops[2], tops[3], before);
            for (int j = 0; j < across; j++) {
                int i = item / across * across + j;
                AttentionTileWeights.raise(states[i], states[i + AttentionTiles.ITEMS], states[i + 2 * AttentionTiles.ITEMS],
                    states[i + 3 * AttentionTiles.ITEMS], tops);
            }
            AttentionTileWeights.weigh(bits, rate, before, tops, scores, totals, sums);
            for (int j = 0; j < AttentionTiles.EACH; j++) {
                int i = AttentionTiles.at(item / across, AttentionTiles.columnOf(item, across) + j, down);
                ps[i] = AttentionTiles.pick(j, scores[0], scores[1], scores[2], scores[3]);
                ps[i + down] = AttentionTiles.pick(j, scores[4], scores[5], scores[6], scores[7]);
                ps[i + 2 * down] = AttentionTiles.pick(j, scores[8], scores[9], scores[10], scores[11]);
                ps[i + 3 * down] = AttentionTiles.pick(j, scores[12], scores[13], scores[14], scores[15]);
            }
            int last = Math.min(columns, end - from);
            for (int c = 0; c < last; c += depth) {
                for (int i = item; i < columns * depth; i += AttentionTiles.ITEMS) {
                    bs[AttentionTiles.at(i % columns, i / columns, across)] =
                        AttentionTiles.load(m, fromV, from + c + i / columns, keys, i % columns, n, g);
                }
                ctx.localBarrier();
                int terms = AttentionTiles.terms(row, queries, last - c, depth);
                for (int t = 0; t < terms; t++) {
                    int i = AttentionTiles.at(item / across, c + t, down);
                    int j = AttentionTiles.at(item % across, t, across);
                    MatMulTiles.multiply(ps[i], ps[i + down], ps[i + 2 * down], ps[i + 3 * down], bs[j], bs[j + across],
                        bs[j + 2 * across], bs[j + 3 * across], sums);
                }
                ctx.localBarrier();
            }
        }
        states[item] = totals[0];
        states[item + AttentionTiles.ITEMS] = totals[1];
        states[item + 2 * AttentionTiles.ITEMS] = totals[2];
        states[item + 3 * AttentionTiles.ITEMS] = totals[3];
        ctx.localBarrier();
        AttentionTileWeights.set(0, 0, 0, 0, totals);
        for (int j = 0; j < across; j++) {
            int i = item / across * across + j;
            AttentionTileWeights.add(states[i], states[i + AttentionTiles.ITEMS], states[i + 2 * AttentionTiles.ITEMS],
                states[i + 3 * AttentionTiles.ITEMS], totals);
        }
        AttentionTileWeights.divide(totals, sums);
        AttentionTiles.store(row, item % across, across, sums, m, o + AttentionTiles.head(head, queries, n, g), queries, n, g);
        AttentionTileWeights.logs(head, row, AttentionTiles.columnOf(item, across), g, tops, totals, m, lse);
    }
}
