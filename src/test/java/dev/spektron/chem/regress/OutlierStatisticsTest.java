package dev.spektron.chem.regress;

import static dev.spektron.chem.Csv.golden;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class OutlierStatisticsTest {
    private static final int CHANNELS = 40;

    /// Three bands of varying height and white noise.
    private static DMatrixRMaj spectra(int n, Random random) {
        DMatrixRMaj x = new DMatrixRMaj(n, CHANNELS);
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < 3; a++) {
                double t = random.nextGaussian();
                for (int j = 0; j < CHANNELS; j++) {
                    x.data[i * CHANNELS + j] += t * Math.exp(-Math.pow((j - 8 - 12 * a) / 4.0, 2));
                }
            }
            for (int j = 0; j < CHANNELS; j++) {
                x.data[i * CHANNELS + j] += 0.05 * random.nextGaussian();
            }
        }
        return x;
    }

    @Test
    void limitsHoldForSamplesOfTheSameKind() {
        Random random = new Random(3);
        DMatrixRMaj x = spectra(400, random);
        double[] y = new double[400];
        for (int i = 0; i < 400; i++) {
            y[i] = x.get(i, 8) + 2 * x.get(i, 20) - x.get(i, 32);
        }
        OutlierStatistics s = OutlierStatistics.of(PlsRegression.centred().fit(x, y, 3), 3, x);
        OutlierStatistics.Distance[] d = s.of(spectra(4000, random));
        for (double confidence : new double[] {0.95, 0.99}) {
            double t2 = 0;
            double q = 0;
            for (OutlierStatistics.Distance one : d) {
                t2 += one.t2() <= s.t2Limit(confidence) ? 1.0 / d.length : 0;
                q += one.q() <= s.qLimit(confidence) ? 1.0 / d.length : 0;
            }
            assertEquals(confidence, t2, 0.012);
            assertEquals(confidence, q, 0.012);
        }
    }

    @Test
    void foreignSpectraAreFound() {
        DMatrixRMaj x = golden("regress/tall_x");
        OutlierStatistics s = OutlierStatistics.of(PlsRegression.centred().fit(x, golden("regress/tall_y"), 3), 3, x);
        DMatrixRMaj strange = dev.spektron.chem.Matrices.rows(x, new int[] {0, 0});
        strange.set(1, 4, strange.get(1, 4) + 50);
        OutlierStatistics.Distance[] d = s.of(strange);
        assertTrue(d[0].q() < s.qLimit(0.99) && d[1].q() > s.qLimit(0.99));
        assertThrows(IllegalArgumentException.class, () -> s.of(new DMatrixRMaj(1, 3)));
    }

    @Test
    void trainingDistancesAddUp() {
        DMatrixRMaj x = golden("regress/wide_x");
        OutlierStatistics s = OutlierStatistics.of(PlsRegression.centred().fit(x, golden("regress/wide_y"), 4), 4, x);
        double t2 = 0;
        double q = 0;
        for (OutlierStatistics.Distance d : s.of(x)) {
            t2 += d.t2();
            q += d.q();
        }
        assertEquals(4 * 23, t2, 1e-9);
        assertEquals(23 * s.theta()[0], q, 1e-9 * q);
    }
}
