package dev.spektron.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Step;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Chain;
import dev.spektron.backend.op.Effect;
import dev.spektron.backend.op.Primitive;
import dev.spektron.backend.op.Section;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.tensor.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Backend BACKEND = new ScalarBackend(1);

    @AfterAll
    static void close() {
        BACKEND.close();
    }

    private static float[] numbers(int n, long seed) {
        Random random = new Random(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    private static long count(Plan p, Class<?> kind) {
        return p.steps().stream().filter(s -> kind.isInstance(s.op())).count();
    }

    /// Runs a plan with seeded inputs and variables and gives the outputs one after another.
    private static float[] run(Plan p) {
        Variables variables = Variables.allocate(p);
        p.layout().entries().forEach(e -> variables.set(e.name(), numbers(e.shape().size(), e.name().hashCode())));
        try (Executable x = BACKEND.compile(p, variables, false)) {
            p.inputs().forEach((name, slot) -> x.write(name, numbers(slot.size(), name.hashCode())));
            x.run();
            int n = p.outputs().values().stream().mapToInt(s -> s.size()).sum();
            float[] all = new float[n];
            int at = 0;
            for (String name : p.outputs().keySet()) {
                float[] y = new float[p.output(name).size()];
                x.read(name, y);
                System.arraycopy(y, 0, all, at, y.length);
                at += y.length;
            }
            return all;
        }
    }

    /// A two-layer network with residual, and the gradients of everything.
    private static Graph network(int rows, int width) {
        Graph g = new Graph();
        Value x = g.input("x", Shape.of(rows, width));
        Value h = x;
        for (int i = 0; i < 3; i++) {
            try (Graph.Scope _ = g.scope("block." + i)) {
                Value w = g.parameter("w" + i, Shape.of(width, width));
                Value b = g.parameter("b" + i, Shape.of(width));
                Value y = h.matmul(w, false, true).add(b.broadcastTo(h.shape())).silu();
                h = h.add(y.mul(y.tanh()));
            }
        }
        Value loss = h.square().mean();
        g.output("loss", loss);
        g.backward(loss);
        return g;
    }

    @Test
    void dropsWhatNobodyNeeds() {
        Graph g = new Graph();
        Value x = g.input("x", Shape.of(4, 4));
        x.exp().matmul(x);
        g.output("y", x.square());
        Plan p = Planner.plan(g, BACKEND);
        assertEquals(1, p.steps().size());
    }

    @Test
    void joinsElementwiseOperationsAndSpreads() {
        Graph g = new Graph();
        Value x = g.input("x", Shape.of(5, 7));
        Value b = g.input("b", Shape.of(7));
        g.output("y", x.add(b.broadcastTo(x.shape())).silu().mul(x));
        Plan p = Planner.plan(g, BACKEND);
        assertEquals(1, p.steps().size());
        assertEquals(3, ((Chain) p.steps().getFirst().op()).code().size());
        assertEquals(2, p.steps().getFirst().in().size());
        assertArrayEquals(run(Planner.plan(g, BACKEND, PlanOptions.DEFAULT.plain())), run(p));
    }

    @Test
    void doesNotJoinAroundAnotherOperation() {
        Graph g = new Graph();
        Value x = g.input("x", Shape.of(4, 4));
        Value a = x.exp();
        g.output("y", a.matmul(x).add(a));
        Plan p = Planner.plan(g, BACKEND);
        assertEquals(2, count(p, Chain.class));
        assertEquals(1, count(p, Primitive.MatMul.class));
    }

    @Test
    void gradientsAreComputedWhereTheyAreStored() {
        Plan p = Planner.plan(network(6, 8), BACKEND);
        assertEquals(0, count(p, Effect.StoreGradient.class));
        int written = 0;
        for (Step s : p.steps()) {
            for (String name : List.of("w0", "b1", "w2")) {
                written += s.out().stream().anyMatch(o -> o.overlaps(p.layout().slot(Section.GRADIENTS, name))) ? 1 : 0;
            }
        }
        assertEquals(3, written);
        assertEquals(Section.GRADIENTS, p.lastSection());
    }

    @Test
    void reusingMemoryChangesNoNumber() {
        Graph g = network(6, 8);
        Plan plain = Planner.plan(g, BACKEND, PlanOptions.DEFAULT.plain());
        Plan p = Planner.plan(g, BACKEND);
        assertArrayEquals(run(plain), run(p));
        assertTrue(p.workSize() < plain.workSize(), p.workSize() + " < " + plain.workSize());
        assertTrue(p.liveSize() <= p.workSize());
    }

    @Test
    void recomputingTakesLessMemoryAndChangesNoNumber() {
        Graph g = network(64, 32);
        Plan kept = Planner.plan(g, BACKEND);
        Plan again = Planner.plan(g, BACKEND, PlanOptions.DEFAULT.withRecompute(List.of("block.0", "block.1", "block.2")));
        assertArrayEquals(run(kept), run(again));
        assertTrue(again.workSize() < kept.workSize(), again.workSize() + " < " + kept.workSize());
        assertTrue(again.flops() > kept.flops());
    }

    @Test
    void recomputingAnUnknownScopeIsAnError() {
        Graph g = network(6, 8);
        Exception e = assertThrows(IllegalArgumentException.class,
            () -> Planner.plan(g, BACKEND, PlanOptions.DEFAULT.withRecompute(List.of("block.7"))));
        assertTrue(e.getMessage().startsWith("recompute: expected scopes of the graph, one of [block.0, block.1, block.2, ")
            && e.getMessage().endsWith("], found block.7"), e.getMessage());
    }

    @Test
    void slicesOfAParameterHaveOneGradient() {
        Graph g = new Graph();
        Value x = g.input("x", Shape.of(5, 4));
        Value w = g.parameter("w", Shape.of(6, 4));
        Value u = x.matmul(w.slice(0, 0, 2), false, true);
        Value z = x.matmul(w.slice(0, 2, 4), false, true);
        Value loss = u.square().sum().add(z.exp().sum());
        g.output("loss", loss);
        g.backward(loss);
        Plan p = Planner.plan(g, BACKEND);
        // Neither the slices nor their gradients are copied.
        assertEquals(0, count(p, Primitive.Slice.class) + count(p, Primitive.Place.class) + count(p, Primitive.Concat.class));
        assertEquals(0, count(p, Effect.StoreGradient.class));
    }

    @Test
    void tooLittleMemoryIsAnErrorWithBothNumbers() {
        Graph g = network(64, 32);
        Plan p = Planner.plan(g, BACKEND);
        PlanTooLargeException e = assertThrows(PlanTooLargeException.class,
            () -> Planner.plan(g, BACKEND, PlanOptions.DEFAULT.withMemoryLimit(20_000)));
        assertEquals(p.memoryBytes(), e.needed());
        assertEquals(20_000, e.limit());
        assertTrue(e.getMessage().startsWith("plan: needs " + PlanText.bytes(p.memoryBytes())), e.getMessage());
        assertTrue(e.getMessage().contains("was given 19.53 KiB") && e.getMessage().contains("recompute scopes"), e.getMessage());
    }

    @Test
    void anInputWithoutUseCanBeWritten() {
        Graph g = new Graph();
        g.input("unused", Shape.of(3));
        g.output("y", g.input("x", Shape.of(2)).exp());
        assertEquals(2, run(Planner.plan(g, BACKEND)).length);
    }

    @Test
    void anInputOrAParameterCanBeAnOutput() {
        Graph g = new Graph();
        Value x = g.input("x", Shape.of(2, 3));
        g.output("x", x.reshape(6));
        g.output("w", g.parameter("w", Shape.of(2)));
        g.output("row", x.slice(0, 1, 1));
        float[] x0 = numbers(6, "x".hashCode());
        float[] w = numbers(2, "w".hashCode());
        assertArrayEquals(new float[] {x0[0], x0[1], x0[2], x0[3], x0[4], x0[5], w[0], w[1], x0[3], x0[4], x0[5]}, run(Planner.plan(g,
            BACKEND)));
    }
}
