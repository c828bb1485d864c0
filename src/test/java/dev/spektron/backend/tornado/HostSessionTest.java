package dev.spektron.backend.tornado;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.DeviceException;
import dev.spektron.backend.Executable;
import dev.spektron.backend.NonFiniteException;
import dev.spektron.backend.Plan;
import dev.spektron.backend.VariableLayout;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.TaskGraph;

/// Plans that share the variables of a device: what is sent, what is kept, what comes back. The host double gives NaN for what was never
/// sent or computed, and throws where a graph takes an array over from another than the one before it.
class HostSessionTest {
    private static final Shape SHAPE = Shape.of(5);

    private final VariableLayout layout = new VariableLayout();
    private final Backend backend = HostTornado.backend();

    HostSessionTest() {
        layout.parameter("w", SHAPE, 0);
        layout.state("s", SHAPE);
    }

    private Variables variables() {
        return Variables.allocate(layout, Section.GRADIENTS);
    }

    /// s = s + x; output y = s w + c, total = sum of y.
    private Executable adding(Variables v) {
        Graph g = new Graph(layout);
        Value next = g.variable("s").add(g.input("x", SHAPE));
        Value y = next.mul(g.variable("w")).add(g.constant(Tensor.of(SHAPE, 1, 2, 3, 4, 5)));
        g.output("y", y);
        g.output("total", y.sum());
        g.store("s", next);
        return compile(g, v, false);
    }

    /// y = 2 s.
    private Executable doubling(Variables v) {
        Graph g = new Graph(layout);
        g.output("y", g.variable("s").mul(2));
        return compile(g, v, false);
    }

    private Executable compile(Graph g, Variables v, boolean check) {
        Plan plan = Planner.plan(g, backend);
        return backend.compile(plan, v, check);
    }

    private static float[] read(Executable e) {
        float[] y = new float[5];
        e.read("y", y);
        return y;
    }

    @Test
    void variablesStayOnTheDeviceBetweenRunsAndPlansInAnyOrder() {
        Variables v = variables();
        v.set("w", 1, 1, 1, 1, 1);
        try (Executable a = adding(v); Executable b = doubling(v)) {
            a.write("x", 1, 1, 1, 1, 1);
            a.run();
            a.run();
            b.run();
            assertArrayEquals(new float[] {4, 4, 4, 4, 4}, read(b));
            a.run();
            b.run();
            b.run();
            assertArrayEquals(new float[] {6, 6, 6, 6, 6}, read(b));
            assertArrayEquals(new float[] {4, 5, 6, 7, 8}, read(a), "results of a plan after others ran");
            assertEquals(30, a.scalar("total"));
            assertArrayEquals(new float[] {3, 3, 3, 3, 3}, v.get("s"));
        }
    }

    @Test
    void whatTheHostChangesIsSentAndWhatTheDeviceChangedIsKept() {
        Variables v = variables();
        v.set("w", 1, 1, 1, 1, 1);
        try (Executable a = adding(v)) {
            a.write("x", 1, 2, 3, 4, 5);
            a.run();
            v.set("w", 2, 2, 2, 2, 2);
            a.run();
            assertArrayEquals(new float[] {2, 4, 6, 8, 10}, v.get("s"));
            assertArrayEquals(new float[] {5, 10, 15, 20, 25}, read(a));
            Arrays.fill(v.data(), 0);
            a.run();
            assertArrayEquals(new float[] {1, 2, 3, 4, 5}, v.get("s"));
        }
    }

    @Test
    void aPlanThatJoinsLaterFindsEverything() {
        Variables v = variables();
        v.set("w", 1, 1, 1, 1, 1);
        try (Executable a = adding(v)) {
            a.write("x", 1, 1, 1, 1, 1);
            a.run();
            try (Executable b = doubling(v)) {
                assertArrayEquals(new float[] {2, 3, 4, 5, 6}, read(a), "results of a run before the other joined");
                b.run();
                assertArrayEquals(new float[] {2, 2, 2, 2, 2}, read(b));
            }
            a.run();
            assertArrayEquals(new float[] {3, 4, 5, 6, 7}, read(a), "inputs stay until they are written again");
        }
        assertArrayEquals(new float[] {2, 2, 2, 2, 2}, v.get("s"), "after all plans are closed");
    }

    @Test
    void aBackendThatIsClosedGivesTheVariablesBack() {
        Variables v = variables();
        Executable a = adding(v);
        a.write("x", 1, 1, 1, 1, 1);
        a.run();
        backend.close();
        assertArrayEquals(new float[] {1, 1, 1, 1, 1}, v.get("s"));
    }

    @Test
    void moreKernelsThanAGraphTakesAreSplit() {
        Variables v = variables();
        v.set("s", 1, 2, 3, 4, 5);
        Graph g = new Graph(layout);
        Value x = g.variable("s");
        for (int i = 0; i < 400; i++) {
            x = x.reverse(0);
            x = i % 2 == 0 ? x.add(1) : x;
        }
        g.output("y", x);
        try (Executable e = compile(g, v, false)) {
            assertTrue(e.plan().steps().size() > 300, e.plan().steps().size() + " steps");
            e.run();
            e.run();
            assertArrayEquals(new float[] {201, 202, 203, 204, 205}, read(e));
        }
    }

    @Test
    void theFirstStepThatIsNotFiniteIsNamed() {
        Variables v = variables();
        v.set("s", 1, 0, 4, -1, 0);
        Graph g = new Graph(layout);
        Value y;
        try (Graph.Scope _ = g.scope("bad")) {
            y = g.variable("s").reverse(0).log();
        }
        g.output("y", y.sum(0).unsqueeze(0).broadcastTo(SHAPE).add(1));
        try (Executable e = compile(g, v, true)) {
            NonFiniteException found = assertThrows(NonFiniteException.class, e::run);
            assertTrue(found.getMessage().contains("3 of 5 numbers") && found.place().startsWith("bad"), found.getMessage());
            v.set("s", 1, 1, 1, 1, 1);
            e.run();
            assertArrayEquals(new float[] {1, 1, 1, 1, 1}, read(e));
        }
    }

    @Test
    void eachStepIsTimed() {
        Variables v = variables();
        v.set("w", 1, 1, 1, 1, 1);
        try (Executable a = adding(v)) {
            a.write("x", 1, 1, 1, 1, 1);
            a.run();
            long[] nanos = new long[a.plan().steps().size()];
            a.run(nanos);
            assertTrue(Arrays.stream(nanos).allMatch(n -> n > 0), Arrays.toString(nanos));
            assertArrayEquals(new float[] {3, 4, 5, 6, 7}, read(a));
            assertEquals(25, a.scalar("total"));
        }
    }

    @Test
    void aDeviceWithTooLittleMemorySaysSoBeforeTheRun() {
        try (Backend small = HostTornado.backend(1 << 10, 1 << 20)) {
            Graph g = new Graph(layout);
            g.output("y", g.input("x", Shape.of(1000)).reverse(0));
            Plan plan = Planner.plan(g, small);
            Variables v = variables();
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> small.compile(plan, v, false));
            assertTrue(e.getMessage().contains("expected at most the 1 MiB that it has"), e.getMessage());
            v.set("s", 1, 2, 3, 4, 5);
            assertArrayEquals(new float[] {1, 2, 3, 4, 5}, v.get("s"), "the variables stay those of the host");
        }
    }

    @Test
    void aKernelThatDoesNotCompileIsNamed() {
        Variables v = variables();
        ImmutableTaskGraph.BROKEN.add("kSum");
        try (Executable a = adding(v)) {
            String found = assertThrows(DeviceException.class, a::run).getMessage();
            assertTrue(found.startsWith("tornado:opencl:0 (double): kernel kSum of Sum[")
                && found.contains(" (kernels/tornado, PrimitiveKernels.java:") && found.contains(") does not compile: ")
                && found.contains("Recover option disabled"), found);
        } finally {
            ImmutableTaskGraph.BROKEN.clear();
        }
    }

    @Test
    void aKernelWhoseByteCodeIsNotTakenIsNamed() {
        Variables v = variables();
        TaskGraph.UNREADABLE.add("kSum");
        try (Executable a = adding(v)) {
            String found = assertThrows(DeviceException.class, a::run).getMessage();
            assertTrue(found.startsWith("tornado:opencl:0 (double): kernel kSum of Sum[")
                && found.contains(" (kernels/tornado, PrimitiveKernels.java:")
                && found.contains(") does not compile: Unable to build sketch for method: kSum_"), found);
            assertEquals(-1, found.indexOf(0x1B), "no colours");
        } finally {
            TaskGraph.UNREADABLE.clear();
        }
    }

    @Test
    void gradientsThatAreComputedInPlaceComeBack() {
        Variables v = variables();
        Graph g = new Graph(layout);
        g.backward(g.variable("w").mul(g.input("x", SHAPE)).sum());
        try (Executable e = compile(g, v, false)) {
            e.write("x", 1, 2, 3, 4, 5);
            e.run();
            assertArrayEquals(new float[] {1, 2, 3, 4, 5}, v.get(Section.GRADIENTS, "w"));
        }
    }
}
