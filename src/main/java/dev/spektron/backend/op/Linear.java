package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// y = f(x W^T + b): operands x (..., in), W (out, in) and, with `bias`, b (out). Without a function the result is y (..., out); with one
/// the results are y and the pre-activation x W^T + b, which the gradient needs (it costs nothing where nobody asks for it).
public record Linear(Activation activation, boolean bias) implements Fused {
    /// The function f.
    public enum Activation {
        NONE(null), RELU(Elementary.RELU), GELU(Elementary.GELU), SILU(Elementary.SILU), SOFTPLUS(Elementary.SOFTPLUS),
            TANH(Elementary.TANH),
        SIGMOID(Elementary.SIGMOID);

        private final Elementary f;

        Activation(Elementary f) {
            this.f = f;
        }

        /// The elementary function; null for none.
        public Elementary f() {
            return f;
        }
    }

    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, bias ? 3 : 2);
        Shape x = Expect.rankAtLeast("x", in.get(0), 1);
        Shape w = Expect.rank("the weight", in.get(1), 2);
        Expect.shape("a weight that fits x " + x + ":", w, w.dim(0), x.last());
        if (bias) {
            Expect.shape("the bias", in.get(2), w.dim(0));
        }
        Shape y = x.with(x.rank() - 1, w.dim(0));
        return activation == Activation.NONE ? List.of(y) : List.of(y, y);
    }

    /// The pre-activation.
    @Override
    public boolean mayDrop(int result) {
        return result == 1;
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        long n = out.getFirst().size();
        return 2 * n * in.getFirst().last() + (bias ? n : 0) + (activation.f() == null ? 0 : n * activation.f().flops());
    }
}
