package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Heads;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Attention;
import dev.spektron.kernels.Attentions;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Loops over the bodies of attention.
final class ScalarAttention {
    private ScalarAttention() {}

    /// Rows of one part; each part has room of its own for weights and random words.
    private static int grain(int others, int channels) {
        return Math.max(1, Task.GRAIN / Math.max(1, others * channels));
    }

    private static int parts(int rows, int grain) {
        return (rows + grain - 1) / grain;
    }

    static List<Task> attention(Attention op, Bound s) {
        Heads h = Heads.of(op, s.step().inShapes());
        int[] g = h.numbers();
        Ref q = s.in(0);
        Ref k = s.in(1);
        Ref v = s.in(2);
        Ref mask = op.masked() ? s.in(3) : q;
        Ref step = op.dropout() > 0 ? s.in(2 + op.extras()) : q;
        Ref o = s.out(0);
        Ref lse = s.out(1);
        Ref weights = s.scratch();
        int grain = grain(h.keys(), h.channels());
        int[] words = new int[4 * parts(h.rows(), grain)];
        return List.of(Task.range(h.rows(), grain, (from, to, worker) -> {
            int part = from / grain;
            for (int row = from; row < to; row++) {
                Attentions.forward(row, g, op.scale(), op.dropout(), q.data(), q.at(), k.data(), k.at(), v.data(), v.at(), mask.data(),
                    mask.at(), step.data(), step.at(), o.data(), o.at(), lse.data(), lse.at(), weights.data(),
                    weights.at() + part * h.keys(), words, 4 * part);
            }
        }));
    }

    static int scratch(Attention op, List<Shape> in) {
        Heads h = Heads.of(op, in);
        return parts(h.rows(), grain(h.keys(), h.channels())) * h.keys();
    }

    static List<Task> weights(Attention.Weights op, Bound s) {
        Heads h = Heads.of(op, s.step().inShapes());
        int[] g = h.numbers();
        Ref q = s.in(0);
        Ref k = s.in(1);
        Ref mask = op.masked() ? s.in(2) : q;
        Ref lse = s.in(s.operands() - 1);
        Ref y = s.out(0);
        return List.of(Task.range(h.rows(), grain(h.keys(), h.channels()), (from, to, worker) -> {
            for (int row = from; row < to; row++) {
                Attentions.weights(row, g, op.scale(), q.data(), q.at(), k.data(), k.at(), mask.data(), mask.at(), lse.data(), lse.at(),
                    y.data(), y.at());
            }
        }));
    }

    static List<Task> grad(Attention.Grad op, Bound s) {
        Attention a = op.attention();
        Heads h = Heads.of(a, s.step().inShapes());
        int[] g = h.numbers();
        Ref q = s.in(0);
        Ref k = s.in(1);
        Ref v = s.in(2);
        Ref mask = a.masked() ? s.in(3) : q;
        Ref step = a.dropout() > 0 ? s.in(2 + a.extras()) : q;
        Ref o = s.in(3 + a.extras());
        Ref lse = s.in(4 + a.extras());
        Ref d = s.in(5 + a.extras());
        Ref delta = s.scratch();
        Task deltas = Task.items(h.rows(), h.channels(), (from, to, worker) -> {
            for (int row = from; row < to; row++) {
                Attentions.delta(row, g, o.data(), o.at(), d.data(), d.at(), delta.data(), delta.at());
            }
        });
        Ref dq = s.out(0);
        int queryGrain = grain(h.keys(), h.channels());
        int[] queryWords = new int[4 * parts(h.rows(), queryGrain)];
        Task queries = Task.range(h.rows(), queryGrain, (from, to, worker) -> {
            for (int row = from; row < to; row++) {
                Attentions.gradQuery(row, g, a.scale(), a.dropout(), q.data(), q.at(), k.data(), k.at(), v.data(), v.at(), mask.data(),
                    mask.at(), step.data(), step.at(), lse.data(), lse.at(), d.data(), d.at(), delta.data(), delta.at(), dq.data(),
                    dq.at(), queryWords, from / queryGrain * 4);
            }
        });
        Ref dk = s.out(1);
        Ref dv = s.out(2);
        int keyGrain = grain(h.queries(), h.channels());
        int[] keyWords = new int[4 * parts(h.keyRows(), keyGrain)];
        Task keys = Task.range(h.keyRows(), keyGrain, (from, to, worker) -> {
            for (int row = from; row < to; row++) {
                Attentions.gradKey(row, g, a.scale(), a.dropout(), q.data(), q.at(), k.data(), k.at(), v.data(), v.at(), mask.data(),
                    mask.at(), step.data(), step.at(), lse.data(), lse.at(), d.data(), d.at(), delta.data(), delta.at(), dk.data(),
                    dk.at(), dv.data(), dv.at(), keyWords, from / keyGrain * 4);
            }
        });
        return List.of(deltas, queries, keys);
    }

    static int gradScratch(Attention.Grad op, List<Shape> in) {
        return Heads.of(op.attention(), in).rows();
    }
}
