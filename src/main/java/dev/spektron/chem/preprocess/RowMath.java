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

    static double dot(double[] a, int from, double[] b, int at, int p) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j + 3 < p; j += 4) {
            s0 += a[from + j] * b[at + j];
            s1 += a[from + j + 1] * b[at + j + 1];
            s2 += a[from + j + 2] * b[at + j + 2];
            s3 += a[from + j + 3] * b[at + j + 3];
        }
        for (; j < p; j++) {
            s0 += a[from + j] * b[at + j];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
