package dev.spektron.backend.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Softmax and what goes with it, row by row. A row stays in the first-level cache over its passes.
final class RowKernels {
    private RowKernels() {}

    /// y *= factor.
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
            int at = row * n;
            float shift = Exponentials.shift(Exponentials.top(x, xo + at, n));
            float sum = Exponentials.exponentials(x, xo + at, shift, y, yo + at, n);
            times(y, yo + at, n, sum == 0 ? 0 : 1 / sum);
        }
    }

    /// Rows `from` to `to` of y = log sum exp(x).
    static void logSumExp(float[] x, int xo, float[] y, int yo, int n, int from, int to) {
        for (int row = from; row < to; row++) {
            float shift = Exponentials.shift(Exponentials.top(x, xo + row * n, n));
            y[yo + row] = shift + (float) Math.log(Exponentials.exponentials(x, xo + row * n, shift, null, 0, n));
        }
    }

    /// Rows `from` to `to` of dx = y (dy - sum(y dy)).
    static void softmaxGrad(float[] y, int yo, float[] dy, int dyo, float[] dx, int dxo, int n, int from, int to) {
        for (int row = from; row < to; row++) {
            int at = row * n;
            slope(y, yo + at, dy, dyo + at, RowSums.products(y, yo + at, 0, dy, dyo + at, n), dx, dxo + at, n);
        }
    }

    private static void slope(float[] y, int yo, float[] dy, int dyo, float dot, float[] dx, int dxo, int n) {
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector d = FloatVector.fromArray(Lanes.F, dy, dyo + j).sub(dot);
            FloatVector.fromArray(Lanes.F, y, yo + j).mul(d).intoArray(dx, dxo + j);
        }
        if (j < n) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            FloatVector d = FloatVector.fromArray(Lanes.F, dy, dyo + j, m).sub(dot);
            FloatVector.fromArray(Lanes.F, y, yo + j, m).mul(d).intoArray(dx, dxo + j, m);
        }
    }

    /// Rows `from` to `to` of dx = exp(x - lse) dloss, less dloss at the label; 0 for a negative label, NaN for any other that is no
    /// column.
    static void crossEntropyGrad(float[] x, int xo, float[] labels, int lo, float[] lse, int lseo, float[] dloss, int dlosso, float[] dx,
        int dxo, int n, int from, int to) {
        for (int row = from; row < to; row++) {
            float label = labels[lo + row];
            int k = (int) label;
            boolean ok = label == k && k >= 0 && k < n;
            int at = row * n;
            if (label < 0) {
                Arrays.fill(dx, dxo + at, dxo + at + n, 0);
            } else {
                float d = ok ? dloss[dlosso + row] : Float.NaN;
                Exponentials.exponentials(x, xo + at, lse[lseo + row], dx, dxo + at, n);
                times(dx, dxo + at, n, d);
                if (ok) {
                    dx[dxo + at + k] -= d;
                }
            }
        }
    }
}
