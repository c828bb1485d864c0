package dev.spektron.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.backend.op.Attention;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.OpRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Queries with every key blocked, NaN, scores beyond the range of exponentials, and dropout as a whole.
class AttentionSpecialCasesTest {
    private static final int S = 30;
    private static final int T = 40;
    private static final int D = 12;

    private static List<float[]> run(String name, Op op, List<Shape> shapes, List<float[]> in) {
        try (Backend b = name.equals("scalar") ? new ScalarBackend(1) : new VectorBackend(2)) {
            return OpRun.results(b, op, shapes, in);
        }
    }

    private static float[] normal(int n, int seed) {
        Random random = new Random(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    private static List<Shape> shapes(int keys, Shape... more) {
        List<Shape> out = new ArrayList<>(List.of(Shape.of(1, S, D), Shape.of(1, keys, D), Shape.of(1, keys, D)));
        out.addAll(List.of(more));
        return out;
    }

    /// Operands with the query rows 3 and 29 blocked.
    private static List<float[]> blocked(int keys) {
        float[] mask = new float[S * keys];
        Arrays.fill(mask, 1);
        Arrays.fill(mask, 3 * keys, 4 * keys, 0);
        Arrays.fill(mask, 29 * keys, 30 * keys, 0);
        return List.of(normal(S * D, 1), normal(keys * D, 2), normal(keys * D, 3), mask);
    }

    private static float[] row(float[] x, int row, int n) {
        return Arrays.copyOfRange(x, row * n, (row + 1) * n);
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
    void aQueryWithEveryKeyBlockedGivesZeroAndTakesNoGradient(String backend) {
        for (int keys : new int[] {T, 700}) {
            Attention op = new Attention(2, 0.4f, false, true, 0, 0, 0);
            List<float[]> in = blocked(keys);
            List<Shape> shapes = shapes(keys, Shape.of(1, S, keys));
            List<float[]> y = run(backend, op, shapes, in);
            List<float[]> gradIn = new ArrayList<>(in);
            gradIn.addAll(List.of(y.get(0), y.get(1), normal(S * D, 4)));
            List<Shape> gradShapes = new ArrayList<>(shapes);
            gradShapes.addAll(List.of(Shape.of(1, S, D), Shape.of(1, 2, S), Shape.of(1, S, D)));
            List<float[]> g = run(backend, new Attention.Grad(op), gradShapes, gradIn);
            assertTrue(isFinite(y.get(0)) && isFinite(g.get(0)) && isFinite(g.get(1)) && isFinite(g.get(2)));
            for (int s : new int[] {3, 29}) {
                assertArrayEquals(new float[D], row(y.get(0), s, D));
                assertArrayEquals(new float[D], row(g.get(0), s, D));
                assertEquals(Float.NEGATIVE_INFINITY, y.get(1)[s]);
                assertEquals(Float.NEGATIVE_INFINITY, y.get(1)[S + s]);
            }
            List<float[]> map = run(backend, new Attention.Weights(2, 0.4f, false, true), List.of(shapes.get(0), shapes.get(1),
                shapes.get(3), Shape.of(1, 2, S)), List.of(in.get(0), in.get(1), in.get(3), y.get(1)));
            for (int row = 0; row < 2 * S; row++) {
                double sum = 0;
                for (float p : row(map.getFirst(), row, keys)) {
                    sum += p;
                }
                assertEquals(row % S == 3 || row % S == 29 ? 0 : 1, sum, 1e-5, "row " + row);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void notANumberIsSeen(String backend) {
        float[] q = normal(S * D, 1);
        q[5 * D + 1] = Float.NaN;
        float[] o = run(backend, Attention.plain(2, D), shapes(T), List.of(q, normal(T * D, 2), normal(T * D, 3))).getFirst();
        for (int s = 0; s < S; s++) {
            for (int c = 0; c < D; c++) {
                assertEquals(s == 5 && c < D / 2, Float.isNaN(o[s * D + c]), "query " + s + ", channel " + c);
            }
        }
        float[] k = normal(T * D, 2);
        k[7 * D] = Float.NaN;
        o = run(backend, Attention.plain(2, D), shapes(T), List.of(normal(S * D, 1), k, normal(T * D, 3))).getFirst();
        assertTrue(Float.isNaN(o[0]) && Float.isNaN(o[(S - 1) * D]) && Float.isFinite(o[D / 2]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void scoresOfAnySizeGiveWeights(String backend) {
        float[] q = normal(S * D, 1);
        for (int i = 0; i < q.length; i++) {
            q[i] *= 1000;
        }
        List<float[]> y = run(backend, Attention.plain(1, D), shapes(T), List.of(q, normal(T * D, 2), normal(T * D, 3)));
        assertTrue(isFinite(y.get(0)) && isFinite(y.get(1)));
        for (float v : y.get(0)) {
            assertTrue(Math.abs(v) < 5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void dropoutKeepsTheMean(String backend) {
        int keys = 600;
        Attention op = new Attention(1, 0, false, false, 0.25f, 7, 1);
        float[] ones = new float[keys * D];
        Arrays.fill(ones, 1);
        float[] o = run(backend, op, shapes(keys, Shape.SCALAR), List.of(normal(S * D, 1), normal(keys * D, 2), ones, new float[] {3}))
            .getFirst();
        double mean = 0;
        for (int s = 0; s < S; s++) {
            assertEquals(1, o[s * D], 0.15);
            assertEquals(o[s * D], o[s * D + D - 1]);
            mean += o[s * D] / S;
        }
        assertEquals(1, mean, 0.02);
    }
}
