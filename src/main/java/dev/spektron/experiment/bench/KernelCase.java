package dev.spektron.experiment.bench;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.nn.Rng;
import dev.spektron.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// One kernel at one size, as a small graph with seeded numbers.
///
/// @param name   operation and sizes
/// @param family kind of kernel
/// @param trace  traces the graph
public record KernelCase(String name, String family, Consumer<Builder> trace) {
    /// The graph while it is traced, and the numbers of its inputs.
    public static final class Builder {
        private final Graph graph = new Graph();
        private final Map<String, float[]> numbers = new LinkedHashMap<>();

        public Graph graph() {
            return graph;
        }

        private Value input(int[] dims, boolean positive) {
            String name = "x" + numbers.size();
            Shape shape = Shape.of(dims);
            Rng rng = new Rng(1, name);
            float[] x = new float[shape.size()];
            for (int i = 0; i < x.length; i++) {
                x[i] = positive ? 0.001f + 0.099f * rng.uniform() : rng.normal();
            }
            numbers.put(name, x);
            return graph.input(name, shape);
        }

        /// Standard normal numbers.
        public Value normal(int... dims) {
            return input(dims, false);
        }

        /// Uniform between 0.001 and 0.1, like a step of time.
        public Value step(int... dims) {
            return input(dims, true);
        }

        public void output(Value... values) {
            for (Value v : values) {
                graph.output("y" + graph.outputs().size(), v);
            }
        }
    }

    /// A case that is ready to run.
    public Prepared prepare(Backend backend) {
        Builder b = new Builder();
        trace.accept(b);
        Plan plan = Planner.plan(b.graph, backend);
        Variables variables = Variables.allocate(plan);
        plan.layout().entries().forEach(e -> {
            Rng rng = new Rng(1, e.name());
            float[] x = new float[e.shape().size()];
            for (int i = 0; i < x.length; i++) {
                x[i] = rng.normal();
            }
            variables.set(e.name(), x);
        });
        Executable run = backend.compile(plan, variables, false);
        b.numbers.forEach(run::write);
        return new Prepared(this, plan, run);
    }

    /// @param run runs the case once
    public record Prepared(KernelCase kernel, Plan plan, Executable run) implements AutoCloseable {
        @Override
        public void close() {
            run.close();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
