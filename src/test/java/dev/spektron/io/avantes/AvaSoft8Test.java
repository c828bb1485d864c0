package dev.spektron.io.avantes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.IntensityKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AvaSoft8Test {
    private static final int PIXELS = 2;
    private static final int LENGTH = 322 + 16 * PIXELS;

    /// Spectra of two pixels with the given modes.
    private static ByteBuffer file(String mark, int... modes) {
        ByteBuffer b = ByteBuffer.allocate(6 + modes.length * (LENGTH + 10)).order(ByteOrder.LITTLE_ENDIAN);
        b.put(0, mark.getBytes(StandardCharsets.ISO_8859_1)).put(5, (byte) modes.length);
        for (int k = 0; k < modes.length; k++) {
            int at = 6 + k * (LENGTH + 10);
            b.putInt(at, LENGTH).put(at + 5, (byte) modes[k]).put(at + 8, "1511108U1".getBytes(StandardCharsets.ISO_8859_1));
            b.putShort(at + 83, (short) 40).putShort(at + 85, (short) 41).putFloat(at + 87, 30).putInt(at + 95, 20);
            b.putInt(at + 128, 2016 << 20 | 10 << 16 | 6 << 11 | 9 << 6 | 40);
            float[] values = {500, 501, 11, 2, 1, 2, 21, 2};
            for (int i = 0; i < values.length; i++) {
                b.putFloat(at + 322 + 4 * i, values[i]);
            }
        }
        return b;
    }

    private static SpectralFile read(String name, ByteBuffer b) throws FormatException {
        return new AvantesReader().read(new Content(name, b.array()));
    }

    /// (11 - 1) / (21 - 1); the second pixel has a reference as dark as the dark.
    @Test
    void reflectanceIsComputedFromTheReadings() throws Exception {
        SpectralFile f = read("a.rfl8", file("AVS84", 5));
        assertEquals(List.of("reflectance", "sample", "dark", "reference"), f.blocks().stream().map(Block::name).toList());
        assertArrayEquals(new double[] {500, 501}, f.main().x());
        assertArrayEquals(new double[] {0.5, Double.NaN}, f.main().y()[0]);
        assertEquals("2016-10-06T09:40", f.metadata().get("date"));
        assertEquals("30.0", f.metadata().get("integration time ms"));
        assertTrue(f.warnings().isEmpty());
    }

    @Test
    void absorbanceIsTheLogarithm() throws Exception {
        SpectralFile f = read("a.abs8", file("AVS84", 2));
        assertEquals(IntensityKind.ABSORBANCE, f.main().intensity());
        assertEquals(Math.log10(2), f.main().y()[0][0], 1e-15);
    }

    @Test
    void severalSpectraAreToldApart() throws Exception {
        SpectralFile f = read("a.raw8", file("AVS84", 0, 0));
        assertEquals("sample 1", f.main().name());
        assertEquals(BlockKind.REFERENCE, f.block("dark 2").kind());
    }

    @Test
    void contradictionsOfModeAndNameAreWarnedOf() throws Exception {
        SpectralFile old = read("a.abs8", file("AVS82", 1));
        assertEquals(IntensityKind.ABSORBANCE, old.main().intensity());
        assertTrue(old.warnings().getFirst().contains("the name was believed"), old.warnings().toString());
        SpectralFile newer = read("a.abs8", file("AVS84", 3));
        assertEquals(IntensityKind.TRANSMITTANCE, newer.main().intensity());
        assertTrue(newer.warnings().getFirst().contains("the mode was believed"), newer.warnings().toString());
    }

    @Test
    void statedSizesAreChecked() {
        ByteBuffer b = file("AVS84", 5);
        b.putShort(6 + 85, (short) 60000);
        String message = assertThrows(FormatException.class, () -> read("a", b)).getMessage();
        assertTrue(message.contains("a length that holds 4 series of pixels 40 to 60000, found 354 bytes"), message);
        ByteBuffer cut = file("AVS84", 5);
        cut.put(5, (byte) 2);
        message = assertThrows(FormatException.class, () -> read("a", cut)).getMessage();
        assertTrue(message.contains("the head of spectrum 2"), message);
    }
}
