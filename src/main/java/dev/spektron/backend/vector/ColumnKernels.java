package dev.spektron.backend.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Normalisation of columns: mean and variance over the middle axis of (outer, n, inner). Rows are read one after another as they stand in
/// memory, and sums of all columns kept in `w`.
///
/// Rows are taken in chunks. Numbers are counted from those of the first row, so that nothing is lost where means are far from 0; mean and
/// squared deviations of a chunk take two passes, and chunks are joined as Chan, Golub and LeVeque (1979) do.
final class ColumnKernels {
    /// Rows that are added up before they join the sums.
    private static final int ROWS = 4;

    private ColumnKernels() {}

    /// Of `rows` rows from `x[at]` on: means of x - pivot to `w[to]`, squared deviations from them to `w[to + inner]`.
    static void chunk(float[] x, int pivot, int at, int rows, int inner, float[] w, int to) {
        Arrays.fill(w, to, to + 2 * inner, 0);
        int r = 0;
        for (; r <= rows - ROWS; r += ROWS) {
            addFour(x, pivot, at + r * inner, inner, w, to);
        }
        for (; r < rows; r++) {
            addOne(x, pivot, at + r * inner, inner, w, to);
        }
        scale(w, to, inner, 1f / rows);
        for (r = 0; r <= rows - ROWS; r += ROWS) {
            squareFour(x, pivot, at + r * inner, inner, w, to);
        }
        for (; r < rows; r++) {
            squareOne(x, pivot, at + r * inner, inner, w, to);
        }
    }

    private static void addFour(float[] x, int pivot, int at, int n, float[] w, int to) {
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector p = FloatVector.fromArray(Lanes.F, x, pivot + j);
            FloatVector a = FloatVector.fromArray(Lanes.F, x, at + j).sub(p);
            FloatVector b = FloatVector.fromArray(Lanes.F, x, at + n + j).sub(p);
            FloatVector c = FloatVector.fromArray(Lanes.F, x, at + 2 * n + j).sub(p);
            FloatVector d = FloatVector.fromArray(Lanes.F, x, at + 3 * n + j).sub(p);
            a.add(b).add(c.add(d)).add(FloatVector.fromArray(Lanes.F, w, to + j)).intoArray(w, to + j);
        }
        for (; j < n; j++) {
            float p = x[pivot + j];
            w[to + j] += (x[at + j] - p) + (x[at + n + j] - p) + (x[at + 2 * n + j] - p) + (x[at + 3 * n + j] - p);
        }
    }

    private static void addOne(float[] x, int pivot, int at, int n, float[] w, int to) {
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector a = FloatVector.fromArray(Lanes.F, x, at + j).sub(FloatVector.fromArray(Lanes.F, x, pivot + j));
            a.add(FloatVector.fromArray(Lanes.F, w, to + j)).intoArray(w, to + j);
        }
        for (; j < n; j++) {
            w[to + j] += x[at + j] - x[pivot + j];
        }
    }

    private static void scale(float[] w, int at, int n, float factor) {
        for (int j = 0; j < n; j++) {
            w[at + j] *= factor;
        }
    }

    private static void squareFour(float[] x, int pivot, int at, int n, float[] w, int to) {
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector p = FloatVector.fromArray(Lanes.F, x, pivot + j);
            FloatVector m = FloatVector.fromArray(Lanes.F, w, to + j);
            FloatVector a = FloatVector.fromArray(Lanes.F, x, at + j).sub(p).sub(m);
            FloatVector b = FloatVector.fromArray(Lanes.F, x, at + n + j).sub(p).sub(m);
            FloatVector c = FloatVector.fromArray(Lanes.F, x, at + 2 * n + j).sub(p).sub(m);
            FloatVector d = FloatVector.fromArray(Lanes.F, x, at + 3 * n + j).sub(p).sub(m);
            a.fma(a, b.mul(b)).add(c.fma(c, d.mul(d))).add(FloatVector.fromArray(Lanes.F, w, to + n + j)).intoArray(w, to + n + j);
        }
        for (; j < n; j++) {
            for (int r = 0; r < ROWS; r++) {
                float d = x[at + r * n + j] - x[pivot + j] - w[to + j];
                w[to + n + j] += d * d;
            }
        }
    }

    private static void squareOne(float[] x, int pivot, int at, int n, float[] w, int to) {
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector a = FloatVector.fromArray(Lanes.F, x, at + j).sub(FloatVector.fromArray(Lanes.F, x, pivot + j))
                .sub(FloatVector.fromArray(Lanes.F, w, to + j));
            a.fma(a, FloatVector.fromArray(Lanes.F, w, to + n + j)).intoArray(w, to + n + j);
        }
        for (; j < n; j++) {
            float d = x[at + j] - x[pivot + j] - w[to + j];
            w[to + n + j] += d * d;
        }
    }

    /// Joins the chunks of `size` rows (the last one may be shorter) of columns `from` to `to`. Mean and 1 / sqrt(var + eps) go to `w[out]`
    /// and `w[out + inner]`; to the results go mean and variance, unless their offsets are negative, from column `column` on.
    static void join(float[] w, int at, int chunks, int size, int n, int inner, float[] x, int pivot, float eps, float[] mean, int mo,
        float[] var, int vo, int column, int out, int from, int to) {
        for (int j = from; j < to; j += Lanes.N) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, to);
            FloatVector mid = FloatVector.zero(Lanes.F);
            FloatVector square = mid;
            for (int c = 0; c < chunks; c++) {
                float before = (float) c * size;
                float rows = Math.min(size, n - c * size);
                float share = rows / (before + rows);
                FloatVector d = FloatVector.fromArray(Lanes.F, w, at + 2 * c * inner + j, m).sub(mid);
                square = square.add(FloatVector.fromArray(Lanes.F, w, at + 2 * c * inner + inner + j, m)).add(d.mul(d).mul(before * share));
                mid = d.mul(share).add(mid);
            }
            mid = mid.add(FloatVector.fromArray(Lanes.F, x, pivot + j, m));
            FloatVector v = square.mul(1f / n);
            mid.intoArray(w, out + j, m);
            FloatVector.broadcast(Lanes.F, 1).div(v.add(eps).sqrt()).intoArray(w, out + inner + j, m);
            if (mo >= 0) {
                mid.intoArray(mean, mo + column + j, m);
            }
            if (vo >= 0) {
                v.intoArray(var, vo + column + j, m);
            }
        }
    }

    /// y = (x - mean) inverse for `rows` rows, with the numbers that [#join] left at `w[mean]`.
    static void apply(float[] x, int xo, float[] y, int yo, int rows, int n, float[] w, int mean) {
        for (int r = 0; r < rows; r++) {
            int at = r * n;
            int j = 0;
            for (; j <= n - Lanes.N; j += Lanes.N) {
                FloatVector d = FloatVector.fromArray(Lanes.F, x, xo + at + j).sub(FloatVector.fromArray(Lanes.F, w, mean + j));
                d.mul(FloatVector.fromArray(Lanes.F, w, mean + n + j)).intoArray(y, yo + at + j);
            }
            for (; j < n; j++) {
                y[yo + at + j] = (x[xo + at + j] - w[mean + j]) * w[mean + n + j];
            }
        }
    }

    /// Of `rows` rows: sums of dy to `w[to]`, of dy (x - mean) to `w[to + inner]`.
    static void sums(float[] x, int xo, float[] mean, int mo, float[] dy, int dyo, int rows, int inner, float[] w, int to) {
        Arrays.fill(w, to, to + 2 * inner, 0);
        int r = 0;
        for (; r <= rows - 2; r += 2) {
            sumTwo(x, xo + r * inner, mean, mo, dy, dyo + r * inner, inner, w, to);
        }
        if (r < rows) {
            sumOne(x, xo + r * inner, mean, mo, dy, dyo + r * inner, inner, w, to);
        }
    }

    private static void sumTwo(float[] x, int xo, float[] mean, int mo, float[] dy, int dyo, int n, float[] w, int to) {
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector m = FloatVector.fromArray(Lanes.F, mean, mo + j);
            FloatVector a = FloatVector.fromArray(Lanes.F, dy, dyo + j);
            FloatVector b = FloatVector.fromArray(Lanes.F, dy, dyo + n + j);
            a.add(b).add(FloatVector.fromArray(Lanes.F, w, to + j)).intoArray(w, to + j);
            FloatVector both = FloatVector.fromArray(Lanes.F, x, xo + j).sub(m).mul(a);
            both = FloatVector.fromArray(Lanes.F, x, xo + n + j).sub(m).fma(b, both);
            both.add(FloatVector.fromArray(Lanes.F, w, to + n + j)).intoArray(w, to + n + j);
        }
        for (; j < n; j++) {
            float a = dy[dyo + j];
            float b = dy[dyo + n + j];
            w[to + j] += a + b;
            w[to + n + j] += (x[xo + j] - mean[mo + j]) * a + (x[xo + n + j] - mean[mo + j]) * b;
        }
    }

    private static void sumOne(float[] x, int xo, float[] mean, int mo, float[] dy, int dyo, int n, float[] w, int to) {
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector a = FloatVector.fromArray(Lanes.F, dy, dyo + j);
            a.add(FloatVector.fromArray(Lanes.F, w, to + j)).intoArray(w, to + j);
            FloatVector d = FloatVector.fromArray(Lanes.F, x, xo + j).sub(FloatVector.fromArray(Lanes.F, mean, mo + j));
            d.fma(a, FloatVector.fromArray(Lanes.F, w, to + n + j)).intoArray(w, to + n + j);
        }
        for (; j < n; j++) {
            w[to + j] += dy[dyo + j];
            w[to + n + j] += (x[xo + j] - mean[mo + j]) * dy[dyo + j];
        }
    }

    /// Adds up the sums of all chunks of columns `from` to `to` and makes of them what [#slopes] needs: 1 / sqrt(var + eps), mean(dy), and
    /// mean(dy z) / sqrt(var + eps), `inner` apart from `w[out]` on.
    static void means(float[] w, int at, int chunks, int n, int inner, float[] var, int vo, float eps, int out, int from, int to) {
        for (int j = from; j < to; j += Lanes.N) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, to);
            FloatVector a = FloatVector.zero(Lanes.F);
            FloatVector b = a;
            for (int c = 0; c < chunks; c++) {
                a = a.add(FloatVector.fromArray(Lanes.F, w, at + 2 * c * inner + j, m));
                b = b.add(FloatVector.fromArray(Lanes.F, w, at + 2 * c * inner + inner + j, m));
            }
            FloatVector factor = FloatVector.broadcast(Lanes.F, 1).div(FloatVector.fromArray(Lanes.F, var, vo + j, m).add(eps).sqrt());
            factor.intoArray(w, out + j, m);
            a.mul(1f / n).intoArray(w, out + inner + j, m);
            b.mul(1f / n).mul(factor).mul(factor).intoArray(w, out + 2 * inner + j, m);
        }
    }

    /// dx = (dy - mean(dy) - (x - mean) b) / sqrt(var + eps) for `rows` rows, with the numbers that [#means] left at `w[at]`.
    static void slopes(float[] x, int xo, float[] mean, int mo, float[] dy, int dyo, float[] dx, int dxo, int rows, int n, float[] w,
        int at) {
        for (int r = 0; r < rows; r++) {
            slope(x, xo + r * n, mean, mo, dy, dyo + r * n, dx, dxo + r * n, n, w, at);
        }
    }

    private static void slope(float[] x, int xo, float[] mean, int mo, float[] dy, int dyo, float[] dx, int dxo, int n, float[] w, int at) {
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector d = FloatVector.fromArray(Lanes.F, x, xo + j).sub(FloatVector.fromArray(Lanes.F, mean, mo + j))
                .mul(FloatVector.fromArray(Lanes.F, w, at + 2 * n + j));
            FloatVector g = FloatVector.fromArray(Lanes.F, dy, dyo + j).sub(FloatVector.fromArray(Lanes.F, w, at + n + j)).sub(d);
            g.mul(FloatVector.fromArray(Lanes.F, w, at + j)).intoArray(dx, dxo + j);
        }
        for (; j < n; j++) {
            dx[dxo + j] = (dy[dyo + j] - w[at + n + j] - (x[xo + j] - mean[mo + j]) * w[at + 2 * n + j]) * w[at + j];
        }
    }
}
