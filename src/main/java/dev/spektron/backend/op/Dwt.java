package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// One level of the discrete wavelet transform of each row (Mallat 1989, doi:10.1109/34.192463). Operand x (..., n), results the
/// approximation and the detail coefficients. Filters h, g of length F:
/// a[k] = sum_j h[j] x~[2 k + c - j], d[k] = sum_j g[j] x~[2 k + c - j]. SYMMETRIC: c = 1, x~ continues the row by half-sample mirrors,
/// and there are floor((n + F - 1) / 2) of each. PERIODIC: c = F / 2, x~ is periodic, an odd row first repeats its last number, and there
/// are ceil(n / 2) of each.
/// The conventions are those of PyWavelets (modes `symmetric` and `periodization`).
public record Dwt(Wavelet wavelet, Boundary boundary) implements Fused {
    /// How a row goes on behind its ends.
    public enum Boundary { SYMMETRIC, PERIODIC }

    /// Number of coefficients of each kind for a row of n.
    public int length(int n) {
        return n == 0 ? 0 : boundary == Boundary.SYMMETRIC ? (n + wavelet.length() - 1) / 2 : (n + 1) / 2;
    }

    /// Length of the row that [Inverse] makes of k coefficients of each kind.
    public int inverseLength(int k) {
        return k == 0 ? 0 : boundary == Boundary.SYMMETRIC ? 2 * k - wavelet.length() + 2 : 2 * k;
    }

    private long cost(Shape coefficients) {
        return 4L * wavelet.length() * coefficients.size();
    }

    private Shape coefficients(Shape x) {
        Expect.rankAtLeast("x", x, 1);
        return x.with(x.rank() - 1, length(x.last()));
    }

    private Shape row(Shape a) {
        Expect.rankAtLeast("the approximation", a, 1);
        int n = inverseLength(a.last());
        Expect.argument(n >= 0, "expected at least " + (wavelet.length() / 2 - 1) + " coefficients for " + wavelet + ", found "
            + a.last());
        return a.with(a.rank() - 1, n);
    }

    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 1);
        Shape a = coefficients(in.getFirst());
        return List.of(a, a);
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return cost(out.getFirst());
    }

    /// The gradient of the transform: operands da, dd, result dx (..., `n`).
    public record Grad(Dwt dwt, int n) implements Adjoint {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 2);
            Shape x = Expect.rankAtLeast("da", in.get(0), 1);
            Shape a = x.with(x.rank() - 1, dwt.length(n));
            Expect.shape("da", in.get(0), a);
            Expect.shape("dd", in.get(1), a);
            return List.of(a.with(a.rank() - 1, n));
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return dwt.cost(in.getFirst());
        }
    }

    /// The inverse transform: operands a, d (..., k), result (..., n) with n = 2 k - F + 2 (SYMMETRIC) or 2 k (PERIODIC).
    public record Inverse(Dwt dwt) implements Fused {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 2);
            Expect.shape("the details", in.get(1), in.get(0));
            return List.of(dwt.row(in.get(0)));
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return dwt.cost(in.getFirst());
        }
    }

    /// The gradient of the inverse: operand dx (..., n), results da, dd (..., `k`).
    public record InverseGrad(Dwt dwt, int k) implements Adjoint {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 1);
            Shape x = Expect.rankAtLeast("dx", in.get(0), 1);
            Expect.extent("a row of", x.last(), dwt.inverseLength(k));
            Shape a = x.with(x.rank() - 1, k);
            return List.of(a, a);
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return dwt.cost(out.getFirst());
        }
    }
}
