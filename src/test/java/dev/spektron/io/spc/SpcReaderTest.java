package dev.spektron.io.spc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.FormatException;
import dev.spektron.io.SharedData;
import dev.spektron.io.conformance.SpcSamples;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SpcReaderTest {
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

    /// A new file with its header filled; data follow from byte 512.
    private static ByteBuffer file(ByteOrder order, int size, int flags, int exponent, int points, int subfiles) {
        ByteBuffer b = ByteBuffer.allocate(size).order(order);
        b.put(0, (byte) flags).put(1, (byte) (order == BIG ? 0x4c : 0x4b)).put(3, (byte) exponent).putInt(4, points);
        b.putDouble(8, 1000).putDouble(16, 2000).putInt(24, subfiles).put(28, (byte) 3).put(29, (byte) 2);
        b.putInt(32, 2024 << 20 | 2 << 16 | 29 << 11 | 13 << 6 | 5);
        return b;
    }

    private static SpectralFile read(ByteBuffer b) throws FormatException {
        return new SpcReader().read(new Content("made.spc", b.array()));
    }

    private static String refusal(ByteBuffer b) {
        return assertThrows(FormatException.class, () -> read(b)).getMessage();
    }

    @Test
    void realFilesAsOtherProgramsReadThem() throws Exception {
        double error = new SpcSamples().maximumError(SharedData.dir());
        assertTrue(error <= 1e-9, "largest relative error " + error);
    }

    @Test
    void everyRealFileIsTakenAndRead() throws Exception {
        int n = 0;
        for (Path p : new SpcSamples().files(SharedData.dir())) {
            assertEquals(Match.CERTAIN, new SpcReader().match(Content.read(p)), p.toString());
            assertFalse(SpcSamples.read(p).blocks().isEmpty());
            n++;
        }
        assertEquals(30, n);
    }

    /// WiRE resampled the spectrum of the text file linearly to an even axis.
    @Test
    void renishawIsItsTextExportResampled() throws Exception {
        Path dir = SharedData.dir().resolve("vendor-formats/pairs/renishaw_nCal");
        TreeMap<Double, Double> text = new TreeMap<>();
        for (String line : Files.readAllLines(dir.resolve("nCal_Qontor785_z005H12_100_1x3s.txt"))) {
            if (!line.startsWith("#")) {
                text.put(Double.valueOf(line.split("\t")[0]), Double.valueOf(line.split("\t")[1]));
            }
        }
        Block b = SpcSamples.read(dir.resolve("nCal_Qontor785_z005H12_100_1x3s.spc")).main();
        assertEquals(text.lastKey(), b.x()[0], 1e-6);
        assertEquals(text.firstKey(), b.x()[b.channels() - 1], 1e-6);
        for (int i = 1; i < b.channels() - 1; i++) {
            assertEquals(interpolate(text, b.x()[i]), b.y()[0][i], 1e-4 * b.y()[0][i]);
        }
    }

    /// BWTek's program resampled to 1 cm-1 with a smoother curve than lines: the same spectrum, its points not the same numbers.
    @Test
    void bwtekIsItsTextExportResampled() throws Exception {
        Path dir = SharedData.dir().resolve("vendor-formats/pairs/bwtek_PST10");
        Block b = SpcSamples.read(dir.resolve("PST10_iR532_Probe_100_3000msx7.spc")).main();
        assertEquals(Optional.of(AxisUnit.RAMAN_SHIFT), b.unit());
        TreeMap<Double, Double> text = new TreeMap<>();
        for (String line : Files.readAllLines(dir.resolve("PST10_iR532_Probe_100_3000msx7.txt"), StandardCharsets.ISO_8859_1)) {
            String[] part = line.replace(',', '.').split(";");
            if (part.length > 8 && part[0].matches("\\d+") && !part[3].isBlank()) {
                text.put(Double.valueOf(part[3]), Double.valueOf(part[7]));
            }
        }
        double[] ratio = new double[b.channels()];
        for (int i = 0; i < ratio.length; i++) {
            assertEquals(175.0 + i, b.x()[i], 1e-9);
            ratio[i] = b.y()[0][i] / interpolate(text, b.x()[i]);
        }
        Arrays.sort(ratio);
        assertEquals(1, ratio[ratio.length / 2], 1e-3);
    }

    private static double interpolate(TreeMap<Double, Double> points, double x) {
        Map.Entry<Double, Double> left = points.floorEntry(x);
        Map.Entry<Double, Double> right = points.higherEntry(x);
        return left.getValue() + (x - left.getKey()) / (right.getKey() - left.getKey()) * (right.getValue() - left.getValue());
    }

    @Test
    void mapOfFourDimensions() throws Exception {
        Block b = SpcSamples.read(SharedData.dir().resolve("vendor-formats/spc/rohanisaac/4d_map.spc")).main();
        assertEquals(121, b.rows());
        for (int i = 0; i < 121; i++) {
            assertEquals(10.0 * (i % 11), Double.parseDouble(b.rowMetadata().get(i).get("z")), 1e-5);
            assertEquals(10.0 * (i / 11), Double.parseDouble(b.rowMetadata().get(i).get("w")), 1e-5);
        }
        assertEquals("11", b.metadata().get("w planes"));
        assertEquals(IntensityKind.ABSORBANCE, b.intensity());
    }

    @Test
    void metadataOfRealFiles() throws Exception {
        Path dir = SharedData.dir().resolve("vendor-formats");
        SpectralFile renishaw = SpcSamples.read(dir.resolve("pairs/renishaw_nCal/nCal_Qontor785_z005H12_100_1x3s.spc"));
        assertEquals("785", renishaw.metadata().get("laser nm"));
        assertEquals("3000", renishaw.metadata().get("integration time ms"));
        assertEquals("1", renishaw.metadata().get("scans"));
        assertFalse(renishaw.metadata().containsKey("date"), "hour 25 is none");
        assertTrue(renishaw.warnings().getFirst().contains("1359-6-11 25:8"));
        SpectralFile ftir = SpcSamples.read(dir.resolve("spc/rohanisaac/Ft-ir.spc"));
        assertEquals("1995-04-18T09:20", ftir.metadata().get("date"));
        assertEquals("PE Spectrum 2000", ftir.metadata().get("instrument"));
        assertEquals("4", ftir.metadata().get("resolution"));
        assertEquals("16", ftir.metadata().get("scans"));
        SpectralFile raman = SpcSamples.read(dir.resolve("spc/rohanisaac/RAMAN.SPC"));
        assertEquals(1e7 / 9395, Double.parseDouble(raman.metadata().get("laser nm")), 1e-9);
        assertEquals(BlockKind.INTERFEROGRAM, SpcSamples.read(dir.resolve("spc/galactic/IG_SAMP.SPC")).main().kind());
        assertEquals("Wavenumber (cm-1)", SpcSamples.read(dir.resolve("spc/rohanisaac/MERC.SPC")).main().xLabel());
    }

    @Test
    void sameFileInBothByteOrders() throws Exception {
        for (ByteOrder order : new ByteOrder[] {BIG, LITTLE}) {
            ByteBuffer b = file(order, 512 + 2 * (32 + 12), 0x04, 8, 3, 2);
            for (int s = 0; s < 2; s++) {
                int at = 512 + 44 * s;
                b.put(at + 1, (byte) (s == 0 ? 8 : 0)).putFloat(at + 4, 2.5f * s);
                b.putInt(at + 32, 1 << 24).putInt(at + 36, -(1 << 30)).putInt(at + 40, Integer.MIN_VALUE);
            }
            SpectralFile f = read(b);
            assertEquals("2024-02-29T13:05", f.metadata().get("date"));
            assertArrayEquals(new double[] {1000, 1500, 2000}, f.main().x());
            assertArrayEquals(new double[] {1, -64, -128}, f.main().y()[0]);
            // Its own exponent is 0 and stands, though the header says 8: 2^24 / 2^32 and so on.
            assertArrayEquals(new double[] {1.0 / 256, -0.25, -0.5}, f.main().y()[1]);
            assertEquals("2.5", f.main().rowMetadata().get(1).get("z"));
        }
    }

    @Test
    void sixteenBitsAndMicrometres() throws Exception {
        ByteBuffer b = file(LITTLE, 512 + 32 + 6, 0x01, 4, 3, 1);
        b.put(28, (byte) 2).putDouble(8, 2.5).putDouble(16, 3.5);
        b.putShort(544, (short) 4096).putShort(546, (short) -8192).putShort(548, Short.MIN_VALUE);
        Block block = read(b).main();
        assertArrayEquals(new double[] {1, -2, -8}, block.y()[0]);
        assertArrayEquals(new double[] {2500, 3000, 3500}, block.x());
        assertEquals(Optional.of(AxisUnit.NANOMETRE), block.unit());
    }

    @Test
    void oldFormatExchangesHalves() throws Exception {
        ByteBuffer b = ByteBuffer.allocate(256 + 8).order(LITTLE);
        b.put(1, (byte) 0x4d).putShort(2, (short) 3).putFloat(4, 2).putFloat(8, 400).putFloat(12, 4000).put(16, (byte) 1).put(17, (byte) 2);
        b.putShort(18, (short) (5 << 12 | 1991)).put(20, (byte) 7).put(21, (byte) 8).putShort(34, (short) 12);
        int v = 0x20000000 + 77;
        b.putInt(256, Integer.rotateLeft(v, 16)).putInt(260, 0);
        SpectralFile f = read(b);
        assertArrayEquals(new double[] {v * Math.pow(2, 3 - 32), 0}, f.main().y()[0]);
        assertEquals("1991-07-08T00:00", f.metadata().get("date"));
        assertEquals("12", f.metadata().get("scans"));
    }

    @Test
    void subfilesWithOwnAxesAndLabels() throws Exception {
        ByteBuffer b = file(LITTLE, 512 + 2 * (32 + 16) + 24, 0x04 | 0x20 | 0x40 | 0x80, -128, 512 + 96, 2);
        b.put(28, (byte) 0);
        byte[] labels = "Raman Shift\0Signal\0Depth\0".getBytes(StandardCharsets.ISO_8859_1);
        b.put(218, labels);
        // The directory names the second one first.
        for (int s = 0; s < 2; s++) {
            int at = 512 + 48 * s;
            b.put(at + 1, (byte) -128).putInt(at + 16, 2).putFloat(at + 4, s);
            b.putFloat(at + 32, 100 + s).putFloat(at + 36, 200 + s).putFloat(at + 40, 1 + s).putFloat(at + 44, 2 + s);
            b.putInt(512 + 96 + 12 * s, 512 + 48 * (1 - s)).putInt(512 + 100 + 12 * s, 48);
        }
        SpectralFile f = read(b);
        assertEquals(2, f.blocks().size());
        assertArrayEquals(new double[] {101, 201}, f.blocks().get(0).x());
        assertArrayEquals(new double[] {1, 2}, f.blocks().get(1).y()[0]);
        assertEquals(Optional.of(AxisUnit.RAMAN_SHIFT), f.main().unit());
        assertEquals("Depth", f.main().metadata().get("z label"));
        b.putInt(512 + 96, 512 + 95);
        assertTrue(refusal(b).contains("made.spc, byte "), refusal(b));
        b.putInt(512 + 96, 512).putInt(24, 90_000);
        assertTrue(refusal(b).contains("byte 24: expected at most"), refusal(b));
    }

    @Test
    void damageIsToldWithItsPlace() {
        assertTrue(refusal(file(LITTLE, 600, 0, -128, 1000, 1)).contains("expected 4000 bytes of the 1000 points"));
        assertTrue(refusal(file(LITTLE, 560, 0, -128, 4, 9)).contains("9 subfiles that the header states"));
        assertTrue(refusal(file(LITTLE, 600, 0, -128, 0, 1)).contains("byte 4: expected at least 1 point"));
        assertTrue(refusal(file(LITTLE, 560, 0, -128, 4, 1).putDouble(16, Double.NaN)).contains("byte 8: expected the first and last"));
        assertTrue(refusal(ByteBuffer.allocate(300).put(1, (byte) 0x4b)).contains("header of an SPC file"));
        assertTrue(refusal(ByteBuffer.allocate(300)).contains("byte 1: expected the version of an SPC file"));
        byte[] ole = Arrays.copyOf(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1},
            600);
        Content shimadzu = new Content("a.SPC", ole);
        assertEquals(Match.LIKELY, new SpcReader().match(shimadzu));
        assertTrue(assertThrows(FormatException.class, () -> new SpcReader().read(shimadzu)).getMessage().contains("Shimadzu"));
        assertEquals(Match.NO, new SpcReader().match(new Content("a.spc", "OK, ".repeat(200).getBytes(StandardCharsets.ISO_8859_1))));
    }
}
