package dev.spektron.model.loss;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;
import dev.spektron.tensor.Tensor;

/// Small pieces that several losses share.
final class Rows {
    private static final float TINY = 1e-12f;

    private Rows() {}

    /// Each row of (B, d) divided by its Euclidean norm.
    static Value unit(Value z) {
        Value norm = z.square().sum(1).add(TINY).rsqrt();
        return z.mul(norm.unsqueeze(1).broadcastTo(z.shape()));
    }

    /// The mean of the numbers (B) whose `present` (B, 0 or 1) is 1; 0 if there is none. `present` null: the mean of all.
    static Value mean(Value x, Value present) {
        return present == null ? x.mean() : x.mul(present).sum().div(atLeastOne(present.sum()));
    }

    /// max(x, 1): a divisor that is a count.
    static Value atLeastOne(Value count) {
        return count.max(constant(count.graph(), 1, count.shape()));
    }

    static Value constant(Graph g, float x, Shape shape) {
        return g.constant(x).broadcastTo(shape);
    }

    static Value vector(Graph g, float... x) {
        return g.constant(Tensor.of(Shape.of(x.length), x));
    }

    static void shape(String loss, String operand, Shape found, Shape expected) {
        if (!found.equals(expected)) {
            throw new ShapeException(loss + ": expected " + operand + " of shape " + expected + ", found " + found);
        }
    }

    static void rank(String loss, String operand, Shape found, int rank) {
        if (found.rank() != rank) {
            throw new ShapeException(loss + ": expected " + operand + " of rank " + rank + ", found " + found);
        }
    }
}
