package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Sums in a fixed order; `FloatVector.reduceLanes` leaves the order open, even from one run to the next.
final class SumKernels {
    private SumKernels() {}

    /// Sum of `n` numbers: eight sums of vectors side by side, joined at the end.
    static float row(float[] x, int at, int n) {
        FloatVector a = FloatVector.zero(Lanes.F);
        FloatVector b = a;
        int i = 0;
        if (n >= 8 * Lanes.N) {
            FloatVector c = a;
            FloatVector d = a;
            FloatVector e = a;
            FloatVector f = a;
            FloatVector g = a;
            FloatVector h = a;
            for (; i <= n - 8 * Lanes.N; i += 8 * Lanes.N) {
                a = a.add(FloatVector.fromArray(Lanes.F, x, at + i));
                b = b.add(FloatVector.fromArray(Lanes.F, x, at + i + Lanes.N));
                c = c.add(FloatVector.fromArray(Lanes.F, x, at + i + 2 * Lanes.N));
                d = d.add(FloatVector.fromArray(Lanes.F, x, at + i + 3 * Lanes.N));
                e = e.add(FloatVector.fromArray(Lanes.F, x, at + i + 4 * Lanes.N));
                f = f.add(FloatVector.fromArray(Lanes.F, x, at + i + 5 * Lanes.N));
                g = g.add(FloatVector.fromArray(Lanes.F, x, at + i + 6 * Lanes.N));
                h = h.add(FloatVector.fromArray(Lanes.F, x, at + i + 7 * Lanes.N));
            }
            a = a.add(b).add(c.add(d));
            b = e.add(f).add(g.add(h));
        }
        for (; i <= n - Lanes.N; i += Lanes.N) {
            a = a.add(FloatVector.fromArray(Lanes.F, x, at + i));
        }
        if (i < n) {
            b = b.add(FloatVector.fromArray(Lanes.F, x, at + i, Lanes.F.indexInRange(i, n)));
        }
        a = a.add(b);
        if (Lanes.N > 8) {
            a = a.add(a.rearrange(LaneSums.BY_8));
        }
        if (Lanes.N > 4) {
            a = a.add(a.rearrange(LaneSums.BY_4));
        }
        a = a.add(a.rearrange(LaneSums.BY_2));
        return a.add(a.rearrange(LaneSums.BY_1)).lane(0);
    }

    /// y[r] = sum of row r of `count` rows of `n` numbers.
    static void rows(float[] x, int xo, int n, int count, float[] y, int yo) {
        if (n >= 16 * Lanes.N) {
            for (int r = 0; r < count; r++) {
                y[yo + r] = row(x, xo + r * n, n);
            }
        } else if (n >= Lanes.N) {
            shortRows(x, xo, n, count, y, yo);
        } else {
            tinyRows(x, xo, n, count, y, yo);
        }
    }

    /// Rows of few vectors: the processor works on several at once, so one sum each will do. The last vector ends with the row; its lanes
    /// that were there before are left out.
    private static void shortRows(float[] x, int xo, int n, int count, float[] y, int yo) {
        int whole = n / Lanes.N * Lanes.N;
        VectorMask<Float> rest = Lanes.F.indexInRange(0, Lanes.N - (n - whole)).not();
        for (int r = 0; r < count; r++) {
            int at = xo + r * n;
            FloatVector v = FloatVector.fromArray(Lanes.F, x, at);
            for (int i = Lanes.N; i < whole; i += Lanes.N) {
                v = v.add(FloatVector.fromArray(Lanes.F, x, at + i));
            }
            if (whole < n) {
                v = v.add(FloatVector.fromArray(Lanes.F, x, at + n - Lanes.N), rest);
            }
            if (Lanes.N > 8) {
                v = v.add(v.rearrange(LaneSums.BY_8));
            }
            if (Lanes.N > 4) {
                v = v.add(v.rearrange(LaneSums.BY_4));
            }
            v = v.add(v.rearrange(LaneSums.BY_2));
            y[yo + r] = v.add(v.rearrange(LaneSums.BY_1)).lane(0);
        }
    }

    /// Rows of less than one vector, four at a time so that their sums do not wait for one another.
    private static void tinyRows(float[] x, int xo, int n, int count, float[] y, int yo) {
        int r = 0;
        for (; r <= count - 4; r += 4) {
            int at = xo + r * n;
            float a = 0;
            float b = 0;
            float c = 0;
            float d = 0;
            for (int i = 0; i < n; i++) {
                a += x[at + i];
                b += x[at + n + i];
                c += x[at + 2 * n + i];
                d += x[at + 3 * n + i];
            }
            y[yo + r] = a;
            y[yo + r + 1] = b;
            y[yo + r + 2] = c;
            y[yo + r + 3] = d;
        }
        for (; r < count; r++) {
            float a = 0;
            for (int i = 0; i < n; i++) {
                a += x[xo + r * n + i];
            }
            y[yo + r] = a;
        }
    }

    /// y[j] = sum of column j of `rows` rows at a distance of `stride`, for `w` columns. Eight rows are added up before they join y, so
    /// that y is read and written less often and the sum stays exact for longer.
    static void columns(float[] x, int xo, int stride, int rows, float[] y, int yo, int w) {
        for (int j = 0; j < w; j++) {
            y[yo + j] = 0;
        }
        int r = 0;
        for (; r <= rows - 8; r += 8) {
            eight(x, xo + r * stride, stride, y, yo, w);
        }
        for (; r < rows; r++) {
            one(x, xo + r * stride, y, yo, w);
        }
    }

    private static void eight(float[] x, int xo, int stride, float[] y, int yo, int w) {
        int x4 = xo + 4 * stride;
        int j = 0;
        for (; j <= w - Lanes.N; j += Lanes.N) {
            FloatVector a = FloatVector.fromArray(Lanes.F, x, xo + j).add(FloatVector.fromArray(Lanes.F, x, xo + stride + j));
            FloatVector b = FloatVector.fromArray(Lanes.F, x, xo + 2 * stride + j).add(FloatVector.fromArray(Lanes.F, x, xo + 3 * stride
                + j));
            FloatVector c = FloatVector.fromArray(Lanes.F, x, x4 + j).add(FloatVector.fromArray(Lanes.F, x, x4 + stride + j));
            FloatVector d = FloatVector.fromArray(Lanes.F, x, x4 + 2 * stride + j).add(FloatVector.fromArray(Lanes.F, x, x4 + 3 * stride
                + j));
            FloatVector.fromArray(Lanes.F, y, yo + j).add(a.add(b).add(c.add(d))).intoArray(y, yo + j);
        }
        for (; j < w; j++) {
            float a = x[xo + j] + x[xo + stride + j];
            float b = x[xo + 2 * stride + j] + x[xo + 3 * stride + j];
            float c = x[x4 + j] + x[x4 + stride + j];
            float d = x[x4 + 2 * stride + j] + x[x4 + 3 * stride + j];
            y[yo + j] += a + b + (c + d);
        }
    }

    private static void one(float[] x, int xo, float[] y, int yo, int w) {
        for (int j = 0; j < w; j++) {
            y[yo + j] += x[xo + j];
        }
    }
}
