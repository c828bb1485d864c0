package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.DepthwiseConv;
import java.util.List;

/// Loops over the bodies of convolutions.
final class ScalarConvs {
    private ScalarConvs() {}

    static List<Task> depthwise(DepthwiseConv op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static List<Task> depthwiseGrad(DepthwiseConv.Grad op, Bound s) {
        throw new AssertionError(s.op().label());
    }
}
