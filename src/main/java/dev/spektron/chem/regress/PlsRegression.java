package dev.spektron.chem.regress;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// Partial least squares regression for one or several targets (PLS1, PLS2), mean-centred, every number of components from one fit.
///
/// The arithmetic is that of [Dayal and MacGregor (1997)][PlsCore]; for one target it gives the models of NIPALS and SIMPLS.
///
/// @param autoscale whether channels and targets are divided by their standard deviation (divisor n - 1) as well
public record PlsRegression(boolean autoscale) {

    /// The usual choice for spectra: centred, not scaled.
    public static PlsRegression centred() {
        return new PlsRegression(false);
    }

    /// @param x spectra, n x p, n >= 2; not changed
    /// @param y reference values, n x m; not changed
    /// @param maxComponents at least 0; the fit holds fewer when no covariance with `y` is left, at most min(n - 1, p)
    public PlsFit fit(DMatrixRMaj x, DMatrixRMaj y, int maxComponents) {
        return fit(x, y, null, maxComponents);
    }

    /// One target.
    public PlsFit fit(DMatrixRMaj x, double[] y, int maxComponents) {
        return fit(x, Centred.column(y), null, maxComponents);
    }

    /// Weighted rows: weighted means, and the weighted covariance sum_i v_i (x_i - mean)(y_i - mean)'. A sample of weight 2 counts like two
    /// equal samples, one of weight 0 not at all.
    ///
    /// @param weights one a row, not negative, at least two of them positive; null for equal weights
    public PlsFit fit(DMatrixRMaj x, DMatrixRMaj y, double[] weights, int maxComponents) {
        Inputs.check("PLS", x, y, weights);
        if (maxComponents < 0) {
            throw new IllegalArgumentException("PLS: expected a number of components from 0 on, found " + maxComponents);
        }
        Centred cx = Inputs.centred("PLS", "spectra", x, weights, autoscale);
        Centred cy = Inputs.centred("PLS", "reference values", y, weights, autoscale).withoutRounding();
        double total = Arrays.stream(cx.squares()).sum();
        return new PlsFit(PlsCore.run(cx.rows(), cy.rows(), total, maxComponents), cx, cy, total);
    }
}
