package dev.spektron.io.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Cuts files, flips bits in them and puts random bytes behind their first ones: a reader must give a result or a [FormatException].
public final class Broken {
    private static final int FLIPS = 300;
    private static final int CUTS = 64;

    private Broken() {}

    /// How many of the damaged files were refused.
    public static int check(Reader reader, byte[] whole) {
        int refused = 0;
        for (int k = 0; k < CUTS; k++) {
            refused += refuses(reader, Arrays.copyOf(whole, (int) ((long) whole.length * k / CUTS)), "cut " + k) ? 1 : 0;
        }
        SplittableRandom random = new SplittableRandom(11);
        for (int k = 0; k < FLIPS; k++) {
            byte[] b = whole.clone();
            int range = k % 2 == 0 ? b.length : Math.min(b.length, 2000);
            for (int i = 0; i <= k % 3; i++) {
                b[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
            }
            refused += refuses(reader, b, "flip " + k) ? 1 : 0;
        }
        for (int head : new int[] {4, 8, 16, 64, 128, 512}) {
            byte[] b = new byte[4096];
            random.nextBytes(b);
            System.arraycopy(whole, 0, b, 0, Math.min(head, whole.length));
            refused += refuses(reader, b, "random behind " + head) ? 1 : 0;
        }
        return refused;
    }

    private static boolean refuses(Reader reader, byte[] b, String what) {
        Content content = new Content("broken", b);
        try {
            reader.match(content);
            SpectralFile file = reader.read(content);
            // Views of facts are read too.
            for (Block block : file.blocks()) {
                block.rowMetadata().forEach(m -> m.forEach((k, v) -> assertFalse(k == null || v == null)));
            }
            return false;
        } catch (FormatException e) {
            assertFalse(e.getMessage().isBlank());
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(reader.format() + ", " + what, e);
        }
    }
}
