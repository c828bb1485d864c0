package dev.spektron.model.linoss;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Oscillators;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Variables;
import dev.spektron.model.backbone.SequenceMap;
import dev.spektron.model.config.BackboneConfig.Linoss;
import dev.spektron.model.config.BackboneConfig.Linoss.Scheme;
import dev.spektron.model.config.Compat;
import dev.spektron.nn.Init;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import java.util.ArrayList;
import java.util.List;

/// P oscillators with complex input B u and real output y = Re(C x) + D u: (B, S, d) to the same.
///
/// B is kept as one real matrix `B.weight` (2 P, d), real parts first; C as `C.weight` (d, 2 P), Re C and then -Im C, so that
/// Re(C x) = Re C Re x - Im C Im x is one product. `s` gives the step Delta = sigmoid(s), `g` the damping (damped scheme only), `a` the
/// squared frequency.
///
/// What keeps A in its bounds:
///
/// | scheme | fixed | reference |
/// |---|---|---|
/// | damped | projection to [A_low, A_high], where the eigenvalues are complex (arXiv:2505.12171) | alpha = 1.99 tanh(alpha / 1.99) |
/// | IMEX | the same with G = 0: [0, 4 / Delta^2] | none |
/// | IM | none needed | none needed |
final class OscillatorBank implements SequenceMap {
    private static final float LEAST_SQUARED_STEP = 1e-6f;
    private static final float SOFT_BOUND = 1.99f;

    private final String name;
    private final Scheme scheme;
    private final boolean reference;
    private final int oscillators;
    private final String s;
    private final String g;
    private final String a;
    private final Linear in;
    private final Linear out;
    private final String d;

    OscillatorBank(Parameters p, String name, int width, Linoss config, Compat compat) {
        this.name = name;
        scheme = config.scheme();
        reference = compat.reference();
        oscillators = config.oscillators();
        OscillatorInit init = new OscillatorInit(name, config);
        s = p.define(name + ".s", Parameters.DYNAMICS, init::steps, oscillators);
        g = scheme == Scheme.DAMPED ? p.define(name + ".g", Parameters.DYNAMICS, init::dampings, oscillators) : null;
        a = p.define(name + ".a", Parameters.DYNAMICS, init::frequencies, oscillators);
        in = Linear.withoutBias(p, name + ".B", width, 2 * oscillators);
        out = Linear.withoutBias(p, name + ".C", 2 * oscillators, width, Init.uniform((float) (1 / Math.sqrt(oscillators))));
        d = p.define(name + ".D", Parameters.DYNAMICS, Init.normal(1), width);
    }

    @Override
    public Value apply(Pass pass, Value u) {
        Value x = Fn.oscillatoryScan(in.apply(pass, u), coefficients(pass));                     // (B, S, 2 P)
        return out.apply(pass, x).add(u.mul(pass.variable(d).broadcastTo(u.shape())));           // (B, S, d)
    }

    private Value coefficients(Pass pass) {
        Value dt = pass.variable(s).sigmoid();
        Value raw = pass.variable(a);
        return switch (scheme) {
            case DAMPED -> {
                Value damping = pass.variable(g).relu();
                Value sum = dt.mul(damping).add(1);
                yield Oscillators.damped(reference ? softBounded(raw, dt, sum) : projected(raw, dt, sum), damping, dt);
            }
            case IMEX -> Oscillators.implicitExplicit(reference ? raw.relu() : undamped(raw, dt), dt);
            case IM -> Oscillators.implicit(raw.relu(), dt);
        };
    }

    private static Value squared(Value dt) {
        return dt.square().clamp(LEAST_SQUARED_STEP, 1);
    }

    /// Into [A_low, A_high] = (1 + S -+ 2 sqrt(S)) / Delta^2 = (sqrt(S) -+ 1)^2 / Delta^2; the lower bound is written without
    /// cancellation as (Delta G / (sqrt(S) + 1))^2 / Delta^2.
    private static Value projected(Value a, Value dt, Value s) {
        Value d2 = squared(dt);
        Value root = s.sqrt().add(1);
        Value low = s.add(-1).div(root).square().div(d2);
        Value high = root.square().div(d2);
        return low.add(a.sub(low).relu()).sub(a.sub(high).relu());
    }

    private static Value undamped(Value a, Value dt) {
        return a.relu().sub(a.sub(squared(dt).reciprocal().mul(4)).relu());
    }

    /// The reference's bound on alpha, which forbids more than half of the stable range.
    private static Value softBounded(Value a, Value dt, Value s) {
        Value gain = dt.square().div(s);
        return gain.mul(a.relu()).mul(1 / SOFT_BOUND).tanh().mul(SOFT_BOUND).div(gain);
    }

    List<OscillatorMode> modes(Variables variables) {
        float[] steps = variables.get(s);
        float[] dampings = g == null ? new float[oscillators] : variables.get(g);
        float[] frequencies = variables.get(a);
        List<OscillatorMode> modes = new ArrayList<>();
        for (int i = 0; i < oscillators; i++) {
            double dt = 1 / (1 + Math.exp(-steps[i]));
            double sum = 1 + dt * Math.max(0, dampings[i]);
            modes.add(mode(i, dt * dt, sum, bounded(frequencies[i], dt * dt, sum)));
        }
        return modes;
    }

    private OscillatorMode mode(int i, double d2, double sum, double bounded) {
        double implicit = 1 / (1 + d2 * bounded);
        return scheme == Scheme.IM ? OscillatorMode.of(name, i, 2 * implicit, implicit)
            : OscillatorMode.of(name, i, 1 / sum + 1 - d2 * bounded / sum, 1 / sum);
    }

    /// A as [#coefficients(Pass)] has it.
    private double bounded(double a, double d2, double sum) {
        if (reference || scheme == Scheme.IM) {
            double alpha = d2 * Math.max(0, a) / sum;
            return scheme == Scheme.DAMPED ? SOFT_BOUND * Math.tanh(alpha / SOFT_BOUND) * sum / d2 : Math.max(0, a);
        }
        double floor = Math.max(LEAST_SQUARED_STEP, d2);
        double root = Math.sqrt(sum);
        return Math.clamp(a, (root - 1) * (root - 1) / floor, (root + 1) * (root + 1) / floor);
    }
}
