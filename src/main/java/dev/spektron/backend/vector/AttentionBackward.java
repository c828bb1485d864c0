package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Heads;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Attention;
import dev.spektron.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// The backward pass of attention, tile by tile (Dao et al., arXiv:2205.14135, algorithm 4). With p = exp(score - log sum) computed anew,
/// f the factors of dropout and delta = sum(o do):
///
/// dv = (f p)^T do, ds = p (f (do v^T) - delta), dq = scale ds k, dk = scale ds^T q.
///
/// A head is one piece of work, so that dk and dv are added up in one order.
final class AttentionBackward implements Task {
    private final AttentionTiling tiling;
    private final AttentionMask mask;
    private final AttentionDropout dropout;
    private final float scale;
    private final Ref q;
    private final Ref k;
    private final Ref v;
    private final Ref o;
    private final Ref lse;
    private final Ref d;
    private final Ref dq;
    private final Ref dk;
    private final Ref dv;
    private final float[] w;
    private final int at;
    private final int room;

    AttentionBackward(Attention op, Bound s) {
        Heads h = Heads.of(op, s.step().inShapes());
        tiling = AttentionTiling.of(h, false);
        mask = new AttentionMask(h, op.masked() ? s.in(3) : null);
        dropout = new AttentionDropout(h, op.dropout(), op.dropout() > 0 ? s.in(2 + op.extras()) : null);
        scale = op.scale();
        q = s.in(0);
        k = s.in(1);
        v = s.in(2);
        o = s.in(3 + op.extras());
        lse = s.in(4 + op.extras());
        d = s.in(5 + op.extras());
        dq = s.out(0);
        dk = s.out(1);
        dv = s.out(2);
        w = s.scratch().data();
        at = s.scratch().at();
        room = room(tiling, dropout);
    }

    static int scratch(Attention op, List<Shape> in) {
        Heads h = Heads.of(op, in);
        AttentionTiling t = AttentionTiling.of(h, false);
        return t.parts() * room(t, new AttentionDropout(h, op.dropout(), null));
    }

    /// k^T, v^T, k, dk, dv of a block; tiles of weights, of ds, of q and do as rows and as panels, of dq; factors of dropout.
    private static int room(AttentionTiling t, AttentionDropout f) {
        return Products.up(2 * t.columns() + 3 * t.rows() + 2 * t.scores() + 5 * t.queries() + f.room(t.block()), 16);
    }

    @Override
    public int parts() {
        return tiling.parts();
    }

    @Override
    public void run(int part, int worker) {
        for (int unit = tiling.unit(part); unit < tiling.unit(part + 1); unit++) {
            int head = tiling.head(unit);
            int count = tiling.count(unit);
            if (tiling.isNear()) {
                w[at + part * room] = touch(head, count * tiling.heads().channels());
            }
            for (int i = 0; i < count; i++) {
                head(head + i, at + part * room);
            }
        }
    }

    /// Reads the rows of all heads of a unit from end to end: much faster than piece by piece for each head, and then they are in the
    /// cache.
    private float touch(int head, int channels) {
        Heads h = tiling.heads();
        return Products.touch(k.data(), k.at() + tiling.keyAt(head, 0), h.width(), h.keys(), channels)
            + Products.touch(v.data(), v.at() + tiling.keyAt(head, 0), h.width(), h.keys(), channels)
            + Products.touch(q.data(), q.at() + tiling.at(head, 0), h.width(), h.queries(), channels)
            + Products.touch(o.data(), o.at() + tiling.at(head, 0), h.width(), h.queries(), channels)
            + Products.touch(d.data(), d.at() + tiling.at(head, 0), h.width(), h.queries(), channels)
            + Products.touch(dq.data(), dq.at() + tiling.at(head, 0), h.width(), h.queries(), channels)
            + Products.touch(dk.data(), dk.at() + tiling.keyAt(head, 0), h.width(), h.keys(), channels)
            + Products.touch(dv.data(), dv.at() + tiling.keyAt(head, 0), h.width(), h.keys(), channels);
    }

    private void head(int head, int kT) {
        Heads h = tiling.heads();
        int vT = kT + tiling.columns();
        int keys = vT + tiling.columns();
        int dKeys = keys + tiling.rows();
        int dValues = dKeys + tiling.rows();
        for (int t = 0; t < h.keys(); t += tiling.block()) {
            int n = Math.min(tiling.block(), h.keys() - t);
            int from = tiling.keyAt(head, t);
            Products.packTransposed(k.data(), k.at() + from, h.width(), n, h.channels(), w, kT);
            Products.packTransposed(v.data(), v.at() + from, h.width(), n, h.channels(), w, vT);
            Products.pack(k.data(), k.at() + from, h.width(), n, h.channels(), w, keys);
            Arrays.fill(w, dKeys, dValues + tiling.rows(), 0);
            for (int s = 0; s < h.queries(); s += AttentionTiling.TILE) {
                int rows = Math.min(AttentionTiling.TILE, h.queries() - s);
                int open = h.causal() ? Math.min(n, s + rows - t) : n;
                if (open > 0) {
                    tile(head, s, rows, t, open, kT);
                }
            }
            for (int i = 0; i < n; i++) {
                // The rows of q were multiplied with scale log2 e.
                write(w, dKeys + i * tiling.width(), h.channels(), Exponentials.LN2, false, dk.data(), dk.at() + from + i * h.width());
                write(w, dValues + i * tiling.width(), h.channels(), 1, false, dv.data(), dv.at() + from + i * h.width());
            }
        }
    }

    /// `rows` queries from `s` on against `n` keys from `t` on.
    private void tile(int head, int s, int rows, int t, int n, int kT) {
        Heads h = tiling.heads();
        int width = tiling.width();
        int vT = kT + tiling.columns();
        int keys = vT + tiling.columns();
        int dKeys = keys + tiling.rows();
        int dValues = dKeys + tiling.rows();
        int weights = dValues + tiling.rows();
        int slopes = weights + tiling.scores();
        int queries = slopes + tiling.scores();
        int outs = queries + tiling.queries();
        int sums = outs + tiling.queries();
        int from = tiling.at(head, s);
        Products.copy(q.data(), q.at() + from, h.width(), rows, h.channels(), scale * Exponentials.LOG2E, w, queries, width);
        Products.copy(d.data(), d.at() + from, h.width(), rows, h.channels(), 1, w, outs, width);
        int packed = Math.min(tiling.block(), h.keys() - t);
        int columns = AttentionTiling.columns(n, packed);
        Products.multiply(w, rows, h.channels(), columns, queries, width, 1, kT, h.channels(), weights, tiling.row(), false);
        Products.multiply(w, rows, h.channels(), columns, outs, width, 1, vT, h.channels(), slopes, tiling.row(), false);
        for (int r = 0; r < rows; r++) {
            row(head, s + r, t, n, weights + r * tiling.row(), slopes + r * tiling.row(), sums + 3 * tiling.queries());
        }
        Products.multiply(w, rows, n, width, slopes, tiling.row(), 1, keys, packed, sums, width, false);
        for (int r = 0; r < rows; r++) {
            write(w, sums + r * width, h.channels(), scale, t > 0, dq.data(), dq.at() + from + r * h.width());
        }
        int queryPanels = panels(queries, rows, sums + tiling.queries());
        int outPanels = panels(outs, rows, sums + 2 * tiling.queries());
        Products.multiply(w, n, rows, width, weights, 1, tiling.row(), outPanels, rows, dValues, width, true);
        Products.multiply(w, n, rows, width, slopes, 1, tiling.row(), queryPanels, rows, dKeys, width, true);
    }

    /// Rows as panels; they are that already if one panel holds them.
    private int panels(int rows, int n, int to) {
        if (tiling.width() <= Products.PANEL) {
            return rows;
        }
        Products.pack(w, rows, tiling.width(), n, tiling.width(), w, to);
        return to;
    }

    /// Scores become weights, do v^T becomes ds, for query `s` and `n` keys from `t` on.
    private void row(int head, int s, int t, int n, int weights, int slopes, int factors) {
        Heads h = tiling.heads();
        mask.block(w, weights, head, s, t, n);
        int x = tiling.at(head, s);
        float delta = RowSums.products(o.data(), o.at() + x, 0, d.data(), d.at() + x, h.channels());
        float log = lse.data()[lse.at() + head * h.queries() + s];
        Exponentials.powers(w, weights, log == Float.NEGATIVE_INFINITY ? 0 : log * Exponentials.LOG2E, n);
        if (dropout.isOn()) {
            int f = dropout.factors(w, factors, head, s, t, n);
            Products.times(w, slopes, f, n);
            slopes(w, weights, slopes, n, delta);
            Products.times(w, weights, f, n);
        } else {
            slopes(w, weights, slopes, n, delta);
        }
        // Keys are taken in groups, and a group may reach beyond those that are open to these queries.
        Arrays.fill(w, weights + n, weights + n + Products.ROWS, 0);
        Arrays.fill(w, slopes + n, slopes + n + Products.ROWS, 0);
    }

    /// slope = weight (slope - delta).
    private static void slopes(float[] w, int weights, int slopes, int n, float delta) {
        for (int j = 0; j < n; j += Lanes.N) {
            FloatVector p = FloatVector.fromArray(Lanes.F, w, weights + j);
            FloatVector.fromArray(Lanes.F, w, slopes + j).sub(delta).mul(p).intoArray(w, slopes + j);
        }
    }

    /// y = x factor or y += x factor.
    private static void write(float[] x, int xo, int n, float factor, boolean plus, float[] y, int yo) {
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector a = FloatVector.fromArray(Lanes.F, x, xo + j).mul(factor);
            (plus ? a.add(FloatVector.fromArray(Lanes.F, y, yo + j)) : a).intoArray(y, yo + j);
        }
        if (j < n) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            FloatVector a = FloatVector.fromArray(Lanes.F, x, xo + j, m).mul(factor);
            (plus ? a.add(FloatVector.fromArray(Lanes.F, y, yo + j, m)) : a).intoArray(y, yo + j, m);
        }
    }
}
