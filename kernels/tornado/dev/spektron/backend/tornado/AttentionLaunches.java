package dev.spektron.backend.tornado;

import dev.spektron.backend.cpu.Heads;
import dev.spektron.backend.op.Attention;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Kernels of attention.
final class AttentionLaunches {
    private AttentionLaunches() {}

    static List<Launch> attention(Attention op, Site s) {
        Heads h = Heads.of(op, s.step().inShapes());
        int[] settings = h.numbers();
        int mask = op.masked() ? s.in(3) : s.in(0);
        int step = op.dropout() > 0 ? s.in(2 + op.extras()) : s.in(0);
        if (AttentionTileLaunches.takes(s.tuning(), h)) {
            return List.of(AttentionTileLaunches.attention(op, h, s, mask, step));
        }
        return List.of(Launch.of("kAttention", (g, id) -> g.task(id, AttentionKernels::kAttention, s.memory(), settings, s.words(),
            op.scale(), op.dropout(), s.in(0), s.in(1), s.in(2), mask, step, s.out(0), s.out(1), s.scratch(), h.keys(), h.rows(),
            Launch.lanes(h.rows())), settings, s.words()));
    }

    /// The simple kernel keeps the weights of a row for each lane.
    static int scratch(Attention op, List<Shape> in, Tuning tuning) {
        Heads h = Heads.of(op, in);
        return AttentionTileLaunches.takes(tuning, h) ? 0 : Launch.lanes(h.rows()) * h.keys();
    }

    static List<Launch> weights(Attention.Weights op, Site s) {
        Heads h = Heads.of(op, s.step().inShapes());
        int[] settings = h.numbers();
        int mask = op.masked() ? s.in(2) : s.in(0);
        int lse = s.in(s.operands() - 1);
        return List.of(Launch.of("kAttentionWeights", (g, id) -> g.task(id, AttentionKernels::kAttentionWeights, s.memory(), settings,
            op.scale(), s.in(0), s.in(1), mask, lse, s.out(0), h.rows(), Launch.padded(h.rows())), settings));
    }

    static List<Launch> grad(Attention.Grad op, Site s) {
        Attention a = op.attention();
        Heads h = Heads.of(a, s.step().inShapes());
        int[] settings = h.numbers();
        int q = s.in(0);
        int k = s.in(1);
        int v = s.in(2);
        int mask = a.masked() ? s.in(3) : q;
        int step = a.dropout() > 0 ? s.in(2 + a.extras()) : q;
        int o = s.in(3 + a.extras());
        int lse = s.in(4 + a.extras());
        int d = s.in(5 + a.extras());
        int delta = s.scratch();
        List<Launch> launches = new ArrayList<>();
        launches.add(Launch.of("kAttentionDelta", (g, id) -> g.task(id, AttentionKernels::kAttentionDelta, s.memory(), settings, o, d,
            delta, h.rows(), Launch.padded(h.rows())), settings));
        if (AttentionTileLaunches.takes(s.tuning(), h)) {
            launches.addAll(AttentionTileLaunches.grad(a, h, s, mask, step, lse, d));
            return launches;
        }
        launches.add(Launch.of("kAttentionQueryGrad", (g, id) -> g.task(id, AttentionKernels::kAttentionQueryGrad, s.memory(), settings,
            s.words(), a.scale(), a.dropout(), q, k, v, mask, step, lse, d, delta, s.out(0), h.rows(), Launch.lanes(h.rows())), settings,
            s.words()));
        launches.add(Launch.of("kAttentionKeyGrad", (g, id) -> g.task(id, AttentionKernels::kAttentionKeyGrad, s.memory(), settings,
            s.words(), a.scale(), a.dropout(), q, k, v, mask, step, lse, d, delta, s.out(1), s.out(2), h.keyRows(),
            Launch.lanes(h.keyRows())), settings, s.words()));
        return launches;
    }

    /// What the softmax of each query row takes off its gradients.
    static int gradScratch(Attention.Grad op, List<Shape> in) {
        return Heads.of(op.attention(), in).rows();
    }
}
