package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Lowering;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Adjoint;
import dev.spektron.backend.op.Chain;
import dev.spektron.backend.op.Effect;
import dev.spektron.backend.op.Fused;
import dev.spektron.backend.op.Leaf;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.Primitive;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Loops over the kernel bodies, for every operation.
public final class ScalarLowering implements Lowering {
    @Override
    public List<Task> lower(Bound s) {
        return switch (s.op()) {
            case Leaf leaf -> throw new IllegalStateException(leaf + " is not computed");
            case Primitive op -> ScalarPrimitives.lower(op, s);
            case Chain op -> List.of(ScalarPrimitives.chain(s));
            case Effect op -> ScalarEffects.lower(op, s);
            case Fused op -> ScalarFused.lower(op, s);
            case Adjoint op -> ScalarAdjoints.lower(op, s);
        };
    }

    @Override
    public int scratch(Op op, List<Shape> in, List<Shape> out) {
        return switch (op) {
            case Chain c -> ScalarPrimitives.chainScratch(c);
            case Fused f -> ScalarFused.scratch(f, in, out);
            case Adjoint a -> ScalarAdjoints.scratch(a, in, out);
            case Primitive p -> ScalarPrimitives.scratch(p, in);
            case Effect e -> ScalarEffects.scratch(e, in);
            case Leaf leaf -> 0;
        };
    }
}
