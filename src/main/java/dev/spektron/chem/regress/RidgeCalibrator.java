package dev.spektron.chem.regress;

import org.ejml.data.DMatrixRMaj;

/// [Ridge] with the penalty chosen on the training data from a geometric grid, in closed form.
///
/// @param smallest smallest penalty tried, relative to the largest squared singular value
/// @param largest largest penalty tried
/// @param steps number of penalties, at least 2
/// @param choice what is minimised
public record RidgeCalibrator(double smallest, double largest, int steps, Choice choice) implements WeightedCalibrator {
    /// What the penalty minimises: the leave-one-out error or its rotation-invariant form.
    public enum Choice { LEAVE_ONE_OUT, GENERALISED }

    public RidgeCalibrator {
        if (!(smallest > 0) || !(largest > smallest) || Double.isInfinite(largest) || steps < 2) {
            throw new IllegalArgumentException("ridge: expected 0 < smallest < largest penalty and at least 2 steps, found " + smallest
                + ", " + largest + " and " + steps);
        }
    }

    /// 1e-8 to 1 in 33 steps, leave-one-out.
    public static RidgeCalibrator standard() {
        return new RidgeCalibrator(1e-8, 1, 33, Choice.LEAVE_ONE_OUT);
    }

    /// The chosen penalty; of equal ones the largest.
    public double select(Ridge.Fit fit) {
        double best = largest;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < steps; i++) {
            double ratio = largest * Math.pow(smallest / largest, i / (steps - 1.0));
            double error = choice == Choice.LEAVE_ONE_OUT ? fit.leaveOneOutError(ratio) : fit.generalisedError(ratio);
            if (error < least) {
                least = error;
                best = ratio;
            }
        }
        return best;
    }

    @Override
    public LinearModel fit(DMatrixRMaj x, double[] y, double[] weights) {
        Ridge.Fit fit = Ridge.fit(x, y, weights);
        return fit.model(select(fit));
    }
}
