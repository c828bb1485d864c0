package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// Dropout (Srivastava et al. 2014): element i is kept, divided by 1 - rate, where uniform number i of (seed, purpose, step) is at least
/// `rate`,
/// else 0. Operands x and the step, a scalar. The mask is drawn anew in the backward pass: the gradient is the same operation on dy.
public record Dropout(float rate, long seed, int purpose) implements Fused {
    public Dropout {
        Expect.argument(rate >= 0 && rate < 1, "expected a rate from 0 to less than 1, found " + rate);
    }

    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 2);
        Expect.shape("the step", in.get(1), Shape.SCALAR);
        return List.of(in.get(0));
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return 17L * in.getFirst().size();
    }
}
