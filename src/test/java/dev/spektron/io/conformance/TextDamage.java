package dev.spektron.io.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Reader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Cuts and flips real files: the reader gives a result or one [FormatException] that names the file.
public final class TextDamage {
    private static final int CUTS = 8;
    private static final int FLIPS = 16;
    private static final int LONGEST = 60_000;
    private static final String TYPICAL = "0123456789+-.,;Ee@AaJj%SsZ?<>()#=\n\r\t $";

    private TextDamage() {}

    /// @param heads beginnings before random bytes
    public static void check(Reader reader, List<Path> files, List<String> heads) throws IOException {
        Random random = new Random(20261130);
        for (Path file : files) {
            byte[] all = Files.readAllBytes(file);
            byte[] good = Arrays.copyOf(all, Math.min(all.length, LONGEST));
            for (int i = 0; i < CUTS; i++) {
                one(reader, file + " cut", Arrays.copyOf(good, (int) ((long) good.length * i / CUTS)));
            }
            for (int i = 0; i < FLIPS; i++) {
                byte[] bad = good.clone();
                for (int k = 0; k <= i % 4; k++) {
                    bad[random.nextInt(Math.min(bad.length, k == 0 ? 2000 : bad.length))] ^= (byte) (1 << random.nextInt(8));
                }
                one(reader, file + " flipped", bad);
            }
        }
        for (String head : heads) {
            byte[] start = head.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 400; i++) {
                byte[] bad = Arrays.copyOf(start, start.length + random.nextInt(400));
                for (int k = start.length; k < bad.length; k++) {
                    // Half of them of the characters that tables are made of.
                    bad[k] = i % 2 == 0 ? (byte) random.nextInt(256)
                        : (byte) TYPICAL.charAt(random.nextInt(TYPICAL.length()));
                }
                one(reader, "made", bad);
            }
        }
    }

    private static void one(Reader reader, String what, byte[] bytes) {
        Content content = new Content("damaged.txt", bytes);
        reader.match(content);
        try {
            reader.read(content);
        } catch (FormatException e) {
            assertTrue(e.getMessage().startsWith("damaged.txt"), what + ": " + e.getMessage());
        } catch (RuntimeException e) {
            throw new AssertionError(what + ": " + e, e);
        }
    }
}
