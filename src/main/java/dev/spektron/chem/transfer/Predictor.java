package dev.spektron.chem.transfer;

import org.ejml.data.DMatrixRMaj;

/// Turns raw spectra of the target instrument into values of one property.
public interface Predictor {
    /// @param raw spectra as measured, samples x channels on the axis that the predictor was fitted for
    /// @return one value a row
    double[] predict(DMatrixRMaj raw);
}
