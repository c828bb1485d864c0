package dev.spektron.chem.regress;

import org.ejml.data.DMatrixRMaj;

/// PLS1, mean-centred, the number of components chosen by [ComponentSelection] on the training data. If the reference values are all
/// equal, or there are only two samples, the model with what components exist; without any it is the mean.
///
/// @param selection how the number of components is chosen
public record PlsCalibrator(ComponentSelection selection) implements WeightedCalibrator {

    public PlsCalibrator(int maxComponents, int folds, int repeats, long seed, ComponentSelection.Rule rule) {
        this(new ComponentSelection(maxComponents, folds, repeats, seed, rule));
    }

    /// 20 components, 5 folds, 3 repeats, one standard error.
    public static PlsCalibrator standard(long seed) {
        return new PlsCalibrator(ComponentSelection.standard(seed));
    }

    /// The cross-validation alone.
    public ComponentSelection.Curve select(DMatrixRMaj x, double[] y, double[] weights) {
        return selection.pls(x, y, weights);
    }

    @Override
    public LinearModel fit(DMatrixRMaj x, double[] y, double[] weights) {
        // with too few samples to hold any out: one component, if there is one
        int components = Math.max(1, select(x, y, weights).components());
        PlsFit fit = PlsRegression.centred().fit(x, Centred.column(y), weights, components);
        return fit.model(fit.components());
    }
}
