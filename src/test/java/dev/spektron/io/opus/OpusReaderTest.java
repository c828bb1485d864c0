package dev.spektron.io.opus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.FormatException;
import dev.spektron.io.SharedData;
import dev.spektron.io.conformance.OpusSamples;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpusReaderTest {
    private static final int AMPLITUDE_RATIO = 3 | 3 << 2;
    private static final int SERIES = 2 << 19;
    private static final int ABSORBANCE = 4 << 10;
    private static final int STATUS = 1 << 4;

    /// A file of 4 kB with blocks of 512 bytes from byte 512.
    private static ByteBuffer file(int... types) {
        ByteBuffer b = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        b.put(0, new byte[] {10, 10, (byte) 0xfe, (byte) 0xfe}).putInt(12, 24).putInt(16, 40).putInt(20, types.length);
        for (int i = 0; i < types.length; i++) {
            b.putInt(24 + 12 * i, types[i]).putInt(28 + 12 * i, 128).putInt(32 + 12 * i, 512 * (i + 1));
        }
        return b;
    }

    private static void status(ByteBuffer b, int at, Map<String, Object> values) {
        b.position(at);
        values.forEach((k, v) -> {
            b.put(k.getBytes(StandardCharsets.ISO_8859_1)).put((byte) 0);
            switch (v) {
                case Integer i -> b.putShort((short) 0).putShort((short) 2).putInt(i);
                case Double d -> b.putShort((short) 1).putShort((short) 4).putDouble(d);
                default -> b.putShort((short) 2).putShort((short) 4).put((v + "\0\0\0\0\0\0\0").substring(0, 8)
                    .getBytes(StandardCharsets.ISO_8859_1));
            }
        });
        b.put("END\0".getBytes(StandardCharsets.ISO_8859_1)).position(0);
    }

    private static SpectralFile read(ByteBuffer b) throws FormatException {
        return new OpusReader().read(new Content("made.0", b.array()));
    }

    private static String refusal(ByteBuffer b) {
        return assertThrows(FormatException.class, () -> read(b)).getMessage();
    }

    @Test
    void realFilesAsOtherProgramsReadThem() throws Exception {
        double error = new OpusSamples().maximumError(SharedData.dir());
        assertTrue(error <= 1e-6, "largest relative error " + error);
    }

    @Test
    void statedLeastAndLargestOrdinateAreThoseOfEveryBlock() throws Exception {
        int blocks = 0;
        for (Path p : new OpusSamples().files(SharedData.dir())) {
            for (Block b : OpusSamples.read(p).blocks()) {
                double[] y = b.y()[0].clone();
                Arrays.sort(y);
                double scale = Math.max(Math.abs(y[0]), Math.abs(y[y.length - 1]));
                assertEquals(Double.parseDouble(b.metadata().get("MNY")), y[0], 1e-6 * scale, p + " " + b.name());
                assertEquals(Double.parseDouble(b.metadata().get("MXY")), y[y.length - 1], 1e-6 * scale, p + " " + b.name());
                blocks++;
            }
        }
        assertEquals(29, blocks);
    }

    @Test
    void metadataOfRealFiles() throws Exception {
        Path dir = SharedData.dir().resolve("vendor-formats/opus");
        SpectralFile f = OpusSamples.read(dir.resolve("brukeropus/file.0"));
        assertEquals("VERTEX 80V", f.metadata().get("instrument"));
        assertEquals("2019-05-03T13:34:44.641-04:00", f.metadata().get("date"));
        assertEquals("50", f.metadata().get("scans"));
        assertEquals("1", f.metadata().get("reference NSR"));
        assertEquals("File Test", f.metadata().get("sample"));
        assertEquals(BlockKind.REFERENCE, f.block("ScRf").kind());
        assertEquals("AB", f.main().name());
        SpectralFile raman = OpusSamples.read(dir.resolve("test_opus.0"));
        assertEquals(Optional.of(AxisUnit.RAMAN_SHIFT), raman.main().unit());
        assertEquals(1064.4, Double.parseDouble(raman.metadata().get("laser nm")), 0.01);
        assertEquals("Refl", OpusSamples.read(dir.resolve("opusreader2/test_spectra.0")).main().name());
    }

    @Test
    void scaleFactorMicrometresAndWholeNumbers() throws Exception {
        ByteBuffer b = file(AMPLITUDE_RATIO | ABSORBANCE, AMPLITUDE_RATIO | STATUS | ABSORBANCE);
        b.putInt(512, 3).putInt(516, -4);
        status(b, 1024, Map.of("NPT", 2, "DPF", 2, "FXV", 2.5, "LXV", 3.5, "CSF", 0.25, "DXU", "MI", "DAT", "1/2/2020"));
        Block block = read(b).main();
        assertArrayEquals(new double[] {0.75, -1}, block.y()[0]);
        assertArrayEquals(new double[] {2500, 3500}, block.x());
        assertEquals("2020-02-01", block.metadata().get("date"));
    }

    @Test
    void seriesHasOneRowForEachSpectrum() throws Exception {
        ByteBuffer b = file(AMPLITUDE_RATIO | ABSORBANCE | SERIES, AMPLITUDE_RATIO | STATUS | ABSORBANCE | SERIES);
        // Three are announced and two stored: header, one run, then ordinates and facts of each.
        b.putInt(516, 3).putInt(520, 32).putInt(524, 8).putInt(528, 152).putInt(532, 1);
        for (int i = 0; i < 2; i++) {
            int at = 512 + 32 + 160 * i;
            b.putFloat(at, i + 1).putFloat(at + 4, i + 5).putDouble(at + 8 + 144, 0.5 * i);
        }
        status(b, 1024, Map.of("NPT", 2, "FXV", 4000.0, "LXV", 400.0, "DXU", "WN"));
        Block block = read(b).main();
        assertEquals("AB series", block.name());
        assertEquals(3, block.rows(), "the block has room for all three");
        assertArrayEquals(new double[] {1, 5}, block.y()[0]);
        assertArrayEquals(new double[] {2, 6}, block.y()[1]);
        assertEquals("0.5", block.rowMetadata().get(1).get("ERT"));
        assertTrue(refusal(b.putInt(524, 4)).contains("byte 512: expected a series of spectra of 2 points"));
    }

    @Test
    void damageIsToldWithItsPlace() {
        ByteBuffer b = file(AMPLITUDE_RATIO | ABSORBANCE, AMPLITUDE_RATIO | STATUS | ABSORBANCE);
        status(b, 1024, Map.of("NPT", 500, "FXV", 4000.0, "LXV", 400.0));
        assertTrue(refusal(b).contains("byte 512: expected 500 points in AB"), refusal(b));
        status(b, 1024, Map.of("NPT", 5, "FXV", 4000.0));
        assertTrue(refusal(b).contains("byte 1024: expected the number LXV in the status of AB"), refusal(b));
        status(b, 1024, Map.of("NPT", 5, "DPF", 7, "FXV", 4000.0, "LXV", 400.0));
        assertTrue(refusal(b).contains("DPF = 7"), refusal(b));
        b.putInt(32, 4000);
        assertTrue(refusal(b).contains("byte 24: expected a block AB of 512 bytes at byte 4000"), refusal(b));
        assertTrue(refusal(file(0)).contains("expected a block of ordinates with its status block"));
        assertTrue(refusal(ByteBuffer.allocate(64)).contains("expected the mark of an OPUS file"));
    }
}
