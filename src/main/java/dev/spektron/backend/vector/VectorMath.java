package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Elementary functions of vectors. Polynomials and steps are the same in every lane and for every width, so results do not depend on it.
final class VectorMath {
    private static final float LOG2E = 1.44269504f;
    /// Adding it rounds to whole numbers and leaves them in the low bits.
    private static final float ROUND = 12582912f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;

    private VectorMath() {}

    /// exp(x), error at most 1 ULP; 0 below -87.336, where the result would be subnormal, infinity above 88.7228.
    static FloatVector exp(FloatVector x) {
        FloatVector shifted = x.fma(FloatVector.broadcast(Lanes.F, LOG2E), FloatVector.broadcast(Lanes.F, ROUND));
        IntVector n = shifted.reinterpretAsInts();
        FloatVector whole = shifted.sub(ROUND);
        FloatVector r = whole.fma(FloatVector.broadcast(Lanes.F, -LN2_HIGH), x);
        r = whole.fma(FloatVector.broadcast(Lanes.F, -LN2_LOW), r);
        FloatVector p = FloatVector.broadcast(Lanes.F, 1.9875691500e-4f);
        p = p.fma(r, FloatVector.broadcast(Lanes.F, 1.3981999507e-3f));
        p = p.fma(r, FloatVector.broadcast(Lanes.F, 8.3334519073e-3f));
        p = p.fma(r, FloatVector.broadcast(Lanes.F, 4.1665795894e-2f));
        p = p.fma(r, FloatVector.broadcast(Lanes.F, 1.6666665459e-1f));
        p = p.fma(r, FloatVector.broadcast(Lanes.F, 5.0000001201e-1f));
        p = p.mul(r).fma(r, r.add(1f));
        // The power of two goes straight into the exponent.
        FloatVector y = p.reinterpretAsInts().add(n.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats();
        y = y.blend(0f, x.compare(VectorOperators.LT, -87.33654f));
        return y.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, 88.72283f));
    }

    static FloatVector sigmoid(FloatVector x) {
        return FloatVector.broadcast(Lanes.F, 1f).div(exp(x.neg()).add(1f));
    }

    static FloatVector silu(FloatVector x) {
        return x.mul(sigmoid(x));
    }

    static FloatVector tanh(FloatVector x) {
        return sigmoid(x.mul(2f)).mul(2f).sub(1f);
    }

    static FloatVector softplus(FloatVector x) {
        return x.max(0f).add(exp(x.abs().neg()).add(1f).lanewise(VectorOperators.LOG));
    }

    static FloatVector gelu(FloatVector x) {
        FloatVector z = x.mul(0.70710678f);
        FloatVector a = z.abs();
        FloatVector t = FloatVector.broadcast(Lanes.F, 1f).div(a.mul(0.3275911f).add(1f));
        FloatVector p = t.mul(1.061405429f).sub(1.453152027f).mul(t).add(1.421413741f).mul(t).sub(0.284496736f).mul(t).add(0.254829592f);
        FloatVector y = FloatVector.broadcast(Lanes.F, 1f).sub(p.mul(t).mul(exp(a.mul(a).neg())));
        y = y.blend(y.neg(), x.compare(VectorOperators.LT, 0f));
        return x.mul(0.5f).mul(y.add(1f));
    }
}
