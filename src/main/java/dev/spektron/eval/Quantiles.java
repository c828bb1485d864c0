package dev.spektron.eval;

/// Quantiles of small samples.
public final class Quantiles {
    private Quantiles() {}

    /// Quantile of sorted values by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996).
    public static double linear(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int lo = (int) Math.floor(at);
        int hi = Math.min(lo + 1, sorted.length - 1);
        return sorted[lo] + (at - lo) * (sorted[hi] - sorted[lo]);
    }
}
