package dev.spektron.model.head;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backends;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Effect;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.HeadsConfig.Fno;
import dev.spektron.model.config.VibConfig;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// An operator that was trained at one resolution, used at another, against a ground truth that both resolutions carry: spectra of a few
/// waves, and what an instrument with a broader slit, a shifted axis and a stray-light offset makes of them.
class FnoResolutionTest {
    private static final int BATCH = 6;
    private static final int WAVES = 5;

    private record Pairs(float[] source, float[] target) { }

    private static float[] axis(int n) {
        float[] u = new float[n];
        for (int i = 0; i < n; i++) {
            u[i] = (float) (2 * (i + 0.5) / n - 1);
        }
        return u;
    }

    private static Pairs pairs(int n, long seed) {
        Random random = new Random(seed);
        float[] source = new float[BATCH * n];
        float[] target = new float[BATCH * n];
        for (int b = 0; b < BATCH; b++) {
            for (int k = 1; k <= WAVES; k++) {
                double a = random.nextGaussian() / k;
                double phase = 2 * Math.PI * random.nextDouble();
                for (int i = 0; i < n; i++) {
                    double t = (i + 0.5) / n;
                    source[b * n + i] += (float) (a * Math.sin(2 * Math.PI * k * t + phase));
                    target[b * n + i] += (float) (a * Math.exp(-0.03 * k * k) * Math.sin(2 * Math.PI * k * (t - 0.03) + phase));
                }
            }
            for (int i = 0; i < n; i++) {
                target[b * n + i] += 0.2f;
            }
        }
        return new Pairs(source, target);
    }

    /// Relative L2 error, sqrt(sum (y - t)^2 / sum t^2).
    private static Value error(Graph g, FnoHead head, int n) {
        Value x = g.input("x", Shape.of(BATCH, n));
        Value y = head.apply(Pass.evaluate(g), FnoHead.Source.of(x, g.input("u", Shape.of(n))),
            FnoHead.Condition.of(g.input("z", Shape.of(BATCH, 2))));
        Value t = g.input("t", Shape.of(BATCH, n));
        return y.sub(t).square().sum().div(t.square().sum()).sqrt();
    }

    private static void write(Executable run, int n, long seed) {
        Pairs p = pairs(n, seed);
        run.write("x", p.source());
        run.write("t", p.target());
        run.write("u", axis(n));
        run.write("z", new float[2 * BATCH]);
    }

    private static float evaluate(Parameters p, FnoHead head, Variables v, int n) {
        Graph g = new Graph(p.layout());
        g.output("error", error(g, head, n));
        var backend = Backends.create("vector", 2).backend();
        try (Executable run = backend.compile(Planner.plan(g, backend), v, false)) {
            write(run, n, -1);
            run.run();
            return run.scalar("error");
        }
    }

    @Test
    void whatIsLearnedAtOneResolutionHoldsAtAnother() {
        Parameters p = new Parameters();
        FnoHead head = new FnoHead(p, "fno", new VibConfig(2, 2, 2), new Fno(8, 8, 2, 1), Compat.FIXED);
        Graph g = new Graph(p.layout());
        Value loss = error(g, head, 48);
        g.output("loss", loss);
        g.backward(loss);
        Value norm = g.gradientNorm();
        Effect.Adam adam = new Effect.Adam(0, 0.9f, 0.999f, 1e-8f, 0, true, 1);
        Value rates = g.input("rates", Shape.of(3));
        g.apply(adam, List.of(rates, norm));
        g.apply(new Effect.Adam(1, 0.9f, 0.999f, 1e-8f, 0, true, 1), List.of(rates, norm));
        var backend = Backends.create("vector", 2).backend();
        Plan plan = Planner.plan(g, backend);
        Variables v = Variables.allocate(plan);
        p.initialise(v, 3);
        float untouched = evaluate(p, head, v, 48);
        int steps = 120;
        try (Executable run = backend.compile(plan, v, false)) {
            for (int t = 1; t <= steps; t++) {
                write(run, 48, t);
                run.write("rates", adam.rates((float) (0.01 * (1 + Math.cos(Math.PI * t / steps))), t));
                run.run();
            }
        }
        float coarse = evaluate(p, head, v, 48);
        float fine = evaluate(p, head, v, 140);
        String found = Map.of("untrained", untouched, "48 channels", coarse, "140 channels", fine).toString();
        assertTrue(coarse < 0.25 * untouched, found);
        assertTrue(fine < coarse + 0.02, found);
    }
}
