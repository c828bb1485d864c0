package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// Depthwise convolution over the middle axis, one kernel for each channel:
/// y[b, t, c] = bias[c] + sum_j W[c, j] x[b, t + j dilation - padLeft, c], x = 0 outside.
///
/// Operands x (B, L, C), W (C, K), bias (C); result (B, L + padLeft + padRight - dilation (K - 1), C). Causal (Mamba): padLeft = dilation
/// (K - 1), padRight = 0.
public record DepthwiseConv(int dilation, int padLeft, int padRight) implements Fused {
    public DepthwiseConv {
        Expect.argument(dilation > 0 && padLeft >= 0 && padRight >= 0,
            "expected a dilation of at least 1 and paddings of at least 0, found dilation "
            + dilation + ", paddings " + padLeft + " and " + padRight);
    }

    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 3);
        Shape x = Expect.rank("x", in.get(0), 3);
        Shape w = Expect.rank("the weight", in.get(1), 2);
        Expect.shape("a weight that fits x " + x + ":", w, x.dim(2), w.dim(1));
        Expect.argument(w.dim(1) > 0, "expected a kernel of at least one tap, found weight " + w);
        Expect.shape("the bias", in.get(2), x.dim(2));
        return List.of(x.with(1, Math.max(0, x.dim(1) + padLeft + padRight - dilation * (w.dim(1) - 1))));
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return (2L * in.get(1).dim(1) + 1) * out.getFirst().size();
    }

    /// Operands x (B, L, C), W (C, K), dy (B, T, C); results dx, dW, dbias.
    public record Grad(DepthwiseConv conv) implements Adjoint {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 3);
            Shape bias = Shape.of(in.get(1).dim(0));
            Expect.shape("dy", in.get(2), conv.infer(List.of(in.get(0), in.get(1), bias)).getFirst());
            return List.of(in.get(0), in.get(1), bias);
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return (4L * in.get(1).dim(1) + 1) * in.get(2).size();
        }
    }
}
