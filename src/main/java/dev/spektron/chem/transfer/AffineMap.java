package dev.spektron.chem.transfer;

import dev.spektron.chem.regress.LinearModel;
import org.ejml.data.DMatrixRMaj;

/// An affine map of spectra, x -> (x - m_in) F + m_out. Implementations keep F in whatever form is cheap (banded, low rank, dense).
public interface AffineMap {
    /// Maps rows; the argument is not changed.
    DMatrixRMaj apply(DMatrixRMaj x);

    /// The model that on unmapped spectra gives what `model` gives on mapped ones: coefficients F b, intercept b0 + (m_out - m_in F) b.
    LinearModel pullBack(LinearModel model);

    /// F as a dense p x p matrix, for saving and for plots.
    DMatrixRMaj matrix();

    /// The vector c of x -> x F + c.
    double[] offset();
}
