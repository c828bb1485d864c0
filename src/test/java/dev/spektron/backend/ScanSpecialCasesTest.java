package dev.spektron.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.spektron.backend.op.DepthwiseConv;
import dev.spektron.backend.op.DiagonalScan;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.OscillatoryScan;
import dev.spektron.backend.op.SelectiveScan;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.OpRun;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a recurrence does outside of the usual numbers, on any number of threads, and on the heap.
class ScanSpecialCasesTest {
    private static final int L = 40;
    private static final int E = 35;
    private static final int N = 3;

    static Stream<Backend> backends() {
        return Stream.of(new ScalarBackend(1), new VectorBackend(2));
    }

    private static List<Shape> selectiveShapes(int b, int l, int e, int n) {
        Shape rows = Shape.of(b, l, e);
        Shape shared = Shape.of(b, l, n);
        return List.of(rows, rows, Shape.of(e, n), shared, shared, Shape.of(e));
    }

    private static List<Shape> with(List<Shape> in, Shape last) {
        List<Shape> out = new ArrayList<>(in);
        out.add(last);
        return out;
    }

    private static List<float[]> draw(List<Shape> shapes, double scale) {
        Random random = new Random(11);
        List<float[]> out = new ArrayList<>();
        for (Shape s : shapes) {
            float[] x = new float[s.size()];
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) (scale * random.nextGaussian());
            }
            out.add(x);
        }
        return out;
    }

    /// u, dt, A, B, C, D, dy with ordinary numbers.
    private static List<float[]> selective(int b, int l, int e, int n) {
        List<float[]> x = draw(with(selectiveShapes(b, l, e, n), Shape.of(b, l, e)), 1);
        for (int i = 0; i < x.get(1).length; i++) {
            x.get(1)[i] = 0.01f + 0.1f * Math.abs(x.get(1)[i]);
        }
        for (int i = 0; i < x.get(2).length; i++) {
            x.get(2)[i] = -0.1f - Math.abs(x.get(2)[i]);
        }
        return x;
    }

    private static List<float[]> forward(Backend backend, boolean exact, List<float[]> x) {
        return OpRun.results(backend, new SelectiveScan(exact), selectiveShapes(1, L, E, N), x.subList(0, 6));
    }

    private static List<float[]> backward(Backend backend, boolean exact, List<float[]> x) {
        return OpRun.results(backend, new SelectiveScan.Grad(exact), with(selectiveShapes(1, L, E, N), Shape.of(1, L, E)), x);
    }

    /// A number that is not finite spoils its channel from its step on, and nothing else.
    @ParameterizedTest(name = "{0}")
    @MethodSource("backends")
    void notANumberStaysInItsChannel(Backend backend) {
        try (backend) {
            for (int operand = 0; operand < 2; operand++) {
                for (boolean exact : new boolean[] {false, true}) {
                    List<float[]> x = selective(1, L, E, N);
                    x.get(operand)[7 * E + 20] = Float.NaN;
                    float[] y = forward(backend, exact, x).getFirst();
                    for (int i = 0; i < y.length; i++) {
                        assertEquals(i % E == 20 && i / E >= 7, Float.isNaN(y[i]), "step " + i / E + ", channel " + i % E);
                    }
                    List<float[]> g = backward(backend, exact, x);
                    assertTrue(Float.isNaN(g.get(2)[20 * N]), "dA of the channel");
                    assertFalse(Float.isNaN(g.get(2)[19 * N]), "dA of another channel");
                }
            }
        }
    }

    /// Exponents far below and above those that the fast exponential takes give what the scalar bodies give.
    @Test
    void anyStepsGiveTheSameOnBothBackends() {
        float[][] steps = {{87, 87.5f, 88, 90, 100, 104, 150, 1000}, {1e6f, 3e6f, 1e9f, 1e20f}, {-0.5f, -2, 0, -0f}, {-30, -40, -50}};
        for (float[] of : steps) {
            for (boolean exact : new boolean[] {false, true}) {
                List<float[]> x = selective(1, L, E, N);
                for (int i = 0; i < x.get(2).length; i++) {
                    x.get(2)[i] = -1 - 0.01f * (i % 7);
                }
                for (int t = 0; t < L; t += 5) {
                    for (int e = 0; e < E; e += 3) {
                        x.get(1)[t * E + e] = of[(t + e) % of.length];
                    }
                }
                try (Backend scalar = new ScalarBackend(1); Backend vector = new VectorBackend(1)) {
                    compare(forward(scalar, exact, x), forward(vector, exact, x));
                    compare(backward(scalar, exact, x), backward(vector, exact, x));
                }
            }
        }
    }

    private static void compare(List<float[]> expected, List<float[]> found) {
        for (int k = 0; k < expected.size(); k++) {
            float[] e = expected.get(k);
            double scale = 0;
            for (float v : e) {
                scale = Math.max(scale, Float.isFinite(v) ? Math.abs(v) : 0);
            }
            for (int i = 0; i < e.length; i++) {
                if (Float.isFinite(e[i])) {
                    assertEquals(e[i], found.get(k)[i], Math.max(1e-3 * Math.abs(e[i]), 1e-6 * scale), "result " + k + " at " + i);
                } else {
                    assertFalse(Float.isFinite(found.get(k)[i]), "result " + k + " at " + i + ": expected " + e[i]);
                }
            }
        }
    }

    /// Where A is 0 the zero-order hold is the Euler step, and its derivative dt^2 / 2.
    @ParameterizedTest(name = "{0}")
    @MethodSource("backends")
    void zeroOrderHoldIsSmoothWhereTheRateVanishes(Backend backend) {
        double[] products = {0, 1e-30, -1e-12, 1e-7, -1e-6, -1e-5, -1e-4, -1e-3, -0.01, -0.1, -0.3, -0.49, -0.51, -0.9, -2, -5, -20, 0.4,
            0.6, 3};
        int e = products.length;
        List<float[]> x = new ArrayList<>();
        for (Shape s : with(selectiveShapes(1, 1, e, 1), Shape.of(1, 1, e))) {
            float[] ones = new float[s.size()];
            java.util.Arrays.fill(ones, 1);
            x.add(ones);
        }
        java.util.Arrays.fill(x.get(5), 0);
        for (int i = 0; i < e; i++) {
            x.get(1)[i] = 0.25f;
            x.get(2)[i] = (float) (products[i] / 0.25);
        }
        try (backend) {
            List<Shape> shapes = selectiveShapes(1, 1, e, 1);
            float[] y = OpRun.results(backend, new SelectiveScan(true), shapes, x.subList(0, 6)).getFirst();
            List<float[]> g = OpRun.results(backend, new SelectiveScan.Grad(true), with(shapes, Shape.of(1, 1, e)), x);
            for (int i = 0; i < e; i++) {
                double rate = x.get(2)[i];
                double z = 0.25 * rate;
                double gain = Math.abs(z) < 1e-5 ? 0.25 * (1 + z / 2) : Math.expm1(z) / rate;
                double slope = 0;
                double term = 1;
                // sum_k (k + 1) / (k + 2)! z^k
                for (int k = 0; k < 80; k++) {
                    slope += term * (k + 1) / ((k + 1.0) * (k + 2));
                    term *= z / (k + 1);
                }
                assertEquals(gain, y[i], 3e-7 * Math.abs(gain), "gain at dt A = " + z);
                assertEquals(0.0625 * slope, g.get(2)[i], 3e-6 * 0.0625 * slope, "its derivative at dt A = " + z);
                assertEquals(Math.exp(z), g.get(1)[i], 1e-6 * Math.exp(z), "derivative by dt at dt A = " + z);
            }
        }
    }

    private record Sized(Op op, List<Shape> shapes) {}

    private static List<Sized> all(int b, int l, int e, int n) {
        Shape rows = Shape.of(b, l, e);
        DepthwiseConv conv = new DepthwiseConv(1, 3, 0);
        Shape states = Shape.of(2, e, n);
        List<Sized> out = new ArrayList<>();
        for (boolean exact : new boolean[] {false, true}) {
            out.add(new Sized(new SelectiveScan(exact), selectiveShapes(b, l, e, n)));
            out.add(new Sized(new SelectiveScan.Grad(exact), with(selectiveShapes(b, l, e, n), rows)));
        }
        out.add(new Sized(new OscillatoryScan(), List.of(rows, Shape.of(6, e / 2))));
        out.add(new Sized(new OscillatoryScan.Grad(), List.of(rows, Shape.of(6, e / 2), rows)));
        out.add(new Sized(new DiagonalScan(), List.of(rows, states, states)));
        out.add(new Sized(new DiagonalScan.Grad(), List.of(rows, states, states, rows)));
        out.add(new Sized(conv, List.of(rows, Shape.of(e, 4), Shape.of(e))));
        out.add(new Sized(new DepthwiseConv.Grad(conv), List.of(rows, Shape.of(e, 4), rows)));
        return out;
    }

    private static List<float[]> numbers(Sized s) {
        boolean selective = s.op() instanceof SelectiveScan || s.op() instanceof SelectiveScan.Grad;
        Shape u = s.shapes().getFirst();
        if (selective) {
            return selective(u.dim(0), u.dim(1), u.dim(2), s.shapes().get(2).dim(1)).subList(0, s.shapes().size());
        }
        return draw(s.shapes(), 0.1);
    }

    @Test
    void resultsHaveTheSameBitsOnAnyNumberOfThreads() {
        for (Sized s : all(3, 170, 330, 4)) {
            List<float[]> x = numbers(s);
            List<float[]> expected = null;
            for (int threads : new int[] {1, 2, 5}) {
                try (Backend backend = new VectorBackend(threads)) {
                    List<float[]> found = OpRun.results(backend, s.op(), s.shapes(), x);
                    expected = expected == null ? found : expected;
                    for (int k = 0; k < found.size(); k++) {
                        assertArrayEquals(expected.get(k), found.get(k), s.op().label() + " on " + threads + " threads");
                    }
                }
            }
        }
    }

    /// Vectors are objects until the compiler has removed them; then a run must leave nothing on the heap.
    @Tag("allocation")
    @Test
    void nothingIsAllocatedOnceCompiled() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Backend backend = new VectorBackend(1)) {
            for (Sized s : all(2, 64, 96, 4)) {
                try (OpRun run = OpRun.of(backend, s.op(), s.shapes())) {
                    run.write(numbers(s));
                    long until = System.nanoTime() + 60_000_000_000L;
                    long bytes = Long.MAX_VALUE;
                    while (bytes > 0 && System.nanoTime() < until) {
                        long before = threads.getCurrentThreadAllocatedBytes();
                        for (int i = 0; i < 20; i++) {
                            run.run();
                        }
                        bytes = threads.getCurrentThreadAllocatedBytes() - before;
                    }
                    assertEquals(0, bytes, s.op().label() + ": bytes allocated by 20 runs after a minute");
                }
            }
        }
    }
}
