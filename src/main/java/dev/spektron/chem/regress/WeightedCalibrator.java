package dev.spektron.chem.regress;

import org.ejml.data.DMatrixRMaj;

/// A calibrator that can count samples differently: weighted means, and a weighted sum of squared errors. Pooled calibrations and
/// Tikhonov-type augmentation use it.
public interface WeightedCalibrator extends Calibrator {
    /// @param x training spectra, samples x channels; not changed
    /// @param y reference values, one a row
    /// @param weights one a row, not negative, at least two of them positive; null for equal weights
    LinearModel fit(DMatrixRMaj x, double[] y, double[] weights);

    @Override
    default LinearModel fit(DMatrixRMaj x, double[] y) {
        return fit(x, y, null);
    }
}
