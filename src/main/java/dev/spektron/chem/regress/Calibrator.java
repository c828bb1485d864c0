package dev.spektron.chem.regress;

import org.ejml.data.DMatrixRMaj;

/// Turns training spectra and reference values into a linear calibration, choosing its own complexity on the training data alone.
/// Deterministic: the same arguments give the same model.
public interface Calibrator {
    /// @param x training spectra, samples x channels; not changed
    /// @param y reference values, one a row
    LinearModel fit(DMatrixRMaj x, double[] y);
}
