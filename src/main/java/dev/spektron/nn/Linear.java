package dev.spektron.nn;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Linear.Activation;

/// A layer f(x W^T + b) with W (out, in), and what adapters add before f.
public final class Linear {
    private final String name;
    private final String weight;
    private final String bias;
    private final Activation activation;

    private Linear(Parameters p, String name, String weight, String bias, Activation activation) {
        p.linear(name);
        this.name = name;
        this.weight = weight;
        this.bias = bias;
        this.activation = activation;
    }

    /// With bias; weight and bias start uniform in +-1 / sqrt(in).
    public static Linear of(Parameters p, String name, int in, int out, Activation f) {
        return of(p, name, in, out, f, Init.fanIn(in), Init.fanIn(in));
    }

    /// With bias and without activation.
    public static Linear of(Parameters p, String name, int in, int out) {
        return of(p, name, in, out, Activation.NONE);
    }

    /// Without bias.
    public static Linear withoutBias(Parameters p, String name, int in, int out) {
        return withoutBias(p, name, in, out, Init.fanIn(in));
    }

    public static Linear withoutBias(Parameters p, String name, int in, int out, Init weight) {
        return new Linear(p, name, p.define(name + ".weight", Parameters.DECAYED, weight, out, in), null, Activation.NONE);
    }

    public static Linear of(Parameters p, String name, int in, int out, Activation f, Init weight, Init bias) {
        return of(p, name, in, out, f, weight, bias, Parameters.FREE);
    }

    /// @param group group of the bias
    public static Linear of(Parameters p, String name, int in, int out, Activation f, Init weight, Init bias, int group) {
        return new Linear(p, name, p.define(name + ".weight", Parameters.DECAYED, weight, out, in),
            p.define(name + ".bias", group, bias, out), f);
    }

    /// (..., in) to (..., out).
    public Value apply(Pass pass, Value x) {
        Value w = pass.variable(weight);
        Value b = bias == null ? null : pass.variable(bias);
        if (!pass.adapters().touches(name)) {
            return Fn.linear(x, w, b, activation);
        }
        return activated(pass.adapters().adapt(pass, name, x, Fn.linear(x, w, b)));
    }

    /// Only the outputs from `from` on, `count` of them; without bias and activation.
    public Value apply(Pass pass, Value x, int from, int count) {
        if (pass.adapters().touches(name)) {
            return apply(pass, x).slice(-1, from, count);
        }
        return Fn.linear(x, pass.variable(weight).slice(0, from, count), null);
    }

    private Value activated(Value y) {
        return activation == Activation.NONE ? y : y.map(activation.f());
    }
}
