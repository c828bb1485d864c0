package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;

/// The factors of a product as they stand in memory, and how their numbers come into panels.
final class GemmFactors {
    /// Columns that are copied of one panel before the next: few enough that the lines of the cache that panels share are still there.
    private static final int DEEP = 16;

    private GemmFactors() {}

    /// A left factor (m, k).
    interface Left {
        /// Packs the terms p to p + k of the row panels from `first` to `last`, which begin at `rows`; panels are `size` numbers apart.
        void pack(int batch, int[] rows, int first, int last, int p, int k, float[] panel, int at, int size);
    }

    /// A right factor (k, n).
    interface Right {
        /// Packs the terms p to p + k of `columns` columns as rows of `width` numbers; the rest of each row is zero.
        void pack(int batch, int p, int k, int column, int columns, int width, float[] panel, int at);
    }

    /// A left factor whose rows lie in memory as they are. Its panels hold row behind row.
    record LeftRows(float[] a, int start, int batchStride, int stride) implements Left {
        @Override
        public void pack(int batch, int[] rows, int first, int last, int p, int k, float[] panel, int at, int size) {
            for (int i = first; i < last; i++) {
                int from = start + batch * batchStride + rows[i] * stride + p;
                int to = at + (i - first) * size;
                for (int r = 0; r < rows[i + 1] - rows[i]; r++) {
                    System.arraycopy(a, from + r * stride, panel, to + r * GemmRows.STRIDE, k);
                }
            }
        }
    }

    /// A left factor that is stored transposed. Its panels hold column behind column.
    record LeftColumns(float[] a, int start, int batchStride, int stride) implements Left {
        int at(int batch, int row, int p) {
            return start + batch * batchStride + p * stride + row;
        }

        @Override
        public void pack(int batch, int[] rows, int first, int last, int p, int k, float[] panel, int at, int size) {
            int deep = last - first == 1 ? Math.max(k, 1) : DEEP;
            for (int q = 0; q < k; q += deep) {
                int n = Math.min(deep, k - q);
                for (int i = first; i < last; i++) {
                    int height = rows[i + 1] - rows[i];
                    copyRows(a, at(batch, rows[i], p + q), stride, n, height, panel, at + (i - first) * size + q * height, height);
                }
            }
        }
    }

    /// The rows that a convolution multiplies with its weight, put together while they are packed.
    record LeftWindows(Windows x) implements Left {
        @Override
        public void pack(int batch, int[] rows, int first, int last, int p, int k, float[] panel, int at, int size) {
            for (int i = first; i < last; i++) {
                int to = at + (i - first) * size;
                for (int r = 0; r < rows[i + 1] - rows[i]; r++) {
                    x.copy(batch * x.windows() + rows[i] + r, p, k, panel, to + r * GemmRows.STRIDE);
                }
            }
        }
    }

    /// A right factor as it stands.
    record RightRows(float[] b, int start, int batchStride, int stride) implements Right {
        int at(int batch, int p, int column) {
            return start + batch * batchStride + p * stride + column;
        }

        @Override
        public void pack(int batch, int p, int k, int column, int columns, int width, float[] panel, int at) {
            int from = at(batch, p, column);
            if (columns == width) {
                copyRows(b, from, stride, k, width, panel, at, width);
            } else {
                copyPadded(b, from, stride, k, columns, panel, at, width);
            }
        }
    }

    /// A right factor that is stored transposed.
    record RightColumns(float[] b, int start, int batchStride, int stride) implements Right {
        @Override
        public void pack(int batch, int p, int k, int column, int columns, int width, float[] panel, int at) {
            int from = start + batch * batchStride + column * stride + p;
            int j = 0;
            for (; j + 4 <= columns; j += 4) {
                transposeFour(b, from + j * stride, stride, k, panel, at + j, width);
            }
            for (; j < columns; j++) {
                transposeOne(b, from + j * stride, k, panel, at + j, width);
            }
            for (; j < width; j++) {
                fillOne(k, panel, at + j, width);
            }
        }
    }

    /// Windows as the right factor: row p is window p of the whole batch, or of one member if windows are multiplied member by member.
    record RightWindows(Windows x) implements Right {
        @Override
        public void pack(int batch, int p, int k, int column, int columns, int width, float[] panel, int at) {
            for (int q = 0; q < k; q++) {
                int to = at + q * width;
                x.copy(batch * x.windows() + p + q, column, columns, panel, to);
                for (int j = columns; j < width; j++) {
                    panel[to + j] = 0;
                }
            }
        }
    }

    /// Taps of a weight (O, K, I) as the right factor: row (t, o) holds the I numbers of tap `last - t step` of output o.
    record RightTaps(float[] w, int start, int outputs, int kernel, int channels, int last, int step) implements Right {
        @Override
        public void pack(int batch, int p, int k, int column, int columns, int width, float[] panel, int at) {
            for (int q = 0; q < k;) {
                int o = (p + q) % outputs;
                int n = Math.min(outputs - o, k - q);
                int tap = last - (p + q) / outputs * step;
                int from = start + (o * kernel + tap) * channels + column;
                if (columns == width) {
                    copyRows(w, from, kernel * channels, n, width, panel, at + q * width, width);
                } else {
                    copyPadded(w, from, kernel * channels, n, columns, panel, at + q * width, width);
                }
                q += n;
            }
        }
    }

    /// Copies `rows` rows of `n` numbers. Whole vectors are written, row by row: what is too much of one row is overwritten by the next.
    /// The last rows, behind which there may be nothing to read, are copied number by number.
    private static void copyRows(float[] x, int xo, int xs, int rows, int n, float[] y, int yo, int ys) {
        int over = (n + Lanes.N - 1) / Lanes.N * Lanes.N;
        int safe = xs == 0 ? 0 : Math.clamp(Math.floorDiv(x.length - over - xo, xs) + 1L, 0, rows);
        switch (over / Lanes.N) {
            case 1 -> {
                for (int r = 0; r < safe; r++) {
                    FloatVector.fromArray(Lanes.F, x, xo + r * xs).intoArray(y, yo + r * ys);
                }
            }
            case 2 -> {
                for (int r = 0; r < safe; r++) {
                    FloatVector.fromArray(Lanes.F, x, xo + r * xs).intoArray(y, yo + r * ys);
                    FloatVector.fromArray(Lanes.F, x, xo + r * xs + Lanes.N).intoArray(y, yo + r * ys + Lanes.N);
                }
            }
            default -> {
                for (int r = 0; r < safe; r++) {
                    for (int j = 0; j < over; j += Lanes.N) {
                        FloatVector.fromArray(Lanes.F, x, xo + r * xs + j).intoArray(y, yo + r * ys + j);
                    }
                }
            }
        }
        for (int r = safe; r < rows; r++) {
            System.arraycopy(x, xo + r * xs, y, yo + r * ys, n);
        }
    }

    private static void copyPadded(float[] x, int xo, int xs, int rows, int n, float[] y, int yo, int ys) {
        for (int r = 0; r < rows; r++) {
            int from = xo + r * xs;
            int to = yo + r * ys;
            for (int j = 0; j < n; j++) {
                y[to + j] = x[from + j];
            }
            for (int j = n; j < ys; j++) {
                y[to + j] = 0;
            }
        }
    }

    /// Four rows become four columns. More at once would be slower: C2 keeps no more addresses in registers.
    private static void transposeFour(float[] x, int xo, int xs, int n, float[] y, int yo, int ys) {
        int x1 = xo + xs;
        int x2 = x1 + xs;
        int x3 = x2 + xs;
        for (int i = 0; i < n; i++) {
            int to = yo + i * ys;
            y[to] = x[xo + i];
            y[to + 1] = x[x1 + i];
            y[to + 2] = x[x2 + i];
            y[to + 3] = x[x3 + i];
        }
    }

    private static void transposeOne(float[] x, int xo, int n, float[] y, int yo, int ys) {
        for (int i = 0; i < n; i++) {
            y[yo + i * ys] = x[xo + i];
        }
    }

    private static void fillOne(int n, float[] y, int yo, int ys) {
        for (int i = 0; i < n; i++) {
            y[yo + i * ys] = 0;
        }
    }
}
