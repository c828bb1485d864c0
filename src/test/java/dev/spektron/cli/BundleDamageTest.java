package dev.spektron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.cli.Cli.Run;
import dev.spektron.experiment.bundle.BundleFile;
import dev.spektron.io.Damage;
import dev.spektron.io.FormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bundles that are damaged, cut, of another kind or of another version.
class BundleDamageTest {
    @TempDir
    private static Path dir;
    private static byte[] whole;

    @BeforeAll
    static void save() throws IOException {
        Path file = dir.resolve("b.spektron");
        Run run = Cli.transfer(dir, "--data", Cli.folder(dir.resolve("d")).toString(), "--property", "protein", "--preprocessing", "@|snv",
            "--save-method", "pds", "--save", file.toString());
        assertEquals(0, run.code(), run.err());
        whole = Files.readAllBytes(file);
    }

    private static void assertRefused(byte[] bytes, String says) throws IOException {
        Path file = Files.write(dir.resolve("bad.spektron"), bytes);
        Run run = Cli.run("predict", "--model", file.toString(), dir.resolve("d/secondary.csv").toString());
        assertEquals(1, run.code(), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("bad.spektron") && run.err().contains(says), run.err());
        assertEquals("", run.out());
    }

    /// The bundle with another text in `bundle.json`, with or without its maps.
    private static byte[] edited(UnaryOperator<String> json, boolean maps) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(whole)); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                if (e.getName().equals("bundle.json")) {
                    String text = new String(content, StandardCharsets.UTF_8);
                    String changed = json.apply(text);
                    assertTrue(!maps || !changed.equals(text), "nothing was changed");
                    content = changed.getBytes(StandardCharsets.UTF_8);
                } else if (!maps) {
                    continue;
                }
                zip.putNextEntry(new ZipEntry(e.getName()));
                zip.write(content);
            }
        }
        return out.toByteArray();
    }

    @Test
    void anotherVersionIsTold() throws IOException {
        assertRefused(edited(t -> t.replace("\"format\":1", "\"format\":2"), true), "a newer Spektron wrote it");
        assertRefused(edited(t -> t.replace("\"format\":1", "\"format\":0"), true), "make the bundle again");
    }

    @Test
    void partsThatDoNotFitAreFoundAtOnce() throws IOException {
        assertRefused(edited(t -> t, false), "the entry map-0.npy is missing");
        assertRefused(edited(t -> t.replaceFirst("\"coefficients\":\\[[^,]+,", "\"coefficients\":["), true), "damaged or incomplete");
        assertRefused(edited(t -> t.replace("\"weights\"", "\"wights\""), true), "damaged or incomplete");
        assertRefused(edited(t -> t.substring(0, t.length() / 2), true), "damaged or incomplete");
    }

    @Test
    void otherFilesAreNoBundles() throws IOException {
        assertRefused(Files.readAllBytes(dir.resolve("d/secondary.csv")), "expected a Spektron model bundle");
        assertRefused(new byte[0], "expected a Spektron model bundle");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(1);
        }
        assertRefused(out.toByteArray(), "x.npy");
    }

    @Test
    void everyCutIsRefused() throws FormatException {
        Damage.truncate(whole, BundleDamageTest::read);
    }

    @Test
    void flippedBitsNeverBreakTheReader() {
        Damage.flip(whole, BundleDamageTest::read);
    }

    /// What can be compared: the coefficients as text.
    private static Object read(byte[] bytes) throws FormatException {
        try {
            return BundleFile.read(bytes, "b").properties().getFirst().model().members().getFirst().model().intercept();
        } catch (FormatException e) {
            throw e;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
