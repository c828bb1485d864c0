package dev.spektron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.spektron.cli.Cli.Run;
import dev.spektron.io.SharedData;
import dev.spektron.io.numpy.Npy;
import dev.spektron.io.numpy.NpyArray;
import dev.spektron.io.numpy.NpzSpectra;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Data that are damaged, incomplete or only unusual.
class BadDataTest {
    @TempDir
    private Path dir;

    /// Exit code 1, one line with all of `says`, nothing on stdout, no result.
    private void assertFailed(Run run, String... says) {
        assertEquals(1, run.code(), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        for (String s : says) {
            assertTrue(run.err().contains(s), run.err());
        }
        assertEquals("", run.out());
        assertFalse(Files.exists(dir.resolve("out/results.json")));
    }

    private static void edit(Path file, int line, String what, String with) throws IOException {
        List<String> lines = new java.util.ArrayList<>(Files.readAllLines(file));
        String old = lines.get(line);
        lines.set(line, old.replaceFirst(what, with));
        assertFalse(old.equals(lines.get(line)), old);
        Files.write(file, lines);
    }

    @Test
    void aMissingFileIsNamedWithItsManifest() throws IOException {
        Path data = Cli.folder(dir.resolve("d"));
        Files.delete(data.resolve("secondary.csv"));
        assertFailed(Cli.quick(dir, data), "secondary.csv", "manifest");
        assertFailed(Cli.run("transfer", "--data", "corn", "--data-dir", dir.toString()), "corn.mat", "spektron data download corn");
        assertFailed(Cli.run("transfer", "--data", dir.toString()), "expected a manifest.yaml", "docs/data.md");
    }

    @Test
    void samplesOfOneInstrumentOnlyAreNoStandards() throws IOException {
        Path data = Cli.folder(dir.resolve("d"), Cli.primary(), Cli.renamed(Cli.secondary(), id -> "other-" + id));
        Run run = Cli.quick(dir, data);
        assertEquals(2, run.code());
        assertTrue(run.err().contains("only 0 samples") && run.err().contains("40 samples on the source, 40 on the target")
            && run.err().contains("sample ids must be the same"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "inf", "-Infinity", ""})
    void spectraMustBeFinite(String value) throws IOException {
        Path data = Cli.folder(dir.resolve("d"));
        edit(data.resolve("secondary.csv"), 12, ",[0-9.eE-]+$", "," + value);
        assertFailed(Cli.quick(dir, data), "secondary.csv", "line 13");
    }

    @Test
    void aSampleStandsOnce() throws IOException {
        Path data = Cli.folder(dir.resolve("d"));
        String first = Cli.secondary().sampleIds().get(3);
        edit(data.resolve("secondary.csv"), 14, "^[^,]+", first);
        assertFailed(Cli.quick(dir, data), "secondary.csv", "'" + first + "' stands twice");
    }

    @Test
    void fallingAxesGiveTheSameResults() throws IOException {
        Path rising = Cli.folder(dir.resolve("rising"));
        Path falling = Cli.folder(dir.resolve("falling"), Cli.falling(Cli.primary()), Cli.falling(Cli.secondary()));
        assertTrue(Files.readString(falling.resolve("primary.csv")).contains(",2492"));
        assertEquals(0, Cli.quick(dir.resolve("a"), rising).code());
        assertEquals(0, Cli.quick(dir.resolve("b"), falling).code());
        assertEquals(Files.readString(dir.resolve("a/out/predictions.csv")), Files.readString(dir.resolve("b/out/predictions.csv")));
    }

    @Test
    void differentAxesAreResampledAndTold() throws IOException {
        Path data = Cli.folder(dir.resolve("d"), Cli.primary(), Cli.sample("secondary", 5, 7));
        Run run = Cli.quick(dir, data);
        assertEquals(0, run.code(), run.err());
        String note = "primary -> secondary: the instruments have different axes (88 channels, 1100 to 2492 nm; 100 channels, "
            + "1110 to 2496 nm); both were brought to 87 channels, 1116 to 2492 nm by cubic splines";
        assertTrue(run.out().contains("note: " + note), run.out());
        String json = Files.readString(dir.resolve("out/results.json"));
        assertEquals(note, JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("warnings").get(0).getAsString());
        assertTrue(Files.readString(dir.resolve("out/report.html")).contains("by cubic splines"));
    }

    @Test
    void axesThatDoNotOverlapAreRefused() throws IOException {
        Path data = Cli.folder(dir.resolve("d"), Cli.sample("primary", 0, 8), Cli.sample("secondary", 660, 2));
        Run run = Cli.quick(dir, data);
        assertEquals(2, run.code());
        assertTrue(run.err().contains("overlap in 5 channels") && run.err().contains("at least 10"), run.err());
    }

    @Test
    void truncatedCsv() throws IOException {
        Path data = Cli.folder(dir.resolve("d"));
        byte[] whole = Files.readAllBytes(data.resolve("primary.csv"));
        Files.write(data.resolve("primary.csv"), Arrays.copyOf(whole, whole.length / 2));
        assertFailed(Cli.quick(dir, data), "primary.csv, line ", "cut off");
    }

    @Test
    void truncatedMat() throws IOException {
        byte[] whole = Files.readAllBytes(SharedData.dir().resolve("corn/corn.mat"));
        Files.createDirectories(dir.resolve("corn"));
        Files.write(dir.resolve("corn/corn.mat"), Arrays.copyOf(whole, whole.length / 2));
        assertFailed(Cli.run("transfer", "--data", "corn", "--data-dir", dir.toString()), "corn.mat");
    }

    @Test
    void truncatedNpz() throws IOException {
        byte[] whole = NpzSpectra.write(Cli.secondary(), Map.of());
        Path file = dir.resolve("x.npz");
        for (int part = 1; part < 8; part++) {
            Files.write(file, Arrays.copyOf(whole, whole.length * part / 8));
            assertFailed(Cli.run("data", "convert", file.toString(), dir.resolve("x.csv").toString()), "x.npz");
        }
        assertFalse(Files.exists(dir.resolve("x.csv")));
    }

    @Test
    void aZipBombIsNotUnpacked() throws IOException {
        Path file = dir.resolve("bomb.npz");
        byte[] start = Npy.write(NpyArray.of(new double[100_000_000 / 8 / 1000], 100_000_000 / 8 / 1000));
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("spectra.npy"));
            zip.write(start);
            for (int i = 0; i < 1500; i++) {
                zip.write(new byte[100_000]);
            }
        }
        assertTrue(Files.size(file) < 1_000_000);
        assertFailed(Cli.run("data", "info", file.toString()), "bomb.npz");
    }

    @Test
    void aShapeThatTheBytesDoNotHoldIsRefusedBeforeMemoryIsTaken() throws IOException {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000, 700), }";
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        Path file = dir.resolve("huge.npz");
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("spectra.npy"));
            zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0});
            zip.write(text);
            zip.write(new byte[64]);
        }
        assertFailed(Cli.run("data", "info", file.toString()), "huge.npz", "spectra");
    }

    @Test
    void theOutFolderIsTriedBeforeTheWork() throws IOException {
        Path data = Cli.folder(dir.resolve("d"));
        Path file = Files.createFile(dir.resolve("file"));
        for (String out : List.of(file.toString(), file.resolve("below").toString())) {
            Run run = Cli.run("transfer", "--data", data.toString(), "--out", out);
            assertFailed(run, "--out " + out, "folder");
        }
        assertFailed(Cli.quick(dir, data, "--save", dir.toString(), "--save-method", "pds"), "--save " + dir, "found a folder");
        assertFailed(Cli.run("calibrate", "--out", file.resolve("c.spektron").toString()), "--out");
    }

    @Test
    void nothingButResultsIsLeft() throws IOException {
        assertEquals(0, Cli.quick(dir, Cli.folder(dir.resolve("d"))).code());
        try (Stream<Path> files = Files.list(dir.resolve("out"))) {
            assertEquals(List.of("predictions.csv", "report.html", "results.csv", "results.json"),
                files.map(p -> p.getFileName().toString()).sorted().toList());
        }
    }
}
