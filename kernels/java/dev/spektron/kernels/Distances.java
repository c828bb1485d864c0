package dev.spektron.kernels;

/// Distances between rows.
public final class Distances {
    /// Numbers that are added up before they join the total.
    private static final int BLOCK = 256;

    private Distances() {}

    /// |x[g, a] - y[g, b]|^2 of rows of `d`, item = (g n + a) m + b.
    public static void squared(int item, float[] x, int xo, float[] y, int yo, float[] z, int zo, int n, int m, int d) {
        int left = xo + item / m * d;
        int right = yo + (item / m / n * m + item % m) * d;
        float total = 0;
        for (int from = 0; from < d; from += BLOCK) {
            int to = Math.min(d, from + BLOCK);
            float part = 0;
            for (int k = from; k < to; k++) {
                float v = x[left + k] - y[right + k];
                part += v * v;
            }
            total += part;
        }
        z[zo + item] = total;
    }
}
