package dev.spektron.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PhiloxTest {
    private static int[] block(int c0, int c1, int c2, int c3, int k0, int k1) {
        int[] out = new int[6];
        Philox.block(c0, c1, c2, c3, k0, k1, out, 1);
        assertEquals(0, out[0] | out[5]);
        return java.util.Arrays.copyOfRange(out, 1, 5);
    }

    /// `kat_vectors` of the Random123 distribution (philox4x32, 10 rounds).
    @Test
    void knownAnswers() {
        assertArrayEquals(new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, block(0, 0, 0, 0, 0, 0));
        assertArrayEquals(new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}, block(-1, -1, -1, -1, -1, -1));
        assertArrayEquals(new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1},
            block(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0));
    }

    @Test
    void unitIsTheMiddleOfAnInterval() {
        assertEquals(0x1p-24f, Philox.unit(0));
        assertEquals(0x1p-24f, Philox.unit(511));
        assertEquals(3 * 0x1p-24f, Philox.unit(512));
        assertEquals(0.5f + 0x1p-24f, Philox.unit(0x80000000));
        assertEquals(1 - 0x1p-24f, Philox.unit(-1));
    }
}
