package dev.spektron.eval;

import dev.spektron.chem.regress.Distributions;

/// Paired comparison of two methods over repeated random splits.
public final class Paired {
    private Paired() {}

    /// Two-sided p-value of the corrected resampled t-test of Nadeau and Bengio (2003, doi 10.1023/A:1024068626366, equation 9): the
    /// splits overlap, so the variance of the mean difference is (1/R + n_test/n_train) s^2 rather than s^2/R. 1 when all differences are
    /// zero, `NaN` for fewer than two repeats.
    ///
    /// @param a error of one method in each repeat
    /// @param b error of the other in the same repeats
    /// @param testToTrain number of test samples divided by number of training samples
    public static double correctedResampledT(double[] a, double[] b, double testToTrain) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("paired comparison: " + a.length + " and " + b.length + " repeats");
        }
        int n = a.length;
        if (n < 2) {
            return Double.NaN;
        }
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += (a[i] - b[i]) / n;
        }
        double s2 = 0;
        for (int i = 0; i < n; i++) {
            double d = a[i] - b[i] - mean;
            s2 += d * d / (n - 1);
        }
        if (s2 == 0) {
            return mean == 0 ? 1 : 0;
        }
        double t = Math.abs(mean) / Math.sqrt((1.0 / n + testToTrain) * s2);
        return Distributions.studentTwoSided(t, n - 1);
    }
}
