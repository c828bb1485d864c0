package dev.spektron.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.PlanOptions;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.tensor.Shape;
import org.junit.jupiter.api.Test;

/// Running statistics where a graph holds more than one pass; numbers of PyTorch stand in `BackboneGoldenTest`.
class BatchNormTest {
    private static Pass training(Graph g, String name) {
        return new Pass(g, Pass.Mode.TRAIN_WITHOUT_NOISE, null, 0, name, Adapters.NONE);
    }

    /// Two views of one batch move the statistics one after the other, those of a target network its own.
    @Test
    void everyPassMovesTheStatistics() {
        Parameters p = new Parameters();
        BatchNorm norm = new BatchNorm(p, "n", 1);
        new BatchNorm(p, "target.n", 1);
        Graph g = new Graph(p.layout());
        Value a = norm.apply(training(g, "a"), g.input("a", Shape.of(1, 2, 1)));
        Value b = norm.apply(training(g, "b"), g.input("b", Shape.of(1, 2, 1)));
        Value c = norm.apply(training(g, "c").over("target."), g.input("b", Shape.of(1, 2, 1)));
        g.output("y", a.add(b).add(c));
        for (PlanOptions options : new PlanOptions[] {PlanOptions.DEFAULT, PlanOptions.DEFAULT.plain()}) {
            try (Backend backend = Backends.create("vector", 1).backend()) {
                Plan plan = Planner.plan(g, backend, options);
                Variables v = Variables.allocate(plan);
                p.initialise(v, 1);
                try (Executable run = backend.compile(plan, v, false)) {
                    run.write("a", 1, 3);
                    run.write("b", 10, 20);
                    run.run();
                }
                assertEquals(0.9 * (0.1 * 2) + 0.1 * 15, v.get("n.running_mean")[0], 1e-6);
                assertEquals(0.9 * (0.9 + 0.1 * 2) + 0.1 * 50, v.get("n.running_var")[0], 1e-5);
                assertEquals(1.5, v.get("target.n.running_mean")[0], 1e-6);
            }
        }
    }

    @Test
    void oneTokenHasNoVariance() {
        Parameters p = new Parameters();
        BatchNorm norm = new BatchNorm(p, "n", 1);
        Graph g = new Graph(p.layout());
        Exception e = assertThrows(IllegalArgumentException.class, () -> norm.apply(training(g, ""), g.input("x", Shape.of(1, 1, 1))));
        assertTrue(e.getMessage().contains("expects at least 2 tokens in the batch, found 1"), e.getMessage());
    }
}
