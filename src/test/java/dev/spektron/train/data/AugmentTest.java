package dev.spektron.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.model.config.AugmentConfig;
import dev.spektron.spectra.Modality;
import dev.spektron.train.data.Augment.Use;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class AugmentTest {
    private static final int N = 401;

    private static float[] signal(DoubleUnaryOperator f) {
        float[] x = new float[N];
        for (int j = 0; j < N; j++) {
            x[j] = (float) f.applyAsDouble(j);
        }
        return x;
    }

    private static double peak(double j, double at, double sigma) {
        return Math.exp(-0.5 * (j - at) * (j - at) / (sigma * sigma));
    }

    private static float[] apply(AugmentConfig c, float[] x, Modality m, int step) {
        float[] y = x.clone();
        new Augment(c, 3, Use.SECOND_VIEW, N).apply(y, m, step, 2);
        return y;
    }

    /// One setting alone, always.
    private static AugmentConfig only(int field, float value) {
        float[] f = new float[11];
        f[field] = value;
        return new AugmentConfig(1, f[0], f[1], f[2], field == 3 ? 3 : 0, f[3], f[4], f[5], f[6], f[7], f[8], f[8] > 0 ? 2 : 0);
    }

    private static double centre(float[] y) {
        double a = 0;
        double b = 0;
        for (int j = 0; j < N; j++) {
            a += j * y[j];
            b += y[j];
        }
        return a / b;
    }

    private static double width(float[] y) {
        double c = centre(y);
        double a = 0;
        double b = 0;
        for (int j = 0; j < N; j++) {
            a += (j - c) * (j - c) * y[j];
            b += y[j];
        }
        return Math.sqrt(a / b);
    }

    @Test
    void shiftMovesAPeakWithinItsLimitAndDoesNotWrap() {
        float[] x = signal(j -> peak(j, 200, 12));
        Set<Double> seen = new HashSet<>();
        for (int step = 0; step < 50; step++) {
            double moved = centre(apply(only(0, 0.01f), x, Modality.NIR, step)) - 200;
            assertTrue(Math.abs(moved) <= 4.01, "moved " + moved);
            seen.add(moved);
        }
        assertEquals(50, seen.size());
        assertTrue(seen.stream().anyMatch(m -> m > 2) && seen.stream().anyMatch(m -> m < -2));
        float[] step = signal(j -> j < 200 ? 0 : 1);
        for (int k = 0; k < 20; k++) {
            float[] y = apply(only(0, 0.1f), step, Modality.NIR, k);
            assertEquals(0, y[0]);
            assertEquals(1, y[N - 1], 1e-6);
        }
    }

    @Test
    void stretchTurnsAboutTheMiddle() {
        float[] left = signal(j -> peak(j, 60, 8));
        float[] right = signal(j -> peak(j, 340, 8));
        for (int step = 0; step < 20; step++) {
            AugmentConfig c = only(1, 0.02f);
            assertEquals(200, centre(apply(c, signal(j -> peak(j, 200, 8)), Modality.NIR, step)), 1e-3);
            double l = centre(apply(c, left, Modality.NIR, step)) - 60;
            double r = centre(apply(c, right, Modality.NIR, step)) - 340;
            assertEquals(l, -r, 1e-3);
            assertTrue(Math.abs(l) <= 140 * 0.021);
        }
    }

    @Test
    void resolutionWidensAndKeepsTheArea() {
        float[] x = signal(j -> peak(j, 200, 6));
        double most = 0;
        for (int step = 0; step < 50; step++) {
            float[] y = apply(only(2, 0.02f), x, Modality.NIR, step);
            double added = Math.sqrt(Math.max(0, width(y) * width(y) - 36));
            assertTrue(added <= 8.01, "added " + added);
            most = Math.max(most, added);
            double area = 0;
            for (float v : y) {
                area += v;
            }
            assertEquals(6 * Math.sqrt(2 * Math.PI), area, 1e-3);
        }
        assertTrue(most > 6);
    }

    @Test
    void baselineIsAPolynomialOfItsDegree() {
        float[] zero = new float[N];
        double squares = 0;
        for (int step = 0; step < 400; step++) {
            float[] y = apply(only(3, 0.1f), zero, Modality.NIR, step);
            double fourth = y[0] - 4.0 * y[100] + 6.0 * y[200] - 4.0 * y[300] + y[400];
            assertEquals(0, fourth, 1e-5);
            assertEquals(0, y[200], 1e-6);
            squares += (double) y[400] * y[400];
        }
        // at u = 1 the three coefficients add up: variance 3 * 0.01
        assertEquals(0.03, squares / 400, 0.008);
    }

    @Test
    void gainAndOffset() {
        float[] x = signal(j -> Math.sin(0.1 * j));
        for (int step = 0; step < 20; step++) {
            float[] y = apply(only(4, 0.05f), x, Modality.NIR, step);
            double gain = y[15] / x[15];
            assertTrue(gain > 0.95 && gain < 1.05);
            assertEquals(gain * x[300], y[300], 1e-5);
            float[] z = apply(only(5, 0.1f), x, Modality.NIR, step);
            assertEquals(z[15] - x[15], z[300] - x[300], 1e-5);
        }
    }

    @Test
    void noiseAndPhotonNoise() {
        float[] x = signal(j -> j < 200 ? 0 : 4);
        double constant = 0;
        double low = 0;
        double high = 0;
        for (int step = 0; step < 50; step++) {
            float[] y = apply(only(6, 0.01f), x, Modality.NIR, step);
            float[] z = apply(only(7, 0.01f), x, Modality.NIR, step);
            for (int j = 0; j < 200; j++) {
                constant += (double) y[j] * y[j] / 10_000;
                low += Math.abs(z[j]);
                high += (z[j + 200] - 4.0) * (z[j + 200] - 4.0) / 10_000;
            }
        }
        assertEquals(1e-4, constant, 5e-6);
        assertEquals(0, low);
        assertEquals(4e-4, high, 2e-5);
    }

    @Test
    void spikesComeInRamanAlone() {
        float[] zero = new float[N];
        int struck = 0;
        for (int step = 0; step < 200; step++) {
            assertArrayEquals(zero, apply(only(8, 1.5f), zero, Modality.NIR, step));
            float[] y = apply(only(8, 1.5f), zero, Modality.RAMAN, step);
            for (int j = 0; j < N; j++) {
                assertTrue(y[j] >= 0);
                struck += y[j] > 0 && (j == 0 || y[j - 1] < y[j]) ? 1 : 0;
            }
        }
        assertEquals(1.5, struck / 200.0, 0.3);
    }

    @Test
    void probabilityLeavesOut() {
        float[] x = signal(j -> Math.sin(0.1 * j));
        AugmentConfig half = new AugmentConfig(0.5f, 0, 0, 0, 0, 0, 0, 0.1f, 0, 0, 0, 0);
        int same = 0;
        for (int step = 0; step < 400; step++) {
            same += Arrays.equals(x, apply(half, x, Modality.NIR, step)) ? 1 : 0;
        }
        assertEquals(200, same, 40);
    }

    @Test
    void aPureFunctionOfUseStepAndRow() {
        float[] x = signal(j -> peak(j, 200, 12));
        Augment used = new Augment(AugmentConfig.VIEW, 3, Use.SECOND_VIEW, N);
        for (int step = 0; step < 30; step++) {
            used.apply(x.clone(), Modality.RAMAN, step, 5);
        }
        float[] y = x.clone();
        used.apply(y, Modality.RAMAN, 7, 2);
        assertArrayEquals(apply(AugmentConfig.VIEW, x, Modality.RAMAN, 7), y);
        float[] z = x.clone();
        new Augment(AugmentConfig.VIEW, 3, Use.NOISE, N).apply(z, Modality.RAMAN, 7, 2);
        assertFalse(Arrays.equals(y, z));
        for (float v : z) {
            assertTrue(Float.isFinite(v));
        }
    }

    @Test
    void noneChangesNothing() {
        float[] x = signal(j -> Math.sin(0.1 * j));
        assertArrayEquals(x, apply(AugmentConfig.NONE, x, Modality.RAMAN, 1));
        assertTrue(AugmentConfig.NONE.none());
        assertFalse(AugmentConfig.NOISE.none());
    }

    @Test
    void badSettingsAreNamed() {
        var e = assertThrows(IllegalArgumentException.class, () -> only(0, 0.2f));
        assertTrue(e.getMessage().contains("augment.shift: expected a number from 0 to 0.1, found 0.2"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> only(6, Float.NaN));
        assertThrows(IllegalArgumentException.class, () -> new AugmentConfig(1.5f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new AugmentConfig(1, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0));
    }
}
