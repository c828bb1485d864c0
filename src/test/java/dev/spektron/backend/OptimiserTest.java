package dev.spektron.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Effect;
import dev.spektron.backend.op.Section;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.io.numpy.NpyArray;
import dev.spektron.io.numpy.Npz;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Gradients stored, accumulated, measured, and optimisers that follow them; against `torch.optim` (`scripts/make_engine_optimisers.py`).
class OptimiserTest {
    private static final Shape A = Shape.of(7, 13);
    private static final Shape B = Shape.of(129);

    private static Backend backend(String name) {
        return name.equals("scalar") ? new ScalarBackend(2) : new VectorBackend(2);
    }

    private static VariableLayout layout() {
        VariableLayout layout = new VariableLayout();
        layout.parameter("a", A, 0);
        layout.parameter("b", B, 1);
        return layout;
    }

    /// scale / 2 (|a - xa|^2 + |b - xb|^2) of inputs `xa`, `xb`, `scale`.
    private static Value loss(Graph g) {
        Value a = g.variable("a").sub(g.input("xa", A)).square().sum();
        Value b = g.variable("b").sub(g.input("xb", B)).square().sum();
        return a.add(b).mul(g.input("scale", Shape.SCALAR)).mul(0.5f);
    }

    /// An optimiser of one group with its learning rate.
    private record Settings(float rate, Effect optimiser) {
        void trace(Graph g, Value norm) {
            Shape rates = optimiser instanceof Effect.Adam ? Shape.of(3) : Shape.SCALAR;
            g.apply(optimiser, List.of(g.input("rates" + optimiser.group(), rates), norm));
        }

        void write(Executable e, int step) {
            e.write("rates" + optimiser.group(), optimiser instanceof Effect.Adam adam ? adam.rates(rate, step) : new float[] {rate});
        }
    }

    private static final Map<String, List<Settings>> CASES = Map.of(
        "adamw", List.of(new Settings(1e-2f, new Effect.Adam(0, 0.9f, 0.999f, 1e-8f, 0.1f, true, 1)),
            new Settings(3e-3f, new Effect.Adam(1, 0.9f, 0.999f, 1e-8f, 0, true, 1))),
        "adam", List.of(new Settings(1e-2f, new Effect.Adam(0, 0.8f, 0.95f, 1e-6f, 0.1f, false, 0)),
            new Settings(3e-3f, new Effect.Adam(1, 0.8f, 0.95f, 1e-6f, 0.01f, false, 0))),
        "sgd", List.of(new Settings(1e-2f, new Effect.Sgd(0, 0.9f, 0.05f, false, 5)),
            new Settings(1e-1f, new Effect.Sgd(1, 0.9f, 0, false, 5))),
        "nesterov", List.of(new Settings(1e-2f, new Effect.Sgd(0, 0.9f, 0.05f, true, 0)),
            new Settings(3e-2f, new Effect.Sgd(1, 0.9f, 0, true, 0))));

    private static float[] row(NpyArray a, int row) {
        int n = a.numbers().length / a.shape()[0];
        float[] f = new float[n];
        for (int i = 0; i < n; i++) {
            f[i] = (float) a.numbers()[row * n + i];
        }
        return f;
    }

    private static float[] all(NpyArray a) {
        float[] f = new float[a.numbers().length];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float) a.numbers()[i];
        }
        return f;
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void tenStepsAreThoseOfPyTorch(String name) throws IOException {
        Map<String, NpyArray> golden;
        String file = "/golden/engine/optimisers.npz";
        try (InputStream in = OptimiserTest.class.getResourceAsStream(file)) {
            golden = Npz.read(file, in.readAllBytes());
        }
        for (Map.Entry<String, List<Settings>> c : CASES.entrySet()) {
            tenSteps(c.getKey(), c.getValue(), golden, name);
        }
    }

    private static void tenSteps(String name, List<Settings> settings, Map<String, NpyArray> golden, String backendName) {
        Graph g = new Graph(layout());
        g.backward(loss(g));
        Value norm = g.gradientNorm();
        g.output("norm", norm);
        settings.forEach(s -> s.trace(g, norm));
        g.apply(new Effect.Average(), List.of(g.input("tau", Shape.SCALAR)));
        try (Backend backend = backend(backendName)) {
            Plan plan = Planner.plan(g, backend);
            Variables v = Variables.allocate(plan);
            v.set("a", all(golden.get(name + ".a0")));
            v.set("b", all(golden.get(name + ".b0")));
            v.set(Section.AVERAGE, "a", v.get("a"));
            v.set(Section.AVERAGE, "b", v.get("b"));
            try (Executable e = backend.compile(plan, v, true)) {
                e.write("tau", 0.9f);
                for (int step = 0; step < 10; step++) {
                    for (String input : List.of("xa", "xb", "scale")) {
                        e.write(input, row(golden.get(name + "." + input), step));
                    }
                    for (Settings s : settings) {
                        s.write(e, step + 1);
                    }
                    e.run();
                    String title = name + " step " + step + " on " + backendName;
                    assertEquals(golden.get(name + ".norm").numbers()[step], e.scalar("norm"), 1e-6 * e.scalar("norm"), title);
                    for (String p : List.of("a", "b")) {
                        assertArrayEquals(row(golden.get(name + "." + p), step), v.get(p), 2e-6f, title);
                        if (golden.containsKey(name + ".mean_" + p)) {
                            assertArrayEquals(row(golden.get(name + ".mean_" + p), step), v.get(Section.AVERAGE, p), 2e-6f, title);
                        }
                    }
                }
            }
            gapsAreZero(v);
        }
    }

    /// Numbers between variables, in every section.
    private static void gapsAreZero(Variables v) {
        for (Section s : Section.values()) {
            if (s == Section.STATE) {
                continue;
            }
            int start = v.layout().start(s);
            boolean[] taken = new boolean[v.layout().size(s)];
            for (String p : List.of("a", "b")) {
                Slot slot = v.layout().slot(s, p);
                Arrays.fill(taken, slot.offset() - start, slot.offset() - start + slot.size(), true);
            }
            for (int i = 0; i < taken.length; i++) {
                assertTrue(taken[i] || v.data()[start + i] == 0, s + " " + i);
            }
        }
    }

    private static float[] random(int n, long seed) {
        Random random = new Random(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    private static void fill(Variables v) {
        v.set("a", random(A.size(), 1));
        v.set("b", random(B.size(), 2));
    }

    private static void write(Executable e, long seed) {
        e.write("xa", random(A.size(), seed));
        e.write("xb", random(B.size(), seed + 1));
        e.write("scale", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void gradientsOfSeveralRunsAddUp(String name) {
        VariableLayout layout = layout();
        Graph add = new Graph(layout);
        add.backward(loss(add), true);
        Graph zero = new Graph(layout);
        zero.output("norm", zero.gradientNorm());
        zero.apply(new Effect.ZeroGradients(), List.of());
        try (Backend backend = backend(name)) {
            Plan adding = Planner.plan(add, backend);
            Plan zeroing = Planner.plan(zero, backend);
            Variables v = Variables.allocate(layout, Section.GRADIENTS);
            fill(v);
            try (Executable e = backend.compile(adding, v, true); Executable z = backend.compile(zeroing, v, true)) {
                write(e, 10);
                e.run();
                write(e, 20);
                e.run();
                float[] expected = new float[A.size()];
                for (int i = 0; i < expected.length; i++) {
                    float p = v.get("a")[i];
                    expected[i] = (p - random(A.size(), 10)[i]) + (p - random(A.size(), 20)[i]);
                }
                assertArrayEquals(expected, v.get(Section.GRADIENTS, "a"), 1e-6f);
                double squares = 0;
                for (String p : List.of("a", "b")) {
                    for (float x : v.get(Section.GRADIENTS, p)) {
                        squares += (double) x * x;
                    }
                }
                z.run();
                assertEquals(Math.sqrt(squares), z.scalar("norm"), 1e-5);
                assertArrayEquals(new float[A.size()], v.get(Section.GRADIENTS, "a"));
                assertArrayEquals(new float[B.size()], v.get(Section.GRADIENTS, "b"));
                z.run();
                assertEquals(0, z.scalar("norm"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void aNormThatIsNotFiniteLeavesEverythingAsItWas(String name) {
        for (List<Settings> settings : CASES.values()) {
            Graph g = new Graph(layout());
            g.backward(loss(g));
            Value norm = g.gradientNorm();
            g.output("norm", norm);
            settings.forEach(s -> s.trace(g, norm));
            try (Backend backend = backend(name)) {
                Plan plan = Planner.plan(g, backend);
                Variables v = Variables.allocate(plan);
                fill(v);
                try (Executable e = backend.compile(plan, v, false)) {
                    settings.forEach(s -> s.write(e, 1));
                    write(e, 10);
                    e.run();
                    float[] before = v.data().clone();
                    int gradients = v.layout().start(Section.GRADIENTS);
                    int moments = v.layout().start(Section.MOMENT1);
                    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
                        e.write("scale", bad);
                        e.run();
                        assertTrue(!Float.isFinite(e.scalar("norm")));
                        assertEquals(-1, Arrays.mismatch(before, 0, gradients, v.data(), 0, gradients));
                        assertEquals(-1, Arrays.mismatch(before, moments, before.length, v.data(), moments, before.length));
                    }
                    e.write("scale", 1);
                    e.run();
                    assertTrue(Arrays.mismatch(before, 0, gradients, v.data(), 0, gradients) >= 0);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void groupsWithoutOptimiserStay(String name) {
        Graph g = new Graph(layout());
        g.backward(loss(g));
        new Settings(1e-2f, new Effect.Adam(1, 0.9f, 0.999f, 1e-8f, 0.1f, true, 1)).trace(g, g.gradientNorm());
        try (Backend backend = backend(name)) {
            Plan plan = Planner.plan(g, backend);
            Variables v = Variables.allocate(plan);
            fill(v);
            try (Executable e = backend.compile(plan, v, true)) {
                write(e, 10);
                e.write("rates1", 1e-2f, 0.1f, 0.001f);
                e.run();
            }
            assertArrayEquals(random(A.size(), 1), v.get("a"));
            assertArrayEquals(new float[A.size()], v.get(Section.MOMENT1, "a"));
            assertTrue(!Arrays.equals(random(B.size(), 2), v.get("b")));
        }
    }

    @Test
    void largeGradientsHaveANorm() {
        VariableLayout layout = new VariableLayout();
        layout.parameter("p", Shape.of(50_000), 0);
        Graph g = new Graph(layout);
        g.output("norm", g.gradientNorm());
        float[] gradient = new float[50_000];
        Arrays.fill(gradient, 1e18f);
        for (Backend b : List.of(new ScalarBackend(1), new VectorBackend(1))) {
            Plan plan = Planner.plan(g, b);
            Variables v = Variables.allocate(layout, Section.GRADIENTS);
            try (b; Executable e = b.compile(plan, v, false)) {
                v.set(Section.GRADIENTS, "p", Arrays.copyOf(new float[] {3e18f, 4e18f}, 50_000));
                e.run();
                assertEquals(5e18f, e.scalar("norm"), 1e12f);
                v.set(Section.GRADIENTS, "p", gradient);
                e.run();
                // Squares that no float holds: infinite where they are added up in float.
                assertEquals(b.name().equals("vector") ? 2.236068e20f : Float.POSITIVE_INFINITY, e.scalar("norm"), 1e14f);
            }
        }
    }

    @Test
    void threadsMakeNoDifferenceToTheNorm() {
        VariableLayout layout = new VariableLayout();
        layout.parameter("p", Shape.of(300_001), 0);
        Graph g = new Graph(layout);
        g.output("norm", g.gradientNorm());
        float[] x = random(300_001, 3);
        double squares = 0;
        for (float f : x) {
            squares += (double) f * f;
        }
        for (int threads = 1; threads < 4; threads++) {
            for (Backend b : List.of(new ScalarBackend(threads), new VectorBackend(threads))) {
                Plan plan = Planner.plan(g, b);
                Variables v = Variables.allocate(layout, Section.GRADIENTS);
                v.set(Section.GRADIENTS, "p", x);
                try (b; Executable e = b.compile(plan, v, false)) {
                    e.run();
                    assertEquals((float) Math.sqrt(squares), e.scalar("norm"), b.name().equals("vector") ? 0 : 1e-4f);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void stateIsStored(String name) {
        VariableLayout layout = new VariableLayout();
        layout.state("mean", B);
        Graph g = new Graph(layout);
        Value mean = g.variable("mean");
        g.output("before", mean.mul(1));
        g.store("mean", mean.mul(0.9f).add(g.input("x", B).mul(0.1f)));
        try (Backend backend = backend(name)) {
            Plan plan = Planner.plan(g, backend);
            Variables v = Variables.allocate(plan);
            try (Executable e = backend.compile(plan, v, true)) {
                float[] x = random(B.size(), 4);
                e.write("x", x);
                e.run();
                e.run();
                float[] before = new float[B.size()];
                e.read("before", before);
                for (int i = 0; i < x.length; i++) {
                    assertEquals(0.1f * x[i], before[i], 1e-7f);
                    assertEquals(0.19f * x[i], v.get("mean")[i], 1e-6f);
                }
            }
        }
    }

    @Test
    void ratesAreThoseOfTheBetasAsTheyAre() {
        Effect.Adam adam = new Effect.Adam(0, 0.9f, 0.999f, 1e-8f, 0, true, 0);
        assertArrayEquals(new float[] {0.5f, 1 - 0.9f, 1 - 0.999f}, adam.rates(0.5f, 1));
        assertEquals(1 - Math.pow(0.999, 1000), adam.rates(1, 1000)[2], 1e-5);
    }

    @Test
    void settingsThatCannotBe() {
        assertThrows(ShapeException.class, () -> new Effect.Adam(0, 0.9f, 0.999f, 0, 0, true, 0));
        assertThrows(ShapeException.class, () -> new Effect.Adam(0, 1, 0.999f, 1e-8f, 0, true, 0));
        assertThrows(ShapeException.class, () -> new Effect.Adam(0, 0.9f, -1, 1e-8f, 0, true, 0));
    }
}
