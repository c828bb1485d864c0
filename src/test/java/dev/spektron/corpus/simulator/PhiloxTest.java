package dev.spektron.corpus.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.corpus.simulator.Philox.Purpose;
import org.junit.jupiter.api.Test;

/// Known answers: `kat_vectors` of the Random123 distribution (philox4x32, 10 rounds).
class PhiloxTest {
    private static int[] block(int c0, int c1, int c2, int c3, int k0, int k1) {
        int[] out = new int[4];
        Philox.block(c0, c1, c2, c3, k0, k1, out);
        return out;
    }

    @Test
    void knownAnswers() {
        assertArrayEquals(new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, block(0, 0, 0, 0, 0, 0));
        assertArrayEquals(new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}, block(-1, -1, -1, -1, -1, -1));
        assertArrayEquals(new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1},
            block(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0));
    }

    @Test
    void gaussianHasTheMomentsOfTheNormalDistribution() {
        int n = 200_000;
        double[] g = new Philox(3, Purpose.NOISE, 1, 2).gaussians(n);
        double[] moment = new double[5];
        int inside = 0;
        for (double v : g) {
            double p = 1;
            for (int k = 1; k < 5; k++) {
                p *= v;
                moment[k] += p / n;
            }
            inside += Math.abs(v) < 1.959963985 ? 1 : 0;
        }
        // Five standard errors: sqrt(var(v^k) / n) with the moments 1, 3, 15, 105 of the normal distribution.
        assertEquals(0, moment[1], 5 * Math.sqrt(1.0 / n));
        assertEquals(1, moment[2], 5 * Math.sqrt(2.0 / n));
        assertEquals(0, moment[3], 5 * Math.sqrt(15.0 / n));
        assertEquals(3, moment[4], 5 * Math.sqrt(96.0 / n));
        assertEquals(0.95, (double) inside / n, 5 * Math.sqrt(0.95 * 0.05 / n));
    }
}
