package dev.spektron.model.s4d;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Value;
import dev.spektron.model.backbone.SequenceMap;
import dev.spektron.model.config.BackboneConfig.S4d;
import dev.spektron.model.config.BackboneConfig.S4d.Kind;
import dev.spektron.nn.Init;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.nn.Rng;
import dev.spektron.tensor.Shape;

/// N poles for each channel, discretised by the exact zero-order hold (arXiv:2206.11893, eq. 3): (B, S, d) to the same,
///
/// h[t] = exp(Delta A) h[t - 1] + (exp(Delta A) - 1) / A B u[t]; y[t] = 2 Re(C h[t]) + D u[t],
///
/// the 2 standing for the conjugate half of the pairs; for real poles (`REAL`) everything is real and there is no 2. Re A = -exp(A_log) is
/// always negative. First values of A, n = 0, ..., N - 1: LIN -1/2 + i pi n (eq. 9), INV -1/2 + i (M / pi) (M / (2 n + 1) - 1) with M = 2 N
/// (eq. 8), REAL -(n + 1).
final class DiagonalBank implements SequenceMap {
    private final S4d c;
    private final boolean complex;
    private final Shape states;
    private final String logA;
    private final String imaginaryA;
    private final String logDt;
    private final String b;
    private final String cc;
    private final String d;

    DiagonalBank(Parameters p, String name, int width, S4d c) {
        this.c = c;
        int n = c.states();
        complex = c.kind() != Kind.REAL;
        states = Shape.of(width, n);
        int parts = complex ? 2 : 1;
        logA = p.define(name + ".A_log", Parameters.DYNAMICS, this::logRates, width, n);
        imaginaryA = complex ? p.define(name + ".A_imag", Parameters.DYNAMICS, this::frequencies, width, n) : null;
        logDt = p.define(name + ".log_dt", Parameters.DYNAMICS, this::logSteps, width);
        b = p.define(name + ".B", Parameters.DECAYED, this::ones, parts, width, n);
        // Complex numbers of variance 1.
        cc = p.define(name + ".C", Parameters.DECAYED, Init.normal((float) Math.sqrt(1.0 / parts)), parts, width, n);
        d = p.define(name + ".D", Parameters.DYNAMICS, Init.normal(1), width);
    }

    private void logRates(float[] out, Rng rng) {
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) Math.log(complex ? 0.5 : 1 + i % c.states());
        }
    }

    private void frequencies(float[] out, Rng rng) {
        double m = 2.0 * c.states();
        for (int i = 0; i < out.length; i++) {
            int n = i % c.states();
            out[i] = (float) (c.kind() == Kind.LIN ? Math.PI * n : m / Math.PI * (m / (2 * n + 1) - 1));
        }
    }

    /// Log-uniform in [stepLow, stepHigh].
    private void logSteps(float[] out, Rng rng) {
        double low = Math.log(c.stepLow());
        double high = Math.log(c.stepHigh());
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (low + (high - low) * rng.uniform());
        }
    }

    /// Real parts 1, imaginary parts 0.
    private void ones(float[] out, Rng rng) {
        java.util.Arrays.fill(out, 0, states.size(), 1);
    }

    @Override
    public Value apply(Pass pass, Value u) {
        Value dt = pass.variable(logDt).exp().unsqueeze(1).broadcastTo(states);
        Value rate = pass.variable(logA).exp().neg();
        Value y = complex ? pairs(pass, u, dt, rate) : reals(pass, u, dt, rate);
        return y.add(u.mul(pass.variable(d).broadcastTo(u.shape())));
    }

    private Value reals(Pass pass, Value u, Value dt, Value rate) {
        Value z = dt.mul(rate);
        Value hold = z.expm1().div(rate);
        Value gain = pass.variable(b).mul(pass.variable(cc)).reshape(states);
        return Fn.diagonalScan(u, S4dReferenceBlock.real(z.exp()), S4dReferenceBlock.real(hold.mul(gain)));
    }

    private Value pairs(Pass pass, Value u, Value dt, Value rate) {
        Complex a = new Complex(rate, pass.variable(imaginaryA));
        Complex z = new Complex(dt.mul(a.re()), dt.mul(a.im()));
        Complex hold = z.expm1().div(a);
        Complex gain = part(pass.variable(b)).mul(part(pass.variable(cc)));
        return Fn.diagonalScan(u, z.exp().stacked(1), hold.mul(gain).stacked(2));
    }

    private Complex part(Value x) {
        return new Complex(x.slice(0, 0, 1).reshape(states), x.slice(0, 1, 1).reshape(states));
    }
}
