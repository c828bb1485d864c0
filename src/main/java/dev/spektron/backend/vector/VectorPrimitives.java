package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Primitive;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Primitives with vectors.
final class VectorPrimitives {
    private VectorPrimitives() {}

    static List<Task> lower(Primitive op, Bound s) {
        return switch (op) {
            case Primitive.MatMul m -> VectorDense.matMul(m, s);
            default -> null;
        };
    }

    static int scratch(Primitive op, List<Shape> in, List<Shape> out) {
        return op instanceof Primitive.MatMul m ? VectorDense.matMulScratch(m, in) : VectorLowering.NOT_OWN;
    }
}
