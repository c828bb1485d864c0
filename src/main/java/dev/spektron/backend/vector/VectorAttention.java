package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Attention;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Attention with vectors.
final class VectorAttention {
    private VectorAttention() {}

    static List<Task> attention(Attention op, Bound s) {
        return null;
    }

    static List<Task> weights(Attention.Weights op, Bound s) {
        return null;
    }

    static List<Task> grad(Attention.Grad op, Bound s) {
        return null;
    }

    static int scratch(Attention op, List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }

    static int weightsScratch(Attention.Weights op, List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }

    static int gradScratch(Attention.Grad op, List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }
}
