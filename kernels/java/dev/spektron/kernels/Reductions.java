package dev.spektron.kernels;

/// Sums and maxima over the middle axis of (outer, n, inner).
public final class Reductions {
    /// Numbers that are added up before they join a larger sum: short sums of short sums lose less than one long sum.
    private static final int BLOCK = 256;
    /// Numbers of `BLOCK` blocks.
    private static final int LARGE = BLOCK * BLOCK;

    private Reductions() {}

    /// y[item] = sum over n of x[outer, :, inner], item = outer * `inner` + inner index.
    public static void sum(int item, float[] x, int xo, float[] y, int yo, int n, int inner) {
        int at = xo + (item / inner) * n * inner + item % inner;
        float total = 0;
        for (int large = 0; large < n; large += LARGE) {
            int end = Math.min(n, large + LARGE);
            float blocks = 0;
            for (int from = large; from < end; from += BLOCK) {
                int to = Math.min(end, from + BLOCK);
                float part = 0;
                for (int k = from; k < to; k++) {
                    part += x[at + k * inner];
                }
                blocks += part;
            }
            total += blocks;
        }
        y[yo + item] = total;
    }

    /// y[item] = maximum over n of x[outer, :, inner]; -infinity for n = 0, NaN if one of the numbers is.
    public static void max(int item, float[] x, int xo, float[] y, int yo, int n, int inner) {
        int at = xo + (item / inner) * n * inner + item % inner;
        float top = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < n; k++) {
            top = Math.max(top, x[at + k * inner]);
        }
        y[yo + item] = top;
    }

    /// Folds `n` numbers to `width`: y[j] = x[j] + x[j + width] + x[j + 2 width] ... for each of the rows that follow one another,
    /// `item` = row * `width` + j. If `width` is `parts` times `inner`, the middle axis of (outer, n / inner, inner) becomes `parts` long.
    /// Neighbouring items read neighbouring numbers.
    public static void foldSum(int item, float[] x, int xo, float[] y, int yo, int n, int width) {
        int at = xo + item / width * n;
        float total = 0;
        for (int from = item % width; from < n; from += BLOCK * width) {
            int to = Math.min(n, from + BLOCK * width);
            float part = 0;
            for (int k = from; k < to; k += width) {
                part += x[at + k];
            }
            total += part;
        }
        y[yo + item] = total;
    }

    /// The same for the squares of one row, y[j] = x[j]^2 + x[j + width]^2 ...
    public static void foldSquares(int j, float[] x, int xo, float[] y, int yo, int n, int width) {
        float total = 0;
        for (int from = j; from < n; from += BLOCK * width) {
            int to = Math.min(n, from + BLOCK * width);
            float part = 0;
            for (int k = from; k < to; k += width) {
                part += x[xo + k] * x[xo + k];
            }
            total += part;
        }
        y[yo + j] = total;
    }

    /// The largest of the numbers that [#foldSum] adds up.
    public static void foldMax(int item, float[] x, int xo, float[] y, int yo, int n, int width) {
        int at = xo + item / width * n;
        float top = Float.NEGATIVE_INFINITY;
        for (int k = item % width; k < n; k += width) {
            top = Math.max(top, x[at + k]);
        }
        y[yo + item] = top;
    }
}
