package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.LayerNorm;
import dev.spektron.backend.op.Normalize;
import dev.spektron.backend.op.TopKGate;
import java.util.List;

/// Loops over the bodies of row operations.
final class ScalarRows {
    private ScalarRows() {}

    static List<Task> layerNorm(LayerNorm op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> normalize(Normalize op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> softmax(Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> logSumExp(Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> crossEntropy(Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> topKGate(TopKGate op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> layerNormGrad(LayerNorm.Grad op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> normalizeGrad(Normalize.Grad op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> softmaxGrad(Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> crossEntropyGrad(Bound s) {
        throw new AssertionError(s.op().label());
    }
}
