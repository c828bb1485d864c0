package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Attention;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Attention with vectors.
final class VectorAttention {
    private VectorAttention() {}

    /// True if there is no query or no key: nothing to gain.
    private static boolean isEmpty(List<Shape> in) {
        return in.get(0).size() == 0 || in.get(1).size() == 0;
    }

    static List<Task> attention(Attention op, Bound s) {
        return isEmpty(s.step().inShapes()) ? null : List.of(new AttentionForward(op, s));
    }

    static List<Task> weights(Attention.Weights op, Bound s) {
        return isEmpty(s.step().inShapes()) ? null : List.of(new AttentionMap(op, s));
    }

    static List<Task> grad(Attention.Grad op, Bound s) {
        return isEmpty(s.step().inShapes()) ? null : List.of(new AttentionBackward(op.attention(), s));
    }

    static int scratch(Attention op, List<Shape> in) {
        return isEmpty(in) ? VectorLowering.NOT_OWN : AttentionForward.scratch(op, in);
    }

    static int weightsScratch(Attention.Weights op, List<Shape> in) {
        return isEmpty(in) ? VectorLowering.NOT_OWN : AttentionMap.scratch(op, in);
    }

    static int gradScratch(Attention.Grad op, List<Shape> in) {
        return isEmpty(in) ? VectorLowering.NOT_OWN : AttentionBackward.scratch(op.attention(), in);
    }
}
