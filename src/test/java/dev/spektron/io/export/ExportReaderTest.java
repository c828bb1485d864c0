package dev.spektron.io.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.Damage;
import dev.spektron.io.FormatException;
import dev.spektron.io.SharedData;
import dev.spektron.io.conformance.TextExportSamples;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.Readers;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportReaderTest {
    private final TextExportSamples samples = new TextExportSamples();

    private static SpectralFile read(String text, Charset charset) throws FormatException {
        return new ExportReader().read(new Content("made.txt", text.getBytes(charset)));
    }

    private static SpectralFile read(String text) throws FormatException {
        return read(text, StandardCharsets.UTF_8);
    }

    private static String refusal(String text) {
        return assertThrows(FormatException.class, () -> read(text)).getMessage();
    }

    private static SpectralFile real(String file) throws Exception {
        return Readers.read(SharedData.dir().resolve("vendor-formats").resolve(file));
    }

    @Test
    void realFilesAsPythonReadsThem() throws Exception {
        Path data = SharedData.dir();
        assertEquals(63, samples.files(data).size());
        double error = samples.maximumError(data);
        // Sums of thousands of terms in two orders; single values are equal but for percent.
        assertTrue(error < 1e-14, "largest relative error " + error);
        for (Path file : samples.files(data)) {
            assertEquals("text-export", Readers.read(file).format(), file.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "text-exports/OOusb4000.txt | NANOMETRE | UNKNOWN | 2008-01-14T17:36:35Z | 20 | 50 | USB4A00428 | ",
        "text-exports/OceanView.txt | NANOMETRE | UNKNOWN | 2014-03-18T08:44:17 | 20 | 10 | USB2+H09794 | ",
        "text-exports/avasoft8.txt | NANOMETRE | REFLECTANCE | | 6 | 79 | | ",
        "text-exports/avantes_export.ttt | NANOMETRE | TRANSMITTANCE | | 100 | 20 | | ",
        "text-exports/labspec/labspec_532nm_Si.txt | RAMAN_SHIFT | UNKNOWN | 2019-12-16T09:57:07 | 1000 | 1 | LabRAM HR Evol | 532",
        "text-exports/labspec/labspec_lasertest1.txt | RAMAN_SHIFT | COUNTS | 2023-05-17T11:16:52 | 60000 | 2 | LabRAM HR Evol | 532",
        "text-exports/nirs4all/ACPL_D2_P1_B_1_001.sig | NANOMETRE | REFLECTANCE | 2015-08-06T09:37:15 | | | HI: 1152050 (HR-1024i) | ",
        "text-exports/polystyrene_aritficially_worsened.tsv | | UNKNOWN | | 111 | | | 785",
        "pairs/jasco_243/243.txt | WAVENUMBER | TRANSMITTANCE | 2016-05-31T15:48 | | 32 | FT/IR-4100typeA | ",
        "pairs/bwtek_PST10/PST10_iR532_Probe_100_3000msx7.txt"
            + " | RAMAN_SHIFT | COUNTS | 2022-01-21T11:52:01 | 3000 | 7 | BTC162E-532S-SYS | 532.02",
        "pairs/craic/CRAIC.txt | | UNKNOWN | 2012-09-28T15:47:08 | | | | "})
    void factsOfRealFiles(String file, String unit, String intensity, String date, String time, String scans, String instrument,
        String laser)
        throws Exception {
        SpectralFile f = real(file);
        assertEquals(Optional.ofNullable(unit).map(AxisUnit::valueOf), f.main().unit());
        assertEquals(IntensityKind.valueOf(intensity), f.main().intensity());
        assertEquals(date, f.metadata().get("date"));
        assertEquals(time, f.metadata().get("integration time ms"));
        assertEquals(scans, f.metadata().get("scans"));
        assertEquals(instrument, f.metadata().get("instrument"));
        assertEquals(laser, f.metadata().get("laser nm"));
    }

    @Test
    void readingsOfAnInstrumentAreBlocksOfTheirOwn() throws Exception {
        SpectralFile f = real("pairs/bwtek_PST10/PST10_iR532_Probe_100_3000msx7.txt");
        assertEquals("Dark Subtracted #1", f.main().name());
        assertEquals(BlockKind.REFERENCE, f.block("Dark").kind());
        assertEquals(BlockKind.SINGLE_BEAM, f.block("Raw data #1").kind());
        assertEquals(BlockKind.OTHER, f.block("%TR #1").kind());
        assertEquals("247", f.metadata().get("lines without position"));
        assertEquals(List.of("the header states 2048 points, the table has 2389; all of them are kept"),
            real("text-exports/OceanView.txt").warnings());
        assertTrue(real("pairs/craic/CRAIC.txt").warnings().getFirst().contains("they look like percent"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'\t' | .", "'\t' | ','", "; | .", "; | ','", "',' | .", "' ' | .", "' ' | ','"})
    void everyDialectGivesTheSameNumbers(String delimiter, String mark) throws Exception {
        String table = "Title: abc\n";
        for (int i = 0; i < 20; i++) {
            table += (400 + i + ".25" + delimiter + -i + ".5e-1").replace('.', mark.charAt(0)) + "\n";
        }
        for (String end : List.of("\n", "\r\n", "\r")) {
            for (Charset c : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                for (String bom : List.of("", "\ufeff")) {
                    SpectralFile f = read(bom + table.replace("\n", end), c);
                    assertEquals(20, f.main().channels());
                    assertEquals(419.25, f.main().x()[19]);
                    assertEquals(-1.95, f.main().y()[0][19]);
                    assertEquals("abc", f.metadata().get("title"));
                }
            }
        }
    }

    @Test
    void columnsOfSamplesAreRows() throws Exception {
        SpectralFile f = read("Wavelength (um)\tcorn 1\tcorn 2\n1.1\t1\t2\n1.2\t3\tNaN\n1.3\t5\t6\n");
        assertArrayEquals(new double[] {1100, 1200, 1300}, f.main().x(), 1e-9);
        assertEquals(Optional.of(AxisUnit.NANOMETRE), f.main().unit());
        SpectralFile singular = read("Wavelength (micrometer)\tReflectance (percentage)\n1.1\t10\n1.2\t20\n1.3\t30\n");
        assertArrayEquals(f.main().x(), singular.main().x());
        assertArrayEquals(new double[] {0.1, 0.2, 0.3}, singular.main().y()[0], 1e-15);
        assertEquals(List.of("corn 1", "corn 2"), f.main().ids());
        assertArrayEquals(new double[] {2, Double.NaN, 6}, f.main().y()[1]);
    }

    /// Cary's programs write every spectrum with an axis of its own beside the others, a shorter one with empty fields.
    @Test
    void everySpectrumMayHaveAnAxisOfItsOwn() throws Exception {
        SpectralFile f = read("red,,blue,,\nWavelength (nm),Abs,Wavelength (nm),%T,\n"
            + "800,1,500,50,\n700,2,490,60,\n600,3,480,70,\n500,4,,,\n");
        assertEquals(List.of("red", "blue"), f.blocks().stream().map(b -> b.name()).toList());
        assertArrayEquals(new double[] {800, 700, 600, 500}, f.blocks().get(0).x());
        assertArrayEquals(new double[] {500, 490, 480}, f.blocks().get(1).x());
        assertArrayEquals(new double[] {0.5, 0.6, 0.7}, f.blocks().get(1).y()[0], 1e-15);
        assertEquals(IntensityKind.TRANSMITTANCE, f.blocks().get(1).intensity());
    }

    /// WITec's programs write a line of names, one of units, or both.
    @Test
    void unitsStandBelowNames() throws Exception {
        String rows = " 8.77E+01\t 1.0\t 2.0\t 3.0\n 9.10E+01\t 4.0\t 5.0\t 6.0\n 9.43E+01\t 7.0\t 8.0\t 9.0\n";
        String names = "X-Axis\tMap_000(0/0)\tMap_000(1/0)\tMap_000(0/1)\n";
        String units = "rel. 1/cm\tCCD cts\tCCD cts\tCCD cts\n";
        for (String head : List.of(names + units, names, units)) {
            Content c = new Content("map.txt", (head + rows).getBytes(StandardCharsets.UTF_8));
            assertEquals("text-export", Readers.find(c).orElseThrow().format(), head);
            SpectralFile f = Readers.read(c);
            assertArrayEquals(new double[] {87.7, 91, 94.3}, f.main().x(), 1e-12);
            assertArrayEquals(new double[] {2, 5, 8}, f.main().y()[1]);
            assertEquals(head.contains("rel.") ? Optional.of(AxisUnit.RAMAN_SHIFT) : Optional.empty(), f.main().unit());
            assertEquals(head.contains("Map") ? "Map_000(1/0)" : "CCD cts (2)", f.main().ids().get(1));
        }
    }

    @Test
    void manySpectraInOneTextOfTrueMatch() throws Exception {
        String head = "[WITEC_TRUEMATCH_ASCII_HEADER]\nVersion = 1.0\n\n";
        String piece = "[SpectrumHeader]\nTitle = Particle %d\nXDataKind = nm\n\n[SampleMetaData]\nArea = 5\n\n"
            + "[SpectrumData]\n528\t1\n529\t%d\n530\t3\n\n";
        SpectralFile f = read(head + piece.formatted(9, 2) + piece.formatted(7, 5));
        assertEquals(List.of("Particle 9", "Particle 7"), f.blocks().stream().map(b -> b.name()).toList());
        assertArrayEquals(new double[] {1, 5, 3}, f.block("Particle 7").y()[0]);
        assertEquals(Optional.of(AxisUnit.NANOMETRE), f.main().unit());
        assertTrue(refusal(head).contains("expected a line [SpectrumHeader]"), refusal(head));
        assertTrue(refusal(head + piece.formatted(9, 2) + piece.formatted(7, 5).replace("529", "x")).contains("made.txt"));
    }

    @Test
    void columnsOfJaz() throws Exception {
        SpectralFile f = read("Jaz Data File\n>>>>>Begin Processed Spectral Data<<<<<\nW\tD\tR\tS\tP\n"
            + "190\t1\t9\t5\t50\n191\t1\t11\t6\t50\n"
            + "192\t2\t12\t7\t50.5\n>>>>>End Processed Spectral Data<<<<<\n");
        SpectralFile spanish = read("Fichero De Datos\n+++++\n>>>>> Comienza Data<<<<< Espectral\n190,74\t1,5\n191,12\t2,5\n191,50\t3,5\n");
        assertEquals(Optional.of(AxisUnit.NANOMETRE), spanish.main().unit());
        assertEquals("Processed", f.main().name());
        assertArrayEquals(new double[] {50, 50, 50.5}, f.main().y()[0]);
        assertEquals(BlockKind.REFERENCE, f.block("Dark").kind());
        assertEquals(BlockKind.SINGLE_BEAM, f.block("Sample").kind());
        assertEquals(Optional.of(AxisUnit.NANOMETRE), f.main().unit());
    }

    @Test
    void tablesWithASampleALineAreLeftToOthers() {
        String wide = "number,water,fat,note 1\n1,2,3,4\n2,3,4,5\n3,4,5,6\n4,5,6,7\n";
        assertEquals(Match.POSSIBLE, new ExportReader().match(new Content("a.csv", wide.getBytes(StandardCharsets.UTF_8))));
        byte[] columns = wide.replace("number", "nm").getBytes(StandardCharsets.UTF_8);
        assertEquals(Match.LIKELY, new ExportReader().match(new Content("a.csv", columns)));
    }

    @Test
    void notesOfOurOwnTablesAreUnderstood() throws Exception {
        SpectralFile f = read("# intensity: absorbance\n# modality: nir\nx,y\n1,2\n2,3\n3,4\n");
        assertEquals(IntensityKind.ABSORBANCE, f.main().intensity());
        assertEquals("nir", f.metadata().get("modality"));
    }

    @Test
    void aMapWithTwoCoordinates() throws Exception {
        SpectralFile f = read("#Laser=\t532nm\n#AxisType[2]=X\n#AxisType[3]=Y\n"
            + "\t\t100\t101\t102\t103\n0\t0\t1\t2\t3\t4\n0\t5\t5\t6\t7\t8\n");
        assertEquals(2, f.main().rows());
        assertArrayEquals(new double[] {100, 101, 102, 103}, f.main().x());
        assertEquals(Map.of("X", "0", "Y", "5"), f.main().rowMetadata().get(1));
        assertArrayEquals(new double[] {5, 6, 7, 8}, f.main().y()[1]);
    }

    @Test
    void damageIsToldWithItsLine() {
        String lines = "1\t2\n2\t3\n3\t4\n4\tx5\n5\t6\n6\t7\n7\t8\n8\t9\n";
        String bad = refusal(lines);
        assertTrue(bad.contains("made.txt, line 4: expected a row of 2 numbers") && bad.contains("'4\tx5'"), bad);
        assertTrue(refusal("1\n2\n3\n4\n").contains("expected rows of at least two numbers, found none in 4 lines"));
        assertTrue(refusal("a: b\n1 2\n2 3\n").contains("expected at least 3 rows of numbers below each other, found 2 at line 2"));
        String cut = refusal("1\t2\n2\t3\n3\t4\n4\t5\n5\t6\t9\n");
        assertTrue(cut.contains("line 5: expected a row of 2 numbers"), cut);
    }

    @Test
    void damagedFilesAreReadOrRefused() throws Exception {
        Path dir = SharedData.dir().resolve("vendor-formats");
        long refused = 0;
        for (String file : List.of("text-exports/avasoft8.txt", "text-exports/nirs4all/ACPL_D2_P1_B_1_001.sig",
            "text-exports/OceanView.txt",
            "text-exports/labspec/labspec_lasertest1.txt", "pairs/renishaw_nCal/nCal_Qontor785_z005H12_100_1x3s.txt")) {
            refused += Damage.check(new ExportReader(), Files.readAllBytes(dir.resolve(file)));
        }
        assertTrue(refused > 50, refused + " refused");
    }
}
