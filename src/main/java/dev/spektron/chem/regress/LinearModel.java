package dev.spektron.chem.regress;

import org.ejml.data.DMatrixRMaj;

/// A linear calibration y = intercept + x . coefficients.
///
/// @param coefficients one a channel; not copied, do not write
/// @param intercept value at x = 0
public record LinearModel(double[] coefficients, double intercept) {

    /// Value for one spectrum.
    public double predict(double[] x) {
        double y = intercept;
        for (int j = 0; j < coefficients.length; j++) {
            y += coefficients[j] * x[j];
        }
        return y;
    }

    /// Values for all rows of `x` (samples x channels).
    ///
    /// @throws IllegalArgumentException if the number of channels differs
    public double[] predict(DMatrixRMaj x) {
        if (x.numCols != coefficients.length) {
            throw new IllegalArgumentException("the model expects " + coefficients.length + " channels, found " + x.numCols);
        }
        double[] y = new double[x.numRows];
        for (int i = 0; i < y.length; i++) {
            double s = intercept;
            int at = i * x.numCols;
            for (int j = 0; j < coefficients.length; j++) {
                s += coefficients[j] * x.data[at + j];
            }
            y[i] = s;
        }
        return y;
    }

    /// a + b y of this model: a slope and bias correction folded into the coefficients.
    public LinearModel corrected(double a, double b) {
        double[] c = new double[coefficients.length];
        for (int j = 0; j < c.length; j++) {
            c[j] = b * coefficients[j];
        }
        return new LinearModel(c, a + b * intercept);
    }
}
