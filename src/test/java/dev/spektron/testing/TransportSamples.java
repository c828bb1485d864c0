package dev.spektron.testing;

import static dev.spektron.testing.OpSample.at;
import static dev.spektron.testing.OpSample.given;
import static dev.spektron.testing.OpSample.normal;

import dev.spektron.backend.op.Sinkhorn;
import dev.spektron.backend.op.SquaredDistance;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Samples of optimal transport and distances.
final class TransportSamples {
    private TransportSamples() {}

    static List<OpSample> all() {
        List<OpSample> out = new ArrayList<>();
        int[][] sizes = {{1, 1, 1, 1}, {2, 7, 13, 8}, {1, 16, 8, 127}, {3, 5, 4, 2}, {1, 33, 17, 16}, {1, 3, 2, 700}, {1, 2, 3, 2050},
            {2, 0, 3, 4}, {2, 3, 0, 4}, {0, 3, 2, 4}, {2, 3, 4, 0}, {1, 64, 64, 32}};
        for (int[] s : sizes) {
            out.add(OpSample.of("clouds", new SquaredDistance(), normal(s[0], s[1], s[3]), normal(s[0], s[2], s[3])));
        }
        // Converged, so the envelope theorem holds; no early end, as in the reference.
        Sinkhorn converged = new Sinkhorn(80, 0, false);
        out.add(problem("converged", converged, 1, 2, 5, 7, 0.7, 0).results(0));
        out.add(problem("wide", converged, 2, 1, 3, 17, 0.5, 0).results(0));
        out.add(problem("tall", converged, 3, 1, 17, 3, 0.5, 0).results(0));
        out.add(problem("masked", converged, 4, 3, 6, 9, 0.8, 2).results(0));
        out.add(problem("one point", converged, 5, 2, 1, 4, 0.5, 0).results(0));
        out.add(problem("no problem", converged, 6, 0, 3, 4, 0.5, 0).results(0));
        // The plan counts as a constant, which central differences do not know.
        Sinkhorn few = new Sinkhorn(5, 0, false);
        out.add(problem("few", few, 7, 1, 16, 16, 0.2, 0).rough());
        out.add(problem("few masked", few, 8, 2, 33, 20, 0.3, 7).rough());
        out.add(problem("one", new Sinkhorn(1, 0, false), 9, 2, 7, 8, 0.5, 1).rough());
        out.add(problem("sixty-four", new Sinkhorn(10, 0, false), 10, 1, 64, 65, 0.1, 3).rough());
        return out;
    }

    /// A problem with costs in [0, 4] and marginals that differ; the last `masked` points of both sides are left out.
    private static OpSample problem(String name, Sinkhorn op, int seed, int g, int n, int m, double eps, int masked) {
        Random random = new Random(seed);
        double[] c = new double[g * n * m];
        for (int i = 0; i < c.length; i++) {
            c[i] = (float) (4 * random.nextDouble());
        }
        return OpSample.of(name, op, at(Shape.of(g, n, m), c), given(Shape.of(g, n), marginal(random, g, n, masked)),
            given(Shape.of(g, m), marginal(random, g, m, masked)), given(Shape.SCALAR, eps));
    }

    private static double[] marginal(Random random, int g, int n, int masked) {
        double[] log = new double[g * n];
        for (int r = 0; r < g; r++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                log[r * n + i] = i < n - masked ? 0.5 + random.nextDouble() : 0;
                sum += log[r * n + i];
            }
            for (int i = 0; i < n; i++) {
                log[r * n + i] = (float) Math.log(log[r * n + i] / sum);
            }
        }
        return log;
    }
}
