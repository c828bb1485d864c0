package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// Layer normalisation over the last axis (Ba et al., arXiv:1607.06450, eq. 4): y = (x - mean) / sqrt(var + eps) * gamma + beta, var the
/// biased variance. Operands x (..., n), gamma (n), beta (n); results y (..., n), the mean and 1 / sqrt(var + eps) of each row (...).
/// Without `centre` it is RMS normalisation (Zhang and Sennrich, arXiv:1910.07467): mean = 0 and var = mean of x^2.
public record LayerNorm(boolean centre, float eps) implements Fused {
    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 3);
        Shape x = Expect.rankAtLeast("x", in.get(0), 1);
        Expect.shape("gamma", in.get(1), x.last());
        Expect.shape("beta", in.get(2), x.last());
        Shape rows = x.without(x.rank() - 1, x.rank());
        return List.of(x, rows, rows);
    }

    /// Means and inverse deviations.
    @Override
    public boolean mayDrop(int result) {
        return result > 0;
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return 8L * in.getFirst().size();
    }

    /// Operands x, gamma, mean, 1 / sqrt(var + eps), dy; results dx, dgamma, dbeta.
    public record Grad(boolean centre) implements Adjoint {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 5);
            Shape x = in.get(0);
            Shape rows = x.without(x.rank() - 1, x.rank());
            Expect.shape("gamma", in.get(1), x.last());
            Expect.shape("the means", in.get(2), rows);
            Expect.shape("the inverse deviations", in.get(3), rows);
            Expect.shape("dy", in.get(4), x);
            return List.of(x, in.get(1), in.get(1));
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return 14L * in.getFirst().size();
        }
    }
}
