package dev.spektron.backend.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Softmax and what goes with it, row by row. A row stays in the first-level cache over its passes.
final class RowKernels {
    private RowKernels() {}

    /// What is taken off the numbers of a row before exponentials: the largest, 0 for a row of -infinity alone.
    private static float shift(float[] x, int at, int n) {
        FloatVector low = FloatVector.broadcast(Lanes.F, Float.NEGATIVE_INFINITY);
        FloatVector top = low;
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            top = Exponentials.max(top, FloatVector.fromArray(Lanes.F, x, at + j));
        }
        if (j < n) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            top = Exponentials.max(top, low.blend(FloatVector.fromArray(Lanes.F, x, at + j, m), m));
        }
        float most = Exponentials.maxLane(top);
        return most == Float.NEGATIVE_INFINITY ? 0 : most;
    }

    /// y = exp(x - shift); returns the sum.
    private static float exponentials(float[] x, int xo, float shift, float[] y, int yo, int n) {
        FloatVector sum = FloatVector.zero(Lanes.F);
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector e = Exponentials.exp(FloatVector.fromArray(Lanes.F, x, xo + j).sub(shift));
            e.intoArray(y, yo + j);
            sum = sum.add(e);
        }
        if (j < n) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            FloatVector e = Exponentials.exp(FloatVector.fromArray(Lanes.F, x, xo + j, m).sub(shift));
            e.intoArray(y, yo + j, m);
            sum = sum.add(e, m);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    /// sum exp(x - shift).
    private static float sumExp(float[] x, int xo, float shift, int n) {
        FloatVector sum = FloatVector.zero(Lanes.F);
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            sum = sum.add(Exponentials.exp(FloatVector.fromArray(Lanes.F, x, xo + j).sub(shift)));
        }
        if (j < n) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            sum = sum.add(Exponentials.exp(FloatVector.fromArray(Lanes.F, x, xo + j, m).sub(shift)), m);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    private static void times(float[] y, int at, int n, float factor) {
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector.fromArray(Lanes.F, y, at + j).mul(factor).intoArray(y, at + j);
        }
        if (j < n) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            FloatVector.fromArray(Lanes.F, y, at + j, m).mul(factor).intoArray(y, at + j, m);
        }
    }

    /// Rows `from` to `to` of y = exp(x - max x) / sum exp(x - max x).
    static void softmax(float[] x, int xo, float[] y, int yo, int n, int from, int to) {
        for (int row = from; row < to; row++) {
            float sum = exponentials(x, xo + row * n, shift(x, xo + row * n, n), y, yo + row * n, n);
            times(y, yo + row * n, n, sum == 0 ? 0 : 1 / sum);
        }
    }

    /// Rows `from` to `to` of y = log sum exp(x).
    static void logSumExp(float[] x, int xo, float[] y, int yo, int n, int from, int to) {
        for (int row = from; row < to; row++) {
            float shift = shift(x, xo + row * n, n);
            y[yo + row] = shift + (float) Math.log(sumExp(x, xo + row * n, shift, n));
        }
    }

    /// Rows `from` to `to` of dx = y (dy - sum(y dy)).
    static void softmaxGrad(float[] y, int yo, float[] dy, int dyo, float[] dx, int dxo, int n, int from, int to) {
        for (int row = from; row < to; row++) {
            int at = row * n;
            float dot = dot(y, yo + at, dy, dyo + at, n);
            int j = 0;
            for (; j <= n - Lanes.N; j += Lanes.N) {
                FloatVector d = FloatVector.fromArray(Lanes.F, dy, dyo + at + j).sub(dot);
                FloatVector.fromArray(Lanes.F, y, yo + at + j).mul(d).intoArray(dx, dxo + at + j);
            }
            if (j < n) {
                VectorMask<Float> m = Lanes.F.indexInRange(j, n);
                FloatVector d = FloatVector.fromArray(Lanes.F, dy, dyo + at + j, m).sub(dot);
                FloatVector.fromArray(Lanes.F, y, yo + at + j, m).mul(d).intoArray(dx, dxo + at + j, m);
            }
        }
    }

    /// sum x y.
    static float dot(float[] x, int xo, float[] y, int yo, int n) {
        FloatVector a = FloatVector.zero(Lanes.F);
        FloatVector b = a;
        int j = 0;
        for (; j <= n - 2 * Lanes.N; j += 2 * Lanes.N) {
            a = FloatVector.fromArray(Lanes.F, x, xo + j).fma(FloatVector.fromArray(Lanes.F, y, yo + j), a);
            b = FloatVector.fromArray(Lanes.F, x, xo + j + Lanes.N).fma(FloatVector.fromArray(Lanes.F, y, yo + j + Lanes.N), b);
        }
        for (; j < n; j += Lanes.N) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            a = FloatVector.fromArray(Lanes.F, x, xo + j, m).fma(FloatVector.fromArray(Lanes.F, y, yo + j, m), a);
        }
        return a.add(b).reduceLanes(VectorOperators.ADD);
    }

    /// Rows `from` to `to` of dx = exp(x - lse) dloss, less dloss at the label; 0 for a negative label, NaN for any other that is no
    /// column.
    static void crossEntropyGrad(float[] x, int xo, float[] labels, int lo, float[] lse, int lseo, float[] dloss, int dlosso, float[] dx,
        int dxo, int n, int from, int to) {
        for (int row = from; row < to; row++) {
            float label = labels[lo + row];
            int k = (int) label;
            boolean ok = label == k && k >= 0 && k < n;
            if (label < 0) {
                Arrays.fill(dx, dxo + row * n, dxo + row * n + n, 0);
            } else {
                float d = ok ? dloss[dlosso + row] : Float.NaN;
                exponentials(x, xo + row * n, lse[lseo + row], dx, dxo + row * n, n);
                times(dx, dxo + row * n, n, d);
                if (ok) {
                    dx[dxo + row * n + k] -= d;
                }
            }
        }
    }
}
