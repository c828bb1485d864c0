package dev.spektron.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import dev.spektron.io.SharedData;
import dev.spektron.io.dataset.DatasetLoader;
import dev.spektron.io.dataset.SpectraFile;
import dev.spektron.spectra.SpectrumSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DataCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path dir;

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    @Test
    void listKnowsWhatIsMissing() {
        assertEquals(0, run("data", "list", "--json", "--data-dir", dir.toString()));
        JsonObject first = JsonParser.parseString(out.toString()).getAsJsonObject().getAsJsonArray("datasets").get(0).getAsJsonObject();
        assertEquals("corn", first.get("name").getAsString());
        assertEquals(1, first.get("filesMissing").getAsInt());
        assertEquals(0, run("data", "list", "--data-dir", dir.toString()));
        assertTrue(out.toString().contains("tablets    missing"), out.toString());
    }

    @Test
    void wrongUsageIsTwo() {
        assertEquals(2, run("data"));
        assertEquals(2, run("data", "info"));
        assertEquals(2, run("data", "info", "corm"));
        assertTrue(err.toString().contains("did you mean 'corn'?"), err.toString());
        assertEquals(2, run("data", "convert", "sample:folded", dir.resolve("x.xyz").toString()));
        assertEquals(2, run("data", "convert", "sample:folded", dir.resolve("x.csv").toString()));
        assertTrue(err.toString().contains("--instrument A|B"), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void infoOfASample() {
        assertEquals(0, run("data", "info", "sample:folded", "--json"));
        JsonObject set = JsonParser.parseString(out.toString()).getAsJsonArray().get(0).getAsJsonObject();
        JsonObject water = set.getAsJsonObject("instruments").getAsJsonObject("B").getAsJsonObject("properties").getAsJsonObject("water");
        assertEquals(2, water.get("n").getAsInt());
        assertEquals(2.0, water.get("mean").getAsDouble());
        assertEquals(0.5, water.get("sd").getAsDouble());
        assertEquals(2, set.getAsJsonObject("split").get("learn").getAsInt());
        assertEquals(0, run("data", "info", "sample:folded"));
        assertTrue(out.toString().contains("3 channels, 1000 to 996 cm-1"), out.toString());
    }

    @Test
    void infoOfAMissingSetSaysWhereAndHow() {
        assertEquals(0, run("data", "info", "corn", "--data-dir", dir.toString()));
        assertTrue(out.toString().contains("missing    " + dir.resolve("corn/corn.mat")), out.toString());
        assertTrue(out.toString().contains("spektron data download corn"), out.toString());
    }

    @Test
    void convertsBetweenFormatsWithoutLoss() throws IOException {
        Path csv = dir.resolve("a.csv");
        Path npz = dir.resolve("a.npz");
        Path back = dir.resolve("b.csv");
        assertEquals(0, run("data", "convert", "sample:folded", csv.toString(), "--instrument", "A"), err.toString());
        assertEquals(0, run("data", "convert", csv.toString(), npz.toString()), err.toString());
        assertEquals(0, run("data", "convert", npz.toString(), back.toString()), err.toString());
        assertEquals(Files.readString(csv), Files.readString(back));
        SpectrumSet want = DatasetLoader.load("sample:folded", null).instrument("A");
        SpectrumSet got = SpectraFile.read(npz).toSet(null);
        assertEquals(want.axis(), got.axis());
        assertTrue(Arrays.deepEquals(want.rows(), got.rows()));
        assertArrayEquals(want.property("water"), got.property("water"));
        assertEquals(want.metadata(), got.metadata());
        assertEquals("", err.toString());
        assertEquals(0, run("data", "convert", csv.toString(), dir.resolve("p.csv").toString(), "--layout", "points"));
        assertTrue(err.toString().contains("water, metadata"), err.toString());
        try (var files = Files.list(dir)) {
            assertEquals(4, files.count());
        }
    }

    @Test
    void failuresAreOneLineAndOne() throws IOException {
        Path bad = dir.resolve("bad.csv");
        Files.writeString(bad, "id,1,2,3\nx,1,oops,3\n");
        assertEquals(1, run("data", "convert", bad.toString(), dir.resolve("o.npz").toString()));
        assertEquals(1, err.toString().lines().count());
        assertTrue(err.toString().contains("bad.csv, line 2, column 3 (2)"), err.toString());
        assertFalse(Files.exists(dir.resolve("o.npz")));
        Files.writeString(bad, "id,1,2,3\nx,1,2,3\n");
        assertEquals(1, run("data", "convert", bad.toString(), dir.resolve("o.npz").toString()));
        assertTrue(err.toString().contains("does not say the unit"), err.toString());
        assertEquals(0, run("data", "convert", bad.toString(), dir.resolve("o.npz").toString(), "--unit", "nm"));
    }

    @Test
    void infoShowsEveryBlockOfAVendorFile() throws IOException {
        Path nexus = SharedData.dir().resolve("hdf5-corpus/spectra/spectra_demo.nxs");
        Path png = dir.resolve("p.png");
        assertEquals(0, run("data", "info", nexus.toString(), "--png", png.toString()), err.toString());
        assertTrue(out.toString().contains("HDF5")
            && out.toString().contains("RAW_DATA/PST_1 spectrum, 1 x 762, -3.08000 to 2000.18 cm-1 shift"),
            out.toString());
        assertTrue(out.toString().contains("laser nm             532"), out.toString());
        java.awt.image.BufferedImage image = javax.imageio.ImageIO.read(png.toFile());
        assertEquals(1200, image.getWidth());
        assertEquals(0, run("data", "info", nexus.toString(), "--json"), err.toString());
        JsonObject info = JsonParser.parseString(out.toString()).getAsJsonArray().get(0).getAsJsonObject();
        assertEquals("hdf5", info.get("format").getAsString());
        assertEquals(762, info.getAsJsonArray("blocks").get(1).getAsJsonObject().get("channels").getAsInt());
        assertEquals(1, run("data", "info", nexus.toString(), "--block", "nosuch"));
        assertTrue(err.toString().contains("no block 'nosuch'; it has ICV_TEST"), err.toString());
    }

    @Test
    void infoOfAFileKeepsItsReferenceValues() throws IOException {
        Path file = SharedData.dir().resolve("rds-corpus/cran_pls/gasoline.RData");
        assertEquals(0, run("data", "info", file.toString(), "--json"), err.toString());
        JsonObject info = JsonParser.parseString(out.toString()).getAsJsonArray().get(0).getAsJsonObject();
        assertEquals(60, info.get("samples").getAsInt());
        assertEquals(60, info.getAsJsonObject("properties").getAsJsonObject("octane").get("n").getAsInt());
        assertTrue(info.get("unitStated").getAsBoolean());
    }

    @Test
    void convertsVendorFilesWithAxisUnitAndMetadata() throws IOException {
        Path nexus = SharedData.dir().resolve("hdf5-corpus/spectra/spectra_demo.nxs");
        Path h5 = dir.resolve("all.h5");
        Path csv = dir.resolve("one.csv");
        assertEquals(0, run("data", "convert", nexus.toString(), h5.toString()), err.toString());
        assertTrue(out.toString().contains("2 blocks, 2 spectra"), out.toString());
        String block = "ICV_TEST-a2a551dd-9c77-5d33-9ec0-43572b0bee9c/RAW_DATA/PST_1";
        assertEquals(0, run("data", "convert", h5.toString(), csv.toString(), "--block", block), err.toString());
        SpectrumSet got = SpectraFile.read(csv).toSet(null);
        SpectrumSet want = dev.spektron.io.formats.BlockTable.of(SpectraFile.open(nexus), SpectraFile.open(nexus).block(block)).toSet(null);
        assertEquals(want.axis(), got.axis());
        assertArrayEquals(want.rows()[0], got.rows()[0]);
        assertEquals("raman", got.modality().label());
        assertEquals("PST", got.metadata().getFirst().get("sample"));
        // Both spectra have one axis and kind: together they are a table.
        Path npz = dir.resolve("all.npz");
        assertEquals(0, run("data", "convert", h5.toString(), npz.toString()), err.toString());
        assertEquals(2, SpectraFile.read(npz).rows().length);
        Path corn = SharedData.dir().resolve("corn/corn.mat");
        assertEquals(1, run("data", "convert", corn.toString(), npz.toString(), "--unit", "nm"));
        assertTrue(err.toString().contains("m5spec (80 x 700)") && err.toString().contains("--block"), err.toString());
        assertEquals(0, run("data", "convert", corn.toString(), npz.toString(), "--unit", "nm", "--block", "mp5spec"), err.toString());
        assertEquals(80, SpectraFile.read(npz).rows().length);
        assertEquals(2, run("data", "convert", corn.toString(), dir.resolve("x.xyz").toString()));
        assertTrue(err.toString().contains(".h5"), err.toString());
    }

    @Test
    void setsBecomeHdf5AndComeBack() throws IOException {
        Path h5 = dir.resolve("a.h5");
        Path csv = dir.resolve("a.csv");
        assertEquals(0, run("data", "convert", "sample:folded", h5.toString(), "--instrument", "A"), err.toString());
        assertEquals(0, run("data", "convert", h5.toString(), csv.toString()), err.toString());
        SpectrumSet want = DatasetLoader.load("sample:folded", null).instrument("A");
        SpectrumSet got = SpectraFile.read(csv).toSet(null);
        assertEquals(want.axis(), got.axis());
        assertTrue(Arrays.deepEquals(want.rows(), got.rows()));
        assertArrayEquals(want.property("water"), got.property("water"));
        assertEquals(want.metadata(), got.metadata());
        assertEquals(want.instrument(), got.instrument());
    }

    /// CSV, JCAMP-DX, NPZ, CSV: axes (even and uneven), ordinates, ids, properties and metadata come back to the last bit.
    @ParameterizedTest
    @CsvSource({"nir-single-instrument/tecator.csv,index,", "nir-single-instrument/raman_pufa.csv,cm-1 shift,",
        "jcamp-corpus/nzhagen/tannic_acid.jdx,cm-1 shift,jcamp",
        "jcamp-corpus/nzhagen/ethanol.jdx,cm-1,", "raman-multi-instrument/FMNT-M_Ho785/PST10_iR785_OP02_50000msx2.txt,cm-1 shift,jdx"})
    void jcampKeepsWhatTablesHold(String file, String unit, String to) throws IOException {
        Path first = dir.resolve("a.csv");
        Path jcamp = dir.resolve(to == null ? "a.jdx" : "a.text");
        Path npz = dir.resolve("a.npz");
        Path last = dir.resolve("b.csv");
        String source = SharedData.dir().resolve(file).toString();
        assertEquals(0, run("data", "convert", source, first.toString(), "--unit", unit), err.toString());
        String[] write = {"data", "convert", first.toString(), jcamp.toString(), "--to", to};
        assertEquals(0, run(to == null ? Arrays.copyOf(write, 4) : write), err.toString());
        assertEquals("", err.toString(), "nothing is lost");
        assertEquals(0, run("data", "convert", jcamp.toString(), npz.toString()), err.toString());
        assertEquals(0, run("data", "convert", npz.toString(), last.toString()), err.toString());
        SpectrumSet want = SpectraFile.read(first).toSet(null);
        SpectrumSet got = SpectraFile.read(last).toSet(null);
        assertEquals(want.axis(), got.axis());
        assertTrue(Arrays.deepEquals(want.rows(), got.rows()));
        assertEquals(want.sampleIds(), got.sampleIds());
        assertEquals(want.kind(), got.kind());
        assertEquals(want.instrument(), got.instrument());
        assertEquals(want.properties().keySet(), got.properties().keySet());
        want.properties().forEach((name, values) -> assertArrayEquals(values, got.property(name), name));
        assertEquals(want.metadata(), got.metadata());
    }

    @Test
    void jcampSaysWhatItLoses() throws IOException {
        Path series = SharedData.dir().resolve("jcamp-corpus/readJDX/MiniDIFDUP.JDX");
        Path jcamp = dir.resolve("a.jdx");
        assertEquals(0, run("data", "convert", series.toString(), jcamp.toString()), err.toString());
        assertTrue(err.toString().contains("lost") && err.toString().contains("warnings of the reader"), err.toString());
        Path csv = dir.resolve("b.csv");
        Files.writeString(csv, "ID,batch no,batch-no,1100 nm,1102 nm,1104 nm\nx,$$ a,b,1,2,3\n");
        assertEquals(0, run("data", "convert", csv.toString(), jcamp.toString()), err.toString());
        assertTrue(err.toString().contains("the exact names of 'batch-no'") && err.toString().contains("'$$'"), err.toString());
        assertEquals(2, run("data", "convert", csv.toString(), jcamp.toString(), "--to", "spc"));
        assertTrue(err.toString().contains("--to: expected one of .csv, .npz, .h5"), err.toString());
    }

    @Test
    void downloadsFromAMirrorAndThenLoads() throws IOException {
        byte[] corn = Files.readAllBytes(SharedData.dir().resolve("corn/corn.mat"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mirror/corn/corn.mat", e -> {
            e.sendResponseHeaders(200, corn.length);
            e.getResponseBody().write(corn);
            e.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/mirror/";
            assertEquals(0, run("data", "download", "corn", "--data-dir", dir.toString(), "--url-base", base), err.toString());
            assertTrue(out.toString().startsWith("fetched "), out.toString());
            assertEquals(1, run("data", "download", "tablets", "--data-dir", dir.toString(), "--url-base", base));
            assertEquals(2, err.toString().lines().filter(l -> l.contains("404")).count());
        } finally {
            server.stop(0);
        }
        assertEquals(80, DatasetLoader.load("corn", dir).instrument("m5").size());
        assertEquals(0, run("data", "download", "corn", "--data-dir", dir.toString()));
        assertTrue(out.toString().startsWith("there "), out.toString());
    }
}
