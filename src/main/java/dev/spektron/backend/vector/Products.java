package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Products of small matrices that stand in one array: six rows by two vectors of columns in registers, the fastest that C2 keeps there
/// without spilling.
///
/// The right factor is packed in panels of [#PANEL] columns, row after row inside a panel; a last panel of at most one vector is one
/// vector wide.
final class Products {
    /// Rows that are computed together. Rows of the left factor and of the result must exist up to a multiple of it.
    static final int ROWS = 6;
    /// Rows of a panel that are taken at a time: with some rows of the left factor they fit into the first-level cache.
    private static final int DEPTH = 160;
    /// Columns of a panel.
    static final int PANEL = 2 * Lanes.N;

    private Products() {}

    /// `n` rounded up to a multiple of `unit`.
    static int up(int n, int unit) {
        return (n + unit - 1) / unit * unit;
    }

    /// C = A B or C += A B, `rows` by `depth` by `width`, a multiple of the vector length.
    ///
    /// @param a    element (i, p) of A stands at `a + i * rowA + p * stepA`
    /// @param b    panels of B, of `high` rows, of which `depth` are used
    /// @param c    row i of C starts at `c + i * rowC`
    /// @param plus true to add to C
    static void multiply(float[] w, int rows, int depth, int width, int a, int rowA, int stepA, int b, int high, int c,
        int rowC, boolean plus) {
        for (int j = 0; j < width; j += PANEL) {
            int step = Math.min(PANEL, width - j);
            for (int p = 0; p < depth; p += DEPTH) {
                int n = Math.min(DEPTH, depth - p);
                for (int i = 0; i < rows; i += ROWS) {
                    int from = a + i * rowA + p * stepA;
                    if (step > Lanes.N) {
                        two(w, n, from, rowA, stepA, b + j * high + p * step, c + i * rowC + j, rowC, plus || p > 0);
                    } else {
                        one(w, n, from, rowA, stepA, b + j * high + p * step, c + i * rowC + j, rowC, plus || p > 0);
                    }
                }
            }
        }
    }

    private static void two(float[] w, int depth, int a, int rowA, int stepA, int b, int c, int rowC, boolean plus) {
        FloatVector c00 = FloatVector.zero(Lanes.F);
        FloatVector c01 = c00;
        FloatVector c10 = c00;
        FloatVector c11 = c00;
        FloatVector c20 = c00;
        FloatVector c21 = c00;
        FloatVector c30 = c00;
        FloatVector c31 = c00;
        FloatVector c40 = c00;
        FloatVector c41 = c00;
        FloatVector c50 = c00;
        FloatVector c51 = c00;
        for (int p = 0; p < depth; p++) {
            FloatVector b0 = FloatVector.fromArray(Lanes.F, w, b + p * PANEL);
            FloatVector b1 = FloatVector.fromArray(Lanes.F, w, b + p * PANEL + Lanes.N);
            int at = a + p * stepA;
            FloatVector x = FloatVector.broadcast(Lanes.F, w[at]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(Lanes.F, w[at + rowA]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(Lanes.F, w[at + 2 * rowA]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(Lanes.F, w[at + 3 * rowA]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = FloatVector.broadcast(Lanes.F, w[at + 4 * rowA]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            x = FloatVector.broadcast(Lanes.F, w[at + 5 * rowA]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
        }
        if (plus) {
            c00.add(FloatVector.fromArray(Lanes.F, w, c)).intoArray(w, c);
            c01.add(FloatVector.fromArray(Lanes.F, w, c + Lanes.N)).intoArray(w, c + Lanes.N);
            c10.add(FloatVector.fromArray(Lanes.F, w, c + rowC)).intoArray(w, c + rowC);
            c11.add(FloatVector.fromArray(Lanes.F, w, c + rowC + Lanes.N)).intoArray(w, c + rowC + Lanes.N);
            c20.add(FloatVector.fromArray(Lanes.F, w, c + 2 * rowC)).intoArray(w, c + 2 * rowC);
            c21.add(FloatVector.fromArray(Lanes.F, w, c + 2 * rowC + Lanes.N)).intoArray(w, c + 2 * rowC + Lanes.N);
            c30.add(FloatVector.fromArray(Lanes.F, w, c + 3 * rowC)).intoArray(w, c + 3 * rowC);
            c31.add(FloatVector.fromArray(Lanes.F, w, c + 3 * rowC + Lanes.N)).intoArray(w, c + 3 * rowC + Lanes.N);
            c40.add(FloatVector.fromArray(Lanes.F, w, c + 4 * rowC)).intoArray(w, c + 4 * rowC);
            c41.add(FloatVector.fromArray(Lanes.F, w, c + 4 * rowC + Lanes.N)).intoArray(w, c + 4 * rowC + Lanes.N);
            c50.add(FloatVector.fromArray(Lanes.F, w, c + 5 * rowC)).intoArray(w, c + 5 * rowC);
            c51.add(FloatVector.fromArray(Lanes.F, w, c + 5 * rowC + Lanes.N)).intoArray(w, c + 5 * rowC + Lanes.N);
        } else {
            c00.intoArray(w, c);
            c01.intoArray(w, c + Lanes.N);
            c10.intoArray(w, c + rowC);
            c11.intoArray(w, c + rowC + Lanes.N);
            c20.intoArray(w, c + 2 * rowC);
            c21.intoArray(w, c + 2 * rowC + Lanes.N);
            c30.intoArray(w, c + 3 * rowC);
            c31.intoArray(w, c + 3 * rowC + Lanes.N);
            c40.intoArray(w, c + 4 * rowC);
            c41.intoArray(w, c + 4 * rowC + Lanes.N);
            c50.intoArray(w, c + 5 * rowC);
            c51.intoArray(w, c + 5 * rowC + Lanes.N);
        }
    }

    private static void one(float[] w, int depth, int a, int rowA, int stepA, int b, int c, int rowC, boolean plus) {
        FloatVector c0 = FloatVector.zero(Lanes.F);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector c3 = c0;
        FloatVector c4 = c0;
        FloatVector c5 = c0;
        for (int p = 0; p < depth; p++) {
            FloatVector x = FloatVector.fromArray(Lanes.F, w, b + p * Lanes.N);
            int at = a + p * stepA;
            c0 = FloatVector.broadcast(Lanes.F, w[at]).fma(x, c0);
            c1 = FloatVector.broadcast(Lanes.F, w[at + rowA]).fma(x, c1);
            c2 = FloatVector.broadcast(Lanes.F, w[at + 2 * rowA]).fma(x, c2);
            c3 = FloatVector.broadcast(Lanes.F, w[at + 3 * rowA]).fma(x, c3);
            c4 = FloatVector.broadcast(Lanes.F, w[at + 4 * rowA]).fma(x, c4);
            c5 = FloatVector.broadcast(Lanes.F, w[at + 5 * rowA]).fma(x, c5);
        }
        if (plus) {
            c0.add(FloatVector.fromArray(Lanes.F, w, c)).intoArray(w, c);
            c1.add(FloatVector.fromArray(Lanes.F, w, c + rowC)).intoArray(w, c + rowC);
            c2.add(FloatVector.fromArray(Lanes.F, w, c + 2 * rowC)).intoArray(w, c + 2 * rowC);
            c3.add(FloatVector.fromArray(Lanes.F, w, c + 3 * rowC)).intoArray(w, c + 3 * rowC);
            c4.add(FloatVector.fromArray(Lanes.F, w, c + 4 * rowC)).intoArray(w, c + 4 * rowC);
            c5.add(FloatVector.fromArray(Lanes.F, w, c + 5 * rowC)).intoArray(w, c + 5 * rowC);
        } else {
            c0.intoArray(w, c);
            c1.intoArray(w, c + rowC);
            c2.intoArray(w, c + 2 * rowC);
            c3.intoArray(w, c + 3 * rowC);
            c4.intoArray(w, c + 4 * rowC);
            c5.intoArray(w, c + 5 * rowC);
        }
    }

    /// Packs `rows` rows of `n` columns, at stride `s` in `x`, into panels; columns up to the vector length are 0.
    static void pack(float[] x, int at, int s, int rows, int n, float[] w, int to) {
        int width = up(n, Lanes.N);
        for (int j = 0; j < width; j += PANEL) {
            int step = Math.min(PANEL, width - j);
            copy(x, at + j, s, rows, Math.min(n - j, step), 1, w, to + rows * j, step);
        }
    }

    /// Copies `rows` rows of `n` columns, at stride `s` in `x`, times a factor to rows at stride `d`; columns up to the vector length are
    /// 0.
    static void copy(float[] x, int at, int s, int rows, int n, float factor, float[] w, int to, int d) {
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            for (int r = 0; r < rows; r++) {
                FloatVector.fromArray(Lanes.F, x, at + j + r * s).mul(factor).intoArray(w, to + j + r * d);
            }
        }
        if (j < n) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            for (int r = 0; r < rows; r++) {
                FloatVector.fromArray(Lanes.F, x, at + j + r * s, m).mul(factor).intoArray(w, to + j + r * d);
            }
        }
    }

    /// x *= y over `n` numbers; x has room for whole vectors.
    static void times(float[] w, int x, int y, int n) {
        for (int j = 0; j < n; j += Lanes.N) {
            FloatVector.fromArray(Lanes.F, w, x + j).mul(FloatVector.fromArray(Lanes.F, w, y + j)).intoArray(w, x + j);
        }
    }

    /// Reads `rows` rows of `n` numbers at stride `s`, one number of each cache line, so that they are near; the sum keeps the compiler
    /// from leaving it out.
    static float touch(float[] x, int at, int s, int rows, int n) {
        float a = 0;
        float b = 0;
        for (int r = 0; r < rows; r++) {
            int from = at + r * s;
            int j = from;
            for (; j < from + n - 16; j += 32) {
                a += x[j];
                b += x[j + 16];
            }
            a += x[from + n - 1];
        }
        return a + b;
    }

    /// Packs the transpose of `n` rows of `depth` numbers, at stride `s` in `x`, into panels; columns up to the vector length are copies of
    /// the last.
    static void packTransposed(float[] x, int at, int s, int n, int depth, float[] w, int to) {
        int width = up(n, Lanes.N);
        int panel = to;
        for (int j = 0; j < width; j += PANEL) {
            int step = Math.min(PANEL, width - j);
            for (int r = 0; r < step; r += 4) {
                int last = n - 1 - j - r;
                int row = at + (j + r) * s;
                four(x, row + Math.min(0, last) * s, row + Math.min(1, last) * s, row + Math.min(2, last) * s, row + Math.min(3, last) * s,
                    depth, w, panel + r, step);
            }
            panel += depth * step;
        }
    }

    /// Four rows as columns, side by side.
    private static void four(float[] x, int x0, int x1, int x2, int x3, int n, float[] w, int to, int step) {
        int at = to;
        for (int p = 0; p < n; p++) {
            float a = x[x0 + p];
            float b = x[x1 + p];
            float c = x[x2 + p];
            float d = x[x3 + p];
            w[at] = a;
            w[at + 1] = b;
            w[at + 2] = c;
            w[at + 3] = d;
            at += step;
        }
    }
}
