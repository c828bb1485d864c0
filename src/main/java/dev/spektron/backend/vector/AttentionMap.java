package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Heads;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Attention;
import dev.spektron.tensor.Shape;
import java.util.List;

/// The weights of attention as a map, exp(score - log sum).
final class AttentionMap implements Task {
    private final AttentionTiling tiling;
    private final AttentionMask mask;
    private final float scale;
    private final Ref q;
    private final Ref k;
    private final Ref lse;
    private final Ref y;
    private final float[] w;
    private final int at;
    private final int room;

    AttentionMap(Attention.Weights op, Bound s) {
        Heads h = Heads.of(op, s.step().inShapes());
        tiling = AttentionTiling.of(h, true);
        mask = new AttentionMask(h, op.masked() ? s.in(2) : null);
        scale = op.scale() * Exponentials.LOG2E;
        q = s.in(0);
        k = s.in(1);
        lse = s.in(s.operands() - 1);
        y = s.out(0);
        w = s.scratch().data();
        at = s.scratch().at();
        room = room(tiling);
    }

    static int scratch(Attention.Weights op, List<Shape> in) {
        AttentionTiling t = AttentionTiling.of(Heads.of(op, in), true);
        return t.parts() * room(t);
    }

    private static int room(AttentionTiling t) {
        return Products.up(t.columns() + t.scores() + t.queries(), 16);
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
            for (int i = 0; i < tiling.count(unit); i++) {
                head(tiling.head(unit) + i, from, to, at + part * room);
            }
        }
    }

    private void head(int head, int from, int to, int kT) {
        Heads h = tiling.heads();
        for (int t = 0; t < h.keys(); t += tiling.block()) {
            int n = Math.min(tiling.block(), h.keys() - t);
            Products.packTransposed(k.data(), k.at() + tiling.keyAt(head, t), h.width(), n, h.channels(), w, kT);
            for (int s = from; s < to; s += AttentionTiling.TILE) {
                tile(head, s, Math.min(AttentionTiling.TILE, to - s), t, n, kT);
            }
        }
    }

    private void tile(int head, int s, int rows, int t, int n, int kT) {
        Heads h = tiling.heads();
        int scores = kT + tiling.columns();
        int queries = scores + tiling.scores();
        Products.copy(q.data(), q.at() + tiling.at(head, s), h.width(), rows, h.channels(), scale, w, queries, tiling.width());
        Products.multiply(w, rows, h.channels(), Products.up(n, Lanes.N), queries, tiling.width(), 1, kT, h.channels(), scores,
            tiling.row(), false);
        for (int r = 0; r < rows; r++) {
            mask.block(w, scores + r * tiling.row(), head, s + r, t, n);
            int i = head * h.queries() + s + r;
            float log = lse.data()[lse.at() + i];
            int row = scores + r * tiling.row();
            Exponentials.powers(w, row, log == Float.NEGATIVE_INFINITY ? 0 : log * Exponentials.LOG2E, n);
            System.arraycopy(w, row, y.data(), y.at() + i * h.keys() + t, n);
        }
    }
}
