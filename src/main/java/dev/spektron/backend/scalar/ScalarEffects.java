package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Effect;
import dev.spektron.kernels.Copies;
import dev.spektron.kernels.Optimisers;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Loops over the bodies of effects. The parts of the variables that an effect touches follow its operands.
final class ScalarEffects {
    private ScalarEffects() {}

    static List<Task> lower(Effect e, Bound s) {
        return switch (e) {
            case Effect.StoreGradient op -> List.of(store(s, op.add()));
            case Effect.StoreState op -> List.of(store(s, false));
            case Effect.ZeroGradients op -> List.of(ScalarPrimitives.fill(s.in(0), s.inShape(0).size()));
            case Effect.GradientNorm op -> norm(s);
            case Effect.Adam op -> List.of(adam(op, s));
            case Effect.Sgd op -> List.of(sgd(op, s));
            case Effect.Average op -> List.of(average(s));
        };
    }

    static int scratch(Effect e, List<Shape> in) {
        return e instanceof Effect.GradientNorm ? blocks(in.getFirst().size()) : 0;
    }

    private static Task store(Bound s, boolean add) {
        Ref x = s.in(0);
        Ref y = s.out(0);
        return Task.range(s.inShape(0).size(), Task.GRAIN, (from, to, worker) -> {
            if (add) {
                Copies.add(x.data(), x.at() + from, y.data(), y.at() + from, to - from);
            } else {
                Copies.copy(x.data(), x.at() + from, y.data(), y.at() + from, to - from);
            }
        });
    }

    private static int blocks(int n) {
        return (int) ((n + (long) Optimisers.NORM_BLOCK - 1) / Optimisers.NORM_BLOCK);
    }

    private static List<Task> norm(Bound s) {
        Ref g = s.in(0);
        Ref room = s.scratch();
        Ref y = s.out(0);
        int n = s.inShape(0).size();
        int blocks = blocks(n);
        Task squares = Task.items(blocks, Optimisers.NORM_BLOCK, (from, to, worker) -> {
            for (int b = from; b < to; b++) {
                Optimisers.squares(b, g.data(), g.at(), n, room.data(), room.at());
            }
        });
        return List.of(squares, Task.range(1, 1, (from, to, worker) -> Optimisers.norm(room.data(), room.at(), blocks, y.data(), y.at())));
    }

    private static Task adam(Effect.Adam op, Bound s) {
        Ref rates = s.in(0);
        Ref norm = s.in(1);
        Ref p = s.in(2);
        int g = s.in(3).at();
        int m = s.in(4).at();
        int w = s.in(5).at();
        return Task.range(s.inShape(2).size(), Task.GRAIN, (from, to, worker) -> {
            for (int i = from; i < to; i++) {
                Optimisers.adam(i, rates.data(), rates.at(), norm.data(), norm.at(), p.data(), p.at(), g, m, w, op.beta1(), op.beta2(),
                    op.eps(), op.decay(), op.decoupled(), op.maxNorm());
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
            for (int i = from; i < to; i++) {
                Optimisers.sgd(i, rate.data(), rate.at(), norm.data(), norm.at(), p.data(), p.at(), g, m, op.momentum(), op.decay(),
                    op.nesterov(), op.maxNorm());
            }
        });
    }

    private static Task average(Bound s) {
        Ref tau = s.in(0);
        Ref a = s.in(1);
        int p = s.in(2).at();
        return Task.range(s.inShape(1).size(), Task.GRAIN, (from, to, worker) -> {
            for (int i = from; i < to; i++) {
                Optimisers.average(i, tau.data(), tau.at(), a.data(), a.at(), p);
            }
        });
    }
}
