package dev.spektron.backend.tornado;

import dev.spektron.kernels.AttentionTileWeights;
import dev.spektron.kernels.AttentionTiles;
import dev.spektron.kernels.MatMulTiles;
import uk.ac.manchester.tornado.api.KernelContext;

/// Launchers of the gradients of attention whose work items share memory in groups; parameters as in [AttentionTileKernels].
final class AttentionGradTileKernels {
    private AttentionGradTileKernels() {}

    /// A tile of the queries of a head by each group, for the gradient of the queries.
    static void kAttentionQueryGradTiles(KernelContext ctx, float[] m, int[] g, float scale, float rate, int q, int k, int v, int mask,
        int step, int lse, int d, int delta, int dq, int n, int across, int depth, int tiles) {
        float[] qs = ctx.allocateFloatLocalArray(AttentionTiles.ROOM);
        float[] ds = ctx.allocateFloatLocalArray(AttentionTiles.ROOM);
        float[] bs = ctx.allocateFloatLocalArray(AttentionTiles.STEP);
        float[] ps = ctx.allocateFloatLocalArray(AttentionTiles.ROOM);
        float[] scores = new float[AttentionTiles.SUMS];
        float[] slopes = new float[AttentionTiles.SUMS];
        float[] sums = new float[AttentionTiles.SUMS];
        float[] logs = new float[AttentionTiles.EACH];
        float[] deltas = new float[AttentionTiles.EACH];
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
        int fromQ = AttentionTiles.head(head, queries, n, g);
        int fromK = AttentionTiles.head(head, keys, n, g);
        for (int i = item; i < rows * n; i += AttentionTiles.ITEMS) {
            qs[AttentionTiles.slot(i / n, i % n, down)] = AttentionTiles.load(m, q + fromQ, first + i / n, queries, i % n, n, g);
            ds[AttentionTiles.slot(i / n, i % n, down)] = AttentionTiles.load(m, d + fromQ, first + i / n, queries, i % n, n, g);
        }
        MatMulTiles.clear(sums);
        AttentionTiles.read(m, lse, head, row, g, logs);
        AttentionTiles.read(m, delta, head, row, g, deltas);
        for (int from = 0; from < end; from += columns) {
            MatMulTiles.clear(scores);
            MatMulTiles.clear(slopes);
            for (int c = 0; c < n; c += depth) {
                // The weights have no use yet for their room: the values stand there.
                for (int i = item; i < columns * depth; i += AttentionTiles.ITEMS) {
                    int to = AttentionTiles.slot(i / depth, i % depth, across);
                    bs[to] = AttentionTiles.load(m, k + fromK, from + i / depth, keys, c + i % depth, n, g);
                    ps[to] = AttentionTiles.load(m, v + fromK, from + i / depth, keys, c + i % depth, n, g);
                }
                ctx.localBarrier();
                int terms = AttentionTiles.terms(row, queries, n - c, depth);
                for (int t = 0; t < terms; t++) {
                    int i = AttentionTiles.at(item / across, c + t, down);
                    int j = AttentionTiles.at(item % across, t, across);
                    MatMulTiles.multiply(qs[i], qs[i + down], qs[i + 2 * down], qs[i + 3 * down], bs[j], bs[j + across],
                        bs[j + 2 * across], bs[j + 3 * across], scores);
                    MatMulTiles.multiply(ds[i], ds[i + down], ds[i + 2 * down], ds[i + 3 * down], ps[j], ps[j + across],
                        ps[j + 2 * across], ps[j + 3 * across], slopes);
                }
                ctx.localBarrier();
            }
            int key = from + AttentionTiles.columnOf(item, across);
            AttentionTileWeights.score(head, row, key, g, scale, m, mask, AttentionTiles.EACH, 1, scores);
            int bits = AttentionTileWeights.kept(head, row, key, g, rate, m, step, words);
            AttentionTileWeights.slopes(bits, rate, scale, AttentionTiles.EACH, 1, logs, deltas, scores, slopes);
            for (int j = 0; j < AttentionTiles.EACH; j++) {
                int i = AttentionTiles.at(item / across, AttentionTiles.columnOf(item, across) + j, down);
                ps[i] = AttentionTiles.pick(j, slopes[0], slopes[1], slopes[2], slopes[3]);
                ps[i + down] = AttentionTiles.pick(j, slopes[4], slopes[5], slopes[6], slopes[7]);
                ps[i + 2 * down] = AttentionTiles.pick(j, slopes[8], slopes[9], slopes[10], slopes[11]);
                ps[i + 3 * down] = AttentionTiles.pick(j, slopes[12], slopes[13], slopes[14], slopes[15]);
            }
            int last = Math.min(columns, end - from);
            for (int c = 0; c < last; c += depth) {
                for (int i = item; i < columns * depth; i += AttentionTiles.ITEMS) {
                    bs[AttentionTiles.at(i % columns, i / columns, across)] =
                        AttentionTiles.load(m, k + fromK, from + c + i / columns, keys, i % columns, n, g);
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
        AttentionTiles.store(row, item % across, across, sums, m, dq + fromQ, queries, n, g);
    }

    /// A tile of the keys of a head by each group, for the gradients of keys and values.
    static void kAttentionKeyGradTiles(KernelContext ctx, float[] m, int[] g, float scale, float rate, int q, int k, int v, int mask,
        int step, int lse, int d, int delta, int dk, int dv, int n, int across, int depth, int tiles) {
        float[] ks = ctx.allocateFloatLocalArray(AttentionTiles.ROOM);
        float[] vs = ctx.allocateFloatLocalArray(AttentionTiles.ROOM);
        float[] bs = ctx.allocateFloatLocalArray(AttentionTiles.STEP);
        float[] ps = ctx.allocateFloatLocalArray(AttentionTiles.ROOM);
        float[] scores = new float[AttentionTiles.SUMS];
        float[] slopes = new float[AttentionTiles.SUMS];
        float[] keySums = new float[AttentionTiles.SUMS];
        float[] valueSums = new float[AttentionTiles.SUMS];
        float[] logs = new float[AttentionTiles.EACH];
        float[] deltas = new float[AttentionTiles.EACH];
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
        int fromQ = AttentionTiles.head(head, queries, n, g);
        int fromK = AttentionTiles.head(head, keys, n, g);
        for (int i = item; i < rows * n; i += AttentionTiles.ITEMS) {
            ks[AttentionTiles.slot(i / n, i % n, down)] = AttentionTiles.load(m, k + fromK, first + i / n, keys, i % n, n, g);
            vs[AttentionTiles.slot(i / n, i % n, down)] = AttentionTiles.load(m, v + fromK, first + i / n, keys, i % n, n, g);
        }
        MatMulTiles.clear(keySums);
        MatMulTiles.clear(valueSums);
        for (int from = AttentionTiles.queries(first, g); from < queries; from += columns) {
            MatMulTiles.clear(scores);
            MatMulTiles.clear(slopes);
            for (int c = 0; c < n; c += depth) {
                // The weights have no use yet for their room: the gradients of o stand there.
                for (int i = item; i < columns * depth; i += AttentionTiles.ITEMS) {
                    int to = AttentionTiles.slot(i / depth, i % depth, across);
                    bs[to] = AttentionTiles.load(m, q + fromQ, from + i / depth, queries, c + i % depth, n, g);
                    ps[to] = AttentionTiles.load(m, d + fromQ, from + i / depth, queries, c + i % depth, n, g);
                }
                ctx.localBarrier();
                int terms = AttentionTiles.terms(row, keys, n - c, depth);
                for (int t = 0; t < terms; t++) {
                    int i = AttentionTiles.at(item / across, c + t, down);
                    int j = AttentionTiles.at(item % across, t, across);
                    MatMulTiles.multiply(ks[i], ks[i + down], ks[i + 2 * down], ks[i + 3 * down], bs[j], bs[j + across],
                        bs[j + 2 * across], bs[j + 3 * across], scores);
                    MatMulTiles.multiply(vs[i], vs[i + down], vs[i + 2 * down], vs[i + 3 * down], ps[j], ps[j + across],
                        ps[j + 2 * across], ps[j + 3 * across], slopes);
                }
                ctx.localBarrier();
            }
            int query = from + AttentionTiles.columnOf(item, across);
            AttentionTiles.read(m, lse, head, query, g, logs);
            AttentionTiles.read(m, delta, head, query, g, deltas);
            AttentionTileWeights.score(head, query, row, g, scale, m, mask, 1, AttentionTiles.EACH, scores);
            int bits = AttentionTileWeights.kept(head, query, row, g, rate, m, step, words);
            AttentionTileWeights.slopes(bits, rate, scale, 1, AttentionTiles.EACH, logs, deltas, scores, slopes);
            for (int j = 0; j < AttentionTiles.EACH; j++) {
                int i = AttentionTiles.at(item / across, AttentionTiles.columnOf(item, across) + j, down);
                ps[i] = AttentionTiles.pick(j, scores[0], scores[1], scores[2], scores[3]);
                ps[i + down] = AttentionTiles.pick(j, scores[4], scores[5], scores[6], scores[7]);
                ps[i + 2 * down] = AttentionTiles.pick(j, scores[8], scores[9], scores[10], scores[11]);
                ps[i + 3 * down] = AttentionTiles.pick(j, scores[12], scores[13], scores[14], scores[15]);
            }
            int last = Math.min(columns, queries - from);
            for (int c = 0; c < last; c += depth) {
                for (int i = item; i < columns * depth; i += AttentionTiles.ITEMS) {
                    bs[AttentionTiles.at(i % columns, i / columns, across)] =
                        AttentionTiles.load(m, d + fromQ, from + c + i / columns, queries, i % columns, n, g);
                }
                ctx.localBarrier();
                int terms = AttentionTiles.terms(row, keys, last - c, depth);
                for (int t = 0; t < terms; t++) {
                    int i = AttentionTiles.at(item / across, c + t, down);
                    int j = AttentionTiles.at(item % across, t, across);
                    MatMulTiles.multiply(ps[i], ps[i + down], ps[i + 2 * down], ps[i + 3 * down], bs[j], bs[j + across],
                        bs[j + 2 * across], bs[j + 3 * across], valueSums);
                }
                ctx.localBarrier();
            }
            for (int j = 0; j < AttentionTiles.EACH; j++) {
                int i = AttentionTiles.at(item / across, AttentionTiles.columnOf(item, across) + j, down);
                ps[i] = AttentionTiles.pick(j, slopes[0], slopes[1], slopes[2], slopes[3]);
                ps[i + down] = AttentionTiles.pick(j, slopes[4], slopes[5], slopes[6], slopes[7]);
                ps[i + 2 * down] = AttentionTiles.pick(j, slopes[8], slopes[9], slopes[10], slopes[11]);
                ps[i + 3 * down] = AttentionTiles.pick(j, slopes[12], slopes[13], slopes[14], slopes[15]);
            }
            for (int c = 0; c < last; c += depth) {
                for (int i = item; i < columns * depth; i += AttentionTiles.ITEMS) {
                    bs[AttentionTiles.at(i % columns, i / columns, across)] =
                        AttentionTiles.load(m, q + fromQ, from + c + i / columns, queries, i % columns, n, g);
                }
                ctx.localBarrier();
                int terms = AttentionTiles.terms(row, keys, last - c, depth);
                for (int t = 0; t < terms; t++) {
                    int i = AttentionTiles.at(item / across, c + t, down);
                    int j = AttentionTiles.at(item % across, t, across);
                    MatMulTiles.multiply(ps[i], ps[i + down], ps[i + 2 * down], ps[i + 3 * down], bs[j], bs[j + across],
                        bs[j + 2 * across], bs[j + 3 * across], keySums);
                }
                ctx.localBarrier();
            }
        }
        AttentionTiles.store(row, item % across, across, keySums, m, dk + fromK, keys, n, g);
        AttentionTiles.store(row, item % across, across, valueSums, m, dv + fromK, keys, n, g);
    }
}
