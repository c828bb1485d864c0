package dev.spektron.eval.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ViolationsTest {
    @Test
    void countsWhatBreaksTheRules() {
        float[] even = new float[21];
        float[] skew = new float[21];
        for (int i = 0; i < 21; i++) {
            even[i] = Math.max(0, 6 - Math.abs(i - 10));
            skew[i] = i <= 10 ? Math.max(0, 6 - (10 - i)) : Math.max(0, 6 - 2 * (i - 10));
        }
        Violations v = new Violations(0.5, 12.5).add(even, 0, 1);
        assertEquals(0, v.negative());
        assertEquals(0, v.rough());
        assertEquals(0, v.asymmetry());
        // 5 samples of the intensities even - 1 are above 0, the zeros outside are at -1.
        v.add(even, -1, 1);
        assertEquals(10 / 42.0, v.negative(), 1e-12);
        // Left 5 4 3 2 1, right 4 2 0 0 0, height 6 - 1 / 2.
        double expected = (1 + 4 + 9 + 4 + 1) / 5.0 / (5.5 * 5.5);
        assertEquals(expected, new Violations(0, 1).add(skew, 0, 1).asymmetry(), 1e-12);
        assertEquals(1, new Violations(0, 11.5).add(even, 0, 1).rough());
    }

    @Test
    void theLimitIsThe99thPercentileOfRealSpectra() {
        float[][] real = new float[101][];
        for (int i = 0; i < real.length; i++) {
            real[i] = new float[] {0, i, 0};
        }
        assertEquals(198, Violations.variationLimit(real), 1e-9);
    }
}
