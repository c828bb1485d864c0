package dev.spektron.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Conv1d;
import dev.spektron.backend.op.Linear;
import dev.spektron.backend.op.Linear.Activation;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.Primitive;
import dev.spektron.backend.op.Section;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.Steady;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a comparison with double precision does not show: numbers that are not finite, sums that go on for long, memory in the steady
/// state.
class DenseSpecialCasesTest {
    private static float[] run(Backend backend, Op op, Shape[] shapes, float[]... operands) {
        Graph g = new Graph();
        List<Value> in = new ArrayList<>();
        for (int i = 0; i < shapes.length; i++) {
            in.add(g.input("x" + i, shapes[i]));
        }
        Value y = g.apply(op, in).getFirst();
        g.output("y", y);
        Plan plan = Planner.plan(g, backend);
        try (Executable run = backend.compile(plan, Variables.allocate(plan.layout(), Section.STATE), false)) {
            for (int i = 0; i < operands.length; i++) {
                run.write("x" + i, operands[i]);
            }
            run.run();
            float[] out = new float[y.shape().size()];
            run.read("y", out);
            return out;
        }
    }

    private static float[] numbers(int n, long seed) {
        Random random = new Random(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    static Stream<Backend> backends() {
        return Stream.of(new ScalarBackend(1), new VectorBackend(1));
    }

    /// 0 times NaN is NaN: a row that has one spoils its results and no others. Zeros that only fill up a panel do not meet it.
    @ParameterizedTest
    @MethodSource("backends")
    void keepsNaNWhereItBelongs(Backend backend) {
        try (backend) {
            for (int[] s : new int[][] {{20, 37, 21}, {40, 130, 5}, {3, 17, 40}}) {
                int m = s[0];
                int k = s[1];
                int n = s[2];
                float[] x = numbers(m * k, 1);
                x[2 * k + 3] = Float.NaN;
                for (Activation f : Activation.values()) {
                    float[] y = run(backend, new Linear(f, true), new Shape[] {Shape.of(m, k), Shape.of(n, k), Shape.of(n)}, x,
                        new float[n * k], numbers(n, 2));
                    for (int i = 0; i < y.length; i++) {
                        assertEquals(i / n == 2, Float.isNaN(y[i]), f + " " + Arrays.toString(s) + " element " + i);
                    }
                }
            }
        }
    }

    /// Outside of the input there are zeros, also for an infinite weight: 0 times infinity is NaN, as in the definition, wherever a tap
    /// lies outside; kernels may leave such terms out. Inside, infinity stays.
    @ParameterizedTest
    @MethodSource("backends")
    void keepsInfinityInsideOfAConvolution(Backend backend) {
        try (backend) {
            float[] w = numbers(2 * 3 * 4, 3);
            w[4] = Float.POSITIVE_INFINITY;
            float[] x = new float[9 * 4];
            Arrays.fill(x, 1);
            float[] y = run(backend, new Conv1d(1, 1, 1, 1, false), new Shape[] {Shape.of(1, 9, 4), Shape.of(2, 3, 4)}, x, w);
            for (int t = 1; t < 8; t++) {
                assertEquals(Float.POSITIVE_INFINITY, y[2 * t]);
                assertTrue(Float.isFinite(y[2 * t + 1]));
            }
        }
    }

    /// A hundred thousand terms of 0.1: added one by one they lose 1.4, in blocks of 512 less than 0.1.
    @ParameterizedTest
    @MethodSource("backends")
    void addsUpLongSumsInBlocks(Backend backend) {
        try (backend) {
            int k = 100_000;
            float[] x = new float[2 * k];
            Arrays.fill(x, 0.1f);
            for (boolean transposed : new boolean[] {true, false}) {
                float[] w = new float[20 * k];
                Arrays.fill(w, 1);
                float[] y = run(backend, new Primitive.MatMul(false, transposed),
                    new Shape[] {Shape.of(2, k), transposed ? Shape.of(20, k) : Shape.of(k, 20)}, x, w);
                for (float v : y) {
                    assertEquals(0.1f * (double) k, v, 0.1);
                }
            }
        }
    }

    /// The same numbers for every width of panel: what a row of results is does not depend on how many rows there are.
    @ParameterizedTest
    @ValueSource(ints = {18, 37, 64, 129, 700})
    void aRowDoesNotDependOnTheOthers(int m) {
        int k = 600;
        int n = 70;
        float[] x = numbers(m * k, 4);
        float[] w = numbers(k * n, 5);
        try (Backend backend = new VectorBackend(1)) {
            Op op = new Primitive.MatMul(false, false);
            float[] all = run(backend, op, new Shape[] {Shape.of(m, k), Shape.of(k, n)}, x, w);
            float[] some = run(backend, op, new Shape[] {Shape.of(17, k), Shape.of(k, n)}, Arrays.copyOf(x, 17 * k), w);
            assertArrayEquals(Arrays.copyOf(all, some.length), some);
        }
    }

    private record Case(Op op, Shape... operands) {
        @Override
        public String toString() {
            return op.label() + Arrays.toString(operands);
        }
    }

    static Stream<Case> cases() {
        Shape w = Shape.of(40, 33);
        return Stream.of(new Case(new Linear(Activation.GELU, true), Shape.of(50, 33), w, Shape.of(40)),
            new Case(new Linear(Activation.SILU, false), Shape.of(4, 33), w),
            new Case(new Primitive.MatMul(false, false), Shape.of(3, 20, 18), Shape.of(3, 18, 5)),
            new Case(new Primitive.MatMul(true, true), Shape.of(18, 20), Shape.of(30, 18)),
            new Case(new Conv1d(1, 2, 4, 4, true), Shape.of(2, 20, 17), Shape.of(9, 5, 17), Shape.of(9)),
            new Case(new Conv1d(2, 1, 4, 4, true), Shape.of(2, 20, 3), Shape.of(9, 5, 3), Shape.of(9)));
    }

    @Tag("allocation")
    @ParameterizedTest
    @MethodSource("cases")
    void allocatesNothingInTheSteadyState(Case c) {
        Graph g = new Graph();
        List<Value> in = new ArrayList<>();
        for (int i = 0; i < c.operands.length; i++) {
            in.add(g.input("x" + i, c.operands[i]));
        }
        List<Value> gradients = g.gradients(g.apply(c.op, in).getFirst().square().sum(), in);
        for (int i = 0; i < in.size(); i++) {
            g.output("g" + i, gradients.get(i));
        }
        try (Backend backend = new VectorBackend(1)) {
            Plan plan = Planner.plan(g, backend);
            try (Executable run = backend.compile(plan, Variables.allocate(plan.layout(), Section.STATE), false)) {
                assertEquals(0, Steady.allocated(run), "bytes allocated in 100 runs");
            }
        }
    }
}
