package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// Convolution in a truncated Fourier basis (FNO, Li et al., arXiv:2010.08895, eq. 4 and 5): the lowest M Fourier coefficients of each
/// channel along the middle axis, each multiplied by a complex matrix, and back. Operands x (B, L, I) and W (2, M, I, O), real parts first;
/// result (B, L, O). M is at most L / 2 + 1; modes that the length lacks are left out. With few modes two matrix products with cosines and
/// sines are faster than a Fourier transform.
public record SpectralConv() implements Fused {
    private static void check(List<Shape> in) {
        Shape x = Expect.rank("x", in.get(0), 3);
        Shape w = Expect.rank("the weight", in.get(1), 4);
        Expect.shape("a weight that fits x " + x + ":", w, 2, w.dim(1), x.dim(2), w.dim(3));
    }

    /// Modes in use at length l.
    public static int modes(Shape weight, int l) {
        return l == 0 ? 0 : Math.min(weight.dim(1), l / 2 + 1);
    }

    private static long cost(Shape x, Shape w) {
        long m = modes(w, x.dim(1));
        return 4 * m * x.size() + 4 * m * x.dim(0) * x.dim(1) * w.dim(3) + 8 * m * x.dim(0) * x.dim(2) * w.dim(3);
    }

    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 2);
        check(in);
        return List.of(in.get(0).with(2, in.get(1).dim(3)));
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return cost(in.get(0), in.get(1));
    }

    /// Operands x, W, dy; results dx, dW.
    public record Grad() implements Adjoint {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 3);
            check(in);
            Expect.shape("dy", in.get(2), in.get(0).with(2, in.get(1).dim(3)));
            return in.subList(0, 2);
        }

        @Override
        public boolean mayDrop(int result) {
            return true;
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return 2 * cost(in.get(0), in.get(1));
        }
    }
}
