package dev.spektron.io.omnic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.spektron.io.FormatException;
import dev.spektron.io.SharedData;
import dev.spektron.io.conformance.OmnicSamples;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OmnicReaderTest {
    /// A file of 2 kB with entries (key, place, length, number).
    private static ByteBuffer file(int[]... entries) {
        ByteBuffer b = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
        b.put(0, "Spectral Data File\r\n".getBytes(StandardCharsets.ISO_8859_1)).put(30, "made".getBytes(StandardCharsets.ISO_8859_1));
        b.putShort(294, (short) entries.length);
        for (int i = 0; i < entries.length; i++) {
            int at = 304 + 16 * i;
            b.put(at, (byte) entries[i][0]).putInt(at + 2, entries[i][1]).putInt(at + 6, entries[i][2]).putShort(at + 10, (short)
                entries[i][3]);
        }
        return b;
    }

    private static void header(ByteBuffer b, int at, int points, int xCode, int yCode, float first, float last) {
        b.putInt(at + 4, points).put(at + 8, (byte) xCode).put(at + 12, (byte) yCode).putFloat(at + 16, first).putFloat(at + 20, last);
    }

    private static SpectralFile read(ByteBuffer b) throws FormatException {
        return new OmnicReader().read(new Content("made.spa", b.array()));
    }

    private static String refusal(ByteBuffer b) {
        return assertThrows(FormatException.class, () -> read(b)).getMessage();
    }

    @Test
    void realFilesAsAnotherProgramReadsThem() throws Exception {
        double error = new OmnicSamples().maximumError(SharedData.dir());
        assertTrue(error <= 1e-7, "largest relative error " + error);
    }

    @Test
    void datesAndNamesAsAnotherProgramReadsThem() throws Exception {
        JsonObject golden = OmnicSamples.golden();
        for (String name : golden.keySet()) {
            JsonObject want = golden.getAsJsonObject(name);
            SpectralFile f = OmnicSamples.read(SharedData.dir().resolve(name));
            for (int i = 0; i < f.main().rows(); i++) {
                String date = f.main().rowMetadata().get(i).getOrDefault("date", f.metadata().get("date"));
                assertEquals(OffsetDateTime.parse(want.getAsJsonArray("dates").get(i).getAsString()), OffsetDateTime.parse(date), name);
                assertEquals(want.getAsJsonArray("names").get(i).getAsString().strip(), f.main().ids().get(i), name);
            }
        }
        assertEquals(6, golden.size());
    }

    /// The one file holds the interferogram from which the program made the single beam of the other, which kept it.
    @Test
    void interferogramAloneAndBesideItsSpectrum() throws Exception {
        Path dir = SharedData.dir().resolve("vendor-formats/spa/spectrochempy");
        SpectralFile alone = OmnicSamples.read(dir.resolve("interfero.SPA"));
        SpectralFile spectrum = OmnicSamples.read(dir.resolve("spectre.SPA"));
        assertArrayEquals(alone.main().y()[0], spectrum.block("sample interferogram").y()[0]);
        assertEquals(BlockKind.SINGLE_BEAM, spectrum.main().kind());
        assertEquals(Optional.of(AxisUnit.INDEX), alone.main().unit());
        assertEquals("4.000", spectrum.metadata().get("resolution"));
        assertEquals("32", spectrum.metadata().get("scans"));
    }

    @Test
    void percentBecomesFractionAndMicrometresNanometres() throws Exception {
        ByteBuffer b = file(new int[] {2, 600, 140, 0}, new int[] {3, 800, 8, 0});
        header(b, 600, 2, 4, 16, 2.5f, 3.5f);
        b.putFloat(800, 50).putFloat(804, 100);
        SpectralFile f = read(b);
        assertArrayEquals(new double[] {2500, 3500}, f.main().x());
        assertArrayEquals(new double[] {0.5, 1}, f.main().y()[0]);
        assertEquals(Optional.of(AxisUnit.NANOMETRE), f.main().unit());
    }

    @Test
    void groupsWithDifferentAxesAndWithoutNumbers() throws Exception {
        ByteBuffer b = file(new int[] {2, 600, 140, 0}, new int[] {3, 800, 8, 0}, new int[] {2, 900, 140, 0}, new int[] {3, 1100, 12, 0});
        header(b, 600, 2, 1, 17, 4000, 400);
        header(b, 900, 3, 32, 31, 100, 300);
        b.putFloat(800, 7).putFloat(1100, 9);
        SpectralFile f = read(b);
        assertEquals(List.of("spectrum 1", "spectrum 2"), f.blocks().stream().map(x -> x.name()).toList());
        assertArrayEquals(new double[] {100, 200, 300}, f.blocks().get(1).x());
        assertEquals(7, f.blocks().get(0).y()[0][0]);
        assertEquals(9, f.blocks().get(1).y()[0][0]);
    }

    @Test
    void damageIsToldWithItsPlace() {
        ByteBuffer b = file(new int[] {2, 600, 140, 0}, new int[] {3, 800, 8, 0});
        header(b, 600, 3, 1, 17, 4000, 400);
        assertTrue(refusal(b).contains("byte 800: expected 3 ordinates, found 2"), refusal(b));
        header(b, 600, 2, 1, 17, Float.NaN, 400);
        assertTrue(refusal(b).contains("byte 616: expected the first and last abscissa"), refusal(b));
        assertTrue(refusal(file(new int[] {2, 600, 140, 0})).contains("byte 604: expected a number of points"));
        assertTrue(refusal(file(new int[] {3, 2000, 100, 0})).contains("byte 2000: expected 100 bytes of the entry with key 3"));
        assertTrue(refusal(file()).contains("expected an entry with key 2"));
        ByteBuffer none = series(0);
        assertTrue(refusal(none).contains("byte 304: expected an entry with key 12d"), refusal(none));
        ByteBuffer few = series(2).putInt(304 + 10, 205);
        assertTrue(refusal(few).contains("byte 600: expected at least one spectrum of 108 bytes"), refusal(few));
        assertTrue(refusal(series(2).putLong(304 + 2, -1)).contains("found a place outside the file"));
    }

    /// A series of two spectra of two points, its times and its background.
    private static ByteBuffer series(int spectra) {
        ByteBuffer b = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
        b.put(0, "Spectral Exte File\r\n".getBytes(StandardCharsets.ISO_8859_1)).put(30, "made".getBytes(StandardCharsets.ISO_8859_1));
        int[][] entries = {{0x12d, 600, 196 + 108 * spectra, 1}, {0x145, 1200, 264, 1}, {2, 1500, 140, 0}, {3, 1700, 8, 0}};
        for (int i = 0; i < entries.length && spectra > 0; i++) {
            b.putShort(304 + 22 * i, (short) entries[i][0]).putLong(306 + 22 * i, entries[i][1]).putInt(314 + 22 * i, entries[i][2])
                .putInt(318 + 22 * i, entries[i][3]);
        }
        b.putShort(294, (short) (spectra > 0 ? entries.length : 0));
        header(b, 600, 2, 1, 16, 4000, 400);
        for (int i = 0; i < spectra; i++) {
            int at = 600 + 196 + 108 * i;
            b.put(at + 16, ("Spectrum at 0," + i).getBytes(StandardCharsets.ISO_8859_1)).putFloat(at + 100, 50 + i).putFloat(at + 104, 75);
        }
        b.putFloat(1270, 3.5f).putFloat(1274, 0.5f).putInt(1290, spectra);
        header(b, 1500, 2, 1, 15, 4000, 400);
        return b.putFloat(1700, 8).putFloat(1704, 9);
    }

    @Test
    void seriesAreRowsWithTheirTimes() throws Exception {
        SpectralFile f = read(series(2));
        assertArrayEquals(new double[][] {{0.5, 0.75}, {0.51, 0.75}}, f.main().y());
        assertArrayEquals(new double[] {4000, 400}, f.main().x());
        assertEquals(List.of("Spectrum at 0,0", "Spectrum at 0,1"), f.main().ids());
        assertEquals("3.5", f.main().rowMetadata().get(1).get("time (min)"));
        assertArrayEquals(new double[] {8, 9}, f.block("background").y()[0]);
        assertEquals(BlockKind.REFERENCE, f.block("background").kind());
        assertEquals(List.of(), f.warnings());
        SpectralFile other = read(series(2).putInt(1290, 3));
        assertTrue(other.warnings().getFirst().contains("states 3 spectra, 2 are there"), other.warnings().toString());
    }
}
