package dev.spektron.eval;

/// Student's t distribution through the regularised incomplete beta function.
public final class Distributions {
    private Distributions() {}

    /// P(T <= t) with `df` degrees of freedom.
    public static double studentCdf(double t, double df) {
        double tail = 0.5 * incompleteBeta(df / 2, 0.5, df / (df + t * t));
        return t > 0 ? 1 - tail : tail;
    }

    /// t with P(T <= t) = p, by bisection on the distribution function to full precision.
    public static double studentQuantile(double p, double df) {
        if (!(p > 0 && p < 1 && df > 0)) {
            throw new IllegalArgumentException("t quantile: expected 0 < p < 1 and df > 0, found p = " + p + ", df = " + df);
        }
        if (p < 0.5) {
            return -studentQuantile(1 - p, df);
        }
        double lo = 0;
        double hi = 1;
        while (studentCdf(hi, df) < p && hi < 1e300) {
            hi *= 2;
        }
        for (int i = 0; i < 200 && hi - lo > 1e-15 * hi; i++) {
            double mid = 0.5 * (lo + hi);
            if (studentCdf(mid, df) < p) {
                lo = mid;
            } else {
                hi = mid;
            }
        }
        return 0.5 * (lo + hi);
    }

    /// I_x(a, b) by the continued fraction of Lentz's method (Press et al., Numerical Recipes, section 6.4).
    static double incompleteBeta(double a, double b, double x) {
        if (x <= 0) {
            return 0;
        }
        if (x >= 1) {
            return 1;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2) ? front * fraction(a, b, x) / a : 1 - front * fraction(b, a, 1 - x) / b;
    }

    private static double fraction(double a, double b, double x) {
        double tiny = 1e-300;
        double c = 1;
        double d = 1 / nonZero(1 - (a + b) * x / (a + 1), tiny);
        double h = d;
        for (int m = 1; m <= 1000; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonZero(1 + even * d, tiny);
            c = nonZero(1 + even / c, tiny);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonZero(1 + odd * d, tiny);
            c = nonZero(1 + odd / c, tiny);
            h *= d * c;
            if (Math.abs(d * c - 1) < 1e-16) {
                break;
            }
        }
        return h;
    }

    private static double nonZero(double v, double tiny) {
        return Math.abs(v) < tiny ? tiny : v;
    }

    /// ln Gamma by Lanczos' approximation (g = 7, n = 9), relative error below 1e-14 for x > 0.
    static double logGamma(double x) {
        double[] c = {0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
            12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7};
        if (x < 0.5) {
            return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
        }
        double s = c[0];
        for (int i = 1; i < c.length; i++) {
            s += c[i] / (x - 1 + i);
        }
        double t = x + 6.5;
        return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(s);
    }
}
