package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// The `intervals + order` B-spline basis functions of one order on a uniform grid of [low, high], continued by `order` knots on both sides
/// (Cox and de Boor; KAN, Liu et al., arXiv:2404.19756, eq. 2.7). Operand x (...), result (..., intervals + order). Outside the continued
/// grid all are 0; inside [low, high) they add up to 1. NaN gives NaN.
public record SplineBasis(int order, int intervals, float low, float high) implements Fused {
    public SplineBasis {
        Expect.argument(order >= 1 && order <= 5, "expected a spline order from 1 to 5, found " + order);
        Expect.argument(intervals >= 1, "expected at least one interval, found " + intervals);
        Expect.argument(low < high, "expected low < high, found " + low + " and " + high);
    }

    public int functions() {
        return intervals + order;
    }

    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 1);
        return List.of(in.getFirst().plus(functions()));
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return 4L * order * order * in.getFirst().size();
    }

    /// Operands x, dbasis; result dx. At a knot, where the slopes of order 1 jump, it is the slope on the right.
    public record Grad(SplineBasis basis) implements Adjoint {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 2);
            Expect.shape("the gradient of the basis", in.get(1), in.get(0).plus(basis.functions()));
            return List.of(in.get(0));
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return 5L * basis.order * basis.order * in.getFirst().size();
        }
    }
}
