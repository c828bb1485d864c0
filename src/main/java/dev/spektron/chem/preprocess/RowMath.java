package dev.spektron.chem.preprocess;

/// Sums over a stretch of an array.
final class RowMath {
    private RowMath() {}

    static double mean(double[] x, int at, int p) {
        double s = 0;
        for (int j = 0; j < p; j++) {
            s += x[at + j];
        }
        return s / p;
    }

    /// Largest absolute value.
    static double level(double[] x, int at, int p) {
        double m = 0;
        for (int j = 0; j < p; j++) {
            m = Math.max(m, Math.abs(x[at + j]));
        }
        return m;
    }

    /// Root of the mean squared deviation from the mean.
    static double deviation(double[] x, int at, int p) {
        double mean = mean(x, at, p);
        double s = 0;
        for (int j = 0; j < p; j++) {
            s += (x[at + j] - mean) * (x[at + j] - mean);
        }
        return Math.sqrt(s / p);
    }
}
