package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Heads;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Attention;
import dev.spektron.tensor.Shape;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Attention, tile by tile. A tile of scores is computed against a block of keys, turned into weights in place and multiplied with the
/// values. With several blocks of keys, what was summed up is scaled down whenever a larger score turns up (Milakov and Gimelshein,
/// arXiv:1805.02867).
///
/// Scores are in units of log 2, so that weights are powers of two.
final class AttentionForward implements Task {
    private final AttentionTiling tiling;
    private final AttentionMask mask;
    private final AttentionDropout dropout;
    private final float scale;
    private final Ref q;
    private final Ref k;
    private final Ref v;
    private final Ref o;
    private final Ref lse;
    private final float[] w;
    private final int at;
    private final int room;

    AttentionForward(Attention op, Bound s) {
        Heads h = Heads.of(op, s.step().inShapes());
        tiling = AttentionTiling.of(h, true);
        mask = new AttentionMask(h, op.masked() ? s.in(3) : null);
        dropout = new AttentionDropout(h, op.dropout(), op.dropout() > 0 ? s.in(2 + op.extras()) : null);
        scale = op.scale() * Exponentials.LOG2E;
        q = s.in(0);
        k = s.in(1);
        v = s.in(2);
        o = s.out(0);
        lse = s.out(1);
        w = s.scratch().data();
        at = s.scratch().at();
        room = room(tiling, dropout);
    }

    static int scratch(Attention op, List<Shape> in) {
        Heads h = Heads.of(op, in);
        AttentionTiling t = AttentionTiling.of(h, true);
        return t.parts() * room(t, new AttentionDropout(h, op.dropout(), null));
    }

    /// Keys, values, scores; a tile of queries, of sums, two numbers for each; the state of each query of a stretch; factors of dropout.
    private static int room(AttentionTiling t, AttentionDropout d) {
        int tile = t.scores() + 2 * t.queries() + 2 * AttentionTiling.TILE;
        return Products.up(t.columns() + t.rows() + tile + 2 * t.stretch() + d.room(t.block()), 16);
    }

    @Override
    public int parts() {
        return tiling.parts();
    }

    @Override
    public void run(int part, int worker) {
        for (int unit = tiling.unit(part); unit < tiling.unit(part + 1); unit++) {
            int from = tiling.query(unit);
            int to = Math.min(tiling.heads().queries(), from + tiling.stretch());
            int head = tiling.head(unit);
            int count = tiling.count(unit);
            if (tiling.isNear()) {
                w[at + part * room] = touch(head, count * tiling.heads().channels(), from, to);
            }
            for (int i = 0; i < count; i++) {
                head(head + i, from, to, at + part * room);
            }
        }
    }

    /// Reads the rows of all heads of a unit from end to end: much faster than piece by piece for each head, and then they are in the
    /// cache.
    private float touch(int head, int channels, int from, int to) {
        Heads h = tiling.heads();
        return Products.touch(k.data(), k.at() + tiling.keyAt(head, 0), h.width(), h.keys(), channels)
            + Products.touch(v.data(), v.at() + tiling.keyAt(head, 0), h.width(), h.keys(), channels)
            + Products.touch(q.data(), q.at() + tiling.at(head, from), h.width(), to - from, channels)
            + Products.touch(o.data(), o.at() + tiling.at(head, from), h.width(), to - from, channels);
    }

    /// Queries `from` to `to` of a head.
    private void head(int head, int from, int to, int kT) {
        Heads h = tiling.heads();
        int values = kT + tiling.columns();
        int state = values + tiling.rows() + tiling.scores() + 2 * tiling.queries() + 2 * AttentionTiling.TILE;
        for (int s = from; s < to; s++) {
            w[state + 2 * (s - from)] = Float.NEGATIVE_INFINITY;
            w[state + 2 * (s - from) + 1] = 0;
        }
        int last = h.causal() ? Math.min(h.keys(), to) : h.keys();
        for (int t = 0; t < last; t += tiling.block()) {
            int n = Math.min(tiling.block(), h.keys() - t);
            Products.packTransposed(k.data(), k.at() + tiling.keyAt(head, t), h.width(), n, h.channels(), w, kT);
            Products.pack(v.data(), v.at() + tiling.keyAt(head, t), h.width(), n, h.channels(), w, values);
            for (int s = from; s < to; s += AttentionTiling.TILE) {
                int rows = Math.min(AttentionTiling.TILE, to - s);
                int open = h.causal() ? Math.min(n, s + rows - t) : n;
                if (open > 0) {
                    tile(head, s, rows, t, open, kT, state + 2 * (s - from), state + 2 * tiling.stretch());
                }
            }
        }
        for (int s = from; s < to && lse.at() >= 0; s++) {
            int i = state + 2 * (s - from);
            lse.data()[lse.at() + head * h.queries() + s] = logSum(w[i], w[i + 1]);
        }
    }

    private static float logSum(float top, float sum) {
        return top == Float.NEGATIVE_INFINITY && sum == 0 ? top : (float) (top * (double) Exponentials.LN2 + Math.log(sum));
    }

    /// `rows` queries from `s` on against `n` keys from `t` on.
    private void tile(int head, int s, int rows, int t, int n, int kT, int state, int factors) {
        Heads h = tiling.heads();
        int values = kT + tiling.columns();
        int scores = values + tiling.rows();
        int queries = scores + tiling.scores();
        int sums = queries + tiling.queries();
        int pairs = sums + tiling.queries();
        int from = tiling.at(head, s);
        Products.copy(q.data(), q.at() + from, h.width(), rows, h.channels(), scale, w, queries, tiling.width());
        int packed = Math.min(tiling.block(), h.keys() - t);
        Products.multiply(w, rows, h.channels(), AttentionTiling.columns(n, packed), queries, tiling.width(), 1, kT, h.channels(), scores,
            tiling.row(), false);
        boolean done = t + tiling.block() >= (h.causal() ? Math.min(h.keys(), s + rows) : h.keys());
        for (int r = 0; r < rows; r++) {
            mask.block(w, scores + r * tiling.row(), head, s + r, t, n);
        }
        weights(w, scores, tiling.row(), rows, n, state, pairs, done);
        for (int r = 0; r < rows && dropout.isOn(); r++) {
            Products.times(w, scores + r * tiling.row(), dropout.factors(w, factors, head, s + r, t, n), n);
        }
        Products.multiply(w, rows, n, tiling.width(), scores, tiling.row(), 1, values, packed, sums, tiling.width(), false);
        for (int r = 0; r < rows; r++) {
            add(w, sums + r * tiling.width(), h.channels(), w[pairs + 2 * r], w[pairs + 2 * r + 1], t > 0, o.data(),
                o.at() + from + r * h.width());
        }
    }

    /// Turns rows of `n` scores into weights that are not yet divided by their sums, and brings the states up to date: largest score, sum.
    /// To `pairs` go the factors of the new sums and of the sums so far.
    private static void weights(float[] w, int scores, int stride, int rows, int n, int state, int pairs, boolean done) {
        for (int r = 0; r < rows; r++) {
            w[pairs + 2 * r] = Math.max(w[state + 2 * r], Exponentials.top(w, scores + r * stride, n));
        }
        for (int r = 0; r < rows; r++) {
            float before = w[state + 2 * r];
            float top = w[pairs + 2 * r];
            float shift = Exponentials.shift(top);
            float less = before == Float.NEGATIVE_INFINITY ? 0 : (float) Math.exp((before - shift) * (double) Exponentials.LN2);
            float sum = w[state + 2 * r + 1] * less + Exponentials.powers(w, scores + r * stride, shift, n);
            w[state + 2 * r] = top;
            w[state + 2 * r + 1] = sum;
            float last = !done ? 1 : sum == 0 ? 0 : 1 / sum;
            w[pairs + 2 * r] = last;
            w[pairs + 2 * r + 1] = less * last;
        }
    }

    /// y = x factor + y old, without the old where there is none.
    private static void add(float[] x, int xo, int n, float factor, float old, boolean plus, float[] y, int yo) {
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector sum = FloatVector.fromArray(Lanes.F, x, xo + j).mul(factor);
            if (plus) {
                sum = FloatVector.fromArray(Lanes.F, y, yo + j).fma(FloatVector.broadcast(Lanes.F, old), sum);
            }
            sum.intoArray(y, yo + j);
        }
        if (j < n) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            FloatVector sum = FloatVector.fromArray(Lanes.F, x, xo + j, m).mul(factor);
            if (plus) {
                sum = FloatVector.fromArray(Lanes.F, y, yo + j, m).fma(FloatVector.broadcast(Lanes.F, old), sum);
            }
            sum.intoArray(y, yo + j, m);
        }
    }
}
