package dev.spektron.chem.regress;

import static dev.spektron.chem.Csv.assertClose;
import static dev.spektron.chem.Csv.column;
import static dev.spektron.chem.Csv.golden;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.chem.Matrices;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/// Identities of PLS.
class PlsRegressionTest {
    static DMatrixRMaj noise(int n, int p, long seed) {
        Random random = new Random(seed);
        DMatrixRMaj x = new DMatrixRMaj(n, p);
        for (int i = 0; i < n * p; i++) {
            x.data[i] = random.nextGaussian();
        }
        return x;
    }

    @Test
    void allComponentsAreLeastSquares() {
        DMatrixRMaj x = golden("regress/tall_x");
        DMatrixRMaj y = golden("regress/tall_y");
        PlsFit fit = PlsRegression.centred().fit(x, y, 12);
        DMatrixRMaj design = new DMatrixRMaj(x.numRows, 13);
        CommonOps_DDRM.fill(design, 1);
        CommonOps_DDRM.insert(x, design, 0, 0);
        DMatrixRMaj b = new DMatrixRMaj(13, 1);
        CommonOps_DDRM.solve(design, y, b);
        DMatrixRMaj found = column(fit.model(12).coefficients());
        assertClose("coefficients", CommonOps_DDRM.extract(b, 0, 12, 0, 1), found, 1e-8, 1e-8);
        assertEquals(b.get(12, 0), fit.model(12).intercept(), 1e-8);
    }

    @Test
    void scoresAreOrthogonalAndExplainedVarianceIsTheFall() {
        DMatrixRMaj x = golden("regress/multi_x");
        DMatrixRMaj y = golden("regress/multi_y");
        PlsFit fit = PlsRegression.centred().fit(x, y, 8);
        DMatrixRMaj gram = new DMatrixRMaj(8, 8);
        CommonOps_DDRM.multTransA(fit.scores(), fit.scores(), gram);
        for (int a = 0; a < 8; a++) {
            for (int b = 0; b < a; b++) {
                assertEquals(0, gram.get(a, b) / Math.sqrt(gram.get(a, a) * gram.get(b, b)), 1e-11);
            }
        }
        for (int target = 0; target < 3; target++) {
            double explained = 0;
            for (int k = 1; k <= 8; k++) {
                explained += fit.explainedY(target)[k - 1];
                assertEquals(1 - squares(fit, x, y, k, target) / squares(fit, x, y, 0, target), explained, 1e-10);
            }
        }
        double vip = 0;
        for (double v : fit.vip(4)) {
            vip += v * v / fit.channels();
        }
        assertEquals(1, vip, 1e-12);
    }

    private static double squares(PlsFit fit, DMatrixRMaj x, DMatrixRMaj y, int k, int target) {
        double[] p = fit.model(k, target).predict(x);
        return IntStream.range(0, p.length).mapToDouble(i -> Math.pow(p[i] - y.get(i, target), 2)).sum();
    }

    @Test
    void stopsWhenTheCovarianceIsUsedUp() {
        DMatrixRMaj t = noise(20, 3, 1);
        DMatrixRMaj x = new DMatrixRMaj(20, 50);
        CommonOps_DDRM.mult(t, noise(3, 50, 2), x);
        double[] y = noise(20, 1, 3).data;
        assertEquals(3, PlsRegression.centred().fit(x, y, 15).components());
        double[] exact = new double[20];
        for (int i = 0; i < 20; i++) {
            exact[i] = 4 + t.get(i, 0) - 2 * t.get(i, 1);
        }
        PlsFit fit = PlsRegression.centred().fit(x, exact, 15);
        assertEquals(3, fit.components());
        assertClose("exact", column(exact), column(fit.model(3).predict(x)), 1e-10, 1e-10);
        var e = assertThrows(IllegalArgumentException.class, () -> fit.model(4));
        assertTrue(e.getMessage().contains("from 0 to 3"), e.getMessage());
        for (double level : new double[] {0, 0.1, 1e7 / 3}) {
            double[] same = new double[20];
            java.util.Arrays.fill(same, level);
            PlsFit constant = PlsRegression.centred().fit(x, same, 5);
            assertEquals(0, constant.components(), "level " + level);
            assertEquals(level, constant.model(0).predict(x)[0], 1e-15 * level);
        }
        assertEquals(19, PlsRegression.centred().fit(noise(20, 50, 4), y, 40).components());
    }

    @Test
    void wholeWeightsAreRepeatedRows() {
        DMatrixRMaj x = golden("regress/wide_x");
        double[] y = golden("regress/wide_y").data;
        double[] weights = IntStream.range(0, y.length).mapToDouble(i -> i % 4).toArray();
        int[] repeated = IntStream.range(0, y.length).flatMap(i -> IntStream.generate(() -> i).limit(i % 4)).toArray();
        LinearModel expected = PlsRegression.centred().fit(Matrices.rows(x, repeated), Matrices.pick(y, repeated), 6).model(6);
        LinearModel found = PlsRegression.centred().fit(x, column(y), weights, 6).model(6);
        assertClose("pls", column(expected.coefficients()), column(found.coefficients()), 1e-9, 1e-9);
        assertEquals(expected.intercept(), found.intercept(), 1e-9);
        expected = Pcr.fit(Matrices.rows(x, repeated), Matrices.pick(y, repeated), null, 6).model(6);
        found = Pcr.fit(x, y, weights, 6).model(6);
        assertClose("pcr", column(expected.coefficients()), column(found.coefficients()), 1e-9, 1e-9);
    }

    @Test
    void badInputIsNamed() {
        DMatrixRMaj x = noise(5, 4, 1);
        PlsRegression pls = PlsRegression.centred();
        var e = assertThrows(IllegalArgumentException.class, () -> pls.fit(x, new double[4], 2));
        assertTrue(e.getMessage().contains("5 spectra and 4 reference values"), e.getMessage());
        double[] y = {1, 2, Double.NaN, 4, 5};
        e = assertThrows(IllegalArgumentException.class, () -> pls.fit(x, y, 2));
        assertTrue(e.getMessage().contains("row 2"), e.getMessage());
        x.set(3, 1, Double.POSITIVE_INFINITY);
        for (WeightedCalibrator c : new WeightedCalibrator[] {PlsCalibrator.standard(1), RidgeCalibrator.standard(),
            new PcrCalibrator(ComponentSelection.standard(1))}) {
            e = assertThrows(IllegalArgumentException.class, () -> c.fit(x, new double[5]));
            assertTrue(e.getMessage().contains("row 3, column 1"), e.getMessage());
        }
        x.set(3, 1, 0);
        double[] weights = {1, -1, 1, 1, 1};
        e = assertThrows(IllegalArgumentException.class, () -> pls.fit(x, column(new double[5]), weights, 2));
        assertTrue(e.getMessage().contains("not negative"), e.getMessage());
    }
}
