package dev.spektron.chem.regress;

import static dev.spektron.chem.Csv.assertClose;
import static dev.spektron.chem.Csv.golden;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against scikit-learn (`scripts/make_regress.py`).
class PlsGoldenTest {
    @ParameterizedTest
    @ValueSource(strings = {"wide", "tall", "multi"})
    void predictionsForEveryNumberOfComponents(String name) {
        for (boolean scale : new boolean[] {false, true}) {
            DMatrixRMaj x = golden("regress/" + name + "_x");
            DMatrixRMaj y = golden("regress/" + name + "_y");
            DMatrixRMaj test = golden("regress/" + name + "_new");
            PlsFit fit = new PlsRegression(scale).fit(x, y, 10);
            DMatrixRMaj found = new DMatrixRMaj(6, 10 * y.numCols);
            for (int k = 1; k <= 10; k++) {
                for (int target = 0; target < y.numCols; target++) {
                    double[] p = fit.model(k, target).predict(test);
                    for (int i = 0; i < 6; i++) {
                        found.set(i, (k - 1) * y.numCols + target, p[i]);
                    }
                }
            }
            String file = name + (scale ? "_pls_scaled" : "_pls");
            assertClose(file, golden("regress/" + file), found, 1e-9, 1e-9);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wide", "tall", "multi"})
    void scoresLoadingsWeightsRotations(String name) {
        PlsFit fit = PlsRegression.centred().fit(golden("regress/" + name + "_x"), golden("regress/" + name + "_y"), 5);
        assertClose("scores", golden("regress/" + name + "_scores"), absolute(fit.scores()), 1e-9, 1e-9);
        assertClose("loadings", golden("regress/" + name + "_loadings"), absolute(fit.loadings()), 1e-9, 1e-9);
        assertClose("weights", golden("regress/" + name + "_weights"), absolute(fit.weights()), 1e-9, 1e-9);
        assertClose("rotations", golden("regress/" + name + "_rotations"), absolute(fit.rotations()), 1e-9, 1e-9);
        assertClose("vip", golden("regress/" + name + "_vip"), new DMatrixRMaj(new double[][] {fit.vip(5)}), 1e-9, 1e-9);
        assertClose("transform", absolute(fit.scores()), absolute(fit.transform(golden("regress/" + name + "_x"))), 1e-10, 1e-10);
    }

    private static DMatrixRMaj absolute(DMatrixRMaj m) {
        for (int i = 0; i < m.data.length; i++) {
            m.data[i] = Math.abs(m.data[i]);
        }
        return m;
    }

    @ParameterizedTest
    @ValueSource(strings = {"wide", "tall"})
    void principalComponentRegression(String name) {
        Pcr.Fit fit = Pcr.fit(golden("regress/" + name + "_x"), golden("regress/" + name + "_y").data, null, 10);
        DMatrixRMaj expected = golden("regress/" + name + "_pcr");
        DMatrixRMaj found = new DMatrixRMaj(6, 10);
        for (int k = 1; k <= 10; k++) {
            double[] p = fit.model(k).predict(golden("regress/" + name + "_new"));
            for (int i = 0; i < 6; i++) {
                found.set(i, k - 1, p[i]);
            }
        }
        assertClose("pcr", expected, found, 1e-9, 1e-9);
    }

    @Test
    void quantiles() {
        DMatrixRMaj f = golden("regress/f_quantiles");
        for (int i = 0; i < f.numRows; i++) {
            double found = Distributions.fQuantile(f.get(i, 2), f.get(i, 0), f.get(i, 1));
            org.junit.jupiter.api.Assertions.assertEquals(f.get(i, 3), found, 1e-10 * f.get(i, 3), "row " + i);
        }
        DMatrixRMaj z = golden("regress/normal_quantiles");
        for (int i = 0; i < z.numRows; i++) {
            double found = Distributions.normalQuantile(z.get(i, 0));
            org.junit.jupiter.api.Assertions.assertEquals(z.get(i, 1), found, 1e-9, "row " + i);
        }
        DMatrixRMaj b = golden("regress/beta");
        for (int i = 0; i < b.numRows; i++) {
            double found = Distributions.beta(b.get(i, 0), b.get(i, 1), b.get(i, 2));
            org.junit.jupiter.api.Assertions.assertEquals(b.get(i, 3), found, 1e-300 + 1e-11 * b.get(i, 3), "row " + i);
        }
    }
}
