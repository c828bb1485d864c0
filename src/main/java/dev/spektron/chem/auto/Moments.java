package dev.spektron.chem.auto;

/// Weighted sums over rows: what a linear regression needs to know of them.
///
/// @param weight sum of the row weights
/// @param sum weighted sum of the rows, r
/// @param square weighted X'X, r x r
/// @param ySum weighted sum of each property
/// @param cross weighted X'y, one property after the other
record Moments(double weight, double[] sum, double[] square, double[] ySum, double[] cross) {

    /// @param x rows, row-major with r columns
    /// @param rows rows to take
    /// @param v weight of each sample
    /// @param samples sample of each taken row: where its weight and values stand
    /// @param y `[property][sample]`
    static Moments of(double[] x, int r, int[] rows, double[] v, int[] samples, double[][] y) {
        double weight = 0;
        double[] sum = new double[r];
        double[] square = new double[r * r];
        double[] ySum = new double[y.length];
        double[] cross = new double[y.length * r];
        for (int i = 0; i < rows.length; i++) {
            int at = rows[i] * r;
            double w = v[samples[i]];
            weight += w;
            Lanes.add(w, x, at, sum, 0, r);
            for (int j = 0; j < r; j++) {
                Lanes.add(w * x[at + j], x, at, square, j * r, r);
            }
            for (int k = 0; k < y.length; k++) {
                double value = y[k][samples[i]];
                ySum[k] += w * value;
                Lanes.add(w * value, x, at, cross, k * r, r);
            }
        }
        return new Moments(weight, sum, square, ySum, cross);
    }

    double[] mean() {
        return divided(sum);
    }

    double[] yMean() {
        return divided(ySum);
    }

    private double[] divided(double[] s) {
        double[] out = new double[s.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = s[i] / weight;
        }
        return out;
    }
}
