package dev.spektron.chem.regress;

/// Quantiles of the normal and the F distribution, for confidence limits. Relative error about 1e-12.
public final class Distributions {
    private static final double[] LANCZOS = {0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
        -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7};

    private Distributions() {}

    /// x with P(N(0, 1) <= x) = q.
    ///
    /// By bisection of the upper tail Q(z) = erfc(z/sqrt 2)/2, which is half the regularised incomplete gamma function Q(1/2, z^2/2).
    ///
    /// @param q strictly between 0 and 1
    public static double normalQuantile(double q) {
        checkProbability(q);
        double tail = Math.min(q, 1 - q);
        double lo = 0;
        double hi = 40;
        for (int i = 0; i < 80; i++) {
            double z = 0.5 * (lo + hi);
            if (normalTail(z) > tail) {
                lo = z;
            } else {
                hi = z;
            }
        }
        double z = 0.5 * (lo + hi);
        return q < 0.5 ? -z : z;
    }

    /// P(N(0, 1) > z) for z >= 0: the power series of the density below 2.5, Legendre's continued fraction above.
    static double normalTail(double z) {
        double density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
        if (z < 2.5) {
            double term = z;
            double sum = z;
            for (int k = 3; term > 1e-18 * sum; k += 2) {
                term *= z * z / k;
                sum += term;
            }
            return 0.5 - density * sum;
        }
        double f = z;
        for (int k = 200; k > 0; k--) {
            f = z + k / f;
        }
        return density / f;
    }

    /// x with P(F(d1, d2) <= x) = q.
    ///
    /// @param q strictly between 0 and 1
    /// @param d1 degrees of freedom of the numerator, positive
    /// @param d2 degrees of freedom of the denominator, positive
    public static double fQuantile(double q, double d1, double d2) {
        checkProbability(q);
        if (!(d1 > 0) || !(d2 > 0)) {
            throw new IllegalArgumentException("F distribution: expected positive degrees of freedom, found " + d1 + " and " + d2);
        }
        double lo = -700;
        double hi = 700;
        for (int i = 0; i < 100; i++) {
            double middle = 0.5 * (lo + hi);
            double ratio = Math.exp(middle) * d1 / d2;
            if (beta(0.5 * d1, 0.5 * d2, ratio / (1 + ratio), 1 / (1 + ratio)) < q) {
                lo = middle;
            } else {
                hi = middle;
            }
        }
        return Math.exp(0.5 * (lo + hi));
    }

    /// P(|T| > |t|) of Student's t with `df` degrees of freedom.
    public static double studentTwoSided(double t, double df) {
        return beta(0.5 * df, 0.5, df / (df + t * t), t * t / (df + t * t));
    }

    /// t with P(T <= t) = q, Student's t with `df` degrees of freedom: T^2 is F(1, df).
    public static double studentQuantile(double q, double df) {
        checkProbability(q);
        return q == 0.5 ? 0 : Math.copySign(Math.sqrt(fQuantile(Math.abs(2 * q - 1), 1, df)), q - 0.5);
    }

    /// Regularised incomplete beta function I_x(a, b).
    ///
    /// @param x from 0 to 1
    public static double beta(double a, double b, double x) {
        if (!(a > 0) || !(b > 0) || !(x >= 0 && x <= 1)) {
            throw new IllegalArgumentException("incomplete beta: expected a > 0, b > 0, x from 0 to 1, found " + a + ", " + b + ", " + x);
        }
        return beta(a, b, x, 1 - x);
    }

    /// Continued fraction 8.17.22 of the NIST Handbook of Mathematical Functions (dlmf.nist.gov), on the side where it converges fast.
    private static double beta(double a, double b, double x, double rest) {
        if (x == 0 || rest == 0) {
            return x;
        }
        if (x > (a + 1) / (a + b + 2)) {
            return 1 - beta(b, a, rest, x);
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(rest)) / a;
        double f = 1;
        double c = 1;
        double d = 0;
        for (int i = 0; i <= 5000; i++) {
            int m = i / 2;
            double term = i == 0 ? 1 : i % 2 == 0 ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + term * d);
            c = away(1 + term / c);
            f *= c * d;
            if (Math.abs(1 - c * d) < 1e-16) {
                break;
            }
        }
        return front * (f - 1);
    }

    /// Keeps the modified Lentz algorithm from dividing by zero.
    private static double away(double v) {
        return Math.abs(v) < 1e-300 ? 1e-300 : v;
    }

    /// Lanczos approximation with g = 7 and nine terms, relative error below 1e-14 for x > 0.
    static double logGamma(double x) {
        if (x < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
        }
        double y = x - 1;
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (y + i);
        }
        double t = y + 7.5;
        return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
    }

    private static void checkProbability(double q) {
        if (!(q > 0 && q < 1)) {
            throw new IllegalArgumentException("quantile: expected a probability strictly between 0 and 1, found " + q);
        }
    }
}
