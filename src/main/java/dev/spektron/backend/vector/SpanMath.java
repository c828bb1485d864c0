package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Elementary functions over stretches of arrays: `y[yo + i] = f(a[ao + i])` for i below n, a multiple of [Lanes#N]. `y` may be `a` at the
/// same place. One loop for each function, so that each is compiled for itself.
final class SpanMath {
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

    static void gelu(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            VectorMath.gelu(FloatVector.fromArray(Lanes.F, a, ao + i)).intoArray(y, yo + i);
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
