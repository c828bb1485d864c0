package dev.spektron.io.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import dev.spektron.io.numpy.Npy;
import dev.spektron.io.numpy.NpyArray;
import dev.spektron.io.numpy.Npz;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.Dataset;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.SpectrumSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The mapping language of manifests, on small folders.
class ManifestTest {
    private static final String HEAD = "name: mine\naxis-unit: nm\n";
    private static final String ONE = HEAD + "instruments:\n  - {name: A, read: {file: a.csv}}\n";

    @TempDir
    private Path dir;

    private void write(String file, String text) throws IOException {
        Files.createDirectories(dir.resolve(file).getParent());
        Files.writeString(dir.resolve(file), text);
    }

    private Dataset load() throws IOException {
        return DatasetLoader.load(dir.toString(), null);
    }

    private void assertRefused(String... says) {
        FormatException e = assertThrows(FormatException.class, this::load);
        for (String s : says) {
            assertTrue(e.getMessage().contains(s), e.getMessage());
        }
    }

    @Test
    void twoFoldersOfCsv() throws IOException {
        write("manifest.yaml", HEAD + """
            modality: nir
            intensity: absorbance
            instruments:
              - {name: lab, description: 'bench', read: {file: lab/all.csv, delimiter: semicolon, decimal: ',', ids: Probe}}
              - {name: field, read: {file: field/all.csv, ids: id, properties: {file: reference.csv}}}
            properties:
              - {name: water, unit: '%', column: Wasser}
            """);
        write("lab/all.csv", "Probe;Wasser;1100;1102;1104\np1;1,5;0,1;0,2;0,3\np2;;0,3;0,2;0,1\n");
        write("field/all.csv", "id,1200,1201,1202\np1,1,2,3\np2,3,2,1\n");
        write("reference.csv", "id,Wasser\np1,1.5\np2,NA\n");
        Dataset d = load();
        assertEquals(List.of("lab", "field"), d.instruments());
        for (String name : d.instruments()) {
            assertArrayEquals(new double[] {1.5, Double.NaN}, d.instrument(name).property("water"));
            assertEquals(List.of("p1", "p2"), d.instrument(name).sampleIds());
        }
        assertEquals(1200, d.instrument("field").axis().first());
        assertArrayEquals(new double[] {0.3, 0.2, 0.1}, d.instrument("lab").rows()[1]);
        assertEquals("%", d.unitOf("water"));
    }

    /// A Galactic SPC file (new format, one subfile, even axis) as its published layout says.
    private static byte[] spc(int kind, float... y) {
        ByteBuffer b = ByteBuffer.allocate(512 + 32 + 4 * y.length).order(ByteOrder.LITTLE_ENDIAN);
        b.put(1, (byte) 0x4b).put(3, (byte) 0x80).putInt(4, y.length).putDouble(8, 1100).putDouble(16, 1100 + 2 * (y.length - 1));
        b.putInt(24, 1).put(28, (byte) 3).put(29, (byte) kind).put(513, (byte) 0x80);
        for (int i = 0; i < y.length; i++) {
            b.putFloat(544 + 4 * i, y[i]);
        }
        return b.array();
    }

    private void bytes(String name, byte[] content) throws IOException {
        Files.createDirectories(dir.resolve(name).getParent());
        Files.write(dir.resolve(name), content);
    }

    @Test
    void foldersOfVendorFiles() throws IOException {
        write("manifest.yaml", HEAD + """
            intensity: absorbance
            instruments:
              - {name: lab, read: {file: lab/, properties: {file: reference.csv, ids: sample}}}
              - {name: field, read: {file: field.spc, ids: {prefix: p, from: 1, digits: 1}, properties: {file: reference.csv, ids: sample}}}
            properties:
              - {name: water}
            """);
        bytes("lab/p1.spc", spc(2, 0.5f, 0.25f, 1));
        bytes("lab/p2.SPC", spc(2, 1, 2, 3));
        write("lab/Thumbs.db", "left by a file manager");
        bytes("field.spc", spc(2, 3, 2, 1));
        write("reference.csv", "sample,water\np2,9\np1,1.5\n");
        Dataset d = load();
        assertEquals(List.of("p1", "p2"), d.instrument("lab").sampleIds());
        assertArrayEquals(new double[] {0.5, 0.25, 1}, d.instrument("lab").rows()[0]);
        assertArrayEquals(new double[] {1.5, 9}, d.instrument("lab").property("water"));
        assertEquals(1104, d.instrument("lab").axis().last());
        assertArrayEquals(new double[] {3, 2, 1}, d.instrument("field").rows()[0]);

        bytes("lab/p2.SPC", spc(128, 1, 2, 3));
        assertRefused("lab/p2.SPC: expected absorbance as in lab/p1.spc, found transmittance");
        bytes("lab/p1.spc", spc(128, 1, 2, 4));
        assertRefused("lab/: the manifest says intensity absorbance, the files say transmittance");
        bytes("lab/p1.spc", spc(2, 1, 2, 4, 5));
        bytes("lab/p2.SPC", spc(2, 1, 2, 3));
        assertRefused("lab/p2.SPC: expected one spectrum on the axis of lab/p1.spc, found 1 with 3 channels");
        bytes("lab/p1.spc", java.util.Arrays.copyOf(spc(2, 1, 2, 4), 300));
        assertRefused("lab/p1.spc");
    }

    /// A workbook of openpyxl (make_xlsx.py).
    @Test
    void sheetsOfAWorkbook() throws IOException {
        String manifest = HEAD + """
            instruments:
              - {name: lab, read: {file: lab.xlsx, sheet: Spectra, ids: id, properties: {file: lab.xlsx, ids: Sample}}}
              - {name: field, read: {file: field/, properties: {file: lab.xlsx, sheet: Lab values, ids: Sample}}}
            properties:
              - {name: water, column: Water}
            """;
        write("manifest.yaml", manifest);
        try (InputStream in = getClass().getResourceAsStream("/golden/xlsx/lab.xlsx")) {
            bytes("lab.xlsx", in.readAllBytes());
        }
        bytes("field/p1.spc", spc(2, 0.5f, 0.25f, 1));
        bytes("field/p2.spc", spc(2, 1, 2, 3));
        Dataset d = load();
        assertEquals(List.of("p1", "p2", "p3"), d.instrument("lab").sampleIds());
        assertArrayEquals(new double[] {0.5, 0.25, 1}, d.instrument("lab").rows()[0]);
        assertArrayEquals(new double[] {1.5, 9, Double.NaN}, d.instrument("lab").property("water"));
        assertArrayEquals(new double[] {1.5, 9}, d.instrument("field").property("water"));
        write("manifest.yaml", manifest.replace("Lab values", "Lab value"));
        assertRefused("lab.xlsx has no sheet 'Lab value'; did you mean 'Lab values'?");
    }

    /// OPUS counts the measurements of a sample in the ending of the file's name.
    @Test
    void filesWhoseNamesDifferInTheEndingKeepIt() throws IOException {
        write("manifest.yaml", HEAD + """
            instruments:
              - {name: lab, read: {file: lab/}}
              - {name: field, read: {file: lab/}}
            """);
        bytes("lab/p1.0", spc(2, 0.5f, 0.25f, 1));
        bytes("lab/p1.1", spc(2, 1, 2, 3));
        bytes("lab/p2.0", spc(2, 1, 2, 4));
        assertEquals(List.of("p1.0", "p1.1", "p2"), load().instrument("lab").sampleIds());
    }

    @Test
    void foldersOfSingleSpectraAndAReferenceTableInAnotherOrder() throws IOException {
        write("manifest.yaml", HEAD + """
            instruments:
              - {name: lab, read: {file: lab/, properties: {file: reference.csv, ids: sample}}}
              - {name: field, read: {file: field.csv, properties: {file: reference.csv, ids: sample}}}
            properties:
              - {name: water}
            """);
        write("lab/p1.csv", "nm;A\n1100;0,1\n1102;0,2\n1104;0,3\n");
        write("lab/p2.txt", "1100 0.3\n1102 0.2\n1104 0.1\n");
        write("lab/notes.md", "not a spectrum");
        write("field.csv", "wavelength,p2,p1\n1200,1,2\n1201,2,3\n1202,3,4\n");
        write("reference.csv", "sample,water\np3,9\np1,1.5\n");
        FormatException e = assertThrows(FormatException.class, this::load);
        assertTrue(e.getMessage().contains("lab/p2.txt"), e.getMessage());
        write("lab/p2.txt", "nm A\n1100 0.3\n1102 0.2\n1104 0.1\n");
        Dataset d = load();
        assertEquals(List.of("p1", "p2"), d.instrument("lab").sampleIds());
        assertEquals(List.of("p2", "p1"), d.instrument("field").sampleIds());
        assertArrayEquals(new double[] {1.5, Double.NaN}, d.instrument("lab").property("water"));
        assertArrayEquals(new double[] {Double.NaN, 1.5}, d.instrument("field").property("water"));
        assertArrayEquals(new double[] {0.3, 0.2, 0.1}, d.instrument("lab").rows()[1]);
        assertArrayEquals(new double[] {2, 3, 4}, d.instrument("field").rows()[1]);
        write("reference.csv", "sample,water\nP1,1.5\n");
        assertRefused("none of the sample ids", "P1");
    }

    @Test
    void numpyFilesWithAxesAndIds() throws IOException {
        write("manifest.yaml", HEAD + """
            instruments:
              - name: A
                read: {file: a.npy, axis: {first: 1100, step: 2}, ids: {prefix: s, from: 7, digits: 2}, properties: {file: y.npy}}
              - name: B
                read: {file: b.npz, entry: x, axis: {entry: nm}, ids: {entry: names}, properties: {entry: y}}
            properties:
              - {name: oil, column: 2}
            """);
        double[][] x = {{1, 2, 3}, {4, 5, 7}};
        double[][] y = {{0, 5}, {0, 6}};
        Files.write(dir.resolve("a.npy"), Npy.write(NpyArray.of(x)));
        Files.write(dir.resolve("y.npy"), Npy.write(NpyArray.of(y)));
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("x", NpyArray.of(x));
        arrays.put("y", NpyArray.of(y));
        arrays.put("nm", NpyArray.of(new double[] {9, 8, 7}, 3));
        arrays.put("names", NpyArray.of("s07", "s08"));
        Files.write(dir.resolve("b.npz"), Npz.write(arrays));
        Dataset d = load();
        assertEquals(d.instrument("A").sampleIds(), d.instrument("B").sampleIds());
        assertEquals(List.of("s07", "s08"), d.instrument("A").sampleIds());
        assertArrayEquals(new double[] {1100, 1102, 1104}, d.instrument("A").axis().values());
        assertArrayEquals(new double[] {9, 8, 7}, d.instrument("B").axis().values());
        assertFalse(d.instrument("B").axis().isRising());
        assertArrayEquals(new double[] {5, 6}, d.instrument("A").property("oil"));
        assertArrayEquals(x, d.instrument("B").rows());
    }

    @Test
    void packedSampleOnTheClassPath() throws IOException {
        LoadedDataset loaded = DatasetLoader.loadWithDigests("sample:folded", null);
        Dataset d = loaded.dataset();
        SpectrumSet a = d.instrument("A");
        assertEquals(List.of("s1", "s2", "s3"), a.sampleIds());
        assertEquals(List.of("s3", "s1", "s2"), d.instrument("B").sampleIds());
        assertEquals(AxisUnit.WAVENUMBER, a.axis().unit());
        assertEquals(IntensityKind.TRANSMITTANCE, a.kind());
        assertArrayEquals(new double[] {1.5, Double.NaN, 2.5}, a.property("water"));
        assertEquals("A", a.metadata().getFirst().get("device"));
        assertEquals(Map.of("learn", List.of("s1", "s2"), "check", List.of("s3")), d.manifest().split());
        try (var in = getClass().getResourceAsStream("/dev/spektron/data/samples/folded/all.csv.gz")) {
            assertEquals(Map.of("all.csv.gz", FileBytes.sha256(in.readAllBytes())), loaded.sha256());
        }
    }

    @Test
    void unknownKeysAreRefusedWithLineAndNearest() throws IOException {
        write("manifest.yaml", ONE + "axis_unit: nm\n");
        assertRefused("manifest.yaml, line 5", "'axis_unit'", "did you mean 'axis-unit'?");
        write("manifest.yaml", HEAD + "instruments:\n  - name: A\n    read:\n      file: a.csv\n      idz: ID\n");
        assertRefused("line 7", "'idz'", "did you mean 'ids'?");
    }

    @Test
    void brokenManifestsNameTheLine() throws IOException {
        write("manifest.yaml", "name: x\n  y: [\n");
        assertRefused("manifest.yaml, line 2", "no valid YAML");
        write("manifest.yaml", "name: x\naxis-unit: furlong\ninstruments:\n  - {name: A, read: {file: a.csv}}\n");
        assertRefused("line 2", "'axis-unit'", "furlong");
        write("manifest.yaml", ONE.replace("axis-unit: nm\n", ""));
        assertRefused("'axis-unit' is missing");
        write("manifest.yaml", HEAD);
        assertRefused("at least one instrument");
        write("manifest.yaml", ONE.replace("a.csv", "../a.csv"));
        assertRefused("below the data folder");
        write("manifest.yaml", ONE.replace("file: a.csv", "file: a.csv, format: excel"));
        assertRefused("line 4", "unknown format 'excel'");
        write("manifest.yaml", ONE.replace("a.csv", "a.mat"));
        assertRefused("line 4", "'variable'");
        write("manifest.yaml", ONE + "  - {name: A, read: {file: a.csv}}\n");
        assertRefused("line 5", "stands twice");
        write("manifest.yaml", "a: &a [x, x]\n" + "b: &b [*a, *a]\n".repeat(1) + ONE);
        assertRefused("'a'");
    }

    @Test
    void badSpectraAreRefused() throws IOException {
        write("manifest.yaml", ONE);
        assertEquals("not found", assertThrows(NoSuchFileException.class, this::load).getReason().substring(0, 9));
        write("a.csv", "id,1,2,3\nx,1,2,nan\n");
        assertRefused("a.csv, line 2, column 4", "'nan'");
        write("a.csv", "id,1,2,3\nx,1,2,3\ny,4,4,4\n");
        assertRefused("sample '2'", "all 3 ordinates are 4.0");
        write("a.csv", "id,1,2,3\n");
        assertRefused("no rows");
        write("manifest.yaml", ONE.replace("a.csv}", "a.csv, ids: id}"));
        write("a.csv", "id,1,2,3\nx,1,2,3\nx,1,2,4\n");
        assertRefused("sample 'x' stands twice");
        write("manifest.yaml", ONE + "properties: [{name: moisture}]\n");
        write("a.csv", "id,Moistur,1,2,3\nx,1,1,2,3\n");
        assertRefused("a.csv has no column 'moisture'; did you mean 'Moistur'?");
        write("a.csv", "id,Moisture,1,2,3\nx,wet,1,2,3\n");
        assertRefused("line 2, column 2 (Moisture)", "'wet'");
        write("manifest.yaml", ONE.replace("axis-unit: nm", "axis-unit: cm-1"));
        write("a.csv", "id,1nm,2nm,3nm\nx,1,2,3\n");
        assertRefused("axis-unit cm-1", "nm");
        write("manifest.yaml", ONE.replace("a.csv}", "a.csv, where: {id: z}}"));
        assertRefused("no row where {id=z}");
    }

    @Test
    void missingFilesSayWhereAndHow() {
        NoSuchFileException e = assertThrows(NoSuchFileException.class, () -> DatasetLoader.load("corn", dir));
        assertEquals(dir.resolve("corn/corn.mat").toString(), e.getFile());
        assertTrue(e.getReason().contains("spektron data download corn"), e.getReason());
        IllegalArgumentException unknown = assertThrows(IllegalArgumentException.class, () -> DatasetLoader.load("tablet", dir));
        assertTrue(unknown.getMessage().contains("did you mean 'tablets'?"), unknown.getMessage());
        assertThrows(FormatException.class, () -> DatasetLoader.load("sample:nothing", dir));
    }

    @Test
    void splitsByColumnMustBeDisjointAndComplete() throws IOException {
        write("manifest.yaml", ONE + "split: {column: part, parts: {fit: F, test: T}}\n");
        write("a.csv", "part,1,2,3\nF,1,2,3\nT,1,2,4\n");
        assertEquals(Map.of("fit", List.of("1"), "test", List.of("2")), load().manifest().split());
        write("a.csv", "part,1,2,3\nF,1,2,3\nF,1,2,4\n");
        assertRefused("no row has 'T' in column part");
        write("manifest.yaml", ONE + "split: {fit: ['1', '2'], test: ['2']}\n");
        assertRefused("sample '2' is in two parts");
    }

    @Test
    void theBytesOfAManifestMayBeAnything() throws IOException {
        byte[] yaml = Files.readAllBytes(Path.of("data/manifests/tablets-idrc2002.yaml"));
        dev.spektron.io.Damage.flip(yaml, b -> ManifestReader.read("m.yaml", b));
        assertThrows(FormatException.class, () -> ManifestReader.read("m.yaml", "[a, b]".getBytes(StandardCharsets.UTF_8)));
        assertThrows(FormatException.class, () -> ManifestReader.read("m.yaml", new byte[0]));
    }
}
