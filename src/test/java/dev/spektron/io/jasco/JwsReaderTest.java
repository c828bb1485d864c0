package dev.spektron.io.jasco;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.FormatException;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JwsReaderTest {
    private static final int SECTOR = 512;
    private static final int TABLE = SECTOR;
    private static final int DIRECTORY = 2 * SECTOR;

    /// A compound file with the streams DataInfo (sector 2) and Y-Data (sector 3 and on), all in large sectors.
    private static ByteBuffer file(byte[] info, byte[] data) {
        int sectors = (data.length + SECTOR - 1) / SECTOR;
        ByteBuffer b = ByteBuffer.allocate((4 + sectors) * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        b.putLong(0, 0xe11ab1a1e011cfd0L).putShort(30, (short) 9).putShort(32, (short) 6).putInt(44, 1).putInt(48, 1).putInt(60, -2);
        b.putInt(68, -2).putInt(76, 0);
        b.putInt(TABLE, -3).putInt(TABLE + 4, -2).putInt(TABLE + 8, -2);
        for (int i = 0; i < sectors; i++) {
            b.putInt(TABLE + 4 * (3 + i), i == sectors - 1 ? -2 : 4 + i);
        }
        entry(b, 0, "Root Entry", 5, -2, 0, -1, 1);
        entry(b, 1, "DataInfo", 2, 2, info.length, 2, -1);
        entry(b, 2, "Y-Data", 2, 3, data.length, -1, -1);
        return b.put(3 * SECTOR, info).put(4 * SECTOR, data);
    }

    private static void entry(ByteBuffer b, int k, String name, int kind, int start, int size, int right, int child) {
        int at = DIRECTORY + 128 * k;
        byte[] text = name.getBytes(StandardCharsets.UTF_16LE);
        b.put(at, text).putShort(at + 64, (short) (text.length + 2)).put(at + 66, (byte) kind);
        b.putInt(at + 68, -1).putInt(at + 72, right).putInt(at + 76, child).putInt(at + 116, start).putInt(at + 120, size);
    }

    private static byte[] info(int points, double first, double last, int axis, int... channels) {
        ByteBuffer b = ByteBuffer.allocate(96).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(12, channels.length).putInt(20, points).putDouble(24, first).putDouble(32, last);
        b.putDouble(40, (last - first) / (points - 1)).putInt(48, axis);
        for (int i = 0; i < channels.length; i++) {
            b.putInt(52 + 4 * i, channels[i]);
        }
        return b.array();
    }

    private static byte[] floats(int n) {
        ByteBuffer b = ByteBuffer.allocate(4 * n).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < n; i++) {
            b.putFloat(i);
        }
        return b.array();
    }

    private static SpectralFile read(ByteBuffer b) throws FormatException {
        return new JwsReader().read(new Content("made.jws", b.array()));
    }

    private static String refusal(ByteBuffer b) {
        return assertThrows(FormatException.class, () -> read(b)).getMessage();
    }

    /// Circular dichroism: a falling axis in nm, three channels one after the other.
    @Test
    void channelsFollowOneAnother() throws Exception {
        ByteBuffer b = file(info(200, 350, 151, 0x10000103, 0x1001, 0x2001, 3), floats(600));
        assertEquals(Match.CERTAIN, new JwsReader().match(new Content("a", b.array())));
        SpectralFile f = read(b);
        assertEquals(List.of("CD [mdeg]", "HT [V]", "Abs"), f.blocks().stream().map(Block::name).toList());
        assertEquals(Optional.of(AxisUnit.NANOMETRE), f.main().unit());
        assertEquals(349, f.main().x()[1]);
        assertEquals(BlockKind.OTHER, f.block("HT [V]").kind());
        assertEquals(200, f.block("HT [V]").y()[0][0]);
        assertEquals(IntensityKind.ABSORBANCE, f.block("Abs").intensity());
        assertEquals(599, f.block("Abs").y()[0][199]);
    }

    @Test
    void twoChannelsOfOneKindGetTwoNames() throws Exception {
        SpectralFile f = read(file(info(3, 400, 402, 0x10000100, 0, 0), floats(6)));
        assertArrayEquals(new double[] {0.03, 0.04, 0.05}, f.block("%T 2").y()[0], 1e-15);
        assertEquals(IntensityKind.TRANSMITTANCE, f.main().intensity());
    }

    /// Several spectra of one channel, such as at rising temperature.
    @Test
    void spectraFollowOneAnother() throws Exception {
        ByteBuffer info = ByteBuffer.allocate(124).order(ByteOrder.LITTLE_ENDIAN).put(info(50, 350, 301, 0x10000103, 3));
        info.putInt(4, 4).putDouble(92, 25).putDouble(100, 30).putDouble(108, 35).putDouble(116, 39.99);
        SpectralFile f = read(file(info.array(), floats(200)));
        assertEquals(4, f.main().rows());
        assertEquals(150, f.main().y()[3][0]);
        assertEquals(IntensityKind.ABSORBANCE, f.main().intensity());
        assertEquals("39.99", f.main().rowMetadata().get(3).get("z"));
        ByteBuffer few = ByteBuffer.allocate(96).order(ByteOrder.LITTLE_ENDIAN).put(info(50, 350, 301, 0x10000103, 3)).putInt(4, 3);
        assertTrue(refusal(file(few.array(), floats(200))).contains("1 channels of 50 points in 3 spectra"));
    }

    @Test
    void loopsAndWrongSizesAreRefused() {
        ByteBuffer b = file(info(200, 350, 151, 0x10000103, 3), floats(200));
        b.putInt(TABLE + 4, 1);
        assertTrue(refusal(b).contains("a loop of sectors"), refusal(b));
        ByteBuffer cyclic = file(info(200, 350, 151, 0x10000103, 3), floats(200));
        // A tree of names that bites its tail is walked once.
        cyclic.putInt(DIRECTORY + 2 * 128 + 72, 1);
        assertEquals(200, org.junit.jupiter.api.Assertions.assertDoesNotThrow(() -> read(cyclic)).main().channels());
        ByteBuffer large = file(info(200, 350, 151, 0x10000103, 3), floats(200));
        large.putInt(DIRECTORY + 2 * 128 + 120, Integer.MAX_VALUE);
        assertTrue(refusal(large).contains("bytes of stream 'Y-Data', found 2147483647"), refusal(large));
        // Below the limit of small streams, which the file states itself, a length is one of small sectors.
        large.putInt(56, -1);
        assertTrue(refusal(large).contains("0 bytes of the small sectors in stream 'DataInfo'"), refusal(large));
        String message = refusal(file(info(201, 350, 150, 0x10000103, 3), floats(200)));
        assertTrue(message.startsWith("made.jws (stream DataInfo), byte 12: ") && message.contains("1 channels of 201 points"), message);
    }

    @Test
    void unevenAxesAreRefused() {
        byte[] info = info(200, 350, 151, 0x10000103, 3);
        ByteBuffer.wrap(info).order(ByteOrder.LITTLE_ENDIAN).putDouble(40, -2);
        String message = refusal(file(info, floats(200)));
        assertTrue(message.contains("an axis of 200 equal steps, found 350.0 to 151.0 in steps of -2.0"), message);
    }
}
