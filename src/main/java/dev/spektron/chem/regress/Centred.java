package dev.spektron.chem.regress;

import org.ejml.data.DMatrixRMaj;

/// Rows minus their weighted mean, times the root of their weight, divided by the column scale: what every regression here works on. With
/// weights v the mean is sum v x / sum v and Z'Z = sum v (x - mean)(x - mean)'; without weights all v are 1.
///
/// @param data n x p, row-major
/// @param n rows
/// @param p columns
/// @param mean weighted column means
/// @param scale column scales, 1 where the columns are not scaled
/// @param roots square roots of the weights, null for equal weights
record Centred(double[] data, int n, int p, double[] mean, double[] scale, double[] roots) {

    static Centred of(DMatrixRMaj x, double[] weights, boolean autoscale) {
        int n = x.numRows;
        int p = x.numCols;
        double[] mean = new double[p];
        double total = 0;
        for (int i = 0; i < n; i++) {
            double v = weights == null ? 1 : weights[i];
            total += v;
            for (int j = 0; j < p; j++) {
                mean[j] += v * x.data[i * p + j];
            }
        }
        Dense.scale(1 / total, mean);
        double[] roots = weights == null ? null : new double[n];
        double[] data = new double[n * p];
        for (int i = 0; i < n; i++) {
            double root = weights == null ? 1 : Math.sqrt(weights[i]);
            if (weights != null) {
                roots[i] = root;
            }
            for (int j = 0; j < p; j++) {
                data[i * p + j] = root * (x.data[i * p + j] - mean[j]);
            }
        }
        double[] scale = new double[p];
        java.util.Arrays.fill(scale, 1);
        if (autoscale) {
            divide(data, n, p, scale, total * (n - 1) / n, mean);
        }
        return new Centred(data, n, p, mean, scale, roots);
    }

    /// Standard deviations with divisor n - 1 (with weights: (n - 1)/n of their sum); a constant column keeps scale 1, it is 0 throughout.
    private static void divide(double[] data, int n, int p, double[] scale, double divisor, double[] mean) {
        double[] sum = new double[p];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                sum[j] += data[i * p + j] * data[i * p + j];
            }
        }
        for (int j = 0; j < p; j++) {
            double sd = Math.sqrt(sum[j] / divisor);
            scale[j] = sd > 1e-14 * Math.abs(mean[j]) ? sd : 1;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                data[i * p + j] /= scale[j];
            }
        }
    }

    static DMatrixRMaj column(double[] y) {
        return new DMatrixRMaj(y.length, 1, true, y);
    }
}
