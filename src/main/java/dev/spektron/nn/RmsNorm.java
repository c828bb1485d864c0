package dev.spektron.nn;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Value;
import dev.spektron.tensor.Tensor;

/// Normalisation by the root of the mean square, with scale (Zhang and Sennrich, arXiv:1910.07467, eq. 4).
public final class RmsNorm {
    private static final float EPS = 1e-5f;

    private final String gamma;

    public RmsNorm(Parameters p, String name, int width) {
        gamma = p.define(name + ".weight", Parameters.FREE, Init.ONE, width);
    }

    /// (..., width) to the same.
    public Value apply(Pass pass, Value x) {
        Value scale = pass.variable(gamma);
        return Fn.rmsNorm(x, scale, pass.graph().constant(Tensor.zeros(scale.shape())), EPS);
    }
}
