package dev.spektron.backend.tornado;

import dev.spektron.backend.op.Adjoint;
import dev.spektron.backend.op.Chain;
import dev.spektron.backend.op.Effect;
import dev.spektron.backend.op.Fused;
import dev.spektron.backend.op.Leaf;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.Primitive;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Kernels for every operation, the bodies of `kernels/java` in parallel loops: the same numbers as the backend `scalar`, whose loops
/// have the same order of additions.
final class TornadoLowering {
    private TornadoLowering() {}

    /// The kernels of a step, to be run one after another.
    static List<Launch> lower(Site s) {
        return switch (s.step().op()) {
            case Leaf leaf -> throw new IllegalStateException(leaf + " is not computed");
            case Primitive op -> PrimitiveLaunches.lower(op, s);
            case Chain op -> List.of(PrimitiveLaunches.chain(s));
            case Effect op -> EffectLaunches.lower(op, s);
            case Fused op -> FusedLaunches.lower(op, s);
            case Adjoint op -> AdjointLaunches.lower(op, s);
        };
    }

    /// Elements of scratch that [#lower(Site)] counts on.
    static int scratch(Op op, List<Shape> in, Tuning tuning) {
        return switch (op) {
            case Fused f -> FusedLaunches.scratch(f, in, tuning);
            case Adjoint a -> AdjointLaunches.scratch(a, in, tuning);
            case Primitive p -> PrimitiveLaunches.scratch(p, in, tuning);
            case Effect e -> EffectLaunches.scratch(e, in, tuning);
            case Chain c -> 0;
            case Leaf leaf -> 0;
        };
    }
}
