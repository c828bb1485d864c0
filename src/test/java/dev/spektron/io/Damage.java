package dev.spektron.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;

/// Damages files and checks that a reader answers with the same values or a [FormatException], nothing else.
public final class Damage {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Damage() {}

    /// A reader whose result can be compared by `equals`.
    @FunctionalInterface
    public interface Reader {
        Object read(byte[] bytes) throws FormatException;
    }

    /// Cuts the file at 64 points; what can still be read must be what stood there.
    public static void truncate(byte[] whole, Reader reader) throws FormatException {
        Object expected = reader.read(whole);
        int refused = 0;
        for (int k = 0; k < 64; k++) {
            int cut = (int) ((long) whole.length * k / 64);
            Object got;
            try {
                got = Assertions.assertTimeoutPreemptively(LIMIT, () -> reader.read(Arrays.copyOf(whole, cut)));
            } catch (Exception e) {
                requireRefusal("cut at " + cut, e);
                refused++;
                continue;
            }
            assertEquals(expected, got, "cut at " + cut);
        }
        assertTrue(refused > 32, "only " + refused + " of 64 cuts were refused");
    }

    /// Flips 300 random bits, one or a few at a time; only a [FormatException] may come.
    public static void flip(byte[] whole, Reader reader) {
        SplittableRandom random = new SplittableRandom(17);
        for (int k = 0; k < 300; k++) {
            byte[] damaged = whole.clone();
            // Half of them near the start, where the structure is.
            int range = k % 2 == 0 ? whole.length : Math.min(whole.length, 400);
            for (int i = 0; i <= k % 3; i++) {
                damaged[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                Assertions.assertTimeoutPreemptively(LIMIT, () -> reader.read(damaged));
            } catch (Exception e) {
                requireRefusal("flip " + k, e);
            }
        }
    }

    private static void requireRefusal(String what, Exception e) {
        if (!(e instanceof FormatException) || e.getMessage().length() < 10) {
            throw new AssertionError(what, e);
        }
    }
}
