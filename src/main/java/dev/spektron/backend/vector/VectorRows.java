package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.LayerNorm;
import dev.spektron.backend.op.Normalize;
import dev.spektron.backend.op.TopKGate;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Row operations with vectors.
final class VectorRows {
    private VectorRows() {}

    static List<Task> layerNorm(LayerNorm op, Bound s) {
        return null;
    }

    static List<Task> normalize(Normalize op, Bound s) {
        return null;
    }

    static List<Task> softmax(Bound s) {
        return null;
    }

    static List<Task> logSumExp(Bound s) {
        return null;
    }

    static List<Task> crossEntropy(Bound s) {
        return null;
    }

    static List<Task> topKGate(TopKGate op, Bound s) {
        return null;
    }

    static List<Task> layerNormGrad(LayerNorm.Grad op, Bound s) {
        return null;
    }

    static List<Task> normalizeGrad(Normalize.Grad op, Bound s) {
        return null;
    }

    static List<Task> softmaxGrad(Bound s) {
        return null;
    }

    static List<Task> crossEntropyGrad(Bound s) {
        return null;
    }

    static int layerNormGradScratch(List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }

    static int normalizeScratch(Normalize op, List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }

    static int normalizeGradScratch(Normalize.Grad op, List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }
}
