package dev.spektron.chem.regress;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// PLS predictions for every number of components, for cross-validation.
final class PlsPath {
    private PlsPath() {}

    static double[][] predict(DMatrixRMaj x, double[] y, double[] weights, DMatrixRMaj test, int most) {
        Centred cx = Centred.of(x, weights, false);
        Centred cy = Centred.of(Centred.column(y), weights, false).withoutRounding();
        PlsCore core = PlsCore.run(cx.rows(), cy.rows(), Arrays.stream(cx.squares()).sum(), most);
        double[][] rows = Dense.rows(test);
        double[] now = new double[test.numRows];
        Arrays.fill(now, cy.mean()[0]);
        if (core.count() == 0) {
            return new double[][] {now};
        }
        double[][] out = new double[core.count()][];
        for (int a = 0; a < core.count(); a++) {
            double offset = Dense.dot(core.r()[a], cx.mean());
            for (int i = 0; i < now.length; i++) {
                now[i] += core.q()[a][0] * (Dense.dot(core.r()[a], rows[i]) - offset);
            }
            out[a] = now.clone();
        }
        return out;
    }
}
