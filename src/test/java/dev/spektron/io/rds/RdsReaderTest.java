package dev.spektron.io.rds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.Damage;
import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import dev.spektron.io.SharedData;
import dev.spektron.io.conformance.RdsSamples;
import dev.spektron.io.conformance.Worst;
import dev.spektron.io.csv.CsvSpectra;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Readers;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Against what R 4.2.2 reads (expected_R.json), and against the text forms of the same spectra.
class RdsReaderTest {
    private static Path corpus() {
        return SharedData.dir().resolve("rds-corpus");
    }

    @TestFactory
    List<DynamicTest> agreesWithR() throws IOException {
        return RdsSamples.readable(SharedData.dir()).entrySet().stream()
            .map(e -> DynamicTest.dynamicTest(e.getKey().getFileName().toString(), () -> {
                Worst worst = new Worst();
                new RExpected(worst).compare(e.getKey().toString(), e.getValue(), RdsFile.read(e.getKey()));
                assertTrue(worst.error() < 1e-13, "relative error " + worst.error());
            })).toList();
    }

    @TestFactory
    List<DynamicTest> codeIsRefusedWithItsPlace() {
        return List.of("test_function", "test_empty_function", "test_empty_function_uncompiled",
            "test_minimal_function_uncompiled").stream()
            .map(n -> DynamicTest.dynamicTest(n, () -> {
                Path file = corpus().resolve("vnmabus_rdata/" + n + ".rda");
                FormatException e = assertThrows(FormatException.class, () -> RdsFile.read(file));
                assertTrue(e.getMessage().contains("$" + n) && e.getMessage().contains("found a function"), e.getMessage());
            })).toList();
    }

    private static Block main(String file) throws IOException {
        return Readers.read(corpus().resolve(file)).main();
    }

    @Test
    void readsOpenSpecy() throws IOException {
        Block b = main("openspecy/raman_hdpe.rds");
        var csv = CsvSpectra.read("raman_hdpe.csv", Files.readAllBytes(corpus().resolve("openspecy/raman_hdpe.csv")), null);
        assertArrayEquals(csv.axis(), b.x());
        assertEquals(Optional.of(AxisUnit.RAMAN_SHIFT), b.unit());
        assertArrayEquals(csv.rows()[0], b.y()[0]);
        assertEquals("HDPE", b.metadata().get("sample"));
        assertEquals("raman", b.metadata().get("modality"));
        assertEquals("Horiba Scientific", b.rowMetadata().getFirst().get("organization"));
        Block library = Readers.read(SharedData.dir().resolve("openspecy-library/test_lib.RData")).main();
        assertEquals(57, library.rows());
        assertEquals(781, library.channels());
        assertEquals(781 * 57 - 11889, java.util.Arrays.stream(library.y()).flatMapToDouble(java.util.Arrays::stream)
            .filter(v -> !Double.isNaN(v)).count());
        assertTrue(library.ids().getFirst().startsWith("00002e4e3f"), library.ids().getFirst());
    }

    @Test
    void readsHyperSpec() throws IOException {
        // Figures of the vignettes of hyperSpec: flu has 6 spectra of 181 points from 405 to 495 nm.
        Block flu = main("hyperSpec/flu.rda");
        assertEquals(6, flu.rows());
        assertEquals(181, flu.channels());
        assertEquals(405, flu.x()[0]);
        assertEquals(495, flu.x()[180]);
        assertEquals(Optional.of(AxisUnit.NANOMETRE), flu.unit());
        assertEquals("0.05", flu.rowMetadata().getFirst().get("c"));
        Block chondro = main("hyperSpec/chondro_mini.rds");
        assertEquals(604, chondro.x()[0]);
        assertEquals(150, chondro.channels());
        assertEquals(Optional.of(AxisUnit.RAMAN_SHIFT), chondro.unit());
    }

    @Test
    void readsMatrixColumns() throws IOException {
        Block gasoline = main("cran_pls/gasoline.RData");
        assertEquals(60, gasoline.rows());
        assertEquals(401, gasoline.channels());
        assertEquals(900, gasoline.x()[0]);
        assertEquals(1700, gasoline.x()[400]);
        assertEquals(Optional.of(AxisUnit.NANOMETRE), gasoline.unit());
        assertEquals(-0.050193, gasoline.y()[0][0]);
        assertEquals("85.3", gasoline.rowMetadata().getFirst().get("octane"));
        Block soil = main("prospectr/NIRsoil.RData");
        assertEquals(825, soil.rows());
        assertEquals(1100, soil.x()[0]);
        assertEquals(2498, soil.x()[699]);
        assertEquals(0.3386885, soil.y()[0][0]);
        assertEquals(null, soil.rowMetadata().getFirst().get("CEC"));
        SpectralFile cereal = Readers.read(corpus().resolve("chemometrics/cereal.rda"));
        assertEquals(List.of("cereal/X", "cereal/Y", "cereal/Ysc"), cereal.blocks().stream().map(Block::name).toList());
        assertEquals("cereal/X", cereal.main().name());
    }

    @Test
    void withoutSpectraTheMessageListsWhatIsThere() {
        FormatException e = assertThrows(FormatException.class, () -> Readers.read(corpus().resolve("pyreadr/two_xz.RData")));
        assertTrue(e.getMessage().contains("df1 (data.frame of 7)"), e.getMessage());
    }

    /// A data frame in the long layout in the native form `B`, which no sample has: the writer here is R's documentation turned round.
    @Test
    void readsTheNativeForm() throws IOException {
        byte[] xdr = FileBytes.unpack("x", Files.readAllBytes(corpus().resolve("vnmabus_rdata/test_nan_inf.rds")));
        byte[] b = xdr.clone();
        b[0] = 'B';
        // Words of four bytes up to the values, then numbers of eight: X, version, writer, reader, length and name of the encoding, ...
        swap(b, 2, 4, 4);
        int at = 2 + 16 + 5;
        swap(b, at, 4, 2);
        swap(b, at + 8, 8, 4);
        RValue v = RdsFile.read("native.rds", b).values().get("");
        assertArrayEquals(new double[] {0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}, RFrames.doubles(v));
    }

    private static void swap(byte[] b, int from, int width, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < width / 2; j++) {
                int low = from + i * width + j;
                int high = from + (i + 1) * width - 1 - j;
                byte t = b[low];
                b[low] = b[high];
                b[high] = t;
            }
        }
    }

    @Test
    void numbersBecomeTextsAsInR() {
        // R 4.2: as.character(c(...)).
        assertEquals("1e+05", Altrep.text(100000));
        assertEquals("123456", Altrep.text(123456));
        assertEquals("0.1", Altrep.text(0.1));
        assertEquals("1e-04", Altrep.text(0.0001));
        assertEquals("0.333333333333333", Altrep.text(1 / 3.0));
        assertEquals("1e+300", Altrep.text(1e300));
        assertEquals("-2.5", Altrep.text(-2.5));
    }

    private static byte[] xdr(int... words) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write("X\n".getBytes(StandardCharsets.US_ASCII));
        DataOutputStream data = new DataOutputStream(out);
        for (int w : new int[] {2, 0x040202, 0x020300}) {
            data.writeInt(w);
        }
        for (int w : words) {
            data.writeInt(w);
        }
        return out.toByteArray();
    }

    private static String refusal(byte[] bytes) {
        return assertThrows(FormatException.class, () -> RdsFile.read("bad.rds", bytes)).getMessage();
    }

    @Test
    void badInputIsRefusedWithItsPlace() throws IOException {
        assertTrue(refusal(xdr(14, 0x7fffffff)).contains("byte 22 of the unpacked data: expected 2147483647 elements"), refusal(xdr(14,
            0x7fffffff)));
        assertTrue(refusal(xdr(255 | 9 << 8)).contains("reference 9"));
        int[] deep = new int[2000];
        for (int i = 0; i < deep.length; i += 2) {
            deep[i] = 19;
            deep[i + 1] = 1;
        }
        assertTrue(refusal(xdr(deep)).contains("nested at most 256"));
        assertTrue(refusal(xdr(19, 1, 21)).contains("at [[1]]: expected data, found byte code"), refusal(xdr(19, 1, 21)));
        assertTrue(refusal("X\n\0\0\0\1aaaaaaaa".getBytes(StandardCharsets.US_ASCII)).contains("version 2 or 3"));
        assertTrue(refusal("A\n2\n262146\n131840\n14\n3\n1\n2.x\n".getBytes(StandardCharsets.US_ASCII)).contains("found '2.x'"));
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        for (String name : List.of("openspecy/raman_hdpe.rds", "hyperSpec/flu.rda", "pyreadr/two_xz.RData",
            "vnmabus_rdata/test_ascii_win_v3.rda", "vnmabus_rdata/test_altrep_deferred_string.rda", "pyreadr/altrep_wrapreal.rdata")) {
            byte[] packed = Files.readAllBytes(corpus().resolve(name));
            byte[] plain = FileBytes.unpack(name, packed);
            Damage.flip(packed, b -> RdsFile.read(name, b).values().size());
            Damage.flip(plain, b -> new RdsReader().read(new Content(name, b)).blocks().size());
        }
        byte[] whole = FileBytes.unpack("h", Files.readAllBytes(corpus().resolve("openspecy/raman_hdpe.rds")));
        Damage.truncate(whole, b -> RdsFile.read("h", b).values().get("").describe());
    }

    @Test
    void onlyMatricesWithPositionsAreSpectra() throws IOException {
        assertEquals(BlockKind.OTHER, main("pyreadr/mat_numeric.rds").kind());
    }

    /// Text of the ASCII form: a vector of numbers with `flags` on top of its type.
    private static String numbers(int flags, double... v) {
        StringBuilder s = new StringBuilder().append(14 + flags).append('\n').append(v.length).append('\n');
        for (double d : v) {
            s.append(d).append('\n');
        }
        return s.toString();
    }

    private static String texts(String... v) {
        StringBuilder s = new StringBuilder("16\n").append(v.length).append('\n');
        for (String t : v) {
            s.append("262153\n").append(t.length()).append('\n').append(t).append('\n');
        }
        return s.toString();
    }

    private static String attribute(String name, String value) {
        return "1026\n1\n262153\n" + name.length() + "\n" + name + "\n" + value;
    }

    private static Block ascii(String kind, String names, String... elements) throws IOException {
        String text = "A\n2\n262146\n131840\n787\n" + elements.length + "\n" + String.join("", elements) + attribute("names", names)
            + attribute("class", texts(kind)) + "254\n";
        return new RdsReader().read(new Content("a.rds", text.getBytes(StandardCharsets.US_ASCII))).main();
    }

    /// pavo and lightr keep spectra so; the numbers in the names of the columns are no positions.
    @Test
    void columnsBesideAColumnOfPositions() throws IOException {
        Block b = ascii("data.frame", texts("wl", "X1", "X2", "X3"), numbers(0, 300, 301, 302), numbers(0, 1, 2, 3), numbers(0, 4, 5, 6),
            numbers(0, 7, 8, 9));
        assertArrayEquals(new double[] {300, 301, 302}, b.x());
        assertArrayEquals(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}, b.y());
        assertEquals(List.of("X1", "X2", "X3"), b.ids());
        Block wide = ascii("data.frame", texts("wl", "X1", "X2", "X3"), numbers(0, 785, 785, 785), numbers(0, 1, 2, 3), numbers(0, 4, 5, 6),
            numbers(0, 7, 8, 9));
        assertArrayEquals(new double[] {1, 2, 3}, wide.x(), "a laser line is no axis");
    }

    /// A table of one row with a spectrum, as an element of a list.
    private static String row(double a, double b, double c) {
        return "787\n3\n" + numbers(0, a) + numbers(0, b) + numbers(0, c) + attribute("names", texts("4000.2", "3998.1", "3996"))
            + attribute("class", texts("data.table", "data.frame")) + "254\n";
    }

    @Test
    void tablesOfOneRowInAColumnAreSpectra() throws IOException {
        Block b = ascii("data.frame", texts("sample_id", "spc"), texts("a", "b"), "19\n2\n" + row(1, 2, 3) + row(4, 5, 6));
        assertArrayEquals(new double[] {4000.2, 3998.1, 3996}, b.x());
        assertArrayEquals(new double[][] {{1, 2, 3}, {4, 5, 6}}, b.y());
        assertEquals(List.of("a", "b"), b.ids());
    }

    @Test
    void readsChemoSpec() throws IOException {
        String data = numbers(512, 1, 4, 2, 5, 3, 6) + attribute("dim", "13\n2\n2\n3\n") + "254\n";
        Block b = ascii("Spectra", texts("freq", "data", "names", "unit"), numbers(0, 400, 401, 402), data, texts("a", "b"),
            texts("wavenumbers", "absorbance"));
        assertArrayEquals(new double[] {400, 401, 402}, b.x());
        assertArrayEquals(new double[][] {{1, 2, 3}, {4, 5, 6}}, b.y());
        assertEquals(List.of("a", "b"), b.ids());
        assertEquals(Optional.of(AxisUnit.WAVENUMBER), b.unit());
        assertEquals(dev.spektron.spectra.IntensityKind.ABSORBANCE, b.intensity());
    }
}
