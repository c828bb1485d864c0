package dev.spektron.model.head;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Resample;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;

/// A vector as a field: a linear layer to W channels of 64 knots, joined by straight lines. Knot k of K stands in the middle of part k of
/// the field, sample l of L at the position (l + 1/2) K / L - 1/2; outside of the knots the end values go on.
final class Knots {
    private static final int KNOTS = 64;

    private final Linear lift;
    private final int width;

    Knots(Parameters p, String name, int in, int width) {
        lift = Linear.of(p, name, in, width * KNOTS);
        this.width = width;
    }

    /// (B, in) to (B, L, W).
    Value apply(Pass pass, Value z, int length) {
        Value knots = lift.apply(pass, z).reshape(z.shape().dim(0), width, KNOTS);
        return Fn.resample(knots, positions(z.graph(), length), Resample.linear()).transpose();
    }

    private static Value positions(Graph g, int length) {
        float[] at = new float[length];
        for (int i = 0; i < length; i++) {
            at[i] = (float) ((i + 0.5) * KNOTS / length - 0.5);
        }
        return g.constant(Tensor.of(Shape.of(length), at));
    }
}
