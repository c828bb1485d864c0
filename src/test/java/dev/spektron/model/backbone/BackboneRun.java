package dev.spektron.model.backbone;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Effect;
import dev.spektron.model.config.BackboneConfig;
import dev.spektron.model.config.Compat;
import dev.spektron.nn.Adapters;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.nn.Rng;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A backbone with its first values, ready to be run.
final class BackboneRun implements AutoCloseable {
    static final int WIDTH = 8;

    private final Backend backend = Backends.create("vector", 2).backend();
    private final Executable run;
    private final Shape shape;
    private final boolean stores;

    /// @param config backbones one after another
    BackboneRun(List<BackboneConfig> config, Compat compat, Pass.Mode mode, int batch, int tokens) {
        Parameters p = new Parameters();
        shape = Shape.of(batch, tokens, WIDTH);
        List<Backbone> chain = new ArrayList<>();
        for (BackboneConfig c : config) {
            chain.add(Backbones.of(p, "b" + chain.size(), WIDTH, c, compat));
        }
        Graph g = new Graph(p.layout());
        Value x = g.input("x", shape);
        boolean random = mode == Pass.Mode.TRAIN || mode == Pass.Mode.SAMPLE;
        Pass pass = new Pass(g, mode, random ? g.input("step", Shape.SCALAR) : null, 1, "", Adapters.NONE);
        Value y = x;
        for (int i = 0; i < chain.size(); i++) {
            try (Graph.Scope _ = g.scope("b" + i)) {
                y = chain.get(i).apply(pass, y);
            }
        }
        g.output("y", y);
        // The sum itself would be that of the last normalisation's shift.
        g.output("slope", g.gradients(y.slice(1, 0, 1).mul(g.input("w", Shape.of(batch, 1, WIDTH))).sum(), List.of(x)).getFirst());
        stores = g.nodes().stream().anyMatch(n -> n.op() instanceof Effect);
        Plan plan = Planner.plan(g, backend);
        Variables variables = Variables.allocate(plan);
        p.initialise(variables, 3);
        run = backend.compile(plan, variables, true);
        run.write("w", normal("w", batch * WIDTH));
        if (random) {
            step(0);
        }
    }

    BackboneRun(BackboneConfig config, Compat compat, Pass.Mode mode, int batch, int tokens) {
        this(List.of(config), compat, mode, batch, tokens);
    }

    static float[] normal(String name, int n) {
        Rng rng = new Rng(11, name);
        float[] out = new float[n];
        for (int i = 0; i < n; i++) {
            out[i] = rng.normal();
        }
        return out;
    }

    float[] input() {
        return normal("x", shape.size());
    }

    void step(int step) {
        run.write("step", step);
    }

    float[] run(float[] x) {
        run.write("x", x);
        run.run();
        return read("y");
    }

    private float[] read(String name) {
        float[] out = new float[shape.size()];
        run.read(name, out);
        return out;
    }

    /// For each token the greatest |slope| of the CLS output with respect to it, over all samples the least.
    double[] clsSlopes() {
        run(input());
        float[] slope = read("slope");
        int tokens = shape.dim(1);
        double[] out = new double[tokens];
        Arrays.fill(out, Double.POSITIVE_INFINITY);
        for (int row = 0; row < shape.dim(0) * tokens; row++) {
            double most = 0;
            for (int c = 0; c < WIDTH; c++) {
                most = Math.max(most, Math.abs(slope[row * WIDTH + c]));
            }
            out[row % tokens] = Math.min(out[row % tokens], most);
        }
        return out;
    }

    /// Whether a run changes variables.
    boolean stores() {
        return stores;
    }

    @Override
    public void close() {
        run.close();
        backend.close();
    }
}
