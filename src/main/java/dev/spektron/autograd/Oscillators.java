package dev.spektron.autograd;

import java.util.List;

/// Coefficients (6, P) of [Fn#oscillatoryScan] from the parameters of P damped oscillators x'' = -A x - G x' + u with step dt: A squared
/// frequencies, G dampings, all (P). LinOSS (Rusch and Rus, arXiv:2410.03943, section 2) and its damped form (Boyer, Rusch and Rus,
/// arXiv:2505.12171).
///
/// | scheme | modulus of the eigenvalues | |
/// |---|---|---|
/// | implicit (IM) | 1 / sqrt(1 + dt^2 A) | dissipative |
/// | implicit-explicit (IMEX) | 1 | conservative, stable for dt^2 A < 4 |
/// | damped | 1 / sqrt(1 + dt G) for complex pairs | stable for 0 < dt^2 A / S < 2 (1 + 1 / S), S = 1 + dt G |
public final class Oscillators {
    private Oscillators() {}

    private static Value rows(Value... entries) {
        return Value.concat(0, List.of(entries).stream().map(e -> e.unsqueeze(0)).toList());
    }

    /// z and x both implicit: s = 1 / (1 + dt^2 A); M = [[s, -dt A s], [dt s, s]], F = (dt s, dt^2 s). The paper writes s as 1 - dt^2 A s
    /// in the first row, which cancels for fast oscillators.
    public static Value implicit(Value a, Value dt) {
        Value s = dt.square().mul(a).add(1).reciprocal();
        Value ds = dt.mul(s);
        return rows(s, ds.mul(a).neg(), ds, s, ds, dt.mul(ds));
    }

    /// z explicit in x, x implicit in z: M = [[1, -dt A], [dt, 1 - dt^2 A]], F = (dt, dt^2).
    public static Value implicitExplicit(Value a, Value dt) {
        Value da = dt.mul(a);
        return rows(dt.graph().constant(1).broadcastTo(dt.shape()), da.neg(), dt, dt.mul(da).affine(-1, 1), dt, dt.square());
    }

    /// Damping implicit, stiffness explicit, S = 1 + dt G: M = [[1 / S, -dt A / S], [dt / S, 1 - dt^2 A / S]], F = (dt / S, dt^2 / S).
    public static Value damped(Value a, Value g, Value dt) {
        Value s = dt.mul(g).add(1).reciprocal();
        Value ds = dt.mul(s);
        Value da = ds.mul(a);
        return rows(s, da.neg(), ds, dt.mul(da).affine(-1, 1), ds, dt.mul(ds));
    }
}
