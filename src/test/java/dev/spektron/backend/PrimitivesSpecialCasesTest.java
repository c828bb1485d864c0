package dev.spektron.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.Primitive;
import dev.spektron.backend.op.Section;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Numbers that are not finite, wrong indices, long sums: what the double evaluator cannot say.
class PrimitivesSpecialCasesTest {
    private static final float NAN = Float.NaN;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private static float[] run(Backend backend, Op op, Tensor... in) {
        Graph g = new Graph();
        Value[] x = new Value[in.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = g.input("x" + i, in[i].shape());
        }
        Value y = g.one(op, x);
        g.output("y", y);
        Plan plan = Planner.plan(g, backend);
        float[] out = new float[y.shape().size()];
        try (backend; Executable e = backend.compile(plan, Variables.allocate(plan.layout(), Section.STATE), false)) {
            for (int i = 0; i < x.length; i++) {
                e.write("x" + i, in[i].data());
            }
            e.run();
            e.read("y", out);
        }
        return out;
    }

    private static List<Backend> backends() {
        return List.of(new ScalarBackend(1), new VectorBackend(2));
    }

    /// 1, 2, ... with one of them replaced.
    private static float[] rising(int n, int at, float value) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = i + 1;
        }
        x[at] = value;
        return x;
    }

    @Test
    void maximaOfNotANumberAreNotANumber() {
        for (int n : new int[] {3, 16, 129, 700, 33_000}) {
            for (int at : new int[] {0, n / 2, n - 1}) {
                for (Backend b : backends()) {
                    assertEquals(NAN, run(b, new Primitive.Max(0, 1), Tensor.of(Shape.of(n), rising(n, at, NAN)))[0], n + " at " + at);
                }
                for (Backend b : backends()) {
                    float[] y = run(b, new Primitive.Max(0, 1), Tensor.of(Shape.of(n, 1), rising(n, at, -INFINITY)));
                    assertEquals(at == n - 1 ? n - 1 : n, y[0]);
                }
            }
        }
        for (Backend b : backends()) {
            float[] x = rising(100 * 40, 57 * 40 + 33, NAN);
            float[] y = run(b, new Primitive.Max(0, 1), Tensor.of(Shape.of(100, 40), x));
            for (int j = 0; j < 40; j++) {
                assertEquals(j == 33 ? NAN : 99 * 40 + j + 1, y[j]);
            }
        }
    }

    @Test
    void reductionsOfNothing() {
        for (Backend b : backends()) {
            assertArrayEquals(new float[] {-INFINITY, -INFINITY}, run(b, new Primitive.Max(1, 2), Tensor.of(Shape.of(2, 0))));
        }
        for (Backend b : backends()) {
            assertArrayEquals(new float[2], run(b, new Primitive.Sum(1, 2), Tensor.of(Shape.of(2, 0))));
        }
        for (Backend b : backends()) {
            assertArrayEquals(new float[] {NAN, NAN}, run(b, new Primitive.Median(), Tensor.of(Shape.of(2, 0))));
        }
    }

    private static float median(float... x) {
        float[] both = new float[2];
        int k = 0;
        for (Backend b : backends()) {
            both[k++] = run(b, new Primitive.Median(), Tensor.of(Shape.of(x.length), x))[0];
        }
        assertEquals(both[0], both[1]);
        return both[0];
    }

    @Test
    void mediansOfUnusualNumbers() {
        assertEquals(NAN, median(1, NAN, 2));
        assertEquals(NAN, median(NAN));
        assertEquals(NAN, median(-INFINITY, INFINITY));
        assertEquals(INFINITY, median(1, INFINITY, INFINITY));
        assertEquals(INFINITY, median(1, 2, INFINITY, INFINITY));
        assertEquals(2, median(-INFINITY, 2, INFINITY));
        assertEquals(3e38f, median(3e38f, 3e38f, -3e38f, 3e38f));
        assertEquals(3.2e38f, median(3e38f, 3.4e38f), 1e32f);
        assertEquals(Float.MIN_VALUE, median(Float.MIN_VALUE, Float.MIN_VALUE));
    }

    @Test
    void mediansOfOrderedNumbersDoNotTakeLong() {
        int n = 100_000;
        float[] up = new float[n];
        float[] down = new float[n];
        float[] pipes = new float[n];
        float[] two = new float[n];
        for (int i = 0; i < n; i++) {
            up[i] = i;
            down[i] = n - 1 - i;
            pipes[i] = Math.min(i, n - 1 - i);
            two[i] = i % 2;
        }
        assertEquals((n - 1) / 2f, median(up));
        assertEquals((n - 1) / 2f, median(down));
        assertEquals(n / 4f - 0.5f, median(pipes));
        assertEquals(0.5f, median(two));
        assertEquals(7, median(rising(1, 0, 7)));
        Arrays.fill(up, 7);
        assertEquals(7, median(up));
    }

    @Test
    void wrongIndicesAreNotANumberAndAreLost() {
        Tensor table = Tensor.of(Shape.of(3, 20), rising(60, 0, 1));
        float[] wrong = {-1, 3, 0.5f, NAN, INFINITY, 1};
        for (Backend b : backends()) {
            float[] y = run(b, new Primitive.Gather(), table, Tensor.of(Shape.of(6), wrong));
            for (int i = 0; i < y.length; i++) {
                assertEquals(i < 100 ? NAN : 21 + i % 20, y[i]);
            }
        }
        for (Backend b : backends()) {
            float[] y = run(b, new Primitive.ScatterAdd(3), Tensor.of(Shape.of(6, 20), rising(120, 0, 1)), Tensor.of(Shape.of(6), wrong));
            for (int i = 0; i < y.length; i++) {
                assertEquals(i / 20 == 1 ? 101 + i % 20 : 0, y[i]);
            }
        }
    }

    @Test
    void longSumsStayExact() {
        int n = 2_000_003;
        float[] x = new float[n];
        Random random = new Random(4);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            x[i] = random.nextFloat();
            sum += x[i];
        }
        for (Backend b : backends()) {
            assertEquals(1, run(b, new Primitive.Sum(0, 1), Tensor.of(Shape.of(n), x))[0] / sum, 2e-7, b.name());
        }
        double column = 0;
        for (int i = 0; i < n / 3; i++) {
            column += x[3 * i];
        }
        for (Backend b : backends()) {
            float[] y = run(b, new Primitive.Sum(0, 1), Tensor.of(Shape.of(n / 3, 3), Arrays.copyOf(x, n / 3 * 3)));
            assertEquals(1, y[0] / column, 3e-7, b.name());
        }
    }

    @Test
    void threadsMakeNoDifference() {
        float[] x = new float[70 * 30_000];
        Random random = new Random(5);
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        for (Shape s : List.of(Shape.of(x.length), Shape.of(30_000, 70), Shape.of(70, 30_000), Shape.of(300_000, 7), Shape.of(300,
            7_000))) {
            Tensor t = Tensor.of(s, x);
            float[] one = run(new VectorBackend(1), new Primitive.Sum(0, 1), t);
            assertArrayEquals(one, run(new VectorBackend(2), new Primitive.Sum(0, 1), t));
            assertArrayEquals(one, run(new VectorBackend(3), new Primitive.Sum(0, 1), t));
        }
    }
}
