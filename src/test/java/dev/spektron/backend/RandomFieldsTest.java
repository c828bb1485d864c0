package dev.spektron.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Dropout;
import dev.spektron.backend.op.Primitive.Random;
import dev.spektron.backend.op.Primitive.Random.Distribution;
import dev.spektron.backend.op.Section;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.kernels.Randoms;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.Erf;
import dev.spektron.testing.Steady;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random numbers and dropout: the same on every backend, and distributed as they should be.
class RandomFieldsTest {
    private static final int LARGE = 200_000;

    private static float[] run(Backend backend, Graph g, Value y, int step) {
        g.output("y", y);
        Plan plan = Planner.plan(g, backend);
        float[] out = new float[y.shape().size()];
        try (backend; Executable e = backend.compile(plan, Variables.allocate(plan.layout(), Section.STATE), false)) {
            e.write("step", step);
            e.run();
            e.read("y", out);
        }
        return out;
    }

    private static float[] field(Backend backend, Distribution d, int n, long seed, int purpose, int step) {
        Graph g = new Graph();
        return run(backend, g, g.one(new Random(d, Shape.of(n), seed, purpose), g.input("step", Shape.SCALAR)), step);
    }

    /// Dropout of ones.
    private static float[] dropout(Backend backend, int n, float rate, long seed) {
        Graph g = new Graph();
        Value ones = g.constant(1).broadcastTo(Shape.of(n));
        return run(backend, g, g.one(new Dropout(rate, seed, 3), ones, g.input("step", Shape.SCALAR)), 9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 31, 32, 33, 129, 4096, 4099, 20_002})
    void uniformNumbersAreTheSameBitForBit(int n) {
        float[] scalar = field(new ScalarBackend(2), Distribution.UNIFORM, n, -77, 5, 1234);
        assertArrayEquals(scalar, field(new VectorBackend(2), Distribution.UNIFORM, n, -77, 5, 1234));
        int[] words = new int[4];
        for (int i = 0; i < n; i++) {
            assertEquals(Randoms.uniform(i, 1234, 5, -77, -1, words, 0), scalar[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 31, 32, 33, 129, 4096, 4099, 20_002})
    void masksAreTheSameBitForBit(int n) {
        // 0.5 + 2^-24 is a number that occurs: it must be kept.
        for (float rate : new float[] {0, 1e-9f, 0.1f, 0.5f, 0.5f + 0x1p-24f, 0.999f}) {
            assertArrayEquals(dropout(new ScalarBackend(1), n, rate, 8), dropout(new VectorBackend(2), n, rate, 8), "rate " + rate);
        }
    }

    /// Neither vectors nor masks leave a kernel.
    @Tag("allocation")
    @Test
    void allocatesNothingInTheSteadyState() {
        Graph g = new Graph();
        Value step = g.input("step", Shape.SCALAR);
        Value normal = g.one(new Random(Distribution.NORMAL, Shape.of(4096), 1, 2), step);
        Value uniform = g.one(new Random(Distribution.UNIFORM, Shape.of(4096), 1, 3), step);
        g.output("y", g.one(new Dropout(0.1f, 1, 4), normal.add(uniform), step));
        try (Backend backend = new VectorBackend(1)) {
            Plan plan = Planner.plan(g, backend);
            try (Executable run = backend.compile(plan, Variables.allocate(plan.layout(), Section.STATE), false)) {
                assertEquals(0, Steady.allocated(run), "bytes allocated in 100 runs");
            }
        }
    }

    @Test
    void aNumberThatEqualsTheRateIsKept() {
        float[] u = field(new ScalarBackend(1), Distribution.UNIFORM, 1000, 8, 3, 9);
        for (int i = 0; i < 1000; i += 97) {
            assertEquals(1 / (1 - u[i]), dropout(new ScalarBackend(1), 1000, u[i], 8)[i]);
            assertEquals(1 / (1 - u[i]), dropout(new VectorBackend(1), 1000, u[i], 8)[i]);
        }
    }

    @Test
    void aFieldIsTheBeginningOfALongerOne() {
        for (Distribution d : Distribution.values()) {
            float[] shorter = field(new VectorBackend(1), d, 1000, 1, 2, 3);
            float[] longer = field(new VectorBackend(1), d, 20_000, 1, 2, 3);
            assertArrayEquals(shorter, Arrays.copyOf(longer, 1000), d.toString());
        }
    }

    @Test
    void threadsMakeNoDifference() {
        float[] one = field(new VectorBackend(1), Distribution.NORMAL, LARGE, 1, 2, 3);
        for (int threads : List.of(2, 3)) {
            assertArrayEquals(one, field(new VectorBackend(threads), Distribution.NORMAL, LARGE, 1, 2, 3));
        }
    }

    @Test
    void everyPartOfTheNameCounts() {
        float[] first = field(new VectorBackend(1), Distribution.UNIFORM, 1000, 1, 2, 3);
        List<float[]> others = List.of(field(new VectorBackend(1), Distribution.UNIFORM, 1000, 2, 2, 3),
            field(new VectorBackend(1), Distribution.UNIFORM, 1000, 1L << 32 | 1, 2, 3),
            field(new VectorBackend(1), Distribution.UNIFORM, 1000, 1, 3, 3),
            field(new VectorBackend(1), Distribution.UNIFORM, 1000, 1, 2, 4));
        for (float[] other : others) {
            double correlation = 0;
            for (int i = 0; i < first.length; i++) {
                correlation += 12 * (first[i] - 0.5) * (other[i] - 0.5) / first.length;
            }
            assertEquals(0, correlation, 5 / Math.sqrt(first.length));
        }
    }

    @Test
    void uniformNumbersAreUniform() {
        for (Backend b : List.of(new ScalarBackend(1), new VectorBackend(1))) {
            double[] u = sorted(field(b, Distribution.UNIFORM, LARGE, 42, 7, 0));
            assertTrue(u[0] > 0 && u[LARGE - 1] < 1);
            assertEquals(0.5, mean(u), 5 * Math.sqrt(1.0 / 12 / LARGE));
            assertEquals(1.0 / 12, variance(u), 5 * Math.sqrt(1.0 / 180 / LARGE));
            assertTrue(distance(u, x -> x) < 1.95 / Math.sqrt(LARGE), "Kolmogorov-Smirnov at 0.1 %");
        }
    }

    @Test
    void normalNumbersAreNormal() {
        for (Backend b : List.of(new ScalarBackend(1), new VectorBackend(1))) {
            float[] z = field(b, Distribution.NORMAL, LARGE, 42, 7, 0);
            double pairs = 0;
            for (int i = 0; i < LARGE; i += 2) {
                pairs += z[i] * z[i + 1];
            }
            assertEquals(0, pairs / (LARGE / 2), 5 / Math.sqrt(LARGE / 2));
            double[] s = sorted(z);
            assertEquals(0, mean(s), 5 * Math.sqrt(1.0 / LARGE));
            assertEquals(1, variance(s), 5 * Math.sqrt(2.0 / LARGE));
            assertTrue(distance(s, Erf::phi) < 1.95 / Math.sqrt(LARGE), "Kolmogorov-Smirnov at 0.1 %");
            assertTrue(s[LARGE - 1] > 4 && s[LARGE - 1] < 5.8 && s[0] < -4 && s[0] > -5.8, "tails");
        }
    }

    @Test
    void dropoutKeepsTheMean() {
        double[] y = sorted(dropout(new VectorBackend(1), LARGE, 0.1f, 5));
        assertEquals(1, mean(y), 5 * Math.sqrt(0.1 / 0.9 / LARGE));
        assertEquals(1 / 0.9f, y[LARGE - 1], 1e-6);
    }

    private interface Distributed {
        double to(double x);
    }

    private static double[] sorted(float[] x) {
        double[] d = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            d[i] = x[i];
        }
        Arrays.sort(d);
        return d;
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    private static double variance(double[] x) {
        double m = mean(x);
        return Arrays.stream(x).map(v -> (v - m) * (v - m)).average().orElseThrow();
    }

    /// Largest distance between the distribution of sorted numbers and the one that is expected.
    private static double distance(double[] x, Distributed expected) {
        double most = 0;
        for (int i = 0; i < x.length; i++) {
            double f = expected.to(x[i]);
            most = Math.max(most, Math.max(f - (double) i / x.length, (i + 1.0) / x.length - f));
        }
        return most;
    }
}
