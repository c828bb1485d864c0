package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Effect;
import dev.spektron.kernels.Optimisers;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Optimisers and what goes with them with vectors.
final class VectorEffects {
    private VectorEffects() {}

    static List<Task> lower(Effect e, Bound s) {
        return switch (e) {
            case Effect.StoreGradient op -> List.of(store(s, op.add()));
            case Effect.StoreState op -> List.of(store(s, false));
            case Effect.ZeroGradients op -> List.of(VectorCopies.zeros(s.in(0), s.inShape(0).size()));
            case Effect.GradientNorm op -> norm(s);
            case Effect.Adam op -> List.of(adam(op, s));
            case Effect.Sgd op -> List.of(sgd(op, s));
            case Effect.Average op -> List.of(average(s));
        };
    }

    static int scratch(Effect e, List<Shape> in) {
        return e instanceof Effect.GradientNorm ? parts(in.getFirst().size()) : VectorLowering.NOT_OWN;
    }

    private static Task store(Bound s, boolean add) {
        Ref x = s.in(0);
        Ref y = s.out(0);
        return Task.range(s.inShape(0).size(), Task.GRAIN, (from, to, worker) -> {
            if (add) {
                VectorCopies.add(x.data(), x.at() + from, y.data(), y.at() + from, to - from);
            } else {
                System.arraycopy(x.data(), x.at() + from, y.data(), y.at() + from, to - from);
            }
        });
    }

    private static int parts(int n) {
        return (n + Task.GRAIN - 1) / Task.GRAIN;
    }

    /// Norms of parts, then the norm of these: no square is too large for a float.
    private static List<Task> norm(Bound s) {
        Ref g = s.in(0);
        Ref room = s.scratch();
        Ref y = s.out(0);
        int n = s.inShape(0).size();
        Task norms = Task.range(n, Task.GRAIN, (from, to, worker) -> room.data()[room.at() + from / Task.GRAIN] = OptimiserKernels.norm(
            g.data(), g.at() + from, to - from));
        return List.of(norms, Task.range(1, 1, (from, to, worker) -> y.data()[y.at()] = OptimiserKernels.norm(room.data(), room.at(),
            parts(n))));
    }

    private static Task adam(Effect.Adam op, Bound s) {
        Ref rates = s.in(0);
        Ref norm = s.in(1);
        Ref p = s.in(2);
        int g = s.in(3).at();
        int m = s.in(4).at();
        int w = s.in(5).at();
        return Task.range(s.inShape(2).size(), Task.GRAIN, (from, to, worker) -> {
            float scale = Optimisers.scale(norm.data()[norm.at()], op.maxNorm());
            if (scale >= 0) {
                float rate = rates.data()[rates.at()];
                float c1 = rates.data()[rates.at() + 1];
                float c2 = rates.data()[rates.at() + 2];
                OptimiserKernels.adam(p.data(), p.at(), g, m, w, from, to, scale, op.decoupled() ? 1 - rate * op.decay() : 1,
                    op.decoupled() ? 0 : op.decay(), op.beta1(), op.beta2(), rate / c1, 1 / c2, op.eps());
            }
        });
    }

    private static Task sgd(Effect.Sgd op, Bound s) {
        Ref rate = s.in(0);
        Ref norm = s.in(1);
        Ref p = s.in(2);
        int g = s.in(3).at();
        int m = s.in(4).at();
        return Task.range(s.inShape(2).size(), Task.GRAIN, (from, to, worker) -> {
            float scale = Optimisers.scale(norm.data()[norm.at()], op.maxNorm());
            if (scale >= 0) {
                OptimiserKernels.sgd(p.data(), p.at(), g, m, from, to, scale, op.decay(), op.momentum(), rate.data()[rate.at()],
                    op.nesterov());
            }
        });
    }

    private static Task average(Bound s) {
        Ref tau = s.in(0);
        Ref a = s.in(1);
        int p = s.in(2).at();
        return Task.range(s.inShape(1).size(), Task.GRAIN, (from, to, worker) -> OptimiserKernels.average(a.data(), a.at(), p, from, to,
            tau.data()[tau.at()]));
    }
}
