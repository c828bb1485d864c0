package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Maxima; NaN if one of the numbers is.
final class MaxKernels {
    private MaxKernels() {}

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(Lanes.F, x, at);
    }

    /// Maximum of `n` numbers.
    static float row(float[] x, int at, int n) {
        return n >= Lanes.N ? longRow(x, at, n) : shortRow(x, at, n);
    }

    private static float longRow(float[] x, int at, int n) {
        FloatVector a = FloatVector.broadcast(Lanes.F, Float.NEGATIVE_INFINITY);
        FloatVector b = a;
        int i = 0;
        for (; i <= n - 2 * Lanes.N; i += 2 * Lanes.N) {
            a = a.max(load(x, at + i));
            b = b.max(load(x, at + i + Lanes.N));
        }
        if (i <= n - Lanes.N) {
            a = a.max(load(x, at + i));
        }
        // The last vector may have numbers that were there before.
        return a.max(b).max(load(x, at + n - Lanes.N)).reduceLanes(VectorOperators.MAX);
    }

    /// y[r] = maximum of row r of `count` rows of `n` numbers.
    static void rows(float[] x, int xo, int n, int count, float[] y, int yo) {
        for (int r = 0; r < count; r++) {
            y[yo + r] = row(x, xo + r * n, n);
        }
    }

    private static float shortRow(float[] x, int at, int n) {
        float top = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            top = Math.max(top, x[at + i]);
        }
        return top;
    }

    /// y[j] = maximum of column j of `rows` rows at a distance of `stride`, for `w` columns.
    static void columns(float[] x, int xo, int stride, int rows, float[] y, int yo, int w) {
        for (int j = 0; j < w; j++) {
            y[yo + j] = Float.NEGATIVE_INFINITY;
        }
        int r = 0;
        for (; r <= rows - 4; r += 4) {
            four(x, xo + r * stride, stride, y, yo, w);
        }
        for (; r < rows; r++) {
            one(x, xo + r * stride, y, yo, w);
        }
    }

    private static void four(float[] x, int xo, int stride, float[] y, int yo, int w) {
        int x2 = xo + 2 * stride;
        int j = 0;
        for (; j <= w - Lanes.N; j += Lanes.N) {
            FloatVector a = load(x, xo + j).max(load(x, xo + stride + j));
            FloatVector b = load(x, x2 + j).max(load(x, x2 + stride + j));
            load(y, yo + j).max(a.max(b)).intoArray(y, yo + j);
        }
        for (; j < w; j++) {
            float a = Math.max(x[xo + j], x[xo + stride + j]);
            float b = Math.max(x[x2 + j], x[x2 + stride + j]);
            y[yo + j] = Math.max(y[yo + j], Math.max(a, b));
        }
    }

    private static void one(float[] x, int xo, float[] y, int yo, int w) {
        for (int j = 0; j < w; j++) {
            y[yo + j] = Math.max(y[yo + j], x[xo + j]);
        }
    }
}
