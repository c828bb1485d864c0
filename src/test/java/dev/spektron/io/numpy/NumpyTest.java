package dev.spektron.io.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.io.Damage;
import dev.spektron.io.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/// Against files that numpy wrote (scripts/make_numpy.py) and what it reads from them.
class NumpyTest {
    private static byte[] golden(String name) throws IOException {
        try (InputStream in = NumpyTest.class.getResourceAsStream("/golden/numpy/" + name)) {
            return in.readAllBytes();
        }
    }

    private static JsonObject expected() throws IOException {
        String json = new String(golden("expected.json"), StandardCharsets.UTF_8);
        return JsonParser.parseString(json).getAsJsonObject().getAsJsonObject("files");
    }

    private static void assertSame(String name, JsonObject want, NpyArray got) {
        JsonArray shape = want.getAsJsonArray("shape");
        assertEquals(shape.asList().stream().map(e -> e.getAsInt()).toList(), Arrays.stream(got.shape()).boxed().toList(), name);
        JsonArray values = want.getAsJsonArray("values");
        assertEquals(values.size(), got.isText() ? got.texts().length : got.numbers().length, name);
        for (int i = 0; i < values.size(); i++) {
            if (got.isText()) {
                assertEquals(values.get(i).getAsString(), got.texts()[i], name);
            } else {
                assertEquals(values.get(i).getAsDouble(), got.numbers()[i], 0, name);
            }
        }
    }

    @Test
    void readsEveryTypeAndOrderThatNumpyWrites() throws IOException {
        int files = 0;
        for (Map.Entry<String, com.google.gson.JsonElement> e : expected().entrySet()) {
            if (e.getKey().endsWith(".npy")) {
                assertSame(e.getKey(), e.getValue().getAsJsonObject(), Npy.read(e.getKey(), golden(e.getKey())));
                files++;
            }
        }
        assertEquals(29, files);
    }

    @Test
    void readsArchivesThatNumpyWrites() throws IOException {
        for (String file : List.of("stored.npz", "deflated.npz")) {
            Map<String, NpyArray> arrays = Npz.read(file, golden(file));
            assertEquals(List.of("names", "numbers"), arrays.keySet().stream().sorted().toList());
            arrays.forEach((name, a) -> {
                try {
                    assertSame(name, expected().getAsJsonObject(name), a);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }
    }

    @Test
    void writesTheBytesThatNumpyWrites() throws IOException {
        assertArrayEquals(golden("lef8.npy"), Npy.write(Npy.read("lef8", golden("lef8.npy"))));
        assertArrayEquals(golden("scalar.npy"), Npy.write(Npy.read("scalar", golden("scalar.npy"))));
        assertArrayEquals(golden("unicode.npy"), Npy.write(Npy.read("unicode", golden("unicode.npy"))));
        assertArrayEquals(golden("empty.npy"), Npy.write(Npy.read("empty", golden("empty.npy"))));
    }

    @Test
    void archivesComeBack() throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("x", NpyArray.of(new double[][] {{1.5, -2}, {1e300, 4}}));
        arrays.put("names", NpyArray.of("a", "µ"));
        Map<String, NpyArray> back = Npz.read("a.npz", Npz.write(arrays));
        assertArrayEquals(arrays.get("x").numbers(), back.get("x").numbers());
        assertArrayEquals(arrays.get("names").texts(), back.get("names").texts());
    }

    private static byte[] npy(String header, int dataBytes) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        byte[] b = new byte[10 + text.length + dataBytes];
        System.arraycopy(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0}, 0, b, 0, 10);
        System.arraycopy(text, 0, b, 10, text.length);
        return b;
    }

    private static void assertRefused(String header, int data, String says) {
        FormatException e = assertThrows(FormatException.class, () -> Npy.read("bad.npy", npy(header, data)));
        assertTrue(e.getMessage().contains(says), e.getMessage());
    }

    @Test
    void refusesWhatTheBytesDoNotJustify() {
        assertRefused("{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000, 2000000000), }", 16, "needs more than");
        assertRefused("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000,), }", 16, "8000000000 bytes");
        assertRefused("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,), }", 16, "larger than an array can be");
        assertRefused("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", 17, "found 17");
        assertRefused("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", 16, "'|O' is not read");
        assertRefused("{'descr': '<f8', 'shape': (2,), }", 16, "fortran_order");
        assertRefused("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), 'x': 1}", 16, "not understood");
        assertRefused("{'descr': '<i8', 'fortran_order': False, 'shape': (-1,), }", 16, "not understood");
        assertRefused("{'descr': '<U0', 'fortran_order': False, 'shape': (2000000000,), }", 0, "needs");
    }

    @Test
    void refusesIntegersThatADoubleCannotHold() {
        byte[] b = Npy.write(NpyArray.of(new double[] {Double.longBitsToDouble((1L << 53) + 1)}, 1));
        byte[] asInteger = new String(b, StandardCharsets.ISO_8859_1).replace("<f8", "<i8").getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(assertThrows(FormatException.class, () -> Npy.read("i8", asInteger)).getMessage().contains("9007199254740993"));
    }

    private static byte[] zip(String entry, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content);
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    @Test
    void refusesBombsAndPaths() throws IOException {
        byte[] bomb = zip("spectra.npy", new byte[64 << 20]);
        assertTrue(bomb.length < 1 << 17);
        assertTrue(assertThrows(FormatException.class, () -> Npz.read("bomb.npz", bomb)).getMessage().contains("unpacks to more"));
        byte[] one = Npy.write(NpyArray.of(new double[] {1}, 1));
        for (String entry : List.of("../x.npy", "a/x.npy", "/x.npy", "x.txt", "..\\x.npy")) {
            byte[] archive = zip(entry, one);
            assertTrue(assertThrows(FormatException.class, () -> Npz.read("p.npz", archive)).getMessage().contains("plain name"), entry);
        }
    }

    private static Object npyValue(byte[] bytes) throws FormatException {
        NpyArray a = Npy.read("x.npy", bytes);
        return a.describe() + Arrays.toString(a.numbers()) + Arrays.toString(a.texts());
    }

    private static Object npzValue(byte[] bytes) throws FormatException {
        Map<String, String> values = new TreeMap<>();
        Npz.read("x.npz", bytes).forEach((k, a) -> values.put(k, Arrays.toString(a.numbers()) + Arrays.toString(a.texts())));
        return values;
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        for (String name : List.of("lef8.npy", "fortran.npy", "unicode.npy", "version3.npy")) {
            Damage.truncate(golden(name), NumpyTest::npyValue);
            Damage.flip(golden(name), NumpyTest::npyValue);
        }
        for (String name : List.of("stored.npz", "deflated.npz")) {
            Damage.truncate(golden(name), NumpyTest::npzValue);
            Damage.flip(golden(name), NumpyTest::npzValue);
        }
    }
}
