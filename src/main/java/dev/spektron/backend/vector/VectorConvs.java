package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Conv1d;
import dev.spektron.backend.op.DepthwiseConv;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Convolutions with vectors.
final class VectorConvs {
    private VectorConvs() {}

    static List<Task> conv1d(Conv1d op, Bound s) {
        return null;
    }

    static List<Task> depthwise(DepthwiseConv op, Bound s) {
        return VectorDepthwise.forward(op, s);
    }

    static List<Task> inputGrad(Conv1d.InputGrad op, Bound s) {
        return null;
    }

    static List<Task> weightGrad(Conv1d.WeightGrad op, Bound s) {
        return null;
    }

    static List<Task> depthwiseGrad(DepthwiseConv.Grad op, Bound s) {
        return VectorDepthwise.grad(op.conv(), s);
    }

    static int scratch(Conv1d op, List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }

    static int inputGradScratch(Conv1d.InputGrad op, List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }

    static int weightGradScratch(Conv1d.WeightGrad op, List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }

    static int depthwiseScratch(List<Shape> in, Shape out) {
        return VectorDepthwise.scratch(in, out);
    }

    static int depthwiseGradScratch(List<Shape> in) {
        return VectorDepthwise.gradScratch(in);
    }
}
