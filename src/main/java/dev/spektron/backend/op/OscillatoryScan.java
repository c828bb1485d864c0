package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// The recurrence of P oscillators with complex input (Rusch and Rus, LinOSS, arXiv:2410.03943, section 2), for each sample and oscillator:
///
/// z[t] = m11 z[t - 1] + m12 x[t - 1] + f1 u[t]; x[t] = m21 z[t - 1] + m22 x[t - 1] + f2 u[t]; z[-1] = x[-1] = 0.
///
/// The entries are constant in time; how they come from frequency, damping and step is a matter of the discretisation: implicit (IM),
/// implicit-explicit (IMEX) or damped, see `dev.spektron.autograd.Oscillators`. Real and imaginary part never mix here. Operands: u (B,
/// L, 2 P), real parts first, and the coefficients (6, P) in the order m11, m12, m21, m22, f1, f2. Result: x (B, L, 2 P).
public record OscillatoryScan() implements Fused {
    private static void check(List<Shape> in) {
        Shape u = Expect.rank("u", in.get(0), 3);
        Expect.argument(u.dim(2) % 2 == 0, "expected an even number of channels (real parts, then imaginary parts), found " + u);
        Expect.shape("the coefficients", in.get(1), 6, u.dim(2) / 2);
    }

    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 2);
        check(in);
        return List.of(in.getFirst());
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return 10L * in.getFirst().size();
    }

    /// Operands u, coefficients, dx; results du, dcoefficients.
    public record Grad() implements Adjoint {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 3);
            check(in);
            Expect.shape("dx", in.get(2), in.get(0));
            return in.subList(0, 2);
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return 34L * in.getFirst().size();
        }
    }
}
