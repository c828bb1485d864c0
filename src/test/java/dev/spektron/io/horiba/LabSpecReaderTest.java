package dev.spektron.io.horiba;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.SpectralFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabSpecReaderTest {
    private static final int TREE = 0x1009;
    private static final int FLOATS = 0x1006;
    private static final int TEXT = 0x1007;
    private static final int SHORT_TEXT = 7;
    private final ByteBuffer b = ByteBuffer.allocate(1 << 14).order(ByteOrder.LITTLE_ENDIAN);
    private int place = 100;

    private int record(int type, int name, int where, int size) {
        b.putInt(type).putInt(0).putInt(name).putInt(0).putInt(where).putInt(size);
        return where;
    }

    private int record(int type, int name, int size) {
        return record(type, name, place++, size);
    }

    private void shortText(int name, String text) {
        b.putInt(SHORT_TEXT).putInt(0).putInt(name).putInt(0).put(Arrays.copyOf(text.getBytes(StandardCharsets.ISO_8859_1), 8));
    }

    private void axis(String type, String unit, float... values) {
        shortText(LabSpecNode.TYPE, type);
        shortText(LabSpecNode.UNIT, unit);
        record(FLOATS, LabSpecNode.VALUE, values.length);
        for (float v : values) {
            b.putFloat(v);
        }
    }

    private ByteBuffer header() {
        return b.put(0, "LabSpec6".getBytes(StandardCharsets.ISO_8859_1)).position(0x4c);
    }

    private SpectralFile read() throws FormatException {
        return new LabSpecReader().read(new Content("made.l6m", Arrays.copyOf(b.array(), b.position())));
    }

    /// Two by three spectra of two points; X runs before Y. A node shares the text of another, one is temporary and has no content.
    private void map(float... intensities) {
        header();
        record(TREE, 1, 4);
        record(TREE, LabSpecNode.TEMPORARY, 9);
        record(TREE, LabSpecNode.AXES_PARENT, 1);
        record(TREE, 5, 2);
        record(TREE, 6, 2);
        record(TREE, LabSpecNode.AXES, 4);
        for (int i = 0; i < 4; i++) {
            record(TREE, i, 3);
        }
        axis("Intens", "Cnt", intensities);
        axis("Spectr", "nm", 500, 501);
        axis("X", "um", 1, 2);
        axis("Y", "um", 10, 20, 30);
        shortText(LabSpecNode.NAME, "Sample");
        int shared = record(TEXT, LabSpecNode.SETTING, 10);
        b.put("quartz-12\0".getBytes(StandardCharsets.ISO_8859_1));
        shortText(LabSpecNode.NAME, "Remark");
        record(TEXT, LabSpecNode.SETTING, shared, 10);
    }

    @Test
    void mapsRunOverXFirst() throws Exception {
        map(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        SpectralFile f = read();
        assertEquals(6, f.main().rows());
        assertArrayEquals(new double[] {500, 501}, f.main().x());
        assertArrayEquals(new double[] {5, 6}, f.main().y()[2]);
        assertEquals(Map.of("X (um)", "1.0", "Y (um)", "20.0"), f.main().rowMetadata().get(2));
        assertEquals(Map.of("X (um)", "2.0", "Y (um)", "30.0"), f.main().rowMetadata().get(5));
        assertEquals(Map.of("sample", "quartz-12", "Remark", "quartz-12"), f.metadata());
    }

    @Test
    void unfinishedMapsAreRefused() {
        map(1, 2, 3, 4);
        String message = assertThrows(FormatException.class, this::read).getMessage();
        assertTrue(message.contains("expected 6 spectra of 2 points, found 4 values"), message);
    }

    @Test
    void endlessNestingAndHugeTreesAreRefused() {
        header();
        for (int i = 0; i < 200; i++) {
            record(TREE, i + 10, 1);
        }
        String message = assertThrows(FormatException.class, this::read).getMessage();
        assertTrue(message.contains("64 levels"), message);
        b.clear();
        header();
        record(TREE, 1, Integer.MAX_VALUE);
        message = assertThrows(FormatException.class, this::read).getMessage();
        assertTrue(message.contains("the records of 2147483647 nodes"), message);
    }

    @Test
    void unknownTypesAreNamed() {
        header();
        record(TREE, 1, 1);
        record(0x1003, 2, 4);
        String message = assertThrows(FormatException.class, this::read).getMessage();
        assertTrue(message.startsWith("made.l6m, byte 124: expected a node of type 6 to 9, found type 3"), message);
    }
}
