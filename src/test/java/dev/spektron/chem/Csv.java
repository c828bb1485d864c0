package dev.spektron.chem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// Number tables for tests: golden files in the resources, and reference vectors in the shared data, which may be absent.
public final class Csv {
    private Csv() {}

    /// A golden file below `src/test/resources/golden`.
    public static DMatrixRMaj golden(String name) {
        try (InputStream in = Csv.class.getResourceAsStream("/golden/" + name + ".csv")) {
            assertTrue(in != null, "golden file " + name + ".csv is missing; run the script that makes it");
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// A table in the shared data; skips the test when the file is absent.
    public static DMatrixRMaj shared(String path, int headerLines) {
        return parse(sharedText(path), headerLines);
    }

    /// A text in the shared data; skips the test when the file is absent.
    public static String sharedText(String path) {
        String root = System.getenv().getOrDefault("SPEKTRON_SHARED_DATA", "../shared/data");
        Path file = Path.of(root).resolve(path);
        assumeTrue(Files.isRegularFile(file), () -> "no " + path + " below SPEKTRON_SHARED_DATA (" + root + ")");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static DMatrixRMaj parse(String text, int skip) {
        double[][] rows = text.lines().skip(skip).filter(l -> !l.isBlank())
            .map(l -> Arrays.stream(l.strip().split("[,; \t]+")).mapToDouble(Double::parseDouble).toArray()).toArray(double[][]::new);
        return new DMatrixRMaj(rows);
    }

    /// |found - expected| <= absolute + relative |expected|, everywhere.
    public static void assertClose(String what, DMatrixRMaj expected, DMatrixRMaj found, double relative, double absolute) {
        assertEquals(expected.numRows + " x " + expected.numCols, found.numRows + " x " + found.numCols, what);
        for (int i = 0; i < expected.numRows * expected.numCols; i++) {
            double tolerance = absolute + relative * Math.abs(expected.data[i]);
            String where = what + " at row " + i / expected.numCols + ", column " + i % expected.numCols;
            assertEquals(expected.data[i], found.data[i], tolerance, where);
        }
    }

    public static DMatrixRMaj column(double[] v) {
        return new DMatrixRMaj(v.length, 1, true, v.clone());
    }
}
