package dev.spektron.kernels;

/// B-splines of order k on a uniform grid of knots t_0, t_1, ... with step s. All functions are one function at different places
/// (Schoenberg 1946; de Boor 1978, "A Practical Guide to Splines", chapter IX): with v = |x - centre| / s and h = (k + 1) / 2
///
/// B(v) = sum_i terms[i] max(0, h - v - i)^k, terms[i] = (-1)^i C(k + 1, i) / k!,
///
/// of which (k + 2) / 2 terms matter. Function m lives between knots m and m + k + 1.
public final class Splines {
    private Splines() {}

    /// Number of the interval [t_j, t_(j + 1)) of `v`, -1 outside. `inverse` is 1 / s.
    public static int interval(float v, float[] knots, int count, float inverse) {
        if (!(v >= knots[0] && v < knots[count - 1])) {
            return -1;
        }
        int j = Math.min((int) ((v - knots[0]) * inverse), count - 2);
        // The product is rounded, the knots are what counts.
        if (v < knots[j]) {
            j--;
        } else if (v >= knots[j + 1]) {
            j++;
        }
        return j;
    }

    /// sum_i terms[i] max(0, h - v - i)^power.
    public static float terms(float[] terms, int order, int power, float v) {
        float sum = 0;
        float rest = 0.5f * (order + 1) - v;
        for (int i = 0; i < (order + 2) / 2; i++) {
            float r = Math.max(0, rest - i);
            float p = r;
            for (int e = 1; e < power; e++) {
                p *= r;
            }
            sum += terms[i] * p;
        }
        return sum;
    }

    /// All functions at point `p`: y[p, m]. Outside of the knots they are 0; NaN gives NaN.
    public static void basis(int p, int order, int functions, float[] knots, float[] terms, float inverse, float[] x, int xo, float[] y,
        int yo) {
        float v = x[xo + p];
        int at = yo + p * functions;
        float outside = v == v ? 0 : v;
        for (int m = 0; m < functions; m++) {
            y[at + m] = outside;
        }
        int j = interval(v, knots, functions + order + 1, inverse);
        if (j >= 0) {
            int last = Math.min(j, functions - 1);
            for (int m = Math.max(0, j - order); m <= last; m++) {
                float centre = 0.5f * (knots[m] + knots[m + order + 1]);
                y[at + m] = terms(terms, order, order, Math.abs(v - centre) * inverse);
            }
        }
    }

    /// Gradient at point `p`: dx[p] = sum_m db[p, m] B_m'(x[p]). `slopes` are the terms times k. At a knot it is the slope on the right,
    /// which only order 1 can tell.
    public static void basisGrad(int p, int order, int functions, float[] knots, float[] slopes, float inverse, float[] x, int xo,
        float[] db, int dbo, float[] dx, int dxo) {
        float v = x[xo + p];
        float sum = v == v ? 0 : v;
        int j = interval(v, knots, functions + order + 1, inverse);
        if (j >= 0) {
            int last = Math.min(j, functions - 1);
            for (int m = Math.max(0, j - order); m <= last; m++) {
                float from = v - 0.5f * (knots[m] + knots[m + order + 1]);
                float slope = order == 1 ? 1 : terms(slopes, order, order - 1, Math.abs(from) * inverse);
                boolean falls = order == 1 ? m < j : from > 0;
                sum += (falls ? -inverse : inverse) * slope * db[dbo + p * functions + m];
            }
        }
        dx[dxo + p] = sum;
    }
}
