package dev.spektron.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Dwt;
import dev.spektron.backend.op.Wavelet;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.io.SharedData;
import dev.spektron.kernels.Wavelets;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import dev.spektron.testing.Compute;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Wavelets: filters, the reference vectors of MATLAB that PyWavelets tests itself with, reconstruction, several levels.
class WaveletTest {
    private static final Dwt DB4 = new Dwt(Wavelet.DB4, Dwt.Boundary.SYMMETRIC);

    static Stream<Backend> backends() {
        return Stream.of(new ScalarBackend(1), new VectorBackend(2));
    }

    private static float[] random(int n) {
        Random random = new Random(n);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    @ParameterizedTest
    @EnumSource(Wavelet.class)
    void filtersAreOrthonormal(Wavelet w) {
        double[] h = w.low();
        double[] g = w.high();
        assertEquals(w.length(), h.length);
        for (int shift = 0; shift < h.length; shift += 2) {
            double hh = 0;
            double gg = 0;
            double hg = 0;
            for (int k = 0; k + shift < h.length; k++) {
                hh += h[k] * h[k + shift];
                gg += g[k] * g[k + shift];
                hg += h[k] * g[k + shift];
            }
            assertEquals(shift == 0 ? 1 : 0, hh, 1e-9, "shift " + shift);
            assertEquals(shift == 0 ? 1 : 0, gg, 1e-9, "shift " + shift);
            assertEquals(0, hg, 1e-9, "shift " + shift);
        }
    }

    @ParameterizedTest
    @EnumSource(Wavelet.class)
    void detailsOfPolynomialsVanish(Wavelet w) {
        double[] g = w.high();
        for (int p = 0; p < w.moments(); p++) {
            double sum = 0;
            double scale = 0;
            for (int k = 0; k < g.length; k++) {
                double term = Math.pow((k - 0.5 * g.length) / g.length, p) * g[k];
                sum += term;
                scale += Math.abs(term);
            }
            assertEquals(0, sum, 1e-8 * scale, "power " + p);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void detailsOfACubicVanishInside(Backend b) {
        float[] x = new float[64];
        for (int i = 0; i < x.length; i++) {
            double t = i / 32.0 - 1;
            x[i] = (float) (0.3 - t + 2 * t * t - 1.5 * t * t * t);
        }
        float[] d = Compute.one(b, v -> Fn.dwt(v.getFirst(), DB4).get(1), Tensor.of(Shape.of(64), x));
        for (int k = 3; k < 32; k++) {
            assertEquals(0, d[k], 1e-6, "detail " + k);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void checkVectorOfTheSpecification(Backend b) {
        float[] x = new float[16];
        for (int i = 0; i < 16; i++) {
            x[i] = i;
        }
        List<float[]> r = Compute.of(b, v -> Fn.dwt(v.getFirst(), DB4), Tensor.of(Shape.of(16), x));
        assertArrayEquals(new float[] {5.6503179f, 2.81652255f, -0.0006064f, 1.42184072f, 4.25026784f, 7.07869497f, 9.90712209f,
            12.73554922f, 15.56288554f, 18.39668089f, 21.21380983f}, r.get(0), 3e-6f);
        assertArrayEquals(new float[] {0.02371313f, 0.04096209f, -0.06467522f, 0, 0, 0, 0, 0, -0.02371313f, -0.04096209f, 0.06467522f},
            r.get(1), 3e-6f);
    }

    @Test
    void lengthsOfTheLevels() {
        assertEquals(List.of(134, 134, 262, 517, 1027), lengths(2048));
        assertEquals(List.of(22, 22, 38, 69, 131), lengths(256));
    }

    private static List<Integer> lengths(int n) {
        return Fn.waveDecompose(new Graph().input("x", Shape.of(2, n)), DB4, 4).stream().map(v -> v.shape().last()).toList();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void theInverseGivesTheRowBack(Backend b) {
        for (Wavelet w : Wavelet.values()) {
            for (Dwt.Boundary boundary : Dwt.Boundary.values()) {
                Dwt dwt = new Dwt(w, boundary);
                for (int n : new int[] {1, 2, 3, 16, 31, 64, 127}) {
                    float[] x = random(3 * n);
                    float[] y = Compute.one(b, v -> {
                        List<Value> c = Fn.dwt(v.getFirst(), dwt);
                        return Fn.inverseDwt(c.get(0), c.get(1), dwt).slice(-1, 0, n);
                    }, Tensor.of(Shape.of(3, n), x));
                    assertArrayEquals(x, y, 3e-6f, dwt + " n " + n);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void severalLevelsGiveTheRowBack(Backend b) {
        for (Dwt.Boundary boundary : Dwt.Boundary.values()) {
            Dwt dwt = new Dwt(Wavelet.DB4, boundary);
            for (int n : new int[] {37, 256, 700, 2048, 2050}) {
                float[] x = random(2 * n);
                float[] y = Compute.one(b, v -> Fn.waveReconstruct(Fn.waveDecompose(v.getFirst(), dwt, 4), dwt, n),
                    Tensor.of(Shape.of(2, n), x));
                assertArrayEquals(x, y, 1e-5f, dwt + " n " + n);
            }
        }
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.trim().split(" +")).mapToDouble(Double::parseDouble).toArray();
    }

    private static float[] floats(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) x[i];
        }
        return y;
    }

    private static Map<String, double[][]> filters() throws IOException {
        Map<String, double[][]> out = new HashMap<>();
        List<String> lines = Files.readAllLines(SharedData.dir().resolve("reference-vectors/pywt/wavelet_filters.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] f = line.split(",");
            out.put(f[0], new double[][] {numbers(f[1]), numbers(f[2])});
        }
        return out;
    }

    @Test
    void filtersAreThoseOfTheReference() throws IOException {
        int found = 0;
        for (Map.Entry<String, double[][]> e : filters().entrySet()) {
            for (Wavelet w : Wavelet.values()) {
                if (w.name().toLowerCase(Locale.ROOT).equals(e.getKey())) {
                    assertArrayEquals(e.getValue()[0], w.low(), 1e-15, e.getKey());
                    assertArrayEquals(e.getValue()[1], w.high(), 1e-15, e.getKey());
                    found++;
                }
            }
        }
        assertEquals(8, found);
    }

    /// The 308 cases of 22 wavelets and 7 boundary rules through the kernel body, which takes any filter and any continuation; those of
    /// our own wavelets and rules through both backends.
    @Test
    void casesOfMatlab() throws IOException {
        Map<String, double[][]> filters = filters();
        List<String> lines = Files.readAllLines(SharedData.dir().resolve("reference-vectors/pywt/dwt_matlab_cases.csv"));
        int bodies = 0;
        int operations = 0;
        try (Backend scalar = new ScalarBackend(1); Backend vector = new VectorBackend(2)) {
            for (String line : lines.subList(1, lines.size())) {
                String[] f = line.split(",");
                double[] x = numbers(f[4]);
                double[][] expected = {numbers(f[5]), numbers(f[6])};
                float[] row = row(filters.get(f[0])[0].length, x, f[2], expected[0].length);
                close(f[0] + " " + f[1] + " " + f[2], expected, body(filters.get(f[0]), row, expected[0].length), row);
                bodies++;
                Dwt dwt = operation(f[0], f[2]);
                if (dwt != null) {
                    for (Backend b : List.of(scalar, vector)) {
                        List<float[]> r = Compute.of(b, v -> Fn.dwt(v.getFirst(), dwt), Tensor.of(Shape.of(x.length), floats(x)));
                        close(b.name() + " " + dwt + " " + f[1], expected, r, floats(x));
                    }
                    operations++;
                }
            }
        }
        assertEquals(308, bodies);
        assertEquals(32, operations);
    }

    private static Dwt operation(String wavelet, String mode) {
        boolean symmetric = mode.equals("symmetric");
        if (!symmetric && !mode.equals("periodization")) {
            return null;
        }
        return Arrays.stream(Wavelet.values()).filter(w -> w.name().toLowerCase(Locale.ROOT).equals(wavelet)).findFirst()
            .map(w -> new Dwt(w, symmetric ? Dwt.Boundary.SYMMETRIC : Dwt.Boundary.PERIODIC)).orElse(null);
    }

    /// The continued row.
    private static float[] row(int taps, double[] x, String mode, int count) {
        int lead = mode.equals("periodization") ? taps / 2 - 1 : taps - 2;
        float[] e = new float[2 * count + taps - 2];
        for (int p = 0; p < e.length; p++) {
            e[p] = (float) continued(x, p - lead, mode);
        }
        return e;
    }

    /// The body on the continued row itself, every place of which is a sample.
    private static List<float[]> body(double[][] filters, float[] row, int count) {
        int taps = filters[0].length;
        float[] both = Arrays.copyOf(floats(filters[0]), 2 * taps);
        System.arraycopy(floats(filters[1]), 0, both, taps, taps);
        int[] source = new int[row.length];
        for (int p = 0; p < source.length; p++) {
            source[p] = p;
        }
        float[] a = new float[count];
        float[] d = new float[count];
        for (int k = 0; k < count; k++) {
            Wavelets.analysis(k, source, both, taps, row, 0, row.length, a, 0, d, 0, count);
        }
        return List.of(a, d);
    }

    private static double continued(double[] x, int i, String mode) {
        int n = x.length;
        int half = Math.floorMod(i, 2 * n);
        int whole = Math.floorMod(i, 2 * n - 2);
        double left = x[0] + i * (x[1] - x[0]);
        double right = x[n - 1] + (i - n + 1) * (x[n - 1] - x[n - 2]);
        return switch (mode) {
            case "zero" -> i < 0 || i >= n ? 0 : x[i];
            case "constant" -> x[Math.clamp(i, 0, n - 1)];
            case "symmetric" -> x[half < n ? half : 2 * n - 1 - half];
            case "reflect" -> x[whole < n ? whole : 2 * n - 2 - whole];
            case "periodic" -> x[Math.floorMod(i, n)];
            case "smooth" -> i < 0 ? left : i >= n ? right : x[i];
            case "periodization" -> x[Math.min(n - 1, Math.floorMod(i, n + n % 2))];
            default -> throw new IllegalArgumentException(mode);
        };
    }

    /// Within 1e-6 of the largest number that went in.
    private static void close(String what, double[][] expected, List<float[]> found, float[] x) {
        double scale = 1;
        for (float v : x) {
            scale = Math.max(scale, Math.abs(v));
        }
        for (int i = 0; i < 2; i++) {
            assertEquals(expected[i].length, found.get(i).length, what);
            for (int k = 0; k < expected[i].length; k++) {
                assertTrue(Math.abs(expected[i][k] - found.get(i)[k]) < 1e-6 * scale, what + " kind " + i + " at " + k + ": expected "
                    + expected[i][k] + ", found " + found.get(i)[k]);
            }
        }
    }
}
