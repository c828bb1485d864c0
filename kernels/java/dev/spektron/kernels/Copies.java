package dev.spektron.kernels;

/// Moves without arithmetic, and sums of moved rows.
public final class Copies {
    private Copies() {}

    /// Row `row` of a strided copy: y[...] = x[...] over `rank` outer axes with extents `d[k]`, strides `d[rank + k]` of x and `d[2 rank
    /// + k]` of y, and an inner axis of `n` with strides `sx` and `sy`. Permuting, slicing, placing and joining are all this.
    public static void row(int row, int rank, int[] d, float[] x, int xo, int sx, float[] y, int yo, int sy, int n) {
        int rest = row;
        int from = xo;
        int to = yo;
        for (int k = rank - 1; k >= 0; k--) {
            int i = rest % d[k];
            rest /= d[k];
            from += i * d[rank + k];
            to += i * d[2 * rank + k];
        }
        for (int j = 0; j < n; j++) {
            y[to + j * sy] = x[from + j * sx];
        }
    }

    /// Element `i` of y (outer, `extent`, `inner`), put together along its middle axis from `pieces` pieces x_k (outer, n_k, `inner`), 0
    /// where there is none. `d` holds for each piece the index of its first element on the axis, the distance of its elements, n_k, and
    /// where x_k begins in `x`.
    public static void assemble(int i, int pieces, int[] d, float[] x, float[] y, int yo, int extent, int inner) {
        int index = i / inner % extent;
        int outer = i / inner / extent;
        float v = 0;
        for (int k = 0; k < pieces; k++) {
            int from = index - d[4 * k];
            int step = d[4 * k + 1];
            int n = d[4 * k + 2];
            if (from >= 0 && from < n * step && from % step == 0) {
                v = x[d[4 * k + 3] + (outer * n + from / step) * inner + i % inner];
            }
        }
        y[yo + i] = v;
    }

    /// y[0 .. n) = x[0 .. n).
    public static void copy(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = x[xo + i];
        }
    }

    /// y[0 .. n) += x[0 .. n).
    public static void add(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] += x[xo + i];
        }
    }

    /// y[0 .. n) = value.
    public static void fill(float[] y, int yo, int n, float value) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = value;
        }
    }

    /// Row `t` of the sum of rows: y[t] = sum of x[list[s]], s from start[t] to start[t + 1]; rows of `n`.
    public static void sumRows(int t, int[] start, int[] list, float[] x, int xo, float[] y, int yo, int n) {
        for (int j = 0; j < n; j++) {
            float sum = 0;
            for (int s = start[t]; s < start[t + 1]; s++) {
                sum += x[xo + list[s] * n + j];
            }
            y[yo + t * n + j] = sum;
        }
    }

    /// Row `r` of a gathered table (rows, n): y[r] = table[index[r]], NaN where the index is no row.
    public static void gather(int r, float[] table, int to, int rows, float[] index, int io, float[] y, int yo, int n) {
        float f = index[io + r];
        int k = (int) f;
        boolean ok = f == k && k >= 0 && k < rows;
        for (int j = 0; j < n; j++) {
            y[yo + r * n + j] = ok ? table[to + k * n + j] : Elements.nan(f);
        }
    }

    /// Column `j` of the adjoint of a gather: y[index[r], j] += x[r, j] over all `count` rows, on zeros. A row with a wrong index is lost.
    public static void scatterAdd(int j, float[] x, int xo, int count, float[] index, int io, float[] y, int yo, int rows, int n) {
        for (int k = 0; k < rows; k++) {
            y[yo + k * n + j] = 0;
        }
        for (int r = 0; r < count; r++) {
            float f = index[io + r];
            int k = (int) f;
            if (f == k && k >= 0 && k < rows) {
                y[yo + k * n + j] += x[xo + r * n + j];
            }
        }
    }
}
