package dev.spektron.io.matlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.io.Damage;
import dev.spektron.io.FormatException;
import dev.spektron.io.SharedData;
import dev.spektron.io.conformance.Worst;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Against what scipy 1.10 reads from its own test files (mat-corpus/expected_scipy.json).
class MatFileTest {
    private static Path corpus() {
        return SharedData.dir().resolve("mat-corpus");
    }

    @TestFactory
    List<DynamicTest> agreesWithScipy() throws IOException {
        Path corpus = corpus();
        JsonObject expected = JsonParser.parseString(Files.readString(corpus.resolve("expected_scipy.json"))).getAsJsonObject();
        return expected.entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(),
            () -> {
                Worst worst = new Worst();
                new MatExpected(worst).compare(corpus.resolve(e.getKey()), e.getValue().getAsJsonObject());
                assertTrue(worst.error() < 1e-12, "relative error " + worst.error());
            })).toList();
    }

    @Test
    void readsADataSetObjectOfANewerVersion() throws IOException {
        Map<String, MatValue> variables = MatFile.read(corpus().resolve("spectrochempy/dso.mat"));
        DataSetObject object = DataSetObject.of("dso.mat", variables.values().iterator().next());
        assertEquals(20, object.data().length);
        assertEquals(426, object.data()[0].length);
        assertEquals(9.12025571e-05, object.data()[0][0], 5e-14);
        assertEquals(20, object.axisScale(0).orElseThrow().length);
        assertEquals(426, object.axisScale(1).orElseThrow().length);
        assertEquals(20, object.labels(0).size());
        assertTrue(object.labels(0).getFirst().startsWith("*Résultat de Soustraction:Eli_077_Mo_SiO2_calc_1.003torr"));
        assertEquals(20, object.include(0).length);
    }

    private static byte[] withVariable(byte[] variable, int type) {
        ByteBuffer b = ByteBuffer.allocate(136 + variable.length).order(ByteOrder.LITTLE_ENDIAN);
        b.put(0, "MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII)).putShort(124, (short) 0x0100).put(126, (byte) 'I')
            .put(127, (byte) 'M').putInt(128, type).putInt(132, variable.length).put(136, variable);
        return b.array();
    }

    @Test
    void refusesABomb() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                deflate.write(zeros);
            }
        }
        byte[] bomb = withVariable(out.toByteArray(), 15);
        assertTrue(assertThrows(FormatException.class, () -> MatFile.read("bomb.mat", bomb)).getMessage().contains("unpacks to more"));
    }

    @Test
    void refusesDimensionsThatTheBytesDoNotJustify() {
        ByteBuffer v = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        v.putInt(6).putInt(8).putInt(6).putInt(0);
        v.putInt(5).putInt(8).putInt(40_000).putInt(50_000);
        v.putInt(0x0001_0001).putInt('x');
        v.putInt(9).putInt(8).putDouble(1);
        byte[] file = withVariable(Arrays.copyOf(v.array(), v.position()), 14);
        FormatException e = assertThrows(FormatException.class, () -> MatFile.read("huge.mat", file));
        assertTrue(e.getMessage().contains("expected 2000000000 numbers"), e.getMessage());
        assertTrue(e.getMessage().contains("byte "), e.getMessage());
    }

    private static Object value(byte[] bytes) throws FormatException {
        StringBuilder s = new StringBuilder();
        MatFile.read("x.mat", bytes).forEach((k, v) -> s.append(k).append(text(v)));
        return s.toString();
    }

    private static String text(MatValue v) {
        return v.describe() + switch (v) {
            case MatValue.Numeric n -> Arrays.toString(n.re()) + Arrays.toString(n.im());
            case MatValue.Text t -> t.chars() + t.rows();
            case MatValue.Cell c -> c.values().stream().map(MatFileTest::text).toList().toString();
            case MatValue.Struct s -> s.fields() + s.elements().stream().map(e -> e.stream().map(MatFileTest::text).toList()).toList()
                .toString();
            case MatValue.Sparse s -> Arrays.toString(s.re()) + Arrays.toString(s.rowOf());
            case MatValue.Opaque o -> o.what();
        };
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        for (String name : List.of("scipy/testobject_6.1_SOL2.mat", "scipy/testobject_7.4_GLNX86.mat", "scipy/teststruct_6.5.1_GLNX86.mat",
            "scipy/testsparsecomplex_6.5.1_GLNX86.mat", "scipy/testcellnest_6.5.1_GLNX86.mat", "scipy/testunicode_7.4_GLNX86.mat",
            "orange/metas_mixed.mat", "spectrochempy/dso.mat")) {
            byte[] whole = Files.readAllBytes(corpus().resolve(name));
            // A cut between two variables leaves a whole file with fewer of them.
            long variables = MatFile.read(name, whole).size();
            if (variables == 1) {
                Damage.truncate(Arrays.copyOf(whole, whole.length), b -> b.length == 128 ? refuse() : value(b));
            }
            Damage.flip(whole, MatFileTest::value);
        }
    }

    private static Object refuse() throws FormatException {
        throw new FormatException("a header alone");
    }
}
