package dev.spektron.io.pickle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.io.Damage;
import dev.spektron.io.FormatException;
import dev.spektron.io.numpy.NpyArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Against what Python wrote (make_pickle.py).
class PickleTest {
    private static byte[] golden(String name) throws IOException {
        try (InputStream in = PickleTest.class.getResourceAsStream("/golden/pickle/" + name)) {
            return in.readAllBytes();
        }
    }

    @TestFactory
    List<DynamicTest> agreesWithPython() throws IOException {
        JsonObject expected = JsonParser.parseString(new String(golden("expected.json"), StandardCharsets.UTF_8)).getAsJsonObject();
        List<String> names = List.of("value_2.pkl", "value_3.pkl", "value_4.pkl", "value_5.pkl", "value_numpy2.pkl");
        return names.stream().map(n -> DynamicTest.dynamicTest(n, () -> compare((Map<?, ?>) Pickle.read(n, golden(n)), expected))).toList();
    }

    private static void compare(Map<?, ?> got, JsonObject expected) {
        for (Map.Entry<String, JsonElement> e : expected.getAsJsonObject("arrays").entrySet()) {
            double[] want = e.getValue().getAsJsonArray().asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
            assertArrayEquals(want, ((NpyArray) got.get(e.getKey())).numbers(), e.getKey());
        }
        assertArrayEquals(new int[] {2, 3}, ((NpyArray) got.get("counts")).shape());
        assertEquals(expected.get("energy").getAsDouble(), got.get("energy"));
        assertEquals("CCO", got.get("smiles"));
        assertEquals(9L, got.get("n"));
        assertEquals(-(1L << 40), got.get("long"));
        assertEquals(true, got.get("flag"));
        assertNull(got.get("none"));
        assertEquals(List.of(1L, 2.5, "µ"), got.get("tuple"));
        assertEquals(List.of(1L, List.of(2L, "x")), got.get("list"));
    }

    private static String refusal(byte[] bytes) {
        return assertThrows(FormatException.class, () -> Pickle.read("x.pkl", bytes)).getMessage();
    }

    @Test
    void nothingIsEverRun() throws IOException {
        assertTrue(refusal(golden("evil.pkl")).contains("it wants 'posix.system'"), refusal(golden("evil.pkl")));
        assertTrue(refusal(golden("plain.pkl")).contains("__main__.Plain"), refusal(golden("plain.pkl")));
        assertTrue(refusal(golden("objects.pkl")).contains("arrays of objects are not read"), refusal(golden("objects.pkl")));
        // Opcodes that make objects: NEWOBJ, INST, PERSID.
        for (int op : new int[] {0x81, 'i', 'P', 'o', 0x92, 0x82}) {
            assertTrue(refusal(new byte[] {(byte) 0x80, 4, (byte) op, '.'}).contains("only makes data"), "opcode " + op);
        }
    }

    @Test
    void arraysOutOfProportionAreRefused() {
        // One array of 1 MiB, recalled as the bytes of 100 others.
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        byte[] head = {(byte) 0x80, 2};
        out.writeBytes(head);
        int n = 1 << 20;
        out.writeBytes(new byte[] {'B', (byte) n, (byte) (n >> 8), (byte) (n >> 16), (byte) (n >> 24)});
        out.writeBytes(new byte[n]);
        out.writeBytes("q\0".getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes("0cnumpy\ndtype\nX\2\0\0\0u1\u0085Rq\1".getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < 100; i++) {
            out.writeBytes("cnumpy.core.numeric\n_frombuffer\n(h\0h\1J\0\0\u0010\0\u0085X\1\0\0\0CtR0".getBytes(
                StandardCharsets.ISO_8859_1));
        }
        out.writeBytes("h\1.".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(refusal(out.toByteArray()).contains("out of proportion"), refusal(out.toByteArray()));
    }

    @Test
    void damagedPicklesAreRefused() throws IOException {
        for (String name : List.of("value_2.pkl", "value_5.pkl")) {
            byte[] whole = golden(name);
            Damage.truncate(whole, b -> ((Map<?, ?>) Pickle.read(name, b)).size());
            Damage.flip(whole, b -> Pickle.read(name, b) == null);
        }
    }
}
