package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.DepthwiseConv;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Convolutions with vectors.
final class VectorConvs {
    private VectorConvs() {}

    static List<Task> depthwise(DepthwiseConv op, Bound s) {
        return null;
    }

    static List<Task> depthwiseGrad(DepthwiseConv.Grad op, Bound s) {
        return null;
    }

    static int depthwiseGradScratch(List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }
}
