package dev.spektron.chem.transfer;

import dev.spektron.chem.regress.LinearModel;
import org.ejml.data.DMatrixRMaj;

/// Checks and arithmetic that all forms of an [AffineMap] share.
final class Maps {
    private Maps() {}

    static void channels(int expected, DMatrixRMaj x) {
        if (x.numCols != expected) {
            throw new IllegalArgumentException("the standardization expects " + expected + " channels, found " + x.numCols);
        }
    }

    static void channels(int expected, LinearModel model) {
        if (model.coefficients().length != expected) {
            throw new IllegalArgumentException("the standardization gives " + expected + " channels, the calibration expects "
                + model.coefficients().length);
        }
    }

    /// The model with coefficients b = F b_model for x -> (x - in) F + out.
    static LinearModel pulledBack(double[] b, LinearModel model, double[] in, double[] out) {
        return new LinearModel(b, model.intercept() + Algebra.dot(out, model.coefficients()) - Algebra.dot(in, b));
    }
}
