package dev.spektron.experiment.smoke;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Executable;
import dev.spektron.nn.Rng;
import dev.spektron.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/// Inputs of a graph and the numbers that they get.
final class Draws {
    private final Graph g;
    private final long seed;
    private final Map<String, float[]> values = new LinkedHashMap<>();

    Draws(Graph g, long seed) {
        this.g = g;
        this.seed = seed;
    }

    /// Standard normal numbers.
    Value normal(String name, Shape shape) {
        Rng rng = new Rng(seed, "smoke." + name);
        float[] x = new float[shape.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = rng.normal();
        }
        return given(name, shape, x);
    }

    Value normal(String name, int... dims) {
        return normal(name, Shape.of(dims));
    }

    Value given(String name, Shape shape, float... x) {
        values.put(name, x);
        return g.input(name, shape);
    }

    /// Fills the inputs that a plan has: those that nothing depends on were dropped.
    void write(Executable run) {
        values.forEach((name, x) -> {
            if (run.plan().inputs().containsKey(name)) {
                run.write(name, x);
            }
        });
    }
}
