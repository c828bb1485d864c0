package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Linear;
import dev.spektron.backend.op.Primitive;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Layers and matrix products with vectors.
final class VectorDense {
    private VectorDense() {}

    static List<Task> linear(Linear op, Bound s) {
        return null;
    }

    static List<Task> matMul(Primitive.MatMul op, Bound s) {
        return null;
    }

    static int matMulScratch(Primitive.MatMul op, List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }

    static int scratch(Linear op, List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }
}
