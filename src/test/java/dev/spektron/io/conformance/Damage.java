package dev.spektron.io.conformance;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What becomes of a file that was cut or in which bits were turned: the same values, a typed error, or other values without a word.
final class Damage {
    private long same;
    private long refused;
    private long different;
    private long slowest;

    long total() {
        return same + refused + different;
    }

    double share() {
        return total() == 0 ? 0 : (double) different / total();
    }

    long slowestMillis() {
        return slowest / 1_000_000;
    }

    /// Cuts at `n` places, evenly spread, without the whole length.
    void cuts(Reader reader, Content content, int n) {
        SpectralFile whole = whole(reader, content);
        for (int i = 0; i < n; i++) {
            int length = (int) ((long) content.bytes().length * i / n);
            look(reader, new Content(content.name(), Arrays.copyOf(content.bytes(), length)), whole, "cut at " + length);
        }
    }

    /// `n` single turned bits, at places that depend on nothing but the name.
    void flips(Reader reader, Content content, int n) {
        SpectralFile whole = whole(reader, content);
        Random random = new Random(content.fileName().hashCode());
        byte[] bytes = content.bytes().clone();
        for (int i = 0; i < n; i++) {
            int at = random.nextInt(bytes.length);
            byte bit = (byte) (1 << random.nextInt(8));
            bytes[at] ^= bit;
            look(reader, new Content(content.name(), bytes), whole, "bit " + bit + " of byte " + at);
            bytes[at] ^= bit;
        }
    }

    /// Null if the sample is one that must be refused.
    private static SpectralFile whole(Reader reader, Content content) {
        try {
            return reader.read(content);
        } catch (FormatException e) {
            return null;
        }
    }

    private void look(Reader reader, Content content, SpectralFile whole, String what) {
        long start = System.nanoTime();
        try {
            reader.match(content);
            SpectralFile f = reader.read(content);
            if (whole != null && sameValues(whole.blocks(), f.blocks())) {
                same++;
            } else {
                different++;
            }
        } catch (FormatException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new AssertionError(content.name() + ", " + what + ": an error without a message", e);
            }
            refused++;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(content.name() + ", " + what + ": expected values or a FormatException, found " + e, e);
        }
        slowest = Math.max(slowest, System.nanoTime() - start);
    }

    /// Whether all axes and ordinates agree to the bit; names and metadata may differ.
    private static boolean sameValues(List<Block> a, List<Block> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!Arrays.equals(a.get(i).x(), b.get(i).x()) || !Arrays.deepEquals(a.get(i).y(), b.get(i).y())) {
                return false;
            }
        }
        return true;
    }
}
