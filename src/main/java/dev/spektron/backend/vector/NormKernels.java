package dev.spektron.backend.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Normalisation of rows. Mean and variance take two passes as in `dev.spektron.kernels.Norms`: the second, over the deviations from the
/// mean of the first, makes up for its rounding.
final class NormKernels {
    private NormKernels() {}

    /// sum x.
    private static float sum(float[] x, int at, int n) {
        FloatVector a = FloatVector.zero(Lanes.F);
        FloatVector b = a;
        int j = 0;
        for (; j <= n - 2 * Lanes.N; j += 2 * Lanes.N) {
            a = a.add(FloatVector.fromArray(Lanes.F, x, at + j));
            b = b.add(FloatVector.fromArray(Lanes.F, x, at + j + Lanes.N));
        }
        for (; j < n; j += Lanes.N) {
            a = a.add(FloatVector.fromArray(Lanes.F, x, at + j, Lanes.F.indexInRange(j, n)));
        }
        return a.add(b).reduceLanes(VectorOperators.ADD);
    }

    /// Mean and variance of numbers around `first`.
    private static void moments(float[] x, int xo, int n, float first, float[] mean, int mo, float[] var, int vo) {
        FloatVector sum = FloatVector.zero(Lanes.F);
        FloatVector square = sum;
        FloatVector sum1 = sum;
        FloatVector square1 = sum;
        int j = 0;
        for (; j <= n - 2 * Lanes.N; j += 2 * Lanes.N) {
            FloatVector d = FloatVector.fromArray(Lanes.F, x, xo + j).sub(first);
            FloatVector d1 = FloatVector.fromArray(Lanes.F, x, xo + j + Lanes.N).sub(first);
            sum = sum.add(d);
            square = d.fma(d, square);
            sum1 = sum1.add(d1);
            square1 = d1.fma(d1, square1);
        }
        for (; j < n; j += Lanes.N) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            FloatVector d = FloatVector.zero(Lanes.F).blend(FloatVector.fromArray(Lanes.F, x, xo + j, m).sub(first), m);
            sum = sum.add(d);
            square = d.fma(d, square);
        }
        float rest = sum.add(sum1).reduceLanes(VectorOperators.ADD) / n;
        mean[mo] = first + rest;
        var[vo] = Math.max(square.add(square1).reduceLanes(VectorOperators.ADD) / n - rest * rest, 0);
    }

    /// Rows `from` to `to` of y = (x - mean) inverse gamma + beta.
    static void layerNorm(boolean centre, float eps, float[] x, int xo, float[] gamma, int go, float[] beta, int bo, float[] y, int yo,
        float[] mean, int mo, float[] inverse, int io, int n, int from, int to) {
        for (int row = from; row < to; row++) {
            int at = row * n;
            if (centre) {
                moments(x, xo + at, n, sum(x, xo + at, n) / n, mean, mo + row, inverse, io + row);
            } else {
                mean[mo + row] = 0;
                inverse[io + row] = RowKernels.dot(x, xo + at, x, xo + at, n) / n;
            }
            float factor = 1 / (float) Math.sqrt(inverse[io + row] + eps);
            inverse[io + row] = factor;
            scaled(x, xo + at, mean[mo + row], factor, gamma, go, beta, bo, y, yo + at, n);
        }
    }

    private static void scaled(float[] x, int xo, float mean, float factor, float[] gamma, int go, float[] beta, int bo, float[] y, int yo,
        int n) {
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector z = FloatVector.fromArray(Lanes.F, x, xo + j).sub(mean).mul(factor);
            z.fma(FloatVector.fromArray(Lanes.F, gamma, go + j), FloatVector.fromArray(Lanes.F, beta, bo + j)).intoArray(y, yo + j);
        }
        if (j < n) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            FloatVector z = FloatVector.fromArray(Lanes.F, x, xo + j, m).sub(mean).mul(factor);
            z.fma(FloatVector.fromArray(Lanes.F, gamma, go + j, m), FloatVector.fromArray(Lanes.F, beta, bo + j, m))
                .intoArray(y, yo + j, m);
        }
    }

    /// Rows `from` to `to` of dx; adds what they give to dgamma and dbeta, `n` numbers each, to `w` from `at` on.
    static void layerNormGrad(boolean centre, float[] x, int xo, float[] gamma, int go, float[] mean, int mo, float[] inverse, int io,
        float[] dy, int dyo, float[] dx, int dxo, float[] w, int at, int n, int from, int to) {
        Arrays.fill(w, at, at + 2 * n, 0);
        for (int row = from; row < to; row++) {
            slopes(centre, x, xo + row * n, gamma, go, mean[mo + row], inverse[io + row], dy, dyo + row * n, dx, dxo + row * n, w, at, n);
        }
    }

    /// z = (x - mean) inverse, g = gamma dy: the sums of g and g z and, on the way, dgamma += dy z and dbeta += dy; then dx.
    private static void slopes(boolean centre, float[] x, int xo, float[] gamma, int go, float mean, float inverse, float[] dy, int dyo,
        float[] dx, int dxo, float[] w, int at, int n) {
        FloatVector a = FloatVector.zero(Lanes.F);
        FloatVector b = a;
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector d = FloatVector.fromArray(Lanes.F, dy, dyo + j);
            FloatVector z = FloatVector.fromArray(Lanes.F, x, xo + j).sub(mean).mul(inverse);
            FloatVector g = FloatVector.fromArray(Lanes.F, gamma, go + j).mul(d);
            d.fma(z, FloatVector.fromArray(Lanes.F, w, at + j)).intoArray(w, at + j);
            d.add(FloatVector.fromArray(Lanes.F, w, at + n + j)).intoArray(w, at + n + j);
            a = a.add(g);
            b = g.fma(z, b);
        }
        if (j < n) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            FloatVector d = FloatVector.fromArray(Lanes.F, dy, dyo + j, m);
            FloatVector z = FloatVector.fromArray(Lanes.F, x, xo + j, m).sub(mean).mul(inverse);
            FloatVector g = FloatVector.fromArray(Lanes.F, gamma, go + j, m).mul(d);
            d.fma(z, FloatVector.fromArray(Lanes.F, w, at + j, m)).intoArray(w, at + j, m);
            d.add(FloatVector.fromArray(Lanes.F, w, at + n + j, m)).intoArray(w, at + n + j, m);
            a = a.add(g);
            b = b.add(g.mul(z), m);
        }
        float mg = centre ? a.reduceLanes(VectorOperators.ADD) / n : 0;
        float mgz = b.reduceLanes(VectorOperators.ADD) / n;
        write(x, xo, gamma, go, mean, inverse, dy, dyo, dx, dxo, n, mg, mgz);
    }

    /// dx = inverse (gamma dy - mg - z mgz).
    private static void write(float[] x, int xo, float[] gamma, int go, float mean, float inverse, float[] dy, int dyo, float[] dx, int dxo,
        int n, float mg, float mgz) {
        float slope = inverse * mgz;
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector d = FloatVector.fromArray(Lanes.F, x, xo + j).sub(mean).mul(slope);
            FloatVector g = FloatVector.fromArray(Lanes.F, gamma, go + j).mul(FloatVector.fromArray(Lanes.F, dy, dyo + j));
            g.sub(mg).sub(d).mul(inverse).intoArray(dx, dxo + j);
        }
        if (j < n) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            FloatVector d = FloatVector.fromArray(Lanes.F, x, xo + j, m).sub(mean).mul(slope);
            FloatVector g = FloatVector.fromArray(Lanes.F, gamma, go + j, m).mul(FloatVector.fromArray(Lanes.F, dy, dyo + j, m));
            g.sub(mg).sub(d).mul(inverse).intoArray(dx, dxo + j, m);
        }
    }

    /// y[j] = sum over `parts` of w[part, j] for j from `from` to `to`; parts are `stride` apart.
    static void sumParts(float[] w, int at, int stride, int parts, float[] y, int yo, int from, int to) {
        for (int j = from; j < to; j += Lanes.N) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, to);
            FloatVector sum = FloatVector.zero(Lanes.F);
            for (int p = 0; p < parts; p++) {
                sum = sum.add(FloatVector.fromArray(Lanes.F, w, at + p * stride + j, m));
            }
            sum.intoArray(y, yo + j, m);
        }
    }

    /// Rows `from` to `to` of y = (x - mean) / sqrt(var + eps).
    static void normalize(float eps, float[] x, int xo, float[] y, int yo, float[] mean, int mo, float[] var, int vo, int n, int from,
        int to) {
        for (int row = from; row < to; row++) {
            int at = row * n;
            moments(x, xo + at, n, sum(x, xo + at, n) / n, mean, mo + row, var, vo + row);
            shifted(x, xo + at, mean[mo + row], 1 / (float) Math.sqrt(var[vo + row] + eps), y, yo + at, n);
        }
    }

    private static void shifted(float[] x, int xo, float mean, float factor, float[] y, int yo, int n) {
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector.fromArray(Lanes.F, x, xo + j).sub(mean).mul(factor).intoArray(y, yo + j);
        }
        if (j < n) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            FloatVector.fromArray(Lanes.F, x, xo + j, m).sub(mean).mul(factor).intoArray(y, yo + j, m);
        }
    }

    /// Rows `from` to `to` of dx = (dy - mean(dy) - z mean(dy z)) / sqrt(var + eps).
    static void normalizeGrad(float eps, float[] x, int xo, float[] mean, int mo, float[] var, int vo, float[] dy, int dyo, float[] dx,
        int dxo, int n, int from, int to) {
        for (int row = from; row < to; row++) {
            int at = row * n;
            float m = mean[mo + row];
            float inverse = 1 / (float) Math.sqrt(var[vo + row] + eps);
            float a = sum(dy, dyo + at, n) / n;
            float b = inverse * inverse * product(x, xo + at, m, dy, dyo + at, n) / n;
            slope(x, xo + at, m, inverse, dy, dyo + at, a, b, dx, dxo + at, n);
        }
    }

    /// sum (x - mean) dy.
    private static float product(float[] x, int xo, float mean, float[] dy, int dyo, int n) {
        FloatVector sum = FloatVector.zero(Lanes.F);
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            sum = FloatVector.fromArray(Lanes.F, x, xo + j).sub(mean).fma(FloatVector.fromArray(Lanes.F, dy, dyo + j), sum);
        }
        if (j < n) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            sum = sum.add(FloatVector.fromArray(Lanes.F, x, xo + j, m).sub(mean).mul(FloatVector.fromArray(Lanes.F, dy, dyo + j, m)), m);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    /// dx = inverse (dy - a - (x - mean) b).
    private static void slope(float[] x, int xo, float mean, float inverse, float[] dy, int dyo, float a, float b, float[] dx, int dxo,
        int n) {
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector d = FloatVector.fromArray(Lanes.F, x, xo + j).sub(mean).mul(b);
            FloatVector.fromArray(Lanes.F, dy, dyo + j).sub(a).sub(d).mul(inverse).intoArray(dx, dxo + j);
        }
        if (j < n) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            FloatVector d = FloatVector.fromArray(Lanes.F, x, xo + j, m).sub(mean).mul(b);
            FloatVector.fromArray(Lanes.F, dy, dyo + j, m).sub(a).sub(d).mul(inverse).intoArray(dx, dxo + j, m);
        }
    }
}
