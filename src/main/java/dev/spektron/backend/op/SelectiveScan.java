package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// The selective state-space recurrence of Mamba (Gu and Dao, arXiv:2312.00752, Algorithm 2), for each sample b and channel e with N
/// states:
///
/// h[t] = exp(dt[t] A) h[t - 1] + g(dt[t], A) B[t] u[t], h[-1] = 0; y[t] = sum_n C[t, n] h[t, n] + D u[t].
///
/// g = dt (Euler, as the published code does) or, with `exact`, the zero-order hold (exp(dt A) - 1) / A, which tends to dt where dt A
/// tends to 0.
/// Operands u (B, L, E), dt (B, L, E), A (E, N), B (B, L, N), C (B, L, N), D (E); result y (B, L, E).
public record SelectiveScan(boolean exact) implements Fused {
    private static void check(List<Shape> in) {
        Shape u = Expect.rank("u", in.get(0), 3);
        Expect.shape("dt", in.get(1), u);
        Shape a = Expect.rank("A", in.get(2), 2);
        Expect.shape("A", a, u.dim(2), a.dim(1));
        Expect.shape("B", in.get(3), u.dim(0), u.dim(1), a.dim(1));
        Expect.shape("C", in.get(4), u.dim(0), u.dim(1), a.dim(1));
        Expect.shape("D", in.get(5), u.dim(2));
    }

    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 6);
        check(in);
        return List.of(in.getFirst());
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return (16L + (exact ? 11 : 0)) * in.getFirst().size() * in.get(2).dim(1);
    }

    /// Operands u, dt, A, B, C, D, dy; results du, ddt, dA, dB, dC, dD. The states are computed anew, chunk by chunk.
    public record Grad(boolean exact) implements Adjoint {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 7);
            check(in);
            Expect.shape("dy", in.get(6), in.get(0));
            return in.subList(0, 6);
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return (32L + (exact ? 20 : 0)) * in.getFirst().size() * in.get(2).dim(1);
        }
    }
}
