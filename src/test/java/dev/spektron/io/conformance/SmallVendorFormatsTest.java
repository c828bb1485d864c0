package dev.spektron.io.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.spektron.io.Damage;
import dev.spektron.io.FormatException;
import dev.spektron.io.SharedData;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Readers;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Renishaw, ASD, PerkinElmer, JASCO, Avantes, Horiba.
class SmallVendorFormatsTest {
    private static Samples samples(String format) {
        return switch (format) {
            case "wdf" -> new WdfSamples();
            case "asd" -> new AsdSamples();
            case "perkinelmer-sp" -> new SpSamples();
            case "asp" -> new AspSamples();
            case "jasco-jws" -> new JwsSamples();
            case "labspec6" -> new LabSpecSamples();
            default -> new AvantesSamples();
        };
    }

    /// Bounds: the digits of the text where the other side is one.
    @ParameterizedTest
    @CsvSource({"wdf, 5e-5", "asd, 1e-15", "perkinelmer-sp, 1e-15", "asp, 1e-15", "jasco-jws, 1.1e-6", "avantes, 1e-4", "labspec6, 2e-6"})
    void realFilesAsAnotherProgramReadsThem(String format, double bound) throws Exception {
        Samples s = samples(format);
        assertFalse(s.files(SharedData.dir()).isEmpty());
        double error = s.maximumError(SharedData.dir());
        assertTrue(error <= bound, "largest relative error " + error);
        for (Path file : s.files(SharedData.dir())) {
            assertEquals(format, Readers.read(file).format(), file.toString());
        }
    }

    private static Path vendor(String file) {
        return SharedData.dir().resolve("vendor-formats").resolve(file);
    }

    @Test
    void mapsKeepTheirPlaces() throws Exception {
        SpectralFile f = Readers.read(vendor("wdf/cheminfo/6x6.wdf"));
        assertEquals(36, f.main().rows());
        assertEquals(Optional.of(AxisUnit.RAMAN_SHIFT), f.main().unit());
        assertEquals("6", f.main().metadata().get("map size x"));
        double[] x = f.main().rowMetadata().stream().mapToDouble(m -> Double.parseDouble(m.get("X um"))).distinct().toArray();
        assertEquals(6, x.length);
        assertEquals(456.817, Double.parseDouble(f.metadata().get("laser nm")), 1e-3);
        assertTrue(f.metadata().get("date").matches("20\\d\\d-.*Z"), f.metadata().toString());
    }

    @Test
    void reflectanceIsTheMainBlockOnlyWhereTheFileSaysSo() throws Exception {
        SpectralFile reflectance = Readers.read(vendor("asd/v7sample00003.asd"));
        assertEquals(IntensityKind.REFLECTANCE, reflectance.main().intensity());
        assertEquals("2009-07-21T13:37:07", reflectance.metadata().get("date"));
        assertEquals("68", reflectance.metadata().get("integration time ms"));
        SpectralFile raw = Readers.read(vendor("asd/soil.asd"));
        assertEquals("sample", raw.main().name());
        assertEquals(BlockKind.REFERENCE, raw.block("reference").kind());
    }

    @Test
    void metadataOfTheOthers() throws Exception {
        SpectralFile jws = Readers.read(vendor("pairs/jasco_243/243.jws"));
        // The text says 31/05/2016 15:48 in Zurich, two hours before UTC.
        Map<String, String> want = Map.of("instrument", "FT/IR-4100typeA", "instrument serial", "B111161016", "date",
            "2016-05-31T13:48:54Z",
            "scans", "32", "resolution", "4.0", "detector", "TGS", "source", "Standard", "aperture mm", "7.1");
        want.forEach((k, v) -> assertEquals(v, jws.metadata().get(k), k));
        assertEquals("ETH Zurich", jws.metadata().get("user"));
        assertEquals(IntensityKind.TRANSMITTANCE, jws.main().intensity());
        assertEquals(AxisUnit.WAVENUMBER, jws.main().unit().orElseThrow());
        SpectralFile trm = Readers.read(vendor("pairs/avantes_J_PIR/J_PIR_AVRIL2016_0001.TRM"));
        assertEquals("0411041S1", trm.metadata().get("instrument serial"));
        assertEquals("130.0", trm.metadata().get("integration time ms"));
        assertEquals("10", trm.metadata().get("scans"));
        SpectralFile sp = Readers.read(vendor("perkinelmer/spectra.sp"));
        assertEquals("2006-03-09T09:17:56", sp.metadata().get("date"));
        assertEquals(Map.of("instrument serial", "69425", "scans", "32", "resolution", "4.0", "operator", "Admin"),
            pick(sp.metadata(), "instrument serial", "scans", "resolution", "operator"));
        assertEquals("Absorbance; Atmospheric Correction; Created as New Dataset", sp.metadata().get("history"));
        assertEquals(IntensityKind.ABSORBANCE, sp.main().intensity());
    }

    private static Map<String, String> pick(Map<String, String> all, String... keys) {
        return Arrays.stream(keys).collect(Collectors.toMap(k -> k, all::get));
    }

    /// The settings in WiRE; the header counts two more scans, those against cosmic rays.
    @Test
    void exposureAndScansOfWire() throws Exception {
        Map<String, String> sp = Readers.read(vendor("wdf/cheminfo/sp.wdf")).metadata();
        assertEquals(Map.of("integration time ms", "10000", "scans", "1", "scans with those against cosmic rays", "3"),
            pick(sp, "integration time ms", "scans", "scans with those against cosmic rays"));
        // Its name says 1 scan of 3 s.
        Map<String, String> pair = Readers.read(vendor("pairs/renishaw_nCal/nCal_Qontor785_z005H12_100_1x3s.wdf")).metadata();
        assertEquals(Map.of("integration time ms", "3000", "scans", "1"), pick(pair, "integration time ms", "scans"));
        // Luminescence over wavelengths is not Raman.
        assertFalse(Readers.read(vendor("wdf/rosettasciio/renishaw_test_spectrum.wdf")).metadata().containsKey("modality"));
    }

    @Test
    void factsOfAsdAsAnotherProgramReadsThem() throws Exception {
        JsonObject golden = PeerSamples.golden("pyasd");
        for (String name : golden.keySet()) {
            JsonObject want = golden.getAsJsonObject(name);
            SpectralFile f = Readers.read(SharedData.dir().resolve(name));
            assertEquals(want.get("date").getAsString(), f.metadata().get("date"), name);
            assertEquals(want.get("instrument number").getAsString(), f.metadata().get("instrument serial"), name);
            assertEquals(want.get("integration time ms").getAsString(), f.metadata().get("integration time ms"), name);
            assertEquals(want.get("samples").getAsString(), f.metadata().get("scans"), name);
            assertEquals(want.get("sample").getAsString(), f.metadata().getOrDefault("sample", ""), name);
            assertEquals(want.get("product").getAsString(), f.metadata().getOrDefault("product", ""), name);
            JsonObject dependent = want.has("dependent") ? want.getAsJsonObject("dependent") : new JsonObject();
            assertEquals(dependent.size(), f.metadata().keySet().stream().filter(k -> k.startsWith("dependent ")).count(), name);
            for (String k : dependent.keySet()) {
                assertEquals(dependent.get(k).getAsFloat(), Float.parseFloat(f.metadata().get("dependent " + k)), name);
            }
        }
        assertEquals(5, golden.size());
    }

    @Test
    void settingsOfLabSpec() throws Exception {
        SpectralFile f = Readers.read(vendor("pairs/horiba_PST10/PST10_iR785_OP01_8000msx8.l6s"));
        // Its name says 785 nm, 8000 ms, 8 times.
        assertEquals(Map.of("integration time ms", "8000.0", "scans", "8", "laser nm", "784.48", "date", "2022-01-26T12:09:35", "title",
            "PST10_iR785_OP01_8000msx8"), pick(f.metadata(), "integration time ms", "scans", "laser nm", "date", "title"));
        assertEquals(Optional.of(AxisUnit.RAMAN_SHIFT), f.main().unit());
    }

    /// Cuts and flipped bits: a result or a [FormatException]. WDF files that are cut behind their spectra are read with a warning.
    @ParameterizedTest
    @CsvSource({"wdf", "asd", "perkinelmer-sp", "jasco-jws", "avantes", "labspec6"})
    void damagedFilesGiveNoOtherError(String format) throws Exception {
        for (Path file : samples(format).files(SharedData.dir())) {
            long refused = Damage.check(Readers.named(format), Content.read(file).bytes());
            assertTrue(refused > (format.equals("wdf") ? 10 : 20), file + ": " + refused + " refused");
        }
    }

    private static String refusal(String name, byte[] bytes) {
        return assertThrows(FormatException.class, () -> Readers.read(new Content(name, bytes))).getMessage();
    }

    @Test
    void damageIsToldWithItsPlace() throws Exception {
        byte[] wdf = Content.read(vendor("wdf/cheminfo/sp.wdf")).bytes();
        assertTrue(refusal("a.wdf", Arrays.copyOf(wdf, 600)).contains("expected 1 spectra of 1015 points"), refusal("a.wdf",
            Arrays.copyOf(wdf, 600)));
        byte[] asd = Content.read(vendor("asd/soil.asd")).bytes();
        assertTrue(refusal("a.asd", Arrays.copyOf(asd, 9000)).startsWith("a.asd, byte 484: expected 17208 bytes of spectrum"));
        byte[] none = asd.clone();
        none[204] = 0;
        none[205] = 0;
        assertTrue(refusal("a.asd", none).contains("a.asd, byte 204: expected a number of channels above 0, found 0"));
        byte[] sp = Content.read(vendor("perkinelmer/spectra.sp")).bytes();
        assertTrue(refusal("a.sp", Arrays.copyOf(sp, 20000)).contains("the data set"));
        byte[] jws = Content.read(vendor("pairs/jasco_243/243.jws")).bytes();
        assertTrue(refusal("a.jws", Arrays.copyOf(jws, 9000)).contains("cut off or damaged"), refusal("a.jws", Arrays.copyOf(jws, 9000)));
        assertTrue(refusal("a.asp", "5\n4000\n400\n1\n2\n4\n0.1\n0.2\n".getBytes()).contains("expected 11 lines"));
        byte[] list = "3\n4000\n400\n1\n2\n4\n0.1\n0.2\n0.3\n0.4\n".getBytes();
        assertTrue(refusal("a.asp", list).contains("line 10: expected the end of the file"), refusal("a.asp", list));
        assertTrue(Readers.find(new Content("a.txt", list)).isEmpty(), "a list of numbers is of no format");
        assertTrue(refusal("a.rfl8", "AVS83 and more".getBytes()).contains("AvaSoft 8"), "unknown version");
        byte[] trm = Content.read(vendor("pairs/avantes_J_PIR/J_PIR_AVRIL2016_0001.TRM")).bytes();
        // Two of three readings of every pixel are no file of one reading.
        assertTrue(refusal("a.trm", Arrays.copyOf(trm, 12000)).contains("5900 or 17524 bytes in all, found 12000"),
            refusal("a.trm", Arrays.copyOf(trm, 12000)));
        byte[] l6s = Content.read(vendor("pairs/horiba_PST10/PST10_iR785_OP01_8000msx8.l6s")).bytes();
        assertTrue(refusal("a.l6s", Arrays.copyOf(l6s, 3000)).contains("4096 bytes of an array of 1024 floats"));
        l6s[0x4c] = 7;
        assertTrue(refusal("a.l6s", l6s).contains("byte 76: expected the root of a tree (type 9), found type 7"));
    }

    /// A file of version 70 with one column.
    @Test
    void newerFilesOfAvaSoftWithOneColumn() throws Exception {
        ByteBuffer b = ByteBuffer.allocate(4 * 106).order(ByteOrder.LITTLE_ENDIAN);
        b.putFloat(0, 70).putFloat(4, 'S').putFloat(4 * 74, 400).putFloat(4 * 75, 2).putFloat(4 * 79, 10).putFloat(4 * 80, 12);
        b.putFloat(4 * 100, 7).putFloat(4 * 101, 8).putFloat(4 * 102, 9).putFloat(4 * 103, 50).putFloat(4 * 104, 3);
        SpectralFile f = Readers.read(new Content("a.ROH", b.array()));
        assertEquals("[420.0, 422.0, 424.0]", Arrays.toString(f.main().x()));
        assertEquals("[7.0, 8.0, 9.0]", Arrays.toString(f.main().y()[0]));
        assertEquals("S", f.metadata().get("instrument serial"));
        assertEquals("3", f.metadata().get("scans"));
    }
}
