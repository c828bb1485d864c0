package dev.spektron.experiment.smoke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.PlanOptions;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import dev.spektron.nn.Init;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/// A smoke test is worth nothing unless it fails where something is wrong.
class TrialTest {
    private static Check run(Trial t) {
        try (Backend b = Backends.create("scalar", 1).backend()) {
            return t.run(new Engine(b, PlanOptions.DEFAULT, false, 1));
        }
    }

    /// Two layers of which `use` makes something.
    private static Trial layers(BiFunction<Value, Value, Value> use, int... shape) {
        return Trial.of("layers", p -> {
            Linear a = Linear.of(p, "a", 3, 5);
            Linear b = Linear.of(p, "b", 3, 5);
            return (pass, in) -> {
                Value x = in.normal("x", 2, 3);
                return List.of(use.apply(a.apply(pass, x), b.apply(pass, x)));
            };
        }, shape);
    }

    @Test
    void whatIsRightIsFoundSo() {
        Check c = run(layers(Value::add, 2, 5));
        assertTrue(c.ok(), c.failure());
        assertEquals(40, c.parameters());
        assertEquals("(2, 5)", c.result());
    }

    @Test
    void aParameterWithoutGradientIsNamed() {
        assertEquals("expected a gradient for every parameter, found none for b.weight, b.bias", run(layers((a, _) -> a, 2, 5)).failure());
        assertEquals("expected a gradient for every parameter, found none for a.weight, a.bias",
            run(layers((a, b) -> a.stopGradient().add(b), 2, 5)).failure());
    }

    @Test
    void anotherShapeIsNamed() {
        assertEquals("expected shape (2, 7), found (2, 5)", run(layers(Value::add, 2, 7)).failure());
    }

    @Test
    void numbersThatAreNotFiniteAreCounted() {
        String failure = run(layers((a, b) -> a.add(b.mul(1e30f).square()), 2, 5)).failure();
        assertTrue(failure.contains("expected finite numbers, found 10 of 10 that are not"), failure);
        assertTrue(failure.contains("expected finite gradients, found others for b.weight, b.bias"), failure);
    }

    private static Trial.Body square(Parameters p) {
        p.define("leaf.x", Parameters.FREE, Init.ONE, 4);
        return (Pass pass, Draws _) -> List.of(pass.variable("leaf.x").square().sum());
    }

    @Test
    void aLossOutOfItsBoundsIsToldWithThem() {
        Check c = run(Trial.loss("loss", 0, 3, TrialTest::square));
        assertEquals("expected a loss from 0.0 to 3.0, found 4.0", c.failure());
        assertEquals(0, c.parameters());
        assertTrue(run(Trial.loss("loss", 0, 4, TrialTest::square)).ok());
    }
}
