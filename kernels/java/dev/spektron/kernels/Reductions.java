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
}
