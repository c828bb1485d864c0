package dev.spektron.testing;

/// The error function in double precision: the Taylor series near 0, Lentz' continued fraction of erfc beyond (Abramowitz and Stegun
/// 7.1.6, 7.1.14).
/// `ErfTest` holds it to SciPy.
public final class Erf {
    private Erf() {}

    public static double erf(double x) {
        return Math.abs(x) < 2 ? series(x) : Math.signum(x) * (1 - erfc(Math.abs(x)));
    }

    /// Distribution function of the standard normal, with small relative error in both tails.
    public static double phi(double x) {
        double z = x / Math.sqrt(2);
        return z < -2 ? 0.5 * erfc(-z) : 0.5 * (1 + erf(z));
    }

    /// 2 / sqrt(pi) exp(-x^2) sum 2^n x^(2 n + 1) / (2 n + 1)!!
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    /// For x of at least 2: exp(-x^2) / sqrt(pi) / (x + (1/2) / (x + 1 / (x + (3/2) / (x + ...)))).
    private static double erfc(double x) {
        double tail = x;
        for (int k = 120; k > 0; k--) {
            tail = x + 0.5 * k / tail;
        }
        return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail;
    }
}
