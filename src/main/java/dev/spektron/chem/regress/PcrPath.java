package dev.spektron.chem.regress;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// Predictions of principal component regression for every number of components, for cross-validation.
final class PcrPath {
    private PcrPath() {}

    static double[][] predict(DMatrixRMaj x, double[] y, double[] weights, DMatrixRMaj test, int most) {
        Pcr.Fit fit = Pcr.fit(x, y, weights, most);
        if (fit.components() == 0) {
            double[] mean = new double[test.numRows];
            Arrays.fill(mean, fit.model(0).intercept());
            return new double[][] {mean};
        }
        double[][] out = new double[fit.components()][];
        for (int a = 0; a < out.length; a++) {
            out[a] = fit.model(a + 1).predict(test);
        }
        return out;
    }
}
