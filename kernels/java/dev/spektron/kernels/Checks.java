package dev.spektron.kernels;

/// Looks for numbers that are not finite.
public final class Checks {
    private Checks() {}

    /// counts[lane] = numbers among x[lane], x[lane + lanes], ... of `n` that are not finite.
    public static void notFinite(int lane, int lanes, float[] x, int xo, int n, float[] counts, int co) {
        float count = 0;
        for (int i = lane; i < n; i += lanes) {
            float v = x[xo + i];
            count += v - v == 0 ? 0 : 1;
        }
        counts[co + lane] = count;
    }
}
