package dev.spektron.chem.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.chem.regress.LinearModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.ejml.data.DMatrixRMaj;

/// The problem and the results of scripts/make_transfer.py.
final class Golden {
    static final DMatrixRMaj SOURCE = read("source");
    static final DMatrixRMaj TARGET = read("target");
    static final double[] Y = read("y").data;
    static final int[] STANDARDS = java.util.Arrays.stream(read("standards").data).mapToInt(v -> (int) v).toArray();

    private Golden() {}

    static TransferData data() {
        return TransferData.of(SOURCE, STANDARDS, TARGET);
    }

    static TransferMethod.Labels labels(int components) {
        TestPls pls = new TestPls(components);
        return TransferMethod.Labels.of(data(), Y, pls.fit(SOURCE, Y), pls);
    }

    static DMatrixRMaj read(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/transfer/" + name + ".csv")) {
            String[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n");
            int columns = lines[0].split(",").length;
            DMatrixRMaj out = new DMatrixRMaj(lines.length, columns);
            for (int i = 0; i < lines.length; i++) {
                String[] cells = lines[i].split(",");
                for (int j = 0; j < columns; j++) {
                    out.data[i * columns + j] = Double.parseDouble(cells[j]);
                }
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void assertClose(double[] expected, double[] actual, double tolerance, String what) {
        assertEquals(expected.length, actual.length, what);
        double scale = Math.max(1, java.util.Arrays.stream(expected).map(Math::abs).max().orElse(0));
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance * scale, what + " entry " + i);
        }
    }

    /// Coefficients and, last, the intercept.
    static void assertModel(String name, LinearModel model, double tolerance) {
        double[] actual = java.util.Arrays.copyOf(model.coefficients(), model.coefficients().length + 1);
        actual[actual.length - 1] = model.intercept();
        assertClose(read(name).data, actual, tolerance, name);
    }
}
