package dev.spektron.testing;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.Section;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Runs of a single operation on numbers of one's own.
public final class OpRun implements AutoCloseable {
    private final Executable run;
    private final List<Shape> results;

    private OpRun(Executable run, List<Shape> results) {
        this.run = run;
        this.results = results;
    }

    /// An operation, ready to be run.
    public static OpRun of(Backend backend, Op op, List<Shape> operands) {
        Graph g = new Graph();
        List<Value> in = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            in.add(g.input("x" + i, operands.get(i)));
        }
        List<Value> out = g.apply(op, in);
        for (int i = 0; i < out.size(); i++) {
            g.output("y" + i, out.get(i));
        }
        Plan plan = Planner.plan(g, backend);
        return new OpRun(backend.compile(plan, Variables.allocate(plan.layout(), Section.STATE), false),
            out.stream().map(Value::shape).toList());
    }

    /// The results of an operation.
    public static List<float[]> results(Backend backend, Op op, List<Shape> operands, List<float[]> numbers) {
        try (OpRun r = of(backend, op, operands)) {
            r.write(numbers);
            r.run();
            return r.read();
        }
    }

    public void write(List<float[]> numbers) {
        for (int i = 0; i < numbers.size(); i++) {
            run.write("x" + i, numbers.get(i));
        }
    }

    public void run() {
        run.run();
    }

    public List<float[]> read() {
        List<float[]> out = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            out.add(new float[results.get(i).size()]);
            run.read("y" + i, out.get(i));
        }
        return out;
    }

    @Override
    public void close() {
        run.close();
    }
}
