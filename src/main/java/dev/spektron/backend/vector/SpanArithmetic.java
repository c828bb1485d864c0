package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Arithmetic over stretches of arrays: `y[yo + i] = f(a[ao + i], b[bo + i])` for i below n, a multiple of [Lanes#N]. `y` may be an operand
/// at the same place. One loop for each function, so that each is compiled for itself.
final class SpanArithmetic {
    private SpanArithmetic() {}

    static void fill(float value, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector.broadcast(Lanes.F, value).intoArray(y, yo + i);
        }
    }

    static void copy(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector.fromArray(Lanes.F, a, ao + i).intoArray(y, yo + i);
        }
    }

    static void neg(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector.fromArray(Lanes.F, a, ao + i).neg().intoArray(y, yo + i);
        }
    }

    static void abs(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector.fromArray(Lanes.F, a, ao + i).abs().intoArray(y, yo + i);
        }
    }

    static void sign(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector x = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector s = x.blend(1f, x.compare(VectorOperators.GT, 0f));
            s.blend(-1f, x.compare(VectorOperators.LT, 0f)).intoArray(y, yo + i);
        }
    }

    static void step(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector x = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector.zero(Lanes.F).blend(1f, x.compare(VectorOperators.GT, 0f)).intoArray(y, yo + i);
        }
    }

    static void relu(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector x = FloatVector.fromArray(Lanes.F, a, ao + i);
            x.blend(0f, x.compare(VectorOperators.LE, 0f)).intoArray(y, yo + i);
        }
    }

    static void square(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector x = FloatVector.fromArray(Lanes.F, a, ao + i);
            x.mul(x).intoArray(y, yo + i);
        }
    }

    static void sqrt(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector.fromArray(Lanes.F, a, ao + i).sqrt().intoArray(y, yo + i);
        }
    }

    static void rsqrt(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector x = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector.broadcast(Lanes.F, 1).div(x.sqrt()).intoArray(y, yo + i);
        }
    }

    static void reciprocal(float[] a, int ao, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector x = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector.broadcast(Lanes.F, 1).div(x).intoArray(y, yo + i);
        }
    }

    /// p a + q.
    static void affine(float[] a, int ao, float[] y, int yo, int n, float p, float q) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector x = FloatVector.fromArray(Lanes.F, a, ao + i);
            x.fma(FloatVector.broadcast(Lanes.F, p), FloatVector.broadcast(Lanes.F, q)).intoArray(y, yo + i);
        }
    }

    /// a held between p and q.
    static void clamp(float[] a, int ao, float[] y, int yo, int n, float p, float q) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector x = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector z = x.blend(p, x.compare(VectorOperators.LT, p));
            z.blend(q, z.compare(VectorOperators.GT, q)).intoArray(y, yo + i);
        }
    }

    static void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            u.add(v).intoArray(y, yo + i);
        }
    }

    static void sub(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            u.sub(v).intoArray(y, yo + i);
        }
    }

    static void mul(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            u.mul(v).intoArray(y, yo + i);
        }
    }

    static void div(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            u.div(v).intoArray(y, yo + i);
        }
    }

    static void max(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            u.max(v).intoArray(y, yo + i);
        }
    }

    static void min(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            u.min(v).intoArray(y, yo + i);
        }
    }

    /// 1 where a > b, else 0.
    static void greater(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            FloatVector.zero(Lanes.F).blend(1f, u.compare(VectorOperators.GT, v)).intoArray(y, yo + i);
        }
    }

    /// 1 where a = b, else 0.
    static void equal(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            FloatVector.zero(Lanes.F).blend(1f, u.compare(VectorOperators.EQ, v)).intoArray(y, yo + i);
        }
    }

    /// b where a is not 0, else c.
    static void select(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            FloatVector w = FloatVector.fromArray(Lanes.F, c, co + i);
            v.blend(w, u.compare(VectorOperators.EQ, 0f)).intoArray(y, yo + i);
        }
    }

    /// The second operand is one number.
    static void add(float[] a, int ao, float b, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector x = FloatVector.fromArray(Lanes.F, a, ao + i);
            x.add(FloatVector.broadcast(Lanes.F, b)).intoArray(y, yo + i);
        }
    }

    /// The second operand is one number.
    static void sub(float[] a, int ao, float b, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector x = FloatVector.fromArray(Lanes.F, a, ao + i);
            x.sub(FloatVector.broadcast(Lanes.F, b)).intoArray(y, yo + i);
        }
    }

    /// The second operand is one number.
    static void mul(float[] a, int ao, float b, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector x = FloatVector.fromArray(Lanes.F, a, ao + i);
            x.mul(FloatVector.broadcast(Lanes.F, b)).intoArray(y, yo + i);
        }
    }

    /// The second operand is one number.
    static void div(float[] a, int ao, float b, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector x = FloatVector.fromArray(Lanes.F, a, ao + i);
            x.div(FloatVector.broadcast(Lanes.F, b)).intoArray(y, yo + i);
        }
    }

    /// The first operand is one number.
    static void sub(float a, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector.broadcast(Lanes.F, a).sub(FloatVector.fromArray(Lanes.F, b, bo + i)).intoArray(y, yo + i);
        }
    }

    /// The first operand is one number.
    static void div(float a, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector.broadcast(Lanes.F, a).div(FloatVector.fromArray(Lanes.F, b, bo + i)).intoArray(y, yo + i);
        }
    }

    /// (a + b) + c.
    static void addAdd(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            FloatVector w = FloatVector.fromArray(Lanes.F, c, co + i);
            u.add(v).add(w).intoArray(y, yo + i);
        }
    }

    /// (a + b) c.
    static void addMul(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            FloatVector w = FloatVector.fromArray(Lanes.F, c, co + i);
            u.add(v).mul(w).intoArray(y, yo + i);
        }
    }

    /// (a - b) c.
    static void subMul(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            FloatVector w = FloatVector.fromArray(Lanes.F, c, co + i);
            u.sub(v).mul(w).intoArray(y, yo + i);
        }
    }

    /// (a b) + c, rounded twice as it would be by two instructions.
    static void mulAdd(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            FloatVector w = FloatVector.fromArray(Lanes.F, c, co + i);
            u.mul(v).add(w).intoArray(y, yo + i);
        }
    }

    /// (a b) c.
    static void mulMul(float[] a, int ao, float[] b, int bo, float[] c, int co, float[] y, int yo, int n) {
        for (int i = 0; i < n; i += Lanes.N) {
            FloatVector u = FloatVector.fromArray(Lanes.F, a, ao + i);
            FloatVector v = FloatVector.fromArray(Lanes.F, b, bo + i);
            FloatVector w = FloatVector.fromArray(Lanes.F, c, co + i);
            u.mul(v).mul(w).intoArray(y, yo + i);
        }
    }
}
