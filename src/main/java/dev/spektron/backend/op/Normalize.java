package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// Normalisation to mean 0 and variance 1 over the axes from `from` up to, without, `to`, without scale and shift:
/// y = (x - mean) / sqrt(var + eps), var the biased variance. Results y, mean and var; the latter two lack the axes.
///
/// Batch normalisation (Ioffe and Szegedy, arXiv:1502.03167) of (B, L, C): axes 0 to 2. Instance normalisation (Ulyanov et al.,
/// arXiv:1607.08022) of (B, L, C): axes 1 to 2.
public record Normalize(int from, int to, float eps) implements Fused {
    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 1);
        Shape x = in.getFirst();
        Expect.axes(x, from, to);
        Expect.argument(from < to, "expected at least one axis to normalise over, found " + from + " up to " + to);
        Shape rest = x.without(from, to);
        return List.of(x, rest, rest);
    }

    /// Means and variances.
    @Override
    public boolean mayDrop(int result) {
        return result > 0;
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return 6L * in.getFirst().size();
    }

    /// Operands x, mean, var, dy; result dx. Mean and variance are results, too, but no gradient passes through them.
    public record Grad(int from, int to, float eps) implements Adjoint {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 4);
            Shape rest = in.get(0).without(from, to);
            Expect.shape("the means", in.get(1), rest);
            Expect.shape("the variances", in.get(2), rest);
            Expect.shape("dy", in.get(3), in.get(0));
            return List.of(in.get(0));
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return 10L * in.getFirst().size();
        }
    }
}
