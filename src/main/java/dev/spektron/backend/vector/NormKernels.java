package dev.spektron.backend.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Normalisation of rows. A row stays in the first-level cache over its passes.
final class NormKernels {
    private NormKernels() {}

    /// Mean of a row, counted from its first number, so that nothing is lost where the mean is far from 0.
    private static float mean(float[] x, int at, int n) {
        return n == 0 ? Float.NaN : x[at] + RowSums.sum(x, at, x[at], n) / n;
    }

    /// Rows `from` to `to` of y = (x - mean) inverse gamma + beta; mean and inverse are not wanted at negative offsets.
    static void layerNorm(boolean centre, float eps, float[] x, int xo, float[] gamma, int go, float[] beta, int bo, float[] y, int yo,
        float[] mean, int mo, float[] inverse, int io, int n, int from, int to) {
        for (int row = from; row < to; row++) {
            int at = row * n;
            float m = centre ? mean(x, xo + at, n) : 0;
            float factor = 1 / (float) Math.sqrt(RowSums.squares(x, xo + at, m, n) / n + eps);
            scaled(x, xo + at, m, factor, gamma, go, beta, bo, y, yo + at, n);
            if (mo >= 0) {
                mean[mo + row] = m;
            }
            if (io >= 0) {
                inverse[io + row] = factor;
            }
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

    /// Rows `from` to `to` of dx, and what they give to dgamma and dbeta, `n` numbers each, to `w` from `at` on. With z = (x - mean)
    /// inverse and g = gamma dy: dx = inverse (g - mean(g) - z mean(g z)), dgamma = sum dy z, dbeta = sum dy.
    static void layerNormGrad(boolean centre, float[] x, int xo, float[] gamma, int go, float[] mean, int mo, float[] inverse, int io,
        float[] dy, int dyo, float[] dx, int dxo, float[] w, int at, int n, int from, int to) {
        Arrays.fill(w, at, at + 2 * n, 0);
        for (int row = from; row < to; row++) {
            float m = mean[mo + row];
            float factor = inverse[io + row];
            int r = row * n;
            float a = centre ? RowSums.products(gamma, go, 0, dy, dyo + r, n) / n : 0;
            float b = factor * RowSums.products(x, xo + r, m, gamma, go, dy, dyo + r, n) / n;
            slopes(x, xo + r, gamma, go, m, factor, dy, dyo + r, a, b, dx, dxo + r, w, at, n);
        }
    }

    /// dx = inverse (gamma dy - a - z b), dgamma += dy z, dbeta += dy.
    private static void slopes(float[] x, int xo, float[] gamma, int go, float mean, float inverse, float[] dy, int dyo, float a, float b,
        float[] dx, int dxo, float[] w, int at, int n) {
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector d = FloatVector.fromArray(Lanes.F, dy, dyo + j);
            FloatVector z = FloatVector.fromArray(Lanes.F, x, xo + j).sub(mean).mul(inverse);
            FloatVector g = FloatVector.fromArray(Lanes.F, gamma, go + j).mul(d);
            g.sub(a).sub(z.mul(b)).mul(inverse).intoArray(dx, dxo + j);
            d.fma(z, FloatVector.fromArray(Lanes.F, w, at + j)).intoArray(w, at + j);
            d.add(FloatVector.fromArray(Lanes.F, w, at + n + j)).intoArray(w, at + n + j);
        }
        for (; j < n; j++) {
            float d = dy[dyo + j];
            float z = (x[xo + j] - mean) * inverse;
            dx[dxo + j] = (gamma[go + j] * d - a - z * b) * inverse;
            w[at + j] += d * z;
            w[at + n + j] += d;
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

    /// Rows `from` to `to` of y = (x - mean) / sqrt(var + eps); mean and var are not wanted at negative offsets.
    static void normalize(float eps, float[] x, int xo, float[] y, int yo, float[] mean, int mo, float[] var, int vo, int n, int from,
        int to) {
        for (int row = from; row < to; row++) {
            int at = row * n;
            float m = mean(x, xo + at, n);
            float v = RowSums.squares(x, xo + at, m, n) / n;
            shifted(x, xo + at, m, 1 / (float) Math.sqrt(v + eps), y, yo + at, n);
            if (mo >= 0) {
                mean[mo + row] = m;
            }
            if (vo >= 0) {
                var[vo + row] = v;
            }
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
            float a = RowSums.sum(dy, dyo + at, 0, n) / n;
            float b = inverse * inverse * RowSums.products(x, xo + at, m, dy, dyo + at, n) / n;
            slope(x, xo + at, m, inverse, dy, dyo + at, a, b, dx, dxo + at, n);
        }
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
