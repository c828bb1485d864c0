package dev.spektron.corpus.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PermutationTest {
    @Property(tries = 100)
    void everyValueComesOnce(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3000) int n, @ForAll @IntRange(max = 50) int epoch) {
        Permutation p = new Permutation(n, seed);
        BitSet seen = new BitSet(n);
        for (int i = 0; i < n; i++) {
            long v = p.at(epoch, i);
            assertTrue(v >= 0 && v < n && !seen.get((int) v), "value " + v);
            seen.set((int) v);
        }
    }

    /// Rank correlation of position and value, and of two epochs: its standard deviation is 1 / sqrt(n - 1), 0.01 here.
    @Test
    void positionsEpochsAndSeedsAreIndependent() {
        int n = 10_000;
        Permutation p = new Permutation(n, 5);
        Permutation other = new Permutation(n, 6);
        double byPosition = 0;
        double byEpoch = 0;
        double bySeed = 0;
        double middle = (n - 1) / 2.0;
        for (int i = 0; i < n; i++) {
            double v = p.at(0, i) - middle;
            byPosition += v * (i - middle);
            byEpoch += v * (p.at(1, i) - middle);
            bySeed += v * (other.at(0, i) - middle);
        }
        double variance = (n * (double) n - 1) / 12 * n;
        assertEquals(0, byPosition / variance, 0.045);
        assertEquals(0, byEpoch / variance, 0.045);
        assertEquals(0, bySeed / variance, 0.045);
    }

    @Test
    void reachesBeyondTwoToTheThirtyTwo() {
        long n = 10_000_000_019L;
        Permutation p = new Permutation(n, 1);
        long high = 0;
        for (long i = 0; i < 1000; i++) {
            long v = p.at(0, i * 9_999_991L);
            assertTrue(v >= 0 && v < n);
            high += v > n / 2 ? 1 : 0;
        }
        assertEquals(500, high, 80);
    }
}
