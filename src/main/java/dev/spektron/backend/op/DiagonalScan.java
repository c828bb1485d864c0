package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// A bank of N complex one-pole filters for each channel (S4D, Gu et al., arXiv:2206.11893, eq. 4 and section 3.1): h_n[t] = a_n h_n[t -
/// 1] + u[t], h_n[-1] = 0; y[t] = sum_n Re(w_n h_n[t]). Operands u (B, L, C), and a and w as (2, C, N), real parts first; result y (B, L,
/// C).
/// w holds the product of input gain, output gain and, for conjugate pairs, the factor 2.
public record DiagonalScan() implements Fused {
    private static void check(List<Shape> in) {
        Shape u = Expect.rank("u", in.get(0), 3);
        Shape a = Expect.rank("a", in.get(1), 3);
        Expect.shape("a", a, 2, u.dim(2), a.dim(2));
        Expect.shape("w", in.get(2), a);
    }

    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 3);
        check(in);
        return List.of(in.getFirst());
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return 11L * in.getFirst().size() * in.get(1).dim(2);
    }

    /// Operands u, a, w, dy; results du, da, dw.
    public record Grad() implements Adjoint {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 4);
            check(in);
            Expect.shape("dy", in.get(3), in.get(0));
            return in.subList(0, 3);
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return 33L * in.getFirst().size() * in.get(1).dim(2);
        }
    }
}
