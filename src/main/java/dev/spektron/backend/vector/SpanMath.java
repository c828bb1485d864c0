package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Elementary functions over stretches of arrays: `y[yo + i] = f(a[ao + i])` for i below n, a multiple of [Lanes#N]. `y` may be `a` at the
/// same place. One loop for each function, so that each is compiled for itself.
final class SpanMath {
    /// Adding it rounds to whole numbers and leaves them in the low bits.
    private static final float ROUND = 12582912f;
    private static final int ABS = 0x7fffffff;

    private SpanMath() {}

    static void exp(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            VectorMath.exp(FloatVector.fromArray(Lanes.F, a, ao + i)).intoArray(y, yo + i);
        }
    }

    static void expm1(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            VectorMath.expm1(FloatVector.fromArray(Lanes.F, a, ao + i)).intoArray(y, yo + i);
        }
    }

    static void log(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            VectorMath.log(FloatVector.fromArray(Lanes.F, a, ao + i)).intoArray(y, yo + i);
        }
    }

    static void log1p(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            VectorMath.log1p(FloatVector.fromArray(Lanes.F, a, ao + i)).intoArray(y, yo + i);
        }
    }

    static void tanh(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            VectorMath.tanh(FloatVector.fromArray(Lanes.F, a, ao + i)).intoArray(y, yo + i);
        }
    }

    static void sigmoid(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            VectorMath.sigmoid(FloatVector.fromArray(Lanes.F, a, ao + i)).intoArray(y, yo + i);
        }
    }

    static void softplus(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            VectorMath.softplus(FloatVector.fromArray(Lanes.F, a, ao + i)).intoArray(y, yo + i);
        }
    }

    static void erf(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            VectorMath.erf(FloatVector.fromArray(Lanes.F, a, ao + i)).intoArray(y, yo + i);
        }
    }

    /// x Phi(x), Phi the normal distribution function: max(x, 0) - |x| Phi(-|x|), with a polynomial q = log2(2 Phi(-|x|)), so that the
    /// negative tail keeps its digits. Error at most 1.6 ULP for x >= 0, 2.3 ULP from -1 on, 4e-8 below and at most 1 per cent of the
    /// result; -3e-37 below -12.9.
    ///
    /// In one piece on purpose: C2 joins no method of more than 325 bytes of code with its callers (`FreqInlineSize`). Shorter, it was
    /// joined four times over with the loop behind a layer, whose compilation then outgrew its limit and left vectors as objects.
    static void gelu(float[] a, int ao, float[] y, int yo, int n) {
        VectorSpecies<Float> f = Lanes.F;
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector x = FloatVector.fromArray(f, a, ao + i);
            // As whole numbers, with one instruction; the last line lets NaN through.
            FloatVector u = x.reinterpretAsInts().and(ABS).min(0x414e6666).reinterpretAsFloats();
            // log2(2 Phi(-u)) / u for u from 0 to 12.9. In pairs: a chain of eleven would take longer than its work.
            FloatVector b = u.mul(u);
            FloatVector p = u.fma(FloatVector.broadcast(f, -5.13682048e-11f), FloatVector.broadcast(f, 3.28217475e-09f));
            p = p.fma(b, u.fma(FloatVector.broadcast(f, -9.02889212e-08f), FloatVector.broadcast(f, 1.4037322e-06f)));
            p = p.fma(b, u.fma(FloatVector.broadcast(f, -1.35658056e-05f), FloatVector.broadcast(f, 8.296343e-05f)));
            p = p.fma(b, u.fma(FloatVector.broadcast(f, -0.000285440561f), FloatVector.broadcast(f, -9.57501379e-06f)));
            p = p.fma(b, u.fma(FloatVector.broadcast(f, 0.00697597349f), FloatVector.broadcast(f, -0.0524686165f)));
            p = p.fma(b, u.fma(FloatVector.broadcast(f, -0.459210455f), FloatVector.broadcast(f, -1.1511054f)));
            FloatVector q = p.mul(u);
            FloatVector shifted = q.add(FloatVector.broadcast(f, ROUND));
            FloatVector r = q.sub(shifted.sub(FloatVector.broadcast(f, ROUND)));
            p = r.fma(FloatVector.broadcast(f, 0.000153264715f), FloatVector.broadcast(f, 0.00133908063f));
            p = p.fma(r, FloatVector.broadcast(f, 0.00961850584f));
            p = p.fma(r, FloatVector.broadcast(f, 0.0555035993f));
            p = p.fma(r, FloatVector.broadcast(f, 0.240226477f));
            p = p.fma(r, FloatVector.broadcast(f, 0.693147182f));
            p = p.fma(r, FloatVector.broadcast(f, 1f));
            // -2^(n - 1).
            FloatVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(0xbf000000).reinterpretAsFloats();
            p.mul(u).fma(power, x.blend(0f, x.compare(VectorOperators.LT, 0f))).intoArray(y, yo + i);
        }
    }

    static void silu(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            VectorMath.silu(FloatVector.fromArray(Lanes.F, a, ao + i)).intoArray(y, yo + i);
        }
    }

    static void sin(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector x = FloatVector.fromArray(Lanes.F, a, ao + i);
            if (x.abs().compare(VectorOperators.LE, VectorMath.TRIGONOMETRIC_LIMIT).allTrue()) {
                VectorMath.sin(x).intoArray(y, yo + i);
            } else {
                largeSin(a, ao + i, y, yo + i);
            }
        }
    }

    private static void largeSin(float[] a, int ao, float[] y, int yo) {
        for (int i = 0; i < Lanes.N; i++) {
            y[yo + i] = (float) Math.sin(a[ao + i]);
        }
    }

    static void cos(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector x = FloatVector.fromArray(Lanes.F, a, ao + i);
            if (x.abs().compare(VectorOperators.LE, VectorMath.TRIGONOMETRIC_LIMIT).allTrue()) {
                VectorMath.cos(x).intoArray(y, yo + i);
            } else {
                largeCos(a, ao + i, y, yo + i);
            }
        }
    }

    private static void largeCos(float[] a, int ao, float[] y, int yo) {
        for (int i = 0; i < Lanes.N; i++) {
            y[yo + i] = (float) Math.cos(a[ao + i]);
        }
    }

    /// b GELU'(a).
    static void geluGrad(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            VectorMath.geluSlope(u).mul(v).intoArray(y, yo + i);
        }
    }

    /// b SiLU'(a).
    static void siluGrad(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            VectorMath.siluSlope(u).mul(v).intoArray(y, yo + i);
        }
    }

    /// SiLU(a) b.
    static void siluMul(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            VectorMath.silu(u).mul(v).intoArray(y, yo + i);
        }
    }

    /// sigmoid(a) b.
    static void sigmoidMul(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            VectorMath.sigmoid(u).mul(v).intoArray(y, yo + i);
        }
    }

    /// (b c) GELU'(a).
    static void mulGeluGrad(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            FloatVector w = FloatVector.fromArray(Lanes.F, c, co + i);
            VectorMath.geluSlope(u).mul(v.mul(w)).intoArray(y, yo + i);
        }
    }

    /// (b c) SiLU'(a).
    static void mulSiluGrad(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            FloatVector w = FloatVector.fromArray(Lanes.F, c, co + i);
            VectorMath.siluSlope(u).mul(v.mul(w)).intoArray(y, yo + i);
        }
    }
}
