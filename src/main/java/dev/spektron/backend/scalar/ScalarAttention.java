package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Attention;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Loops over the bodies of attention.
final class ScalarAttention {
    private ScalarAttention() {}

    static List<Task> attention(Attention op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> weights(Attention.Weights op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> grad(Attention.Grad op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static int scratch(Attention op, List<Shape> in) {
        return 0;
    }

    static int gradScratch(Attention.Grad op, List<Shape> in) {
        return 0;
    }
}
