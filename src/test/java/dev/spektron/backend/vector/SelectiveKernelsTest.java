package dev.spektron.backend.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SelectiveKernelsTest {
    private static final int STEPS = 1000;

    /// Decays of steps dt at rate a.
    private static float[] decays(float[] dt, float a, boolean exact) {
        int v = Lanes.N;
        int h = STEPS * v;
        int decays = h + 2 * (STEPS + 1) * v;
        int rates = decays + 2 * STEPS * v;
        float[] w = new float[rates + 3 * v];
        for (int t = 0; t < STEPS; t++) {
            Arrays.fill(w, t * v, (t + 1) * v, dt[t]);
        }
        Arrays.fill(w, rates, rates + 2 * v, a);
        Arrays.fill(w, rates + 2 * v, rates + 3 * v, SelectiveKernels.LOG2E / a);
        float[] b = new float[2 * STEPS];
        if (exact) {
            ExactKernels.states(w, 0, 0, h, decays, rates, rates + 2 * v, b, 0, 2, STEPS);
        } else {
            SelectiveKernels.states(w, 0, 0, h, decays, rates, v, b, 0, 2, STEPS);
        }
        float[] out = new float[STEPS];
        for (int t = 0; t < STEPS; t++) {
            out[t] = w[decays + 2 * t * v];
        }
        return out;
    }

    @Test
    void powersOfTwoAreExactToTwoUnits() {
        for (boolean exact : new boolean[] {false, true}) {
            double worst = 0;
            for (int block = 0; block < 100; block++) {
                float[] dt = new float[STEPS];
                for (int t = 0; t < STEPS; t++) {
                    // From 2^-20 to 124 in steps that are even on a logarithmic scale, then all of [-2, 2] evenly.
                    int i = block * STEPS + t;
                    dt[t] = block < 50 ? (float) Math.pow(2, -20 + 26.95 * i / (50.0 * STEPS))
                        : (float) (4.0 * (i - 50 * STEPS) / (50 * STEPS) - 2);
                }
                for (float a : new float[] {-1, 1, -1.4426950f}) {
                    float[] found = decays(dt, a, exact);
                    for (int t = 0; t < STEPS; t++) {
                        double x = (double) dt[t] * a;
                        if (Math.abs(x) < 125) {
                            float expected = (float) Math.pow(2, x);
                            worst = Math.max(worst, Math.abs(found[t] - Math.pow(2, x)) / Math.ulp(expected));
                        }
                    }
                }
            }
            assertTrue(worst < 2, "expected an error of at most 2 ULP, found " + worst);
        }
    }

    @Test
    void smallPowersVanish() {
        float[] dt = new float[STEPS];
        for (int t = 0; t < STEPS; t++) {
            dt[t] = (float) Math.pow(2, 7 + 14.0 * t / STEPS);
        }
        for (float decay : decays(dt, -1, false)) {
            assertTrue(decay >= 0 && decay < 4e-38f, "found " + decay);
        }
    }
}
