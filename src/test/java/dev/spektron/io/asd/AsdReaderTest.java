package dev.spektron.io.asd;

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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsdReaderTest {
    private final ByteBuffer b = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

    /// A header for two channels; the position is at the spectrum.
    private ByteBuffer header(String mark, int type, int format) {
        b.put(0, mark.getBytes(StandardCharsets.ISO_8859_1)).put(186, (byte) type).put(199, (byte) format).putShort(204, (short) 2);
        return b.putFloat(191, 350).putFloat(195, 1).position(484);
    }

    private void reference(int flag) {
        b.putShort((short) flag).putDouble(0).putDouble(0).putShort((short) 0);
    }

    /// Report and dependent variables without content, as ASD's programs write them.
    private void emptyReport() {
        b.position(b.position() + 2 + 40 + 4 + 8);
    }

    private SpectralFile read() throws FormatException {
        return new AsdReader().read(new Content("made.asd", Arrays.copyOf(b.array(), b.position())));
    }

    @Test
    void integersAndFloats() throws Exception {
        header("ASD", 0, 1).putInt(7).putInt(-8);
        assertArrayEquals(new double[] {7, -8}, read().main().y()[0]);
        header("as2", 0, 0).putFloat(0.5f).putFloat(2);
        reference(0xffff);
        b.putFloat(4).putFloat(5);
        SpectralFile f = read();
        assertArrayEquals(new double[] {0.5, 2}, f.main().y()[0]);
        assertArrayEquals(new double[] {4, 5}, f.block("reference").y()[0]);
    }

    /// Version 1 kept what was on the screen.
    @Test
    void firstVersionHasReflectanceItself() throws Exception {
        header("ASD", 1, 0).putFloat(0.25f).putFloat(0.5f);
        assertEquals(IntensityKind.REFLECTANCE, read().main().intensity());
        assertArrayEquals(new double[] {0.25, 0.5}, read().main().y()[0]);
    }

    @Test
    void absoluteReflectanceTakesThePanelIntoAccount() throws Exception {
        header("as7", 8, 2).putDouble(1).putDouble(2);
        reference(0xffff);
        b.putDouble(2).putDouble(0);
        emptyReport();
        b.put((byte) 1).put((byte) 0).put(Arrays.copyOf("panel".getBytes(StandardCharsets.ISO_8859_1), 20)).putInt(17).putShort((short) 1);
        b.putShort((short) 1).putDouble(0.9).putDouble(0.8);
        SpectralFile f = read();
        assertArrayEquals(new double[] {0.45, Double.NaN}, f.main().y()[0], 1e-15);
        assertEquals(List.of("absolute reflectance", "sample", "reference", "calibration absolute"),
            f.blocks().stream().map(Block::name).toList());
        assertEquals("17", f.block("calibration absolute").metadata().get("integration time ms"));
        assertEquals("panel", f.block("calibration absolute").yLabel());
    }

    /// What stands in the file is the signal of the detector.
    @Test
    void radianceIsNotClaimed() throws Exception {
        header("as7", 2, 2).putDouble(1).putDouble(2);
        reference(0);
        b.putDouble(0).putDouble(0);
        SpectralFile f = read();
        assertEquals(BlockKind.SINGLE_BEAM, f.main().kind());
        assertEquals(1, f.blocks().size());
        assertTrue(f.warnings().getFirst().contains("radiance, which is not computed"), f.warnings().toString());
    }

    @Test
    void statedSizesAreChecked() {
        header("as7", 0, 2).putDouble(1).putDouble(2);
        reference(0);
        b.putDouble(0).putDouble(0);
        emptyReport();
        b.put((byte) 200);
        String message = assertThrows(FormatException.class, this::read).getMessage();
        assertTrue(message.contains("expected 5800 bytes of heads of the calibrations"), message);
        b.put(199, (byte) 3);
        message = assertThrows(FormatException.class, this::read).getMessage();
        assertTrue(message.startsWith("made.asd, byte 199: expected the number format 0 (float), 1 (integer) or 2 (double), found 3"),
            message);
    }
}
