package dev.spektron.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/// What becomes of a file that was cut or in which bits were turned: the same values, a [FormatException] with a message, or other values
/// without a word. Anything else that a reader throws is an [AssertionError].
public final class Damage {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int CUTS = 64;
    private static final int FLIPS = 300;
    private static final int SHORTEST_MESSAGE = 10;

    private long same;
    private long refused;
    private long different;
    private long slowest;

    /// Takes bytes; results can be compared by `equals`.
    @FunctionalInterface
    public interface Reader {
        Object read(byte[] bytes) throws FormatException;
    }

    /// Axes and ordinates, compared to the bit; names and metadata may differ.
    private record Values(List<Block> blocks) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Values(List<Block> others) && blocks.size() == others.size() && equalTo(others);
        }

        private boolean equalTo(List<Block> others) {
            for (int i = 0; i < blocks.size(); i++) {
                if (!Arrays.equals(blocks.get(i).x(), others.get(i).x()) || !Arrays.deepEquals(blocks.get(i).y(), others.get(i).y())) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int hashCode() {
            return blocks.size();
        }
    }

    /// The reader of a format on content of that name. Facts of rows may be views of the bytes, so they are read too.
    public static Reader of(dev.spektron.io.formats.Reader reader, String name) {
        return bytes -> {
            Content content = new Content(name, bytes);
            reader.match(content);
            List<Block> blocks = reader.read(content).blocks();
            for (Block block : blocks) {
                block.rowMetadata().forEach(row -> row.forEach((k, v) -> assertTrue(k != null && v != null, name)));
            }
            return new Values(blocks);
        };
    }

    /// Cuts a file at 64 points; what can still be read must be what stood there.
    public static void truncate(byte[] whole, Reader reader) {
        Damage damage = new Damage();
        assertTimeoutPreemptively(LIMIT, () -> damage.cuts("file", reader, whole, CUTS));
        assertEquals(0, damage.different, "cut files that gave other values");
        assertTrue(damage.refused > CUTS / 2, "only " + damage.refused + " of " + CUTS + " cuts were refused");
    }

    /// Turns 300 times one to three bits.
    public static void flip(byte[] whole, Reader reader) {
        Damage damage = new Damage();
        assertTimeoutPreemptively(LIMIT, () -> damage.heads("file", reader, whole, FLIPS));
    }

    /// Cuts, turned bits, and random bytes behind the first ones: how many of these 370 files were refused.
    public static long check(dev.spektron.io.formats.Reader reader, byte[] whole) {
        Damage damage = new Damage();
        Reader r = of(reader, "broken");
        assertTimeoutPreemptively(LIMIT, () -> {
            damage.cuts(reader.format(), r, whole, CUTS);
            damage.heads(reader.format(), r, whole, FLIPS);
            damage.tails(reader.format(), r, whole);
        });
        return damage.refused;
    }

    public long total() {
        return same + refused + different;
    }

    /// Share of the files that gave other values without a word.
    public double share() {
        return total() == 0 ? 0 : (double) different / total();
    }

    /// Time of the processor that the slowest reading took: other programs do not count.
    public long slowestMillis() {
        return slowest / 1_000_000;
    }

    /// Cuts at `n` places, evenly spread, without the whole length.
    public void cuts(String name, Reader reader, byte[] whole, int n) {
        Object expected = expected(reader, whole);
        for (int i = 0; i < n; i++) {
            int length = (int) ((long) whole.length * i / n);
            look(name + ", cut at " + length, reader, Arrays.copyOf(whole, length), expected);
        }
    }

    /// `n` single turned bits, at places that depend on nothing but the name.
    public void flips(String name, Reader reader, byte[] whole, int n) {
        Object expected = expected(reader, whole);
        Random random = new Random(name.hashCode());
        byte[] bytes = whole.clone();
        for (int i = 0; i < n; i++) {
            int at = random.nextInt(bytes.length);
            byte bit = (byte) (1 << random.nextInt(8));
            bytes[at] ^= bit;
            look(name + ", bit " + bit + " of byte " + at, reader, bytes, expected);
            bytes[at] ^= bit;
        }
    }

    /// `n` times one to three turned bits, every other time near the start, where the structure is.
    private void heads(String name, Reader reader, byte[] whole, int n) {
        Object expected = expected(reader, whole);
        SplittableRandom random = new SplittableRandom(11);
        for (int k = 0; k < n; k++) {
            byte[] b = whole.clone();
            int range = k % 2 == 0 ? b.length : Math.min(b.length, 2000);
            for (int i = 0; i <= k % 3; i++) {
                b[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
            }
            look(name + ", flip " + k, reader, b, expected);
        }
    }

    /// Random bytes behind the first few.
    private void tails(String name, Reader reader, byte[] whole) {
        SplittableRandom random = new SplittableRandom(17);
        for (int head : new int[] {4, 8, 16, 64, 128, 512}) {
            byte[] b = new byte[4096];
            random.nextBytes(b);
            System.arraycopy(whole, 0, b, 0, Math.min(head, whole.length));
            look(name + ", random behind " + head, reader, b, null);
        }
    }

    /// Null if the sample is one that must be refused.
    private static Object expected(Reader reader, byte[] whole) {
        try {
            return reader.read(whole);
        } catch (FormatException e) {
            return null;
        }
    }

    private void look(String what, Reader reader, byte[] bytes, Object expected) {
        long start = THREADS.getCurrentThreadCpuTime();
        try {
            if (reader.read(bytes).equals(expected)) {
                same++;
            } else {
                different++;
            }
        } catch (FormatException e) {
            assertTrue(e.getMessage() != null && e.getMessage().length() >= SHORTEST_MESSAGE, what + ": an error without a message");
            refused++;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(what + ": expected values or a FormatException, found " + e, e);
        }
        slowest = Math.max(slowest, THREADS.getCurrentThreadCpuTime() - start);
    }
}
