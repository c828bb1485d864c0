package dev.spektron.chem.auto;

/// Inner loops. Sums run in four lanes, because a sum in one lane waits for each addition.
final class Lanes {
    private Lanes() {}

    /// y[j..] += c x[i..].
    static void add(double c, double[] x, int i, double[] y, int j, int n) {
        for (int k = 0; k < n; k++) {
            y[j + k] += c * x[i + k];
        }
    }

    /// out[to..to+n) += sum_r c[cAt + r] rows[r stride + at ..], four rows at a time.
    static void combine(double[] c, int cAt, int count, double[] rows, int at, int stride, double[] out, int to, int n) {
        int r = 0;
        for (; r + 3 < count; r += 4) {
            double c0 = c[cAt + r];
            double c1 = c[cAt + r + 1];
            double c2 = c[cAt + r + 2];
            double c3 = c[cAt + r + 3];
            int b0 = at + r * stride;
            int b1 = b0 + stride;
            int b2 = b1 + stride;
            int b3 = b2 + stride;
            for (int k = 0; k < n; k++) {
                out[to + k] += c0 * rows[b0 + k] + c1 * rows[b1 + k] + c2 * rows[b2 + k] + c3 * rows[b3 + k];
            }
        }
        for (; r < count; r++) {
            add(c[cAt + r], rows, at + r * stride, out, to, n);
        }
    }
}
