package dev.spektron.model.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Sinkhorn;
import dev.spektron.model.config.LossConfig.Alignment;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import dev.spektron.testing.Compute;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {
    private static final Alignment EXACT = new Alignment(Alignment.Kind.DIVERGENCE, 0.05f, 2000, 1e-7f, 4);

    private static Backend backend(String name) {
        return Backends.create(name, 1).backend();
    }

    private static Tensor cloud(int n, int d, long seed) {
        Random random = new Random(seed);
        float[] x = new float[n * d];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return Tensor.of(Shape.of(n, d), x);
    }

    private static List<float[]> run(String name, Tensor z, float[] slots, Alignment how) {
        return Compute.of(backend(name), x -> {
            Transport.Result r = Transport.of(x.get(0), x.get(1), how);
            return List.of(r.loss(), r.present(), r.loss().graph().gradients(r.loss(), List.of(x.get(0))).getFirst());
        }, z, Tensor.of(Shape.of(slots.length), slots));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void equalCloudsAreAtDistanceZero(String name) {
        Tensor half = cloud(6, 5, 1);
        float[] both = new float[60];
        System.arraycopy(half.data(), 0, both, 0, 30);
        System.arraycopy(half.data(), 0, both, 30, 30);
        float[] slots = {0, 0, 0, 0, 0, 0, 3, 3, 3, 3, 3, 3};
        List<float[]> out = run(name, Tensor.of(Shape.of(12, 5), both), slots, EXACT);
        assertEquals(0, out.get(0)[0], 1e-6);
        assertEquals(1, out.get(1)[0]);
        // Plain transport is not 0 there, and shrinking both clouds would be rewarded (pitfall P17).
        assertTrue(run(name, Tensor.of(Shape.of(12, 5), both), slots, Alignment.REFERENCE).get(0)[0] > 0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void fewerThanTwoInstrumentsAreExactlyNothing(String name) {
        Tensor z = cloud(5, 3, 2);
        for (Alignment how : List.of(Alignment.DEFAULT, Alignment.REFERENCE)) {
            for (float[] slots : new float[][] {{1, 1, 1, 1, 1}, {-1, -1, -1, -1, -1}, {-1, 2, -1, 2, -1}}) {
                List<float[]> out = run(name, z, slots, how);
                assertEquals(0, out.get(0)[0]);
                assertEquals(0, out.get(1)[0]);
                assertArrayEquals(new float[15], out.get(2));
            }
        }
    }

    /// Nothing on the way is infinite, so that runs with checked numerics go through.
    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void everyIntermediateIsFinite(String name) {
        for (Alignment how : List.of(Alignment.DEFAULT, Alignment.REFERENCE)) {
            Graph g = new Graph();
            Value z = g.input("z", Shape.of(6, 3));
            Value loss = Transport.of(z, g.input("slot", Shape.of(6)), how).loss();
            g.output("loss", loss);
            g.output("gradient", g.gradients(loss, List.of(z)).getFirst());
            Plan plan = Planner.plan(g, backend(name));
            try (Executable run = backend(name).compile(plan, Variables.allocate(plan), true)) {
                run.write("z", cloud(6, 3, 9).data());
                for (float[] slots : new float[][] {{0, 1, 1, 0, 2, -1}, {1, 1, 1, 1, 1, 1}, {-1, -1, -1, -1, -1, -1},
                    {3, -1, 0, -1, -1, -1}}) {
                    run.write("slot", slots);
                    run.run();
                    assertTrue(run.scalar("loss") >= 0);
                }
            }
        }
    }

    /// The same numbers as the engine's divergence of two clouds, whatever else is in the batch.
    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void agreesWithTheDivergenceOfTwoClouds(String name) {
        Tensor z = cloud(9, 4, 3);
        float[] slots = {0, 2, 0, -1, 2, 2, 0, 2, 0};
        float found = Compute.one(backend(name), x -> Transport.divergence(x.get(0), x.get(1),
            x.get(0).graph().constant(0.2f), EXACT).loss(), z, Tensor.of(Shape.of(9), slots))[0];
        float expected = Compute.one(backend(name), x -> {
            Value u = Rows.unit(x.get(0));
            return Fn.sinkhornDivergence(u.take(0, List.of(0, 2, 6, 8)).unsqueeze(0), u.take(0, List.of(1, 4, 5, 7)).unsqueeze(0),
                x.get(1), x.get(1), x.get(0).graph().constant(0.2f), new Sinkhorn(2000, 1e-7f, true));
        }, z, Tensor.of(Shape.of(1, 4), (float) -Math.log(4), (float) -Math.log(4), (float) -Math.log(4), (float) -Math.log(4)))[0];
        assertEquals(expected, found, 1e-6);
    }

    /// S(x, x + c) = |c|^2 for small eps: the mean moves, the shape does not.
    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void aShiftCostsItsSquare(String name) {
        Tensor x = cloud(7, 3, 4);
        float[] shifted = x.data().clone();
        for (int i = 0; i < 7; i++) {
            shifted[3 * i] += 0.5f;
            shifted[3 * i + 2] -= 1;
        }
        float[] uniform = new float[7];
        java.util.Arrays.fill(uniform, (float) -Math.log(7));
        for (float eps : new float[] {1, 0.05f}) {
            float s = Compute.one(backend(name), v -> Fn.sinkhornDivergence(v.get(0), v.get(1), v.get(2), v.get(2),
                v.get(0).graph().constant(eps), new Sinkhorn(5000, 1e-6f, true)), Tensor.of(Shape.of(1, 7, 3), x.data()),
                Tensor.of(Shape.of(1, 7, 3), shifted), Tensor.of(Shape.of(1, 7), uniform))[0];
            assertEquals(1.25, s, 2e-3, "eps " + eps);
        }
    }

    /// Small eps against the exact assignment of 8 to 8 points; the plan's marginals are met.
    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void smallRegularisationGivesTheAssignment(String name) {
        Tensor x = cloud(8, 3, 5);
        Tensor y = cloud(8, 3, 6);
        double[][] cost = new double[8][8];
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 8; j++) {
                for (int k = 0; k < 3; k++) {
                    cost[i][j] += Math.pow(x.data()[3 * i + k] - y.data()[3 * j + k], 2);
                }
            }
        }
        float[] uniform = new float[8];
        java.util.Arrays.fill(uniform, (float) -Math.log(8));
        List<float[]> out = Compute.of(backend(name), v -> {
            Value c = Fn.squaredDistance(v.get(0), v.get(1));
            Value plan = Fn.sinkhorn(c, v.get(2), v.get(2), c.graph().constant(0.01f), new Sinkhorn(20_000, 1e-6f, true)).get(1);
            return List.of(plan.mul(c).sum(), plan.sum(2), plan.sum(1));
        }, Tensor.of(Shape.of(1, 8, 3), x.data()), Tensor.of(Shape.of(1, 8, 3), y.data()), Tensor.of(Shape.of(1, 8), uniform));
        assertEquals(Assignment.meanCost(cost), out.get(0)[0], 5e-3);
        for (int i = 0; i < 8; i++) {
            assertEquals(0.125, out.get(1)[i], 1e-4);
            assertEquals(0.125, out.get(2)[i], 1e-4);
        }
    }

    /// The assignment against all permutations.
    @Property(tries = 60)
    void assignmentsAreOptimal(@ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
        Random random = new Random(seed);
        double[][] cost = new double[n][n];
        for (double[] row : cost) {
            for (int j = 0; j < n; j++) {
                row[j] = seed % 2 == 0 ? random.nextInt(4) : random.nextGaussian();
            }
        }
        assertEquals(least(cost, 0, new boolean[n]) / n, Assignment.meanCost(cost), 1e-12);
    }

    private static double least(double[][] cost, int row, boolean[] taken) {
        double best = row == cost.length ? 0 : Double.POSITIVE_INFINITY;
        for (int j = 0; row < cost.length && j < cost.length; j++) {
            if (!taken[j]) {
                taken[j] = true;
                best = Math.min(best, cost[row][j] + least(cost, row + 1, taken));
                taken[j] = false;
            }
        }
        return best;
    }
}
