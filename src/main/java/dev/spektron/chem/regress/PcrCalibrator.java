package dev.spektron.chem.regress;

import org.ejml.data.DMatrixRMaj;

/// [Pcr] with the number of components chosen by [ComponentSelection] on the training data.
///
/// @param selection how the number of components is chosen
public record PcrCalibrator(ComponentSelection selection) implements WeightedCalibrator {

    /// The cross-validation alone.
    public ComponentSelection.Curve select(DMatrixRMaj x, double[] y, double[] weights) {
        return selection.pcr(x, y, weights);
    }

    @Override
    public LinearModel fit(DMatrixRMaj x, double[] y, double[] weights) {
        Pcr.Fit fit = Pcr.fit(x, y, weights, Math.max(1, select(x, y, weights).components()));
        return fit.model(fit.components());
    }
}
