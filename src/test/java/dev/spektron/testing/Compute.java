package dev.spektron.testing;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import dev.spektron.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Runs a function of tensors once.
public final class Compute {
    private Compute() {}

    /// The values that `f` traces of its operands.
    public static List<float[]> of(Backend backend, Function<List<Value>, List<Value>> f, Tensor... in) {
        Graph g = new Graph();
        List<Value> x = new ArrayList<>();
        for (int i = 0; i < in.length; i++) {
            x.add(g.input("x" + i, in[i].shape()));
        }
        List<Value> y = f.apply(x);
        for (int i = 0; i < y.size(); i++) {
            g.output("y" + i, y.get(i));
        }
        Plan plan = Planner.plan(g, backend);
        List<float[]> out = new ArrayList<>();
        try (Executable e = backend.compile(plan, Variables.allocate(plan.layout(), Section.STATE), false)) {
            for (int i = 0; i < in.length; i++) {
                e.write("x" + i, in[i].data());
            }
            e.run();
            for (int i = 0; i < y.size(); i++) {
                float[] v = new float[y.get(i).shape().size()];
                e.read("y" + i, v);
                out.add(v);
            }
        }
        return out;
    }

    /// The only value.
    public static float[] one(Backend backend, Function<List<Value>, Value> f, Tensor... in) {
        return of(backend, x -> List.of(f.apply(x)), in).getFirst();
    }
}
