package dev.spektron.kernels;

/// One level of a wavelet transform of rows and its adjoint. `filters` holds `taps` numbers of the low-pass filter h, then as many of the
/// high-pass filter g. A row of n samples is read through its continuation e behind both ends: `source[p]` says which sample stands at
/// place p of e, -1 stands for 0. There are `count` coefficients of each kind, so e has 2 count + taps - 2 places.
public final class Wavelets {
    private Wavelets() {}

    /// Coefficient k of row r, item = r `count` + k: a[k] = sum_j h[j] e[2 k + taps - 1 - j], d[k] likewise with g.
    public static void analysis(int item, int[] source, float[] filters, int taps, float[] x, int xo, int n, float[] a, int ao, float[] d,
        int dof, int count) {
        int at = xo + item / count * n;
        int place = 2 * (item % count) + taps - 1;
        float low = 0;
        float high = 0;
        for (int j = 0; j < taps; j++) {
            int s = source[place - j];
            if (s >= 0) {
                float v = x[at + s];
                low += filters[j] * v;
                high += filters[taps + j] * v;
            }
        }
        a[ao + item] = low;
        d[dof + item] = high;
    }

    /// The adjoint, sample s of row r, item = r n + s: the sum over the places p of the sample, `places[start[s]]` to
    /// `places[start[s + 1] - 1]`, of sum_k h[j] a[k] + g[j] d[k] with j = 2 k + taps - 1 - p.
    public static void synthesis(int item, int[] start, int[] places, float[] filters, int taps, float[] a, int ao, float[] d, int dof,
        int count, float[] x, int xo, int n) {
        int row = item / n * count;
        int s = item % n;
        float sum = 0;
        for (int q = start[s]; q < start[s + 1]; q++) {
            int p = places[q];
            int first = p < taps ? 0 : (p - taps + 2) / 2;
            int last = Math.min(count - 1, p / 2);
            for (int k = first; k <= last; k++) {
                int j = 2 * k + taps - 1 - p;
                sum += filters[j] * a[ao + row + k] + filters[taps + j] * d[dof + row + k];
            }
        }
        x[xo + item] = sum;
    }
}
