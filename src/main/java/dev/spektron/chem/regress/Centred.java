package dev.spektron.chem.regress;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// Rows minus their weighted mean, times the root of their weight, divided by the column scale: what every regression here works on. With
/// weights v the mean is sum v x / sum v and Z'Z = sum v (x - mean)(x - mean)'; without weights all v are 1.
///
/// @param rows Z by row
/// @param mean weighted column means
/// @param scale column scales, 1 where the columns are not scaled
/// @param roots square roots of the weights, null for equal weights
record Centred(double[][] rows, double[] mean, double[] scale, double[] roots) {

    static Centred of(DMatrixRMaj x, double[] weights, boolean autoscale) {
        int n = x.numRows;
        double[][] rows = Dense.rows(x);
        double[] v = weights;
        if (weights == null) {
            v = new double[n];
            Arrays.fill(v, 1);
        }
        double total = Arrays.stream(v).sum();
        double[] mean = Dense.combine(rows, v);
        Dense.scale(1 / total, mean);
        double[] roots = weights == null ? null : Arrays.stream(weights).map(Math::sqrt).toArray();
        for (int i = 0; i < n; i++) {
            Dense.add(-1, mean, rows[i]);
            if (roots != null) {
                Dense.scale(roots[i], rows[i]);
            }
        }
        double[] scale = new double[x.numCols];
        Arrays.fill(scale, 1);
        if (autoscale) {
            divide(rows, scale, total * (n - 1) / n, mean);
        }
        return new Centred(rows, mean, scale, roots);
    }

    /// Standard deviations with divisor n - 1 (with weights: (n - 1)/n of their sum); a constant column keeps scale 1, it is 0 throughout.
    private static void divide(double[][] rows, double[] scale, double divisor, double[] mean) {
        double[] sum = squares(rows);
        for (int j = 0; j < sum.length; j++) {
            double sd = Math.sqrt(sum[j] / divisor);
            scale[j] = sd > 1e-14 * Math.abs(mean[j]) ? sd : 1;
        }
        for (double[] row : rows) {
            for (int j = 0; j < scale.length; j++) {
                row[j] /= scale[j];
            }
        }
    }

    private static double[] squares(double[][] rows) {
        double[] sum = new double[rows[0].length];
        for (double[] row : rows) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += row[j] * row[j];
            }
        }
        return sum;
    }

    /// These data with columns that are constant up to the rounding of their mean set to zero, so that nothing is fitted to rounding.
    Centred withoutRounding() {
        double[] sum = squares(rows);
        for (int j = 0; j < mean.length; j++) {
            if (Math.sqrt(sum[j] / rows.length) <= 1e-14 * Math.abs(mean[j])) {
                for (double[] row : rows) {
                    row[j] = 0;
                }
            }
        }
        return this;
    }

    /// Sum of squares of each column.
    double[] squares() {
        return squares(rows);
    }

    int n() {
        return rows.length;
    }

    int p() {
        return mean.length;
    }

    double[] column(int k) {
        double[] out = new double[rows.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = rows[i][k];
        }
        return out;
    }

    static DMatrixRMaj column(double[] y) {
        return new DMatrixRMaj(y.length, 1, true, y);
    }
}
