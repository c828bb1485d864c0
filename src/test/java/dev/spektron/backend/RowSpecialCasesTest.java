package dev.spektron.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.backend.op.CrossEntropy;
import dev.spektron.backend.op.LayerNorm;
import dev.spektron.backend.op.LogSumExp;
import dev.spektron.backend.op.Normalize;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.Softmax;
import dev.spektron.backend.op.TopKGate;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.OpRun;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows without a finite number, NaN, odd labels, and numbers far from 0: what the references cannot say or doubles do not show.
class RowSpecialCasesTest {
    private static final float NAN = Float.NaN;
    private static final float LOW = Float.NEGATIVE_INFINITY;
    private static final float HIGH = Float.POSITIVE_INFINITY;

    private static Backend backend(String name) {
        return name.equals("scalar") ? new ScalarBackend(1) : new VectorBackend(2);
    }

    private static List<float[]> run(String backend, Op op, List<Shape> shapes, float[]... in) {
        try (Backend b = backend(backend)) {
            return OpRun.results(b, op, shapes, List.of(in));
        }
    }

    /// Rows of `n` normal numbers, `rows` of them.
    private static float[] normal(int rows, int n, double mean, double deviation) {
        Random random = new Random(rows * 31L + n);
        float[] x = new float[rows * n];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (mean + deviation * random.nextGaussian());
        }
        return x;
    }

    private static float[] row(float[] x, int row, int n) {
        return Arrays.copyOfRange(x, row * n, (row + 1) * n);
    }

    private static boolean isNaN(float[] x) {
        for (float v : x) {
            if (!Float.isNaN(v)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFinite(float[] x) {
        for (float v : x) {
            if (!Float.isFinite(v)) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void softmaxOfMinusInfinityIsZero(String backend) {
        for (int n : new int[] {1, 5, 16, 21, 129}) {
            float[] x = normal(4, n, 0, 1);
            Arrays.fill(x, n, 2 * n, LOW);
            x[2 * n] = NAN;
            x[3 * n + n - 1] = LOW;
            float[] y = run(backend, new Softmax(), List.of(Shape.of(4, n)), x).getFirst();
            assertTrue(isFinite(row(y, 0, n)));
            assertArrayEquals(new float[n], row(y, 1, n));
            assertTrue(isNaN(row(y, 2, n)), "n " + n);
            assertEquals(0, y[3 * n + n - 1]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void softmaxOfLargeNumbersIsFinite(String backend) {
        float[] y = run(backend, new Softmax(), List.of(Shape.of(2, 3)), new float[] {3e38f, 3e38f, -3e38f, -200, -100, 0}).getFirst();
        assertArrayEquals(new float[] {0.5f, 0.5f, 0, 0, 0, 1}, y, 1e-7f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void logSumOfNothingIsMinusInfinity(String backend) {
        assertArrayEquals(new float[] {LOW, LOW, LOW}, run(backend, new LogSumExp(), List.of(Shape.of(3, 0)), new float[0]).getFirst());
        float[] x = normal(4, 21, 0, 1);
        Arrays.fill(x, 0, 21, LOW);
        x[21] = NAN;
        Arrays.fill(x, 43, 63, LOW);
        x[42] = 7;
        float[] y = run(backend, new LogSumExp(), List.of(Shape.of(4, 21)), x).getFirst();
        assertEquals(LOW, y[0]);
        assertEquals(NAN, y[1]);
        assertEquals(7, y[2], 1e-6f);
        assertTrue(Float.isFinite(y[3]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void negativeLabelsLeaveRowsOutAndWrongOnesGiveNaN(String backend) {
        int n = 19;
        float[] labels = {3, -1, 19, 1.5f, NAN, HIGH, LOW, -0.0f, 18};
        int rows = labels.length;
        float[] x = normal(rows, n, 0, 1);
        x[n + 3] = NAN;
        List<Shape> shapes = List.of(Shape.of(rows, n), Shape.of(rows));
        List<float[]> y = run(backend, new CrossEntropy(), shapes, x, labels);
        float[] dloss = new float[rows];
        Arrays.fill(dloss, 2);
        dloss[1] = NAN;
        float[] dx = run(backend, new CrossEntropy.Grad(), List.of(shapes.get(0), shapes.get(1), shapes.get(1), shapes.get(1)), x, labels,
            y.get(1), dloss).getFirst();
        for (int r = 0; r < rows; r++) {
            boolean out = labels[r] < 0;
            boolean wrong = !out && (labels[r] != Math.rint(labels[r]) || labels[r] >= n || Float.isNaN(labels[r]));
            float loss = y.getFirst()[r];
            assertEquals(wrong, Float.isNaN(loss), "label " + labels[r]);
            assertEquals(wrong, isNaN(row(dx, r, n)), "label " + labels[r]);
            if (out) {
                assertEquals(0, loss);
                assertArrayEquals(new float[n], row(dx, r, n));
            } else if (!wrong) {
                assertTrue(loss > 0 && isFinite(row(dx, r, n)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void gatesOfRowsWithoutFiniteNumbers(String backend) {
        float[] x = {LOW, LOW, LOW, 1, LOW, LOW, 1, NAN, 2, 5, 5, 5};
        float[] y = run(backend, new TopKGate(2), List.of(Shape.of(4, 3)), x).getFirst();
        assertArrayEquals(new float[] {0, 0, 0, 1, 0, 0, NAN, NAN, NAN, 0.5f, 0.5f, 0}, y);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void notANumberStaysInItsRowAndIsSeen(String backend) {
        for (boolean centre : new boolean[] {true, false}) {
            int n = 37;
            float[] x = normal(3, n, 0, 1);
            x[n + 20] = NAN;
            List<Shape> shapes = List.of(Shape.of(3, n), Shape.of(n), Shape.of(n));
            List<float[]> y = run(backend, new LayerNorm(centre, 1e-5f), shapes, x, normal(1, n, 0, 1), normal(1, n, 0, 1));
            assertTrue(isFinite(row(y.getFirst(), 0, n)) && isNaN(row(y.getFirst(), 1, n)) && isFinite(row(y.getFirst(), 2, n)));
            assertTrue(Float.isNaN(y.get(2)[1]));
        }
        float[] x = normal(50, 21, 0, 1);
        x[30 * 21 + 17] = NAN;
        float[] y = run(backend, new Normalize(0, 1, 1e-5f), List.of(Shape.of(50, 21)), x).getFirst();
        for (int i = 0; i < y.length; i++) {
            assertEquals(i % 21 == 17, Float.isNaN(y[i]), "element " + i);
        }
    }

    /// Relative errors of means and variances, and the largest error of normalised numbers, of numbers far from 0.
    private static void holds(double mean, double deviation, float[] x, List<float[]> y, int groups, int n, int step, boolean inverse) {
        for (int g = 0; g < groups; g++) {
            int at = step == 1 ? g * n : g;
            double m = 0;
            for (int i = 0; i < n; i++) {
                m += x[at + i * step];
            }
            m /= n;
            double v = 0;
            for (int i = 0; i < n; i++) {
                v += (x[at + i * step] - m) * (x[at + i * step] - m);
            }
            v /= n;
            assertEquals(m, y.get(1)[g], 1e-7 * Math.abs(mean) + 1e-6 * deviation);
            double found = y.get(2)[g];
            assertEquals(v, inverse ? 1 / (found * found) : found, 1e-5 * v, "variance");
            for (int i = 0; i < n; i++) {
                double z = (x[at + i * step] - m) / Math.sqrt(v);
                assertEquals(z, y.getFirst()[at + i * step], 1e-7 * Math.abs(mean) / deviation + 2e-6);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void meansFarFromZeroCostNoDigits(String backend) {
        for (double mean : new double[] {0, 1e3, -1e4}) {
            for (int n : new int[] {256, 2048}) {
                float[] ones = new float[n];
                Arrays.fill(ones, 1);
                float[] x = normal(3, n, mean, 1);
                holds(mean, 1, x, run(backend, new LayerNorm(true, 0), List.of(Shape.of(3, n), Shape.of(n), Shape.of(n)), x, ones,
                    new float[n]), 3, n, 1, true);
                holds(mean, 1, x, run(backend, new Normalize(1, 2, 0), List.of(Shape.of(3, n)), x), 3, n, 1, false);
            }
            float[] x = normal(16 * 129, 35, mean, 1);
            holds(mean, 1, x, run(backend, new Normalize(0, 2, 0), List.of(Shape.of(16, 129, 35)), x), 35, 16 * 129, 35, false);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void aFirstRowFarFromTheOthersCostsFewDigits(String backend) {
        float[] x = normal(2064, 17, 0, 1);
        Arrays.fill(x, 0, 17, 1e6f);
        List<float[]> y = run(backend, new Normalize(0, 1, 0), List.of(Shape.of(2064, 17)), x);
        double expected = 1e12 * 2063.0 / 2064 / 2064;
        for (float v : y.get(2)) {
            assertEquals(expected, v, 1e-4 * expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void equalNumbersHaveNoVariance(String backend) {
        int n = 129;
        float[] x = new float[2 * n];
        Arrays.fill(x, 0, n, 1000.1f);
        Arrays.fill(x, n, 2 * n, -3e-5f);
        float[] beta = normal(1, n, 0, 1);
        List<float[]> y = run(backend, new LayerNorm(true, 1e-5f), List.of(Shape.of(2, n), Shape.of(n), Shape.of(n)), x,
            normal(1, n, 2, 1), beta);
        assertArrayEquals(beta, row(y.getFirst(), 0, n), 0.05f);
        assertArrayEquals(beta, row(y.getFirst(), 1, n), 1e-6f);
        List<float[]> z = run(backend, new Normalize(1, 2, 0.1f), List.of(Shape.of(2, n)), x);
        assertFalse(z.get(2)[0] < 0 || z.get(2)[1] < 0);
        assertTrue(z.get(2)[0] < 1e-7 && z.get(2)[1] < 1e-7);
    }
}
