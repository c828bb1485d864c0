package dev.spektron.chem.regress;

import static dev.spektron.chem.Csv.assertClose;
import static dev.spektron.chem.Csv.column;
import static dev.spektron.chem.Csv.golden;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.chem.Matrices;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against scikit-learn, and leave-one-out against refitting.
class RidgeTest {
    private static final double[] RATIOS = {1e-6, 1e-4, 1e-2, 1};

    @ParameterizedTest
    @ValueSource(strings = {"wide", "tall"})
    void isScikitLearns(String name) {
        DMatrixRMaj x = golden("regress/" + name + "_x");
        double[] y = golden("regress/" + name + "_y").data;
        Ridge.Fit fit = Ridge.fit(x, y, null);
        DMatrixRMaj found = new DMatrixRMaj(6, 4);
        DMatrixRMaj loo = new DMatrixRMaj(y.length, 4);
        for (int k = 0; k < 4; k++) {
            double[] p = fit.model(RATIOS[k]).predict(golden("regress/" + name + "_new"));
            double[] e = fit.leaveOneOut(RATIOS[k]);
            for (int i = 0; i < 6; i++) {
                found.set(i, k, p[i]);
            }
            for (int i = 0; i < y.length; i++) {
                loo.set(i, k, y[i] - e[i]);
            }
        }
        assertClose("predictions", golden("regress/" + name + "_ridge"), found, 1e-9, 1e-9);
        assertClose("leave-one-out", golden("regress/" + name + "_ridge_loo"), loo, 1e-8, 1e-8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wide", "tall"})
    void weightedIsScikitLearns(String name) {
        DMatrixRMaj x = golden("regress/" + name + "_x");
        double[] v = golden("regress/" + name + "_v").data;
        Ridge.Fit fit = Ridge.fit(x, golden("regress/" + name + "_y").data, v);
        double top = Singular.of(Centred.of(x, v, false)).s()[0];
        double[] p = fit.model(1.5 / (top * top)).predict(golden("regress/" + name + "_new"));
        assertClose("weighted", golden("regress/" + name + "_ridge_weighted"), column(p), 1e-9, 1e-9);
    }

    @Test
    void weightedLeaveOneOutEqualsRefitting() {
        DMatrixRMaj x = golden("regress/wide_x");
        double[] y = golden("regress/wide_y").data;
        double[] v = golden("regress/wide_v").data;
        double top = Math.pow(Singular.of(Centred.of(x, v, false)).s()[0], 2);
        double[] found = Ridge.fit(x, y, v).leaveOneOut(1e-3);
        for (int i = 0; i < y.length; i++) {
            int left = i;
            int[] in = IntStream.range(0, y.length).filter(k -> k != left).toArray();
            double[] weights = Matrices.pick(v, in);
            double own = Math.pow(Singular.of(Centred.of(Matrices.rows(x, in), weights, false)).s()[0], 2);
            LinearModel model = Ridge.fit(Matrices.rows(x, in), Matrices.pick(y, in), weights).model(1e-3 * top / own);
            assertEquals(y[i] - model.predict(Matrices.row(x, i)), found[i] / Math.sqrt(v[i]), 1e-9);
        }
    }

    @Test
    void generalisedErrorIsItsFormula() {
        DMatrixRMaj x = golden("regress/tall_x");
        double[] y = golden("regress/tall_y").data;
        Ridge.Fit fit = Ridge.fit(x, y, null);
        // the trace of the hat matrix by moving each reference value
        double trace = 0;
        for (int i = 0; i < y.length; i++) {
            double[] moved = y.clone();
            moved[i] += 1;
            trace += Ridge.fit(x, moved, null).model(1e-2).predict(Matrices.row(x, i)) - fit.model(1e-2).predict(Matrices.row(x, i));
        }
        double rss = 0;
        double[] p = fit.model(1e-2).predict(x);
        for (int i = 0; i < y.length; i++) {
            rss += (p[i] - y[i]) * (p[i] - y[i]);
        }
        double expected = y.length * rss / Math.pow(y.length - trace, 2);
        assertEquals(expected, fit.generalisedError(1e-2), 1e-9 * expected);
    }

    @Test
    void calibratorTakesTheBestOfItsGrid() {
        DMatrixRMaj x = golden("regress/wide_x");
        double[] y = golden("regress/wide_y").data;
        Ridge.Fit fit = Ridge.fit(x, y, null);
        RidgeCalibrator calibrator = RidgeCalibrator.standard();
        double chosen = calibrator.select(fit);
        for (double ratio = 1e-8; ratio < 1; ratio *= Math.pow(10, 0.25)) {
            assertTrue(fit.leaveOneOutError(chosen) <= fit.leaveOneOutError(ratio) * (1 + 1e-9));
        }
        assertClose("model", column(fit.model(chosen).coefficients()), column(calibrator.fit(x, y).coefficients()), 0, 0);
        assertThrows(IllegalArgumentException.class, () -> fit.model(0));
        assertThrows(IllegalArgumentException.class, () -> new RidgeCalibrator(1, 1, 5, RidgeCalibrator.Choice.GENERALISED));
    }
}
