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

    /// A calibration and the error by which its number of components was chosen.
    ///
    /// @param components number of components, 0 when the training data allow none and the model is the mean
    /// @param cvError root mean squared error of cross-validation, infinite when there was none
    public record Choice(LinearModel model, int components, double cvError) {}

    /// Fits, and tells the error of cross-validation.
    public Choice choose(DMatrixRMaj x, double[] y) {
        return choose(x, y, null);
    }

    private Choice choose(DMatrixRMaj x, double[] y, double[] weights) {
        ComponentSelection.Curve curve = select(x, y, weights);
        // with too few samples to hold any out: one component, if there is one
        int components = Math.max(1, curve.components());
        PlsFit fit = PlsRegression.centred().fit(x, Centred.column(y), weights, components);
        double error = curve.components() == 0 ? Double.POSITIVE_INFINITY : curve.rmsecv();
        return new Choice(fit.model(fit.components()), fit.components(), error);
    }

    @Override
    public LinearModel fit(DMatrixRMaj x, double[] y, double[] weights) {
        return choose(x, y, weights).model();
    }
}
