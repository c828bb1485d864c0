package dev.spektron.chem.regress;

import static dev.spektron.chem.Csv.assertClose;
import static dev.spektron.chem.Csv.column;
import static dev.spektron.chem.Csv.golden;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.chem.Folds;
import dev.spektron.chem.Matrices;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/// The fast cross-validation against the plain one, and the rules by hand.
class ComponentSelectionTest {
    private static final ComponentSelection ONE_SE = new ComponentSelection(12, 5, 3, 7, ComponentSelection.Rule.ONE_SE);
    private static final ComponentSelection MINIMUM = new ComponentSelection(12, 5, 3, 7, ComponentSelection.Rule.MINIMUM);

    /// Mean squared errors `[fold][components - 1]`, every fold by a complete fit on all channels.
    private static double[][] plain(DMatrixRMaj x, double[] y, double[] weights) {
        double[][] errors = new double[15][12];
        for (int at = 0; at < 15; at++) {
            int[] fold = Folds.assign(y.length, 5, 7 + at / 5);
            int[] in = Folds.positions(fold, at % 5, false);
            int[] out = Folds.positions(fold, at % 5, true);
            double[] v = weights == null ? null : Matrices.pick(weights, in);
            PlsFit fit = PlsRegression.centred().fit(Matrices.rows(x, in), column(Matrices.pick(y, in)), v, 12);
            for (int k = 1; k <= 12; k++) {
                double total = 0;
                for (int i : out) {
                    double w = weights == null ? 1 : weights[i];
                    errors[at][k - 1] += w * Math.pow(fit.model(k).predict(Matrices.row(x, i)) - y[i], 2);
                    total += w;
                }
                errors[at][k - 1] /= total;
            }
        }
        return errors;
    }

    private static void compare(double[][] plain, ComponentSelection.Curve oneSe, ComponentSelection.Curve minimum) {
        int best = 0;
        double[] mean = new double[12];
        double[] se = new double[12];
        for (int k = 0; k < 12; k++) {
            int at = k;
            double[] e = Arrays.stream(plain).mapToDouble(row -> row[at]).toArray();
            mean[k] = Arrays.stream(e).average().orElseThrow();
            double m = mean[k];
            se[k] = Math.sqrt(Arrays.stream(e).map(v -> (v - m) * (v - m)).sum() / 14 / 15);
            best = mean[k] < mean[best] ? k : best;
        }
        assertClose("error", column(mean), column(oneSe.error()), 1e-9, 1e-9);
        assertClose("standard error", column(se), column(oneSe.standardError()), 1e-9, 1e-9);
        int smallest = 0;
        while (mean[smallest] > mean[best] + se[best]) {
            smallest++;
        }
        assertEquals(best + 1, minimum.components());
        assertEquals(smallest + 1, oneSe.components());
        assertEquals(Math.sqrt(mean[best]), minimum.rmsecv(), 1e-9);
    }

    @Test
    void equalsThePlainCrossValidation() {
        for (String name : new String[] {"wide", "tall"}) {
            DMatrixRMaj x = golden("regress/" + name + "_x");
            double[] y = golden("regress/" + name + "_y").data;
            double[] v = golden("regress/" + name + "_v").data;
            for (double[] weights : new double[][] {null, v}) {
                compare(plain(x, y, weights), ONE_SE.pls(x, y, weights), MINIMUM.pls(x, y, weights));
            }
        }
    }

    @Test
    void principalComponentsEqualThePlainCrossValidation() {
        DMatrixRMaj x = golden("regress/wide_x");
        double[] y = golden("regress/wide_y").data;
        ComponentSelection.Curve expected = ONE_SE.validate(x, y, null, PcrPath::predict);
        assertClose("error", column(expected.error()), column(ONE_SE.pcr(x, y, null).error()), 1e-9, 1e-9);
    }

    @Test
    void reductionKeepsAllInnerProducts() {
        DMatrixRMaj x = golden("regress/wide_x");
        DMatrixRMaj small = RowSpace.reduce(Centred.of(x, null, false));
        assertEquals(24, small.numCols);
        DMatrixRMaj centred = Matrices.centred(x, Matrices.columnMeans(x));
        for (int i = 0; i < 24; i++) {
            for (int k = 0; k < 24; k++) {
                double expected = Dense.dot(Matrices.row(centred, i), Matrices.row(centred, k));
                assertEquals(expected, Dense.dot(Matrices.row(small, i), Matrices.row(small, k)), 1e-11);
            }
        }
    }

    @Test
    void findsTheNumberOfLatentVariables() {
        Random random = new Random(5);
        int n = 60;
        DMatrixRMaj x = new DMatrixRMaj(n, 200);
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < 4; a++) {
                double t = random.nextGaussian();
                y[i] += t;
                for (int j = 0; j < 200; j++) {
                    x.data[i * 200 + j] += t * Math.exp(-Math.pow((j - 30 - 45 * a) / 12.0, 2)) / (1 + a);
                }
            }
            for (int j = 0; j < 200; j++) {
                x.data[i * 200 + j] += 0.003 * random.nextGaussian();
            }
            y[i] += 0.05 * random.nextGaussian();
        }
        ComponentSelection.Curve curve = ComponentSelection.standard(1).pls(x, y, null);
        // four bands: three components cannot do, and noise components are not taken
        assertTrue(curve.components() >= 4 && curve.components() <= 5, "components " + curve.components());
        assertTrue(curve.error()[2] > 4 * curve.error()[4], Arrays.toString(curve.error()));
        assertTrue(curve.rmsecv() < 0.08, "RMSECV " + curve.rmsecv());
        PlsCalibrator calibrator = PlsCalibrator.standard(1);
        LinearModel expected = PlsRegression.centred().fit(x, y, 20).model(curve.components());
        assertArrayEquals(expected.coefficients(), calibrator.fit(x, y).coefficients(), 0.0);
        assertArrayEquals(calibrator.fit(x, y).coefficients(), calibrator.fit(x, y, null).coefficients(), 0.0);
    }

    @Test
    void samplesOfWeightZeroAreNotThere() {
        DMatrixRMaj x = golden("regress/wide_x");
        double[] y = golden("regress/wide_y").data;
        double[] weights = new double[y.length];
        Arrays.fill(weights, 0, 20, 1);
        int[] kept = java.util.stream.IntStream.range(0, 20).toArray();
        ComponentSelection.Curve expected = ONE_SE.pls(Matrices.rows(x, kept), Matrices.pick(y, kept), null);
        assertClose("error", column(expected.error()), column(ONE_SE.pls(x, y, weights).error()), 1e-12, 1e-12);
    }

    @Test
    void fewSamples() {
        DMatrixRMaj x = golden("regress/wide_x");
        double[] y = golden("regress/wide_y").data;
        for (int n = 2; n <= 7; n++) {
            int[] some = java.util.stream.IntStream.range(0, n).toArray();
            for (WeightedCalibrator c : new WeightedCalibrator[] {PlsCalibrator.standard(1), RidgeCalibrator.standard(),
                new PcrCalibrator(ComponentSelection.standard(1))}) {
                LinearModel model = c.fit(Matrices.rows(x, some), Matrices.pick(y, some));
                assertTrue(Double.isFinite(model.predict(Matrices.row(x, 20))), c + " with " + n);
            }
            LinearModel constant = PlsCalibrator.standard(1).fit(Matrices.rows(x, some), new double[n]);
            assertEquals(0, constant.predict(Matrices.row(x, 20)));
        }
    }
}
