package dev.spektron.nn;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Linear.Activation;

/// A layer f(x W^T + b) with W (out, in).
public final class Linear {
    private final String weight;
    private final String bias;
    private final Activation activation;

    private Linear(String weight, String bias, Activation activation) {
        this.weight = weight;
        this.bias = bias;
        this.activation = activation;
    }

    /// With bias; weight and bias start uniform in +-1 / sqrt(in).
    public static Linear of(Parameters p, String name, int in, int out, Activation f) {
        return of(p, name, in, out, f, Init.fanIn(in), Init.fanIn(in));
    }

    /// Without bias.
    public static Linear withoutBias(Parameters p, String name, int in, int out) {
        return new Linear(p.define(name + ".weight", Parameters.DECAYED, Init.fanIn(in), out, in), null, Activation.NONE);
    }

    public static Linear of(Parameters p, String name, int in, int out, Activation f, Init weight, Init bias) {
        return new Linear(p.define(name + ".weight", Parameters.DECAYED, weight, out, in),
            p.define(name + ".bias", Parameters.FREE, bias, out), f);
    }

    /// (..., in) to (..., out).
    public Value apply(Value x) {
        Graph g = x.graph();
        return Fn.linear(x, g.variable(weight), bias == null ? null : g.variable(bias), activation);
    }

    /// Only the outputs from `from` on, `count` of them; without bias.
    public Value apply(Value x, int from, int count) {
        return Fn.linear(x, x.graph().variable(weight).slice(0, from, count), null, activation);
    }
}
