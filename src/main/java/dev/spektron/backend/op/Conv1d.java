package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// One-dimensional convolution over the middle axis, channels innermost:
/// y[b, t, o] = bias[o] + sum_{j, i} W[o, j, i] x[b, t stride + j dilation - padLeft, i], x = 0 outside.
///
/// Operands x (B, L, I), W (O, K, I), bias (O) if `bias`; result (B, T, O) with T = (L + padLeft + padRight - dilation (K - 1) - 1) /
/// stride + 1, and 0 where the kernel is longer than the padded input. Causal: padLeft = dilation (K - 1), padRight = 0.
public record Conv1d(int stride, int dilation, int padLeft, int padRight, boolean bias) implements Fused {
    public Conv1d {
        Expect.argument(stride > 0 && dilation > 0 && padLeft >= 0 && padRight >= 0,
            "expected stride and dilation of at least 1 and paddings of at "
            + "least 0, found stride " + stride + ", dilation " + dilation + ", paddings " + padLeft + " and " + padRight);
    }

    /// Length of the result.
    public int length(int l, int k) {
        int span = l + padLeft + padRight - dilation * (k - 1) - 1;
        return span < 0 ? 0 : span / stride + 1;
    }

    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, bias ? 3 : 2);
        Shape x = Expect.rank("x", in.get(0), 3);
        Shape w = Expect.rank("the weight", in.get(1), 3);
        Expect.argument(w.dim(1) > 0, "expected a kernel of at least one tap, found weight " + w);
        Expect.extent("input channels in the weight " + w + ":", w.dim(2), x.dim(2));
        if (bias) {
            Expect.shape("the bias", in.get(2), w.dim(0));
        }
        return List.of(Shape.of(x.dim(0), length(x.dim(1), w.dim(1)), w.dim(0)));
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return 2L * out.getFirst().size() * in.get(1).dim(1) * in.get(1).dim(2);
    }

    /// Gradient with respect to x: operands W (O, K, I), dy (B, T, O); result (B, `length`, I).
    public record InputGrad(Conv1d conv, int length) implements Adjoint {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 2);
            Shape w = Expect.rank("the weight", in.get(0), 3);
            Shape dy = Expect.rank("dy", in.get(1), 3);
            Expect.shape("dy", dy, dy.dim(0), conv.length(length, w.dim(1)), w.dim(0));
            return List.of(Shape.of(dy.dim(0), length, w.dim(2)));
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return 2L * in.get(1).size() * in.get(0).dim(1) * in.get(0).dim(2);
        }
    }

    /// Gradient with respect to W: operands x (B, L, I), dy (B, T, O); result (O, `kernel`, I).
    public record WeightGrad(Conv1d conv, int kernel) implements Adjoint {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 2);
            Shape x = Expect.rank("x", in.get(0), 3);
            Shape dy = Expect.rank("dy", in.get(1), 3);
            Expect.shape("dy", dy, x.dim(0), conv.length(x.dim(1), kernel), dy.dim(2));
            return List.of(Shape.of(dy.dim(2), kernel, x.dim(2)));
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return 2L * in.get(1).size() * kernel * in.get(0).dim(2);
        }
    }
}
