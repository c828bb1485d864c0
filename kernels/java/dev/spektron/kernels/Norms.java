package dev.spektron.kernels;

/// Normalisations over rows and over middle axes.
///
/// Mean and variance take two passes, since a sum of squares less a squared mean loses every digit when the mean is far from 0. The second
/// pass runs over the deviations d from the mean of the first and makes up for its rounding: mean += mean(d), var = mean(d^2) - mean(d)^2.
/// A result at a negative offset is not wanted.
public final class Norms {
    /// Numbers that are added up before they join the total: two short sums lose less than one long one.
    private static final int BLOCK = 256;

    private Norms() {}

    /// Mean of `n` numbers at stride `s`, less `off`.
    private static float mean(float[] x, int at, int s, int n, float off) {
        float total = 0;
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            float part = 0;
            for (int j = from; j < to; j++) {
                part += x[at + j * s] - off;
            }
            total += part;
        }
        return total / n;
    }

    /// Mean of (x - off)^2, less `rest`^2: the variance, if `rest` is the mean of x - off.
    private static float variance(float[] x, int at, int s, int n, float off, float rest) {
        float total = 0;
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            float part = 0;
            for (int j = from; j < to; j++) {
                float d = x[at + j * s] - off;
                part += d * d;
            }
            total += part;
        }
        return Math.max(total / n - rest * rest, 0);
    }

    /// y = (x - mean) inverse gamma + beta for one row of `n`, inverse = 1 / sqrt(var + eps); without `centre` (0) mean is 0 and var the
    /// mean of x^2. Mean and inverse of each row are results, too.
    public static void layerNorm(int row, int centre, float eps, float[] x, int xo, float[] gamma, int go, float[] beta, int bo, float[] y,
        int yo, float[] mean, int mo, float[] inverse, int io, int n) {
        int at = row * n;
        float first = centre == 0 ? 0 : mean(x, xo + at, 1, n, 0);
        float rest = centre == 0 ? 0 : mean(x, xo + at, 1, n, first);
        float m = first + rest;
        float factor = 1 / (float) Math.sqrt(variance(x, xo + at, 1, n, first, rest) + eps);
        for (int j = 0; j < n; j++) {
            y[yo + at + j] = (x[xo + at + j] - m) * factor * gamma[go + j] + beta[bo + j];
        }
        if (mo >= 0) {
            mean[mo + row] = m;
        }
        if (io >= 0) {
            inverse[io + row] = factor;
        }
    }

    /// With z = (x - mean) inverse and g = gamma dy: dx = inverse (g - mean(g) - z mean(g z)) for one row; without `centre` (0) the first
    /// mean is left out.
    public static void layerNormGrad(int row, int centre, float[] x, int xo, float[] gamma, int go, float[] mean, int mo, float[] inverse,
        int io, float[] dy, int dyo, float[] dx, int dxo, int n) {
        int at = row * n;
        float m = mean[mo + row];
        float factor = inverse[io + row];
        float a = 0;
        float b = 0;
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            float partA = 0;
            float partB = 0;
            for (int j = from; j < to; j++) {
                float g = gamma[go + j] * dy[dyo + at + j];
                partA += g;
                partB += g * ((x[xo + at + j] - m) * factor);
            }
            a += partA;
            b += partB;
        }
        a = centre == 0 ? 0 : a / n;
        b /= n;
        for (int j = 0; j < n; j++) {
            float z = (x[xo + at + j] - m) * factor;
            dx[dxo + at + j] = factor * (gamma[go + j] * dy[dyo + at + j] - a - z * b);
        }
    }

    /// Column `j` of dgamma = sum dy z and dbeta = sum dy over all rows.
    public static void layerNormGradColumn(int j, float[] x, int xo, float[] mean, int mo, float[] inverse, int io, float[] dy, int dyo,
        float[] dgamma, int dgo, float[] dbeta, int dbo, int rows, int n) {
        float a = 0;
        float b = 0;
        for (int from = 0; from < rows; from += BLOCK) {
            int to = Math.min(rows, from + BLOCK);
            float partA = 0;
            float partB = 0;
            for (int r = from; r < to; r++) {
                float d = dy[dyo + r * n + j];
                partA += d * ((x[xo + r * n + j] - mean[mo + r]) * inverse[io + r]);
                partB += d;
            }
            a += partA;
            b += partB;
        }
        dgamma[dgo + j] = a;
        dbeta[dbo + j] = b;
    }

    /// Mean, variance and y = (x - mean) / sqrt(var + eps) over the middle axis of (outer, n, inner); item = outer * `inner` + inner index.
    public static void normalize(int item, float eps, float[] x, int xo, float[] y, int yo, float[] mean, int mo, float[] var, int vo,
        int n, int inner) {
        int at = (item / inner) * n * inner + item % inner;
        float first = mean(x, xo + at, inner, n, 0);
        float rest = mean(x, xo + at, inner, n, first);
        float m = first + rest;
        float v = variance(x, xo + at, inner, n, first, rest);
        float factor = 1 / (float) Math.sqrt(v + eps);
        for (int k = 0; k < n; k++) {
            y[yo + at + k * inner] = (x[xo + at + k * inner] - m) * factor;
        }
        if (mo >= 0) {
            mean[mo + item] = m;
        }
        if (vo >= 0) {
            var[vo + item] = v;
        }
    }

    /// With z = (x - mean) / sqrt(var + eps): dx = (dy - mean(dy) - z mean(dy z)) / sqrt(var + eps) over the middle axis of (outer, n,
    /// inner).
    public static void normalizeGrad(int item, float eps, float[] x, int xo, float[] mean, int mo, float[] var, int vo, float[] dy,
        int dyo, float[] dx, int dxo, int n, int inner) {
        int at = (item / inner) * n * inner + item % inner;
        float m = mean[mo + item];
        float factor = 1 / (float) Math.sqrt(var[vo + item] + eps);
        float a = 0;
        float b = 0;
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            float partA = 0;
            float partB = 0;
            for (int k = from; k < to; k++) {
                float d = dy[dyo + at + k * inner];
                partA += d;
                partB += d * ((x[xo + at + k * inner] - m) * factor);
            }
            a += partA;
            b += partB;
        }
        a /= n;
        b /= n;
        for (int k = 0; k < n; k++) {
            float z = (x[xo + at + k * inner] - m) * factor;
            dx[dxo + at + k * inner] = factor * (dy[dyo + at + k * inner] - a - z * b);
        }
    }
}
