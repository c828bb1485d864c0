package dev.spektron.backend.tornado;

import dev.spektron.backend.op.Effect;
import dev.spektron.kernels.Optimisers;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Kernels of effects. The parts of the variables that an effect touches follow its operands.
final class EffectLaunches {
    private EffectLaunches() {}

    static List<Launch> lower(Effect e, Site s) {
        return switch (e) {
            case Effect.StoreGradient op -> List.of(op.add() ? add(s) : store(s));
            case Effect.StoreState op -> List.of(store(s));
            case Effect.ZeroGradients op -> List.of(PrimitiveLaunches.fill(s, s.in(0), s.inShape(0).size()));
            case Effect.GradientNorm op -> norm(s);
            case Effect.Adam op -> List.of(adam(op, s));
            case Effect.Sgd op -> List.of(sgd(op, s));
            case Effect.Average op -> List.of(average(s));
        };
    }

    static int scratch(Effect e, List<Shape> in, Tuning tuning) {
        if (e instanceof Effect.GradientNorm) {
            int n = in.getFirst().size();
            return LineGroups.takes(tuning, 1, n, 1) ? LineLaunches.normParts(n) : blocks(n);
        }
        return 0;
    }

    private static Launch store(Site s) {
        int n = s.inShape(0).size();
        return Launch.of("kStore", (g, id) -> g.task(id, EffectKernels::kStore, s.memory(), s.in(0), s.out(0), n, Launch.padded(n)));
    }

    private static Launch add(Site s) {
        int n = s.inShape(0).size();
        return Launch.of("kAdd", (g, id) -> g.task(id, EffectKernels::kAdd, s.memory(), s.in(0), s.out(0), n, Launch.padded(n)));
    }

    private static int blocks(int n) {
        return (int) ((n + (long) Optimisers.NORM_BLOCK - 1) / Optimisers.NORM_BLOCK);
    }

    private static List<Launch> norm(Site s) {
        int n = s.inShape(0).size();
        if (LineGroups.takes(s.tuning(), 1, n, 1)) {
            return LineLaunches.norm(s, s.in(0), n, s.out(0));
        }
        int blocks = blocks(n);
        return List.of(
            Launch.of("kSquares", (g, id) -> g.task(id, EffectKernels::kSquares, s.memory(), s.in(0), n, s.scratch(), blocks,
                Launch.padded(blocks))),
            Launch.of("kNorm", (g, id) -> g.task(id, EffectKernels::kNorm, s.memory(), s.scratch(), blocks, s.out(0), 1,
                Launch.padded(1))));
    }

    private static Launch adam(Effect.Adam op, Site s) {
        int n = s.inShape(2).size();
        return Launch.of("kAdam", (g, id) -> g.task(id, EffectKernels::kAdam, s.memory(), s.in(0), s.in(1), s.in(2), s.in(3), s.in(4),
            s.in(5), op.beta1(), op.beta2(), op.eps(), op.decay(), op.decoupled() ? 1 : 0, op.maxNorm(), n, Launch.padded(n)));
    }

    private static Launch sgd(Effect.Sgd op, Site s) {
        int n = s.inShape(2).size();
        return Launch.of("kSgd", (g, id) -> g.task(id, EffectKernels::kSgd, s.memory(), s.in(0), s.in(1), s.in(2), s.in(3), s.in(4),
            op.momentum(), op.decay(), op.nesterov() ? 1 : 0, op.maxNorm(), n, Launch.padded(n)));
    }

    private static Launch average(Site s) {
        int n = s.inShape(1).size();
        return Launch.of("kAverage", (g, id) -> g.task(id, EffectKernels::kAverage, s.memory(), s.in(0), s.in(1), s.in(2), n,
            Launch.padded(n)));
    }
}
