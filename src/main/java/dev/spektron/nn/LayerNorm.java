package dev.spektron.nn;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Value;

/// Layer normalisation with scale and shift.
public final class LayerNorm {
    private static final float EPS = 1e-5f;

    private final String gamma;
    private final String beta;

    public LayerNorm(Parameters p, String name, int width) {
        gamma = p.define(name + ".weight", Parameters.FREE, Init.ONE, width);
        beta = p.define(name + ".bias", Parameters.FREE, Init.ZERO, width);
    }

    /// (..., width) to the same.
    public Value apply(Pass pass, Value x) {
        return Fn.layerNorm(x, pass.variable(gamma), pass.variable(beta), EPS);
    }
}
