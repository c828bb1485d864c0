package dev.spektron.io.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.io.Damage;
import dev.spektron.io.FormatException;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Golden files come from the published Python package (`scripts/make_safetensors.py`).
class SafeTensorsTest {
    @TempDir
    Path folder;

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = SafeTensorsTest.class.getResourceAsStream("/golden/safetensors/" + name)) {
            return in.readAllBytes();
        }
    }

    private SafeTensors open(byte[] bytes) throws IOException {
        return SafeTensors.read(Files.write(folder.resolve("t.safetensors"), bytes));
    }

    private static JsonObject expected() throws IOException {
        return JsonParser.parseString(new String(golden("expected.json"), StandardCharsets.UTF_8)).getAsJsonObject();
    }

    private static void check(SafeTensors file, String name, JsonObject expected) throws IOException {
        List<String> values = expected.getAsJsonArray("values").asList().stream().map(JsonElement::getAsString).toList();
        assertEquals(expected.getAsJsonArray("shape").toString(), file.info(name).shape().toString().replace(" ", ""), name);
        double[] doubles = values.stream().mapToDouble(v -> Double.parseDouble(v.replace("inf", "Infinity"))).toArray();
        assertArrayEquals(doubles, file.doubles(name), name);
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = file.info(name).dtype().whole() ? Long.parseLong(values.get(i)) : (float) doubles[i];
        }
        assertArrayEquals(floats, file.tensor(name).data(), name);
        if (file.info(name).dtype().whole()) {
            assertArrayEquals(values.stream().mapToLong(Long::parseLong).toArray(), file.longs(name), name);
        } else {
            assertThrows(FormatException.class, () -> file.longs(name));
        }
    }

    @Test
    void readsWhatThePublishedPackageWrites() throws IOException {
        JsonObject expected = expected();
        int checked = 0;
        for (String name : List.of("f32", "kinds")) {
            try (SafeTensors file = open(golden(name + ".safetensors"))) {
                for (String tensor : file.names()) {
                    check(file, tensor, expected.getAsJsonObject(tensor));
                    checked++;
                }
                assertEquals(name.equals("f32") ? Map.of("format", "np") : Map.of(), file.metadata());
            }
        }
        assertEquals(expected.size(), checked);
    }

    /// All tensors of the golden file, by name as the package sorts them.
    private Map<String, Tensor> tensors() throws IOException {
        Map<String, Tensor> out = new TreeMap<>();
        try (SafeTensors file = open(golden("f32.safetensors"))) {
            for (String name : file.names()) {
                out.put(name, file.tensor(name));
            }
        }
        return out;
    }

    @Test
    void writesTheSameBytesAsThePublishedPackage() throws IOException {
        Path file = folder.resolve("ours.safetensors");
        SafeTensors.write(file, tensors(), Map.of("format", "np"));
        assertArrayEquals(golden("f32.safetensors"), Files.readAllBytes(file));
    }

    @Test
    void keepsEveryBitAndBeginsTheNumbersAtAMultipleOf8() throws IOException {
        float[] data = new float[100_003];
        for (int i = 0; i < data.length; i++) {
            data[i] = Float.intBitsToFloat(i * 0x9e3779b9);
        }
        for (String name : List.of("n", "nn", "nnn", "\u00e9\"\\\n<", "")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new SafeTensorsWriter(Map.of("key", "v\u4e2d")).add(name, Shape.of(9, 11_000), data, 1003).add("s", Shape.SCALAR, data, 7)
                .write(out);
            assertEquals(0, ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8);
            try (SafeTensors file = open(out.toByteArray())) {
                assertEquals(Shape.of(9, 11_000), file.tensor(name).shape());
                float[] got = new float[data.length];
                file.read(name, got, 1003);
                for (int i = 1003; i < 1003 + 99_000; i++) {
                    assertEquals(Float.floatToRawIntBits(data[i]), Float.floatToRawIntBits(got[i]));
                }
                assertEquals(data[7], file.tensor("s").data()[0]);
                assertEquals(Map.of("key", "v\u4e2d"), file.metadata());
            }
        }
    }

    @Test
    void anEmptyFileOfTensorsIsAFile() throws IOException {
        Path file = folder.resolve("none.safetensors");
        SafeTensors.write(file, Map.of(), Map.of());
        try (SafeTensors read = SafeTensors.read(file)) {
            assertTrue(read.names().isEmpty() && read.metadata().isEmpty());
        }
    }

    private static byte[] file(String json, int numbers) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + numbers).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text).array();
    }

    private String refusal(byte[] bytes) {
        String message = assertThrows(FormatException.class, () -> open(bytes).close()).getMessage();
        assertTrue(message.contains("t.safetensors") && !message.contains("\n"), message);
        return message;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'a':{'dtype':'I8','shape':[1],'data_offsets':[0,1]},'a':{'dtype':'I8','shape':[1],'data_offsets':[1,2]}} | 2 | stands twice",
        "{'__metadata__':{},'__metadata__':{}} | 0 | '__metadata__': stands twice",
        "{'__metadata__':{'k':'1','k':'2'}} | 0 | '__metadata__.k': stands twice",
        "{'__metadata__':{'k':1}} | 0 | expected a text, found number",
        "{'__metadata__':[]} | 0 | expected an object of texts",
        "{'a':{'dtype':'F32','dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 4 | field 'dtype' stands twice",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[8,12]}} | 12 | hole",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | hole",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | overlaps",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 4 | overlaps",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 3 | cut off",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 5 | tail",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,8]}} | 8 | expected 4 bytes",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} | 4 | not above the second",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4,8]}} | 4 | two numbers",
        "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | 4 | expected a whole number from 0",
        "{'a':{'dtype':'F32','shape':[1.0],'data_offsets':[0,4]}} | 4 | expected a whole number",
        "{'a':{'dtype':'F32','shape':[1e0],'data_offsets':[0,4]}} | 4 | expected a whole number",
        "{'a':{'dtype':'F32','shape':['1'],'data_offsets':[0,4]}} | 4 | found string",
        "{'a':{'dtype':'F32','shape':[9999999999999999999],'data_offsets':[0,4]}} | 4 | expected a whole number",
        "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,4]}} | 4 | more elements",
        "{'a':{'dtype':'F32','shape':[],'data_offsets':[0,999999999999999999]}} | 4 | expected 4 bytes",
        "{'a':{'dtype':'F32','shape':[100000000000],'data_offsets':[0,400000000000]}} | 4 | cut off",
        "{'a':{'dtype':'F31','shape':[1],'data_offsets':[0,4]}} | 4 | dtype 'F31'",
        "{'a':{'dtype':4,'shape':[1],'data_offsets':[0,4]}} | 4 | expected a text",
        "{'a':{'shape':[1],'data_offsets':[0,4]}} | 4 | field 'dtype' is missing",
        "{'a':{'dtype':'F32','data_offsets':[0,4]}} | 4 | field 'shape' is missing",
        "{'a':{'dtype':'F32','shape':[1]}} | 4 | field 'data_offsets' is missing",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'x':1}} | 4 | unknown field 'x'",
        "{'a':null} | 0 | expected an object, found null",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}x | 4 | JSON",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}{} | 4 | JSON",
        "{'a':{'dtype':'F32','shape':[1,],'data_offsets':[0,4]}} | 4 | JSON",
        "[] | 0 | begins with '{'", "{ | 0 | JSON", "{} | 1 | tail"})
    void everyBrokenRuleIsOneError(String json, int numbers, String part) {
        String message = refusal(file(json.replace('\'', '"'), numbers));
        assertTrue(message.contains(part), message);
    }

    @Test
    void refusesLiesAboutTheHeaderBeforeAllocating() {
        for (long length : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 100_000_001, 99_999_999, 3}) {
            byte[] bytes = file("{}", 0);
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
            refusal(bytes);
        }
        byte[] bytes = file("{}", 0);
        bytes[9] = (byte) 0xc3;
        assertTrue(refusal(bytes).contains("UTF-8"));
        refusal(file("", 0));
        refusal(file("[".repeat(1000), 0));
        refusal(file("{\"a\":".repeat(1000), 0));
    }

    @Test
    void refusesAFileCutAtAnyByte() throws IOException {
        byte[] whole = golden("f32.safetensors");
        for (int cut = 0; cut < whole.length; cut++) {
            refusal(Arrays.copyOf(whole, cut));
        }
    }

    @Test
    void anyFlippedBitIsReadOrRefused() throws IOException {
        byte[] whole = golden("kinds.safetensors");
        Damage.flip(whole, bytes -> all(bytes));
        int header = 8 + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
        for (int i = 0; i < header; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = whole.clone();
                damaged[i] ^= (byte) (1 << bit);
                try {
                    all(damaged);
                } catch (FormatException e) {
                    assertTrue(e.getMessage().length() > 20, e.getMessage());
                }
            }
        }
    }

    private Object all(byte[] bytes) throws FormatException {
        Map<String, Object> out = new LinkedHashMap<>();
        try (SafeTensors file = open(bytes)) {
            for (String name : file.names()) {
                out.put(name, Arrays.toString(file.doubles(name)));
            }
        } catch (FormatException e) {
            throw e;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out;
    }

    @Test
    void theWriterRefusesWhatTheFormatForbids() {
        SafeTensorsWriter writer = new SafeTensorsWriter(Map.of()).add("a", Shape.of(2), new float[2], 0);
        assertThrows(IllegalArgumentException.class, () -> writer.add("a", Shape.of(2), new float[2], 0));
        assertThrows(IllegalArgumentException.class, () -> writer.add("__metadata__", Shape.of(2), new float[2], 0));
        assertThrows(IllegalArgumentException.class, () -> writer.add("b", Shape.of(2), new float[2], 1));
    }

    @Test
    void namesTheMissingTensorAndTheFolder() throws IOException {
        try (SafeTensors file = open(golden("f32.safetensors"))) {
            assertTrue(assertThrows(FormatException.class, () -> file.tensor("c")).getMessage().contains("no tensor 'c' among 5"));
        }
        assertTrue(assertThrows(FormatException.class, () -> SafeTensors.read(folder)).getMessage().contains("found a folder"));
    }
}
