package dev.spektron.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.spektron.train.data.Draw.Purpose;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DrawTest {
    private static float[] normals(Draw d, int n) {
        float[] a = new float[n];
        for (int i = 0; i < n; i++) {
            a[i] = d.normal();
        }
        return a;
    }

    @Test
    void aStreamDoesNotRememberTheOneBefore() {
        Draw d = new Draw(7, Purpose.PAIR);
        float[] fresh = normals(new Draw(7, Purpose.PAIR).at(3, 9), 11);
        normals(d.at(3, 8), 5);
        assertArrayEquals(fresh, normals(d.at(3, 9), 11));
        for (Draw other : new Draw[] {new Draw(8, Purpose.PAIR).at(3, 9), new Draw(7 + (1L << 40), Purpose.PAIR).at(3, 9),
            new Draw(7, Purpose.NOISE).at(3, 9), d.at(4, 9), d.at(3, 10)}) {
            assertNotEquals(fresh[0], other.normal());
        }
    }

    @Property(tries = 200)
    void shuffleIsAPermutation(@ForAll @IntRange(min = 1, max = 200) int n, @ForAll long seed, @ForAll @IntRange(min = 0) int step) {
        int[] a = IntStream.range(0, n).toArray();
        new Draw(seed, Purpose.EPOCH).at(step, 0).shuffle(a);
        Arrays.sort(a);
        assertArrayEquals(IntStream.range(0, n).toArray(), a);
    }

    /// All 24 orders of four things equally often: chi square with 23 degrees of freedom is below 49.7 with probability 0.999.
    @Test
    void allOrdersAreEquallyLikely() {
        int[] count = new int[256];
        int tries = 24_000;
        for (int t = 0; t < tries; t++) {
            int[] a = {0, 1, 2, 3};
            new Draw(1, Purpose.EPOCH).at(t, 0).shuffle(a);
            count[64 * a[0] + 16 * a[1] + 4 * a[2] + a[3]]++;
        }
        double chi = 0;
        int seen = 0;
        for (int c : count) {
            if (c > 0) {
                seen++;
                chi += (c - 1000.0) * (c - 1000.0) / 1000;
            }
        }
        assertEquals(24, seen);
        assertEquals(true, chi < 49.7, "chi square " + chi);
    }

    @Test
    void normalNumbersAreNormal() {
        float[] z = normals(new Draw(5, Purpose.NOISE).at(0, 0), 100_000);
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        for (float v : z) {
            sum += v;
            squares += (double) v * v;
            fourth += (double) v * v * v * v;
        }
        assertEquals(0, sum / z.length, 0.013);
        assertEquals(1, squares / z.length, 0.02);
        assertEquals(3, fourth / z.length, 0.15);
    }
}
