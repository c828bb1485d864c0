package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Elementary functions of vectors. Polynomials and steps are the same in every lane and for every width, so results do not depend on it.
///
/// NaN gives NaN in every function. Errors are the largest found over the floats of the stated range, against double precision;
/// `VectorMathTest` holds them on some of these floats. Coefficients come from `scripts/make_math_polynomials.py`.
///
/// The bodies call the Vector API directly and are under 325 bytecodes: C2 gives up inlining other methods once it has made 18000 nodes,
/// which are about forty vector operations, and a vector that crosses a call is boxed.
final class VectorMath {
    /// Beyond it [#sin(FloatVector)] and [#cos(FloatVector)] are wrong.
    static final float TRIGONOMETRIC_LIMIT = 1e6f;

    private static final float LOG2E = 1.44269504f;
    private static final float LN2 = 0.693147182f;
    /// Adding it rounds to whole numbers and leaves them in the low bits.
    private static final float ROUND = 12582912f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;
    private static final int SIGN = 0x80000000;
    private static final int ONE = 0x3f800000;

    private VectorMath() {}

    /// exp(x), error at most 0.92 ULP. Below -87.33654, where the result would be subnormal, it is 0.
    static FloatVector exp(FloatVector x) {
        VectorSpecies<Float> f = Lanes.F;
        FloatVector shifted = x.fma(FloatVector.broadcast(f, LOG2E), FloatVector.broadcast(f, ROUND));
        FloatVector n = shifted.sub(FloatVector.broadcast(f, ROUND));
        FloatVector r = n.fma(FloatVector.broadcast(f, -LN2_HIGH), x);
        r = n.fma(FloatVector.broadcast(f, -LN2_LOW), r);
        FloatVector p = r.fma(FloatVector.broadcast(f, 0.00138699461f), FloatVector.broadcast(f, 0.00836625323f));
        p = p.fma(r, FloatVector.broadcast(f, 0.0416674428f));
        p = p.fma(r, FloatVector.broadcast(f, 0.166665465f));
        p = p.fma(r, FloatVector.broadcast(f, 0.49999997f));
        p = p.fma(r, FloatVector.broadcast(f, 1f));
        p = p.fma(r, FloatVector.broadcast(f, 1f));
        // The power of two goes straight into the exponent, for it may be 2^128.
        FloatVector y = p.reinterpretAsInts().add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats();
        // Infinity, or NaN, where x is not at most the largest number that has a result.
        y = x.add(FloatVector.broadcast(f, Float.POSITIVE_INFINITY)).blend(y, x.compare(VectorOperators.LE, 88.72283f));
        return y.blend(0f, x.compare(VectorOperators.LT, -87.33654f));
    }

    /// exp(-a) for a from 0 to 88; 0 from 87.7 on.
    private static FloatVector expOfMinus(FloatVector a) {
        VectorSpecies<Float> f = Lanes.F;
        FloatVector shifted = a.fma(FloatVector.broadcast(f, -LOG2E), FloatVector.broadcast(f, ROUND));
        FloatVector n = shifted.sub(FloatVector.broadcast(f, ROUND));
        FloatVector r = n.fma(FloatVector.broadcast(f, LN2_HIGH), a);
        r = n.fma(FloatVector.broadcast(f, LN2_LOW), r);
        FloatVector p = r.fma(FloatVector.broadcast(f, 0.00138699461f), FloatVector.broadcast(f, -0.00836625323f));
        p = p.fma(r, FloatVector.broadcast(f, 0.0416674428f));
        p = p.fma(r, FloatVector.broadcast(f, -0.166665465f));
        p = p.fma(r, FloatVector.broadcast(f, 0.49999997f));
        p = p.fma(r, FloatVector.broadcast(f, -1f));
        p = p.fma(r, FloatVector.broadcast(f, 1f));
        return p.mul(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(ONE).reinterpretAsFloats());
    }

    /// exp(x) - 1, error at most 1.6 ULP.
    static FloatVector expm1(FloatVector x) {
        VectorSpecies<Float> f = Lanes.F;
        FloatVector c = x.blend(-20f, x.compare(VectorOperators.LT, -20f));
        FloatVector shifted = c.fma(FloatVector.broadcast(f, LOG2E), FloatVector.broadcast(f, ROUND));
        FloatVector n = shifted.sub(FloatVector.broadcast(f, ROUND));
        FloatVector r = n.fma(FloatVector.broadcast(f, -LN2_HIGH), c);
        r = n.fma(FloatVector.broadcast(f, -LN2_LOW), r);
        FloatVector p = r.fma(FloatVector.broadcast(f, 0.00138699461f), FloatVector.broadcast(f, 0.00836625323f));
        p = p.fma(r, FloatVector.broadcast(f, 0.0416674428f));
        p = p.fma(r, FloatVector.broadcast(f, 0.166665465f));
        p = p.fma(r, FloatVector.broadcast(f, 0.49999997f));
        FloatVector m = p.mul(r).fma(r, r);
        // 2^(n - 1), for 2^n may be 2^128.
        FloatVector half = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(ONE - (1 << 23)).reinterpretAsFloats();
        FloatVector y = m.fma(half, half.sub(FloatVector.broadcast(f, 0.5f)));
        y = x.add(FloatVector.broadcast(f, Float.POSITIVE_INFINITY)).blend(y.add(y), x.compare(VectorOperators.LE, 88.72283f));
        return y.blend(x, x.abs().compare(VectorOperators.LT, 0x1p-24f));
    }

    /// tanh(x), error at most 1.5 ULP: a polynomial up to 0.55, beyond it 1 - 2 u / (1 + u) with u = exp(-2 |x|).
    static FloatVector tanh(FloatVector x) {
        VectorSpecies<Float> f = Lanes.F;
        FloatVector a = x.abs();
        a = a.blend(9.02f, a.compare(VectorOperators.GT, 9.02f));
        FloatVector u = expOfMinus(a.add(a));
        FloatVector one = FloatVector.broadcast(f, 1);
        FloatVector y = one.sub(u.add(u).div(u.add(one)));
        FloatVector s = a.mul(a);
        FloatVector p = s.fma(FloatVector.broadcast(f, -0.00629548542f), FloatVector.broadcast(f, 0.0210882351f));
        p = p.fma(s, FloatVector.broadcast(f, -0.0538568422f));
        p = p.fma(s, FloatVector.broadcast(f, 0.133326367f));
        p = p.fma(s, FloatVector.broadcast(f, -0.333333194f));
        y = y.blend(p.mul(s).fma(a, a), a.compare(VectorOperators.LT, 0.55f));
        return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
    }

    /// 1 / (1 + exp(-x)), error at most 2.5 ULP; 0 below -88.
    static FloatVector sigmoid(FloatVector x) {
        VectorSpecies<Float> f = Lanes.F;
        FloatVector shifted = x.fma(FloatVector.broadcast(f, -LOG2E), FloatVector.broadcast(f, ROUND));
        FloatVector n = shifted.sub(FloatVector.broadcast(f, ROUND));
        FloatVector r = n.fma(FloatVector.broadcast(f, LN2_HIGH), x);
        r = n.fma(FloatVector.broadcast(f, LN2_LOW), r);
        FloatVector p = r.fma(FloatVector.broadcast(f, 0.00138699461f), FloatVector.broadcast(f, -0.00836625323f));
        p = p.fma(r, FloatVector.broadcast(f, 0.0416674428f));
        p = p.fma(r, FloatVector.broadcast(f, -0.166665465f));
        p = p.fma(r, FloatVector.broadcast(f, 0.49999997f));
        p = p.fma(r, FloatVector.broadcast(f, -1f));
        p = p.fma(r, FloatVector.broadcast(f, 1f));
        FloatVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(ONE).reinterpretAsFloats();
        FloatVector one = FloatVector.broadcast(f, 1);
        FloatVector y = one.div(p.fma(power, one));
        y = y.blend(one, x.compare(VectorOperators.GT, 87f));
        return y.blend(0f, x.compare(VectorOperators.LT, -88f));
    }

    /// x sigmoid(x), error at most 2.4 ULP; 0 below -88, also for minus infinity.
    static FloatVector silu(FloatVector x) {
        VectorSpecies<Float> f = Lanes.F;
        FloatVector shifted = x.fma(FloatVector.broadcast(f, -LOG2E), FloatVector.broadcast(f, ROUND));
        FloatVector n = shifted.sub(FloatVector.broadcast(f, ROUND));
        FloatVector r = n.fma(FloatVector.broadcast(f, LN2_HIGH), x);
        r = n.fma(FloatVector.broadcast(f, LN2_LOW), r);
        FloatVector p = r.fma(FloatVector.broadcast(f, 0.00138699461f), FloatVector.broadcast(f, -0.00836625323f));
        p = p.fma(r, FloatVector.broadcast(f, 0.0416674428f));
        p = p.fma(r, FloatVector.broadcast(f, -0.166665465f));
        p = p.fma(r, FloatVector.broadcast(f, 0.49999997f));
        p = p.fma(r, FloatVector.broadcast(f, -1f));
        p = p.fma(r, FloatVector.broadcast(f, 1f));
        FloatVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(ONE).reinterpretAsFloats();
        FloatVector y = x.div(p.fma(power, FloatVector.broadcast(f, 1)));
        y = x.blend(y, x.compare(VectorOperators.LT, 87f));
        return y.blend(0f, x.compare(VectorOperators.LT, -88f));
    }

    /// s + x s (1 - s), s = sigmoid(x), error at most 1e-7: t (1 - |x| (1 - t)) with t = sigmoid(-|x|), taken from 1 where x is positive.
    static FloatVector siluSlope(FloatVector x) {
        FloatVector a = x.abs();
        a = a.blend(88f, a.compare(VectorOperators.GT, 88f));
        FloatVector u = expOfMinus(a);
        FloatVector one = FloatVector.broadcast(Lanes.F, 1);
        FloatVector t = u.div(u.add(one));
        FloatVector y = t.sub(one).fma(a, one).mul(t);
        return one.sub(y).blend(y, x.compare(VectorOperators.LT, 0f));
    }

    /// log(1 + exp(x)) = max(x, 0) + log(1 + u), u = exp(-|x|), error at most 2 ULP; 0 below -87.7.
    static FloatVector softplus(FloatVector x) {
        VectorSpecies<Float> f = Lanes.F;
        FloatVector a = x.abs();
        a = a.blend(88f, a.compare(VectorOperators.GT, 88f));
        FloatVector u = expOfMinus(a);
        FloatVector p = u.fma(FloatVector.broadcast(f, -0.00329053006f), FloatVector.broadcast(f, 0.0200864226f));
        p = p.fma(u, FloatVector.broadcast(f, -0.0574574247f));
        p = p.fma(u, FloatVector.broadcast(f, 0.106611371f));
        p = p.fma(u, FloatVector.broadcast(f, -0.15344882f));
        p = p.fma(u, FloatVector.broadcast(f, 0.196921021f));
        p = p.fma(u, FloatVector.broadcast(f, -0.24958019f));
        p = p.fma(u, FloatVector.broadcast(f, 0.333304644f));
        p = p.fma(u, FloatVector.broadcast(f, -0.499999315f));
        p = p.fma(u, FloatVector.broadcast(f, 1f));
        return p.fma(u, x.blend(0f, x.compare(VectorOperators.LT, 0f)));
    }

    /// log(x), error at most 1 ULP, also of subnormal numbers; minus infinity of 0, NaN of negative numbers.
    static FloatVector log(FloatVector x) {
        VectorSpecies<Float> f = Lanes.F;
        VectorMask<Float> small = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
        IntVector bits = x.blend(x.mul(FloatVector.broadcast(f, 0x1p24f)), small).reinterpretAsInts();
        // The power of two that leaves between sqrt(1/2) and sqrt(2).
        IntVector n = bits.sub(0x3f3504f3).lanewise(VectorOperators.ASHR, 23);
        FloatVector g = bits.sub(n.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(FloatVector.broadcast(f, 1));
        FloatVector e = (FloatVector) n.convert(VectorOperators.I2F, 0);
        e = e.blend(e.sub(FloatVector.broadcast(f, 24)), small);
        FloatVector p = g.fma(FloatVector.broadcast(f, -0.0763635933f), FloatVector.broadcast(f, 0.127621412f));
        p = p.fma(g, FloatVector.broadcast(f, -0.131595984f));
        p = p.fma(g, FloatVector.broadcast(f, 0.142015859f));
        p = p.fma(g, FloatVector.broadcast(f, -0.166234106f));
        p = p.fma(g, FloatVector.broadcast(f, 0.200012416f));
        p = p.fma(g, FloatVector.broadcast(f, -0.250008196f));
        p = p.fma(g, FloatVector.broadcast(f, 0.333333313f));
        p = p.fma(g, FloatVector.broadcast(f, -0.5f));
        FloatVector y = e.fma(FloatVector.broadcast(f, LN2), p.mul(g).fma(g, g));
        y = x.blend(y, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
        y = y.blend(Float.NaN, x.compare(VectorOperators.LT, 0f));
        return y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
    }

    /// log(1 + g) + e ln 2 for g from sqrt(1/2) - 1 to sqrt(2) - 1.
    private static FloatVector logNear1(FloatVector g, FloatVector e) {
        VectorSpecies<Float> f = Lanes.F;
        FloatVector p = g.fma(FloatVector.broadcast(f, -0.0763635933f), FloatVector.broadcast(f, 0.127621412f));
        p = p.fma(g, FloatVector.broadcast(f, -0.131595984f));
        p = p.fma(g, FloatVector.broadcast(f, 0.142015859f));
        p = p.fma(g, FloatVector.broadcast(f, -0.166234106f));
        p = p.fma(g, FloatVector.broadcast(f, 0.200012416f));
        p = p.fma(g, FloatVector.broadcast(f, -0.250008196f));
        p = p.fma(g, FloatVector.broadcast(f, 0.333333313f));
        p = p.fma(g, FloatVector.broadcast(f, -0.5f));
        return e.fma(FloatVector.broadcast(f, LN2), p.mul(g).fma(g, g));
    }

    /// log(1 + x), error at most 1.5 ULP; minus infinity of -1, NaN below.
    static FloatVector log1p(FloatVector x) {
        FloatVector one = FloatVector.broadcast(Lanes.F, 1);
        FloatVector u = x.add(one);
        FloatVector lost = x.sub(u.sub(one));
        IntVector n = u.reinterpretAsInts().sub(0x3f3504f3).lanewise(VectorOperators.ASHR, 23);
        IntVector shift = n.lanewise(VectorOperators.LSHL, 23);
        FloatVector g = u.reinterpretAsInts().sub(shift).reinterpretAsFloats().sub(one);
        // What the sum 1 + x lost, at the scale of g. Nothing is lost in the large numbers for which 2^-n would not be one.
        g = lost.fma(shift.neg().add(ONE).max(0).reinterpretAsFloats(), g);
        FloatVector y = logNear1(g, (FloatVector) n.convert(VectorOperators.I2F, 0));
        y = x.blend(y, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
        y = y.blend(x, u.compare(VectorOperators.EQ, 1f));
        y = y.blend(Float.NaN, u.compare(VectorOperators.LT, 0f));
        return y.blend(Float.NEGATIVE_INFINITY, u.compare(VectorOperators.EQ, 0f));
    }

    /// x - n pi / 2, pi / 2 in three parts (Cody and Waite).
    private static FloatVector withoutQuarters(FloatVector x, FloatVector n) {
        FloatVector r = n.fma(FloatVector.broadcast(Lanes.F, -1.57079637f), x);
        r = n.fma(FloatVector.broadcast(Lanes.F, 4.37113883e-8f), r);
        return n.fma(FloatVector.broadcast(Lanes.F, 1.71512489e-15f), r);
    }

    /// sin(r) where bit 0 of n is 0, else cos(r); the opposite where bit 1 is 1.
    private static FloatVector quarter(FloatVector r, IntVector n) {
        VectorSpecies<Float> f = Lanes.F;
        FloatVector s = r.mul(r);
        FloatVector a = s.fma(FloatVector.broadcast(f, -0.000194944194f), FloatVector.broadcast(f, 0.0083320085f));
        a = a.fma(s, FloatVector.broadcast(f, -0.166666523f));
        IntVector sin = a.mul(s).fma(r, r).reinterpretAsInts();
        FloatVector b = s.fma(FloatVector.broadcast(f, 2.44100593e-05f), FloatVector.broadcast(f, -0.00138871197f));
        b = b.fma(s, FloatVector.broadcast(f, 0.0416666418f));
        b = b.fma(s, FloatVector.broadcast(f, -0.5f));
        IntVector cos = b.fma(s, FloatVector.broadcast(f, 1)).reinterpretAsInts();
        IntVector odd = n.lanewise(VectorOperators.LSHL, 31).lanewise(VectorOperators.ASHR, 31);
        IntVector y = sin.lanewise(VectorOperators.XOR, sin.lanewise(VectorOperators.XOR, cos).and(odd));
        return y.lanewise(VectorOperators.XOR, n.lanewise(VectorOperators.LSHL, 30).and(SIGN)).reinterpretAsFloats();
    }

    /// sin(x) for |x| up to [#TRIGONOMETRIC_LIMIT], error at most 1.6 ULP; NaN of infinity, nothing useful between.
    static FloatVector sin(FloatVector x) {
        FloatVector round = FloatVector.broadcast(Lanes.F, ROUND);
        FloatVector shifted = x.fma(FloatVector.broadcast(Lanes.F, 0.636619772f), round);
        FloatVector y = quarter(withoutQuarters(x, shifted.sub(round)), shifted.reinterpretAsInts());
        return y.blend(x, x.abs().compare(VectorOperators.LT, 0x1p-13f));
    }

    /// cos(x) for |x| up to [#TRIGONOMETRIC_LIMIT], error at most 1.6 ULP; NaN of infinity, nothing useful between.
    static FloatVector cos(FloatVector x) {
        FloatVector round = FloatVector.broadcast(Lanes.F, ROUND);
        FloatVector shifted = x.fma(FloatVector.broadcast(Lanes.F, 0.636619772f), round);
        return quarter(withoutQuarters(x, shifted.sub(round)), shifted.reinterpretAsInts().add(1));
    }

    /// The error function, error at most 1.9 ULP: 1 - exp(q) with a polynomial q = log(erfc(|x|)), and the sign of x.
    static FloatVector erf(FloatVector x) {
        VectorSpecies<Float> f = Lanes.F;
        FloatVector a = x.abs();
        a = a.blend(4.1f, a.compare(VectorOperators.GT, 4.1f));
        FloatVector p = a.fma(FloatVector.broadcast(f, -9.38719677e-06f), FloatVector.broadcast(f, 0.000118855569f));
        p = p.fma(a, FloatVector.broadcast(f, -0.000637347868f));
        p = p.fma(a, FloatVector.broadcast(f, 0.00167565758f));
        p = p.fma(a, FloatVector.broadcast(f, -0.000169494189f));
        p = p.fma(a, FloatVector.broadcast(f, -0.0191478245f));
        p = p.fma(a, FloatVector.broadcast(f, 0.102776304f));
        p = p.fma(a, FloatVector.broadcast(f, 0.636619568f));
        p = p.fma(a, FloatVector.broadcast(f, 0.128379166f));
        FloatVector q = p.fma(a, a).neg();
        FloatVector shifted = q.fma(FloatVector.broadcast(f, LOG2E), FloatVector.broadcast(f, ROUND));
        FloatVector r = shifted.sub(FloatVector.broadcast(f, ROUND)).fma(FloatVector.broadcast(f, -LN2), q);
        FloatVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(ONE).reinterpretAsFloats();
        p = r.fma(FloatVector.broadcast(f, 0.00138699461f), FloatVector.broadcast(f, 0.00836625323f));
        p = p.fma(r, FloatVector.broadcast(f, 0.0416674428f));
        p = p.fma(r, FloatVector.broadcast(f, 0.166665465f));
        p = p.fma(r, FloatVector.broadcast(f, 0.49999997f));
        FloatVector y = p.mul(r).fma(r, r).fma(power.neg(), FloatVector.broadcast(f, 1).sub(power));
        return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
    }

    /// exp(a^2 / 2) (Phi(-a) - a phi(a)) for a from 0 to 13.
    private static FloatVector slopeFactor(FloatVector a) {
        VectorSpecies<Float> f = Lanes.F;
        FloatVector b = a.mul(a);
        FloatVector p = a.fma(FloatVector.broadcast(f, -3.2456748e-07f), FloatVector.broadcast(f, 7.89438309e-06f));
        p = p.fma(b, a.fma(FloatVector.broadcast(f, -8.63993992e-05f), FloatVector.broadcast(f, 0.000571638171f)));
        p = p.fma(b, a.fma(FloatVector.broadcast(f, -0.00261418591f), FloatVector.broadcast(f, 0.00905026961f)));
        p = p.fma(b, a.fma(FloatVector.broadcast(f, -0.0255291816f), FloatVector.broadcast(f, 0.0619684272f)));
        p = p.fma(b, a.fma(FloatVector.broadcast(f, -0.132826358f), FloatVector.broadcast(f, 0.249977708f)));
        p = p.fma(b, a.fma(FloatVector.broadcast(f, -0.797883451f), FloatVector.broadcast(f, 0.5f)));
        return p;
    }

    /// Phi(x) + x phi(x), phi the normal density: exp(-x^2 / 2) times a polynomial in -|x|, taken from 1 where x is positive. Error at most
    /// 1.3e-7.
    static FloatVector geluSlope(FloatVector x) {
        VectorSpecies<Float> f = Lanes.F;
        FloatVector a = x.abs();
        VectorMask<Float> far = a.compare(VectorOperators.GT, 13f);
        a = a.blend(13f, far);
        FloatVector s = slopeFactor(a);
        FloatVector q = a.mul(a).mul(FloatVector.broadcast(f, -0.72134752f));
        FloatVector shifted = q.add(FloatVector.broadcast(f, ROUND));
        FloatVector r = q.sub(shifted.sub(FloatVector.broadcast(f, ROUND)));
        FloatVector p = r.fma(FloatVector.broadcast(f, 0.000153264715f), FloatVector.broadcast(f, 0.00133908063f));
        p = p.fma(r, FloatVector.broadcast(f, 0.00961850584f));
        p = p.fma(r, FloatVector.broadcast(f, 0.0555035993f));
        p = p.fma(r, FloatVector.broadcast(f, 0.240226477f));
        p = p.fma(r, FloatVector.broadcast(f, 0.693147182f));
        p = p.fma(r, FloatVector.broadcast(f, 1f));
        VectorMask<Float> negative = x.compare(VectorOperators.LT, 0f);
        FloatVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(ONE).reinterpretAsFloats();
        power = power.blend(0f, far);
        return p.mul(s).fma(power.neg().blend(power, negative), FloatVector.broadcast(f, 1).blend(0f, negative));
    }
}
