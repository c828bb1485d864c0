package dev.spektron.eval;

import java.util.Arrays;

/// Conformal prediction intervals from absolute residuals of samples that took no part in the fit.
///
/// With n residuals exchangeable with the error of a new sample, the interval prediction +- q with q the k-th smallest residual,
/// k = ceil((n + 1)(1 - alpha)), covers with probability at least 1 - alpha and at most 1 - alpha + 1/(n + 1)
/// (Vovk, Gammerman and Shafer 2005; Lei et al. 2018, doi 10.1080/01621459.2017.1307116). If k > n the interval is infinite: so few
/// residuals cannot support the level. 90 % needs 9, 95 % needs 19, 99 % needs 99.
public final class Conformal {
    private Conformal() {}

    /// Half width of the interval; positive infinity when there are too few residuals for the level.
    ///
    /// @param residuals residuals of held-out samples of the target instrument, any sign
    /// @param level wanted coverage 1 - alpha, in (0, 1)
    public static double halfWidth(double[] residuals, double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("coverage: expected a number between 0 and 1, found " + level);
        }
        int k = rank(residuals.length, level);
        if (k > residuals.length) {
            return Double.POSITIVE_INFINITY;
        }
        double[] s = new double[residuals.length];
        for (int i = 0; i < s.length; i++) {
            s[i] = Math.abs(residuals[i]);
        }
        Arrays.sort(s);
        return s[k - 1];
    }

    /// The smallest number of residuals that gives a finite interval at this level.
    public static int needed(double level) {
        int n = 1;
        while (rank(n, level) > n) {
            n++;
        }
        return n;
    }

    private static int rank(int n, double level) {
        // 1e-9: (n + 1) * level must not be lifted over an integer by rounding, 10 * 0.9 = 9.000000000000002.
        return (int) Math.ceil((n + 1) * level - 1e-9);
    }
}
