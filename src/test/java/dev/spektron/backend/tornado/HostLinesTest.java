package dev.spektron.backend.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.VariableLayout;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Conv1d;
import dev.spektron.backend.op.CrossEntropy;
import dev.spektron.backend.op.DepthwiseConv;
import dev.spektron.backend.op.LayerNorm;
import dev.spektron.backend.op.LogSumExp;
import dev.spektron.backend.op.Normalize;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.Primitive;
import dev.spektron.backend.op.Section;
import dev.spektron.backend.op.Softmax;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.kernels.Lines;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.OpCheck;
import dev.spektron.testing.OpSample;
import dev.spektron.testing.OpSamples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;

/// Reductions in groups on the host double, and the rules that say where they are.
class HostLinesTest {
    private static final Backend LINES = HostTornado.tuned("always", TornadoDeviceType.CPU);

    @AfterAll
    static void close() {
        LINES.close();
    }

    private static Stream<OpSample> of(List<Class<? extends Op>> ops) {
        return ops.stream().flatMap(c -> OpSamples.of(c).stream());
    }

    static Stream<OpSample> samples() {
        return of(List.of(Primitive.Sum.class, LayerNorm.class, Normalize.class, Softmax.class, LogSumExp.class, CrossEntropy.class,
            Conv1d.class, DepthwiseConv.class));
    }

    /// Results and gradients: the order of additions is another one than that of the scalar backend, so their error is bounded as those of
    /// all backends are.
    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void linesAreExactEnough(OpSample sample) {
        OpCheck.backend(sample, LINES, 3);
    }

    static Stream<OpSample> maxima() {
        return of(List.of(Primitive.Max.class));
    }

    /// The largest number is the same in every order.
    @ParameterizedTest(name = "{0}")
    @MethodSource("maxima")
    void maximaHaveTheBitsOfTheScalarBackend(OpSample sample) {
        try (Backend scalar = new ScalarBackend(1)) {
            OpCheck.same(sample, scalar, LINES, 3, false);
        }
    }

    /// Sums do not depend on where in its group a line stands, nor on the run.
    @Test
    void equalLinesHaveEqualBits() {
        double[] x = new double[37 * 70];
        for (int i = 0; i < x.length; i++) {
            x[i] = 1 + Math.sin(i % 70);
        }
        Graph g = new Graph();
        g.output("y", g.one(new Primitive.Sum(1, 2), g.input("x", Shape.of(37, 70))));
        g.output("z", g.one(new Primitive.Sum(0, 1), g.input("t", Shape.of(70, 37))));
        Plan plan = Planner.plan(g, LINES);
        try (Executable e = LINES.compile(plan, Variables.allocate(plan), false)) {
            for (int run = 0; run < 2; run++) {
                write(e, x);
                e.run();
                for (String output : List.of("y", "z")) {
                    float[] y = new float[37];
                    e.read(output, y);
                    for (float sum : y) {
                        assertEquals(y[0], sum, output);
                    }
                }
            }
        }
    }

    private static void write(Executable e, double[] x) {
        float[] rows = new float[x.length];
        float[] columns = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            rows[i] = (float) x[i];
            columns[i % 70 * 37 + i / 70] = (float) x[i];
        }
        e.write("x", rows);
        e.write("t", columns);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 257, 140_000})
    void theNormOfGradientsIsExactEnough(int n) {
        VariableLayout layout = new VariableLayout();
        layout.parameter("p", Shape.of(n), 0);
        Graph g = new Graph(layout);
        g.output("norm", g.gradientNorm());
        Plan plan = Planner.plan(g, LINES);
        Variables v = Variables.allocate(layout, Section.GRADIENTS);
        float[] x = new float[n];
        double squares = 0;
        for (int i = 0; i < n; i++) {
            x[i] = (float) Math.cos(i);
            squares += (double) x[i] * x[i];
        }
        v.set(Section.GRADIENTS, "p", x);
        try (Executable e = LINES.compile(plan, v, false)) {
            e.run();
            assertEquals(Math.sqrt(squares), e.scalar("norm"), 1e-6 * Math.sqrt(squares));
        }
    }

    @Test
    void longRowsAndFewLongColumnsTakeGroups() {
        assertTrue(LineGroups.takes(Tuning.LARGE, 8256, 256, 1));
        assertTrue(LineGroups.takes(Tuning.LARGE, 1, 32, 1));
        assertFalse(LineGroups.takes(Tuning.LARGE, 8256, 31, 1), "short rows");
        assertTrue(LineGroups.takes(Tuning.LARGE, 1, 8256, 256));
        assertTrue(LineGroups.takes(Tuning.LARGE, 64, 129, 256));
        assertFalse(LineGroups.takes(Tuning.LARGE, 1, 63, 256), "short columns");
        assertFalse(LineGroups.takes(Tuning.LARGE, 1, 8256, 32768), "enough items");
        assertTrue(LineGroups.takes(Tuning.ALWAYS, 1, 2, 1));
        assertFalse(LineGroups.takes(Tuning.ALWAYS, 3, 1, 1), "nothing to add up");
        assertFalse(LineGroups.takes(Tuning.ALWAYS, 0, 3, 4), "no result");
        assertFalse(LineGroups.takes(Tuning.NEVER, 8256, 256, 1));
        assertTrue(LineGroups.takesEach(Tuning.LARGE, 1));
        assertFalse(LineGroups.takesEach(Tuning.LARGE, 0));
        assertFalse(LineGroups.takesEach(Tuning.NEVER, 1));
    }

    /// Groups of 64 spectra with 129 places of 256 channels.
    @ParameterizedTest
    @CsvSource({"8256, 256, 1, 64, 2064", "8256, 1024, 1, 256, 8256", "8256, 33, 1, 16, 516", "1, 8256, 256, 64, 64",
        "64, 129, 256, 16, 1024", "1, 64, 4096, 16, 256", "1, 8256, 2, 64, 1"})
    void linesAreSharedByMoreItemsTheLongerTheyAre(int outer, int n, int inner, int lanes, int groups) {
        LineGroups l = LineGroups.of(outer, n, inner);
        assertEquals(lanes, l.lanes());
        assertEquals(groups, l.groups());
    }

    @Test
    void onlyFewVeryLongLinesAreFolded() {
        assertEquals(0, LineGroups.of(1, 8256, 256).folded(), "129 numbers for each lane");
        assertEquals(0, LineGroups.of(1, 65_791, 1).folded());
        assertEquals(8192, LineGroups.of(1, 65_792, 1).folded());
        assertEquals(32_768, LineGroups.of(1, 64 * 129 * 256, 1).folded());
        assertEquals(0, LineGroups.of(1000, 131_328, 1).folded(), "enough groups");
        assertEquals(8192, LineGroups.of(100, 1 << 20, 1).folded(), "no more than 2^20 numbers");
        assertEquals(2048 * 3, LineGroups.scratch(Tuning.LARGE, 1, 34_000, 3));
        assertEquals(0, LineGroups.scratch(Tuning.NEVER, 1, 34_000, 3));
        assertEquals(0, LineGroups.scratch(Tuning.ALWAYS, 1, 0, 3));
    }

    /// Every lane of every line has one item.
    @ParameterizedTest
    @CsvSource({"1, 16", "1, 64", "1, 256", "4, 256", "16, 256"})
    void everyLaneHasAnItem(int first, int last) {
        int lanes = last / first;
        boolean[] seen = new boolean[Lines.ITEMS];
        for (int item = 0; item < Lines.ITEMS; item++) {
            int line = Lines.line(3, item, first, last) - 3 * Lines.ITEMS / lanes;
            int at = line * lanes + Lines.lane(item, first, last);
            assertFalse(seen[at]);
            seen[at] = true;
            for (int step = first; step < last; step *= Lines.JOINED) {
                assertEquals(Lines.line(3, item, first, last), Lines.line(3, item ^ 3 * step, first, last));
            }
        }
    }
}
