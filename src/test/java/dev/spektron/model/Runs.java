package dev.spektron.model;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backends;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import dev.spektron.nn.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// Runs modules once on the vector backend.
public final class Runs {
    private Runs() {}

    /// First values of all parameters.
    public static Variables variables(Parameters p, long seed) {
        Variables v = Variables.allocate(p.layout(), Section.STATE);
        p.initialise(v, seed);
        return v;
    }

    /// The values of some results of a graph.
    public static Map<String, float[]> run(Graph g, Variables variables, Map<String, float[]> inputs, Map<String, Value> wanted) {
        wanted.forEach(g::output);
        var backend = Backends.create("vector", 2).backend();
        Plan plan = Planner.plan(g, backend);
        Map<String, float[]> out = new LinkedHashMap<>();
        try (Executable run = backend.compile(plan, variables, true)) {
            inputs.forEach(run::write);
            run.run();
            wanted.forEach((name, value) -> {
                float[] into = new float[value.shape().size()];
                run.read(name, into);
                out.put(name, into);
            });
        }
        return out;
    }

    public static float[] normal(int n, long seed) {
        Random random = new Random(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    public static double[] normals(int n, long seed) {
        Random random = new Random(seed);
        return random.doubles(n, -1.5, 1.5).toArray();
    }
}
