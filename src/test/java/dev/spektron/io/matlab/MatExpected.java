package dev.spektron.io.matlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.spektron.io.FormatException;
import dev.spektron.io.conformance.Worst;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Compares variables with what scipy 1.10 said of them (expected_scipy.json).
public final class MatExpected {
    private final Worst worst;

    public MatExpected(Worst worst) {
        this.worst = worst;
    }

    /// All variables of a file; one that scipy finds damaged must end in a [FormatException].
    public void compare(Path file, JsonObject expected) throws IOException {
        if (expected.has("scipy_error") && expected.get("scipy_error").getAsString().contains("v7.3")) {
            // scipy does not read HDF5; its tests say that the variable is 0:pi/4:2*pi in every version of the file.
            double[] eighths = IntStream.rangeClosed(0, 8).mapToDouble(i -> i * Math.PI / 4).toArray();
            worst.series("testdouble", eighths, ((MatValue.Numeric) MatFile.read(file).get("testdouble")).re());
            return;
        }
        if (expected.has("scipy_error")) {
            assertThrows(FormatException.class, () -> MatFile.read(file));
            return;
        }
        Map<String, MatValue> variables = MatFile.read(file);
        for (Map.Entry<String, JsonElement> e : expected.entrySet()) {
            JsonObject want = e.getValue().getAsJsonObject();
            MatValue got = variables.get(e.getKey());
            assertTrue(got != null, "no variable " + e.getKey() + " in " + variables.keySet());
            switch (got) {
                case MatValue.Numeric n -> compareNumbers(want, n);
                case MatValue.Text t -> compareText(want, t);
                case MatValue.Cell c -> assertEquals(shape(want), ints(c.dims()));
                case MatValue.Struct s -> {
                    assertEquals(shape(want), ints(s.dims()));
                    assertEquals(fields(want), s.fields());
                }
                case MatValue.Sparse s -> {
                    assertEquals(shape(want), ints(s.dims()));
                    assertEquals(want.get("nnz").getAsInt(), s.re().length);
                    // The golden file sums the absolute values of sparse matrices.
                    double sum = 0;
                    for (int i = 0; i < s.re().length; i++) {
                        sum += Math.hypot(s.re()[i], s.im().length == 0 ? 0 : s.im()[i]);
                    }
                    worst.addSum("sum", want.get("sum").getAsDouble(), sum, sum);
                }
                case MatValue.Opaque o -> assertTrue(o.what().equals("function handle") || o.what().equals("opaque"));
            }
        }
        assertEquals(expected.size(), variables.size(), variables.keySet().toString());
    }

    private void compareNumbers(JsonObject want, MatValue.Numeric got) {
        assertEquals(shape(want), ints(got.dims()));
        if (got.re().length == 0) {
            return;
        }
        if (got.im().length > 0) {
            JsonArray first = want.getAsJsonArray("first");
            worst.add("value", first.get(0).getAsDouble(), got.re()[0]);
            worst.add("value", first.get(1).getAsDouble(), got.im()[0]);
        } else {
            worst.add("value", want.get("first").getAsDouble(), got.re()[0]);
            worst.add("value", want.get("last").getAsDouble(), got.re()[got.re().length - 1]);
            worst.add("value", want.get("min").getAsDouble(), Arrays.stream(got.re()).min().orElseThrow());
            worst.add("value", want.get("max").getAsDouble(), Arrays.stream(got.re()).max().orElseThrow());
        }
        assertSum(want.get("sum"), got.re(), got.im());
    }

    private void assertSum(JsonElement want, double[] re, double[] im) {
        boolean complex = want.isJsonArray();
        assertEquals(complex, im.length > 0);
        double sum = Arrays.stream(re).sum();
        double size = Arrays.stream(re).map(Math::abs).sum() + Arrays.stream(im).map(Math::abs).sum();
        worst.addSum("sum", complex ? want.getAsJsonArray().get(0).getAsDouble() : want.getAsDouble(), sum, size);
        if (complex) {
            worst.addSum("sum", want.getAsJsonArray().get(1).getAsDouble(), Arrays.stream(im).sum(), size);
        }
    }

    private void compareText(JsonObject want, MatValue.Text got) {
        assertEquals(shape(want), List.of(got.rows().size()));
        if (want.has("first")) {
            assertEquals(want.get("first").getAsString(), got.rows().getFirst());
        }
    }

    private static List<Integer> shape(JsonObject want) {
        return want.getAsJsonArray("shape").asList().stream().map(JsonElement::getAsInt).toList();
    }

    private static List<Integer> ints(int[] v) {
        return Arrays.stream(v).boxed().toList();
    }

    /// Names as in the file: scipy numbers repeated ones (`_1_Station_Q`).
    private static List<String> fields(JsonObject want) {
        return want.getAsJsonArray("fields").asList().stream().map(f -> f.getAsString().replaceFirst("^_\\d+_", "")).toList();
    }
}
