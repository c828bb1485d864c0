package dev.spektron.eval;

import dev.spektron.chem.regress.Distributions;
import java.util.Arrays;

/// Figures of merit of n predictions p against reference values y, with errors e = p - y.
///
/// A figure that is not defined (a slope on constant reference values, an SEP from one sample) is `NaN` here and `null` in JSON, never a
/// made-up number.
///
/// @param n number of predictions
/// @param rmsep root mean squared error of prediction, sqrt(sum e^2 / n), in the unit of y
/// @param bias mean error, mean(e): positive when the predictions are too high
/// @param sep standard error of prediction corrected for bias, sqrt(sum (e - bias)^2 / (n - 1)); rmsep^2 = bias^2 + sep^2 (n - 1) / n
/// @param mae mean absolute error
/// @param maxError largest absolute error
/// @param r2 coefficient of determination 1 - sum e^2 / sum (y - mean y)^2 with the mean of these y; may be very negative
/// @param correlation2 squared Pearson correlation of p and y; blind to bias and slope
/// @param slope least-squares slope of p on y
/// @param intercept its intercept
/// @param slopeHalfWidth half width of the 95 % confidence interval of the slope, t(0.975, n - 2) s / sqrt(sum (y - mean y)^2)
/// @param rpd ratio of performance to deviation, SD(y, n - 1) / SEP
/// @param rer range error ratio, (max y - min y) / SEP
/// @param rpiq interquartile range of y (linear interpolation) / RMSEP
public record RegressionMetrics(int n, double rmsep, double bias, double sep, double mae, double maxError, double r2, double correlation2,
                                double slope, double intercept, double slopeHalfWidth, double rpd, double rer, double rpiq) {

    /// All figures at once.
    ///
    /// @throws IllegalArgumentException for different lengths, no samples, or a value that is not finite
    public static RegressionMetrics of(double[] y, double[] p) {
        if (y.length != p.length || y.length == 0) {
            throw new IllegalArgumentException("metrics: " + y.length + " reference values and " + p.length + " predictions");
        }
        int n = y.length;
        double meanY = 0;
        double meanP = 0;
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(y[i]) || !Double.isFinite(p[i])) {
                throw new IllegalArgumentException("metrics: reference " + y[i] + ", prediction " + p[i] + " at position " + i);
            }
            meanY += y[i] / n;
            meanP += p[i] / n;
        }
        double bias = meanP - meanY;
        double see = 0;
        double sb = 0;
        double sae = 0;
        double worst = 0;
        double syy = 0;
        double spp = 0;
        double syp = 0;
        for (int i = 0; i < n; i++) {
            double e = p[i] - y[i];
            see += e * e;
            sb += (e - bias) * (e - bias);
            sae += Math.abs(e);
            worst = Math.max(worst, Math.abs(e));
            syy += (y[i] - meanY) * (y[i] - meanY);
            spp += (p[i] - meanP) * (p[i] - meanP);
            syp += (y[i] - meanY) * (p[i] - meanP);
        }
        double sep = n > 1 ? Math.sqrt(sb / (n - 1)) : Double.NaN;
        double rmsep = Math.sqrt(see / n);
        boolean varied = syy > 0;
        double slope = varied ? syp / syy : Double.NaN;
        double[] sorted = y.clone();
        Arrays.sort(sorted);
        return new RegressionMetrics(n, rmsep, bias, sep, sae / n, worst, varied ? 1 - see / syy : Double.NaN,
            varied && spp > 0 ? syp * syp / (syy * spp) : Double.NaN, slope, meanP - slope * meanY, slopeHalfWidth(n, syy, spp, syp),
            ratio(n > 1 ? Math.sqrt(syy / (n - 1)) : Double.NaN, sep), ratio(sorted[n - 1] - sorted[0], sep),
            ratio(Quantiles.linear(sorted, 0.75) - Quantiles.linear(sorted, 0.25), rmsep));
    }

    private static double slopeHalfWidth(int n, double syy, double spp, double syp) {
        if (n < 3 || !(syy > 0)) {
            return Double.NaN;
        }
        double residual = Math.max(0, spp - syp * syp / syy) / (n - 2);
        return Distributions.studentQuantile(0.975, n - 2) * Math.sqrt(residual / syy);
    }

    private static double ratio(double a, double b) {
        return b > 0 ? a / b : Double.NaN;
    }
}
