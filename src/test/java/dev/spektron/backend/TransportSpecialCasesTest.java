package dev.spektron.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Sinkhorn;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;
import dev.spektron.tensor.Tensor;
import dev.spektron.testing.Compute;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Optimal transport: marginals, early end, small regularisation, the debiased divergence, problems without points.
class TransportSpecialCasesTest {
    private static final float NONE = Float.NEGATIVE_INFINITY;

    static Stream<Backend> backends() {
        return Stream.of(new ScalarBackend(1), new VectorBackend(2));
    }

    private static Tensor uniform(int g, int n) {
        float[] log = new float[g * n];
        Arrays.fill(log, (float) -Math.log(n));
        return Tensor.of(Shape.of(g, n), log);
    }

    private static Tensor random(int seed, double scale, int... dims) {
        Random random = new Random(seed);
        float[] x = new float[Shape.of(dims).size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (scale * random.nextDouble());
        }
        return Tensor.of(Shape.of(dims), x);
    }

    /// Points on the unit sphere: squared distances lie in [0, 4].
    private static Tensor sphere(int seed, int n, int d) {
        Random random = new Random(seed);
        float[] x = new float[n * d];
        for (int i = 0; i < n; i++) {
            double norm = 0;
            for (int k = 0; k < d; k++) {
                x[i * d + k] = (float) random.nextGaussian();
                norm += x[i * d + k] * x[i * d + k];
            }
            for (int k = 0; k < d; k++) {
                x[i * d + k] /= (float) Math.sqrt(norm);
            }
        }
        return Tensor.of(Shape.of(1, n, d), x);
    }

    private static List<float[]> solve(Backend b, Sinkhorn how, Tensor c, Tensor mu, Tensor nu, double eps) {
        return Compute.of(b, x -> Fn.sinkhorn(x.get(0), x.get(1), x.get(2), x.get(3), how), c, mu, nu, Tensor.scalar((float) eps));
    }

    private static float divergence(Backend b, Sinkhorn how, Tensor x, Tensor y, double eps) {
        return Compute.one(b, v -> Fn.sinkhornDivergence(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), how), x, y,
            uniform(1, x.shape().dim(1)), uniform(1, y.shape().dim(1)), Tensor.scalar((float) eps))[0];
    }

    /// Sums of absolute differences of the marginals: rows, columns.
    private static double[] violations(float[] plan, Tensor mu, Tensor nu) {
        int n = mu.shape().dim(1);
        int m = nu.shape().dim(1);
        double[] out = new double[2];
        for (int a = 0; a < n; a++) {
            double sum = 0;
            for (int b = 0; b < m; b++) {
                sum += plan[a * m + b];
            }
            out[0] += Math.abs(sum - Math.exp(mu.data()[a]));
        }
        for (int b = 0; b < m; b++) {
            double sum = 0;
            for (int a = 0; a < n; a++) {
                sum += plan[a * m + b];
            }
            out[1] += Math.abs(sum - Math.exp(nu.data()[b]));
        }
        return out;
    }

    @ParameterizedTest
    @MethodSource("backends")
    void marginalsAreMet(Backend b) {
        for (boolean scaling : new boolean[] {false, true}) {
            Tensor mu = uniform(1, 24);
            Tensor nu = uniform(1, 37);
            float[] plan = solve(b, new Sinkhorn(2000, 1e-6f, scaling), random(1, 4, 1, 24, 37), mu, nu, 0.1).get(1);
            double[] off = violations(plan, mu, nu);
            assertTrue(off[0] < 5e-6 && off[1] < 2e-6, Arrays.toString(off));
        }
    }

    /// The violation that ends the iteration is the one of the columns before the second half step; the rows are then as good.
    @ParameterizedTest
    @MethodSource("backends")
    void endsEarly(Backend b) {
        Tensor c = random(2, 4, 1, 20, 16);
        Tensor mu = uniform(1, 20);
        Tensor nu = uniform(1, 16);
        double last = Double.POSITIVE_INFINITY;
        int steps = 0;
        for (int i = 1; i < 200 && last > 1e-3; i++) {
            last = violations(solve(b, new Sinkhorn(i, 0, false), c, mu, nu, 0.2).get(1), mu, nu)[0];
            steps = i;
        }
        float[] early = solve(b, new Sinkhorn(100_000, 1e-3f, false), c, mu, nu, 0.2).get(1);
        double off = violations(early, mu, nu)[0];
        assertTrue(off < 1e-3 && off > 1e-4, "violation " + off);
        float[] later = solve(b, new Sinkhorn(steps + 1, 0, false), c, mu, nu, 0.2).get(1);
        assertArrayEquals(later, early, 1e-4f, "steps " + steps);
        // Every iteration that is allowed, where nothing is ever met.
        assertArrayEquals(solve(b, new Sinkhorn(7, 0, false), c, mu, nu, 0.2).get(1),
            solve(b, new Sinkhorn(7, 1e-9f, false), c, mu, nu, 0.2).get(1));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void scalingEndsAtTheSamePlace(Backend b) {
        Tensor c = random(3, 4, 2, 12, 15);
        List<float[]> plain = solve(b, new Sinkhorn(3000, 0, false), c, uniform(2, 12), uniform(2, 15), 0.1);
        List<float[]> scaled = solve(b, new Sinkhorn(3000, 0, true), c, uniform(2, 12), uniform(2, 15), 0.1);
        assertArrayEquals(plain.get(0), scaled.get(0), 3e-6f);
        assertArrayEquals(plain.get(1), scaled.get(1), 1e-5f);
        // It is much nearer after few iterations.
        float[] few = solve(b, new Sinkhorn(5, 0, true), c, uniform(2, 12), uniform(2, 15), 0.01).get(0);
        float[] cold = solve(b, new Sinkhorn(5, 0, false), c, uniform(2, 12), uniform(2, 15), 0.01).get(0);
        float[] exact = solve(b, new Sinkhorn(20_000, 0, true), c, uniform(2, 12), uniform(2, 15), 0.01).get(0);
        assertTrue(Math.abs(few[0] - exact[0]) < 0.5 * Math.abs(cold[0] - exact[0]), few[0] + " " + cold[0] + " " + exact[0]);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void nothingUnderflows(Backend b) {
        for (double eps : new double[] {0.05, 0.001}) {
            Tensor x = sphere(4, 16, 128);
            Tensor y = sphere(5, 20, 128);
            List<float[]> r = Compute.of(b, v -> Fn.sinkhorn(Fn.squaredDistance(v.get(0), v.get(1)), v.get(2), v.get(3), v.get(4),
                new Sinkhorn(500, 1e-6f, true)), x, y, uniform(1, 16), uniform(1, 20), Tensor.scalar((float) eps));
            double sum = 0;
            for (float p : r.get(1)) {
                assertTrue(p >= 0 && p <= 0.06, "plan " + p);
                sum += p;
            }
            assertEquals(1, sum, 1e-5, "eps " + eps);
            assertTrue(r.get(0)[0] > 0.5 && r.get(0)[0] < 4, "value " + r.get(0)[0]);
            assertTrue(violations(r.get(1), uniform(1, 16), uniform(1, 20))[1] < 1e-5);
        }
    }

    /// Without the regularisation's own part, eps log 8, the value is that of the best of all 40320 assignments.
    @ParameterizedTest
    @MethodSource("backends")
    void smallRegularisationGivesTheBestAssignment(Backend b) {
        Tensor c = random(6, 4, 1, 8, 8);
        double best = best(c.data(), 8, 0, 0) / 8;
        float value = solve(b, new Sinkhorn(5000, 1e-6f, true), c, uniform(1, 8), uniform(1, 8), 0.004).get(0)[0];
        assertEquals(best, value - 0.004 * Math.log(8), 2e-4);
    }

    private static double best(float[] c, int n, int row, int taken) {
        if (row == n) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int b = 0; b < n; b++) {
            if ((taken >> b & 1) == 0) {
                least = Math.min(least, c[row * n + b] + best(c, n, row + 1, taken | 1 << b));
            }
        }
        return least;
    }

    @ParameterizedTest
    @MethodSource("backends")
    void divergenceOfEqualCloudsIsNothing(Backend b) {
        for (double eps : new double[] {0.05, 0.5, 1}) {
            Tensor x = sphere(7, 21, 16);
            assertEquals(0, divergence(b, new Sinkhorn(100, 1e-6f, true), x, x, eps), 1e-6);
        }
    }

    /// The part of the costs that the shift c adds is |c|^2 and terms that depend on one point only.
    @ParameterizedTest
    @MethodSource("backends")
    void divergenceOfAShiftedCloudIsTheSquaredShift(Backend b) {
        Tensor x = sphere(8, 18, 3);
        float[] moved = x.data().clone();
        float[] shift = {0.3f, -0.2f, 0.5f};
        for (int i = 0; i < moved.length; i++) {
            moved[i] += shift[i % 3];
        }
        for (double eps : new double[] {0.5, 0.05, 0.01}) {
            float s = divergence(b, new Sinkhorn(5000, 1e-6f, true), x, Tensor.of(x.shape(), moved), eps);
            assertEquals(0.38, s, 2e-5, "eps " + eps);
        }
    }

    /// The envelope gradient of a converged value and differences of that value.
    @ParameterizedTest
    @MethodSource("backends")
    void gradientOfThePointsIsTheSlopeOfTheDivergence(Backend b) {
        Sinkhorn how = new Sinkhorn(400, 0, false);
        Tensor x = sphere(9, 6, 4);
        Tensor y = sphere(10, 9, 4);
        float[] g = Compute.one(b, v -> {
            Value s = Fn.sinkhornDivergence(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), how);
            return v.getFirst().graph().gradients(s.sum(), List.of(v.getFirst())).getFirst();
        }, x, y, uniform(1, 6), uniform(1, 9), Tensor.scalar(0.5f));
        for (int i = 0; i < 8; i++) {
            float h = 0.02f;
            float[] up = x.data().clone();
            float[] down = x.data().clone();
            up[i] += h;
            down[i] -= h;
            double slope = (divergence(b, how, Tensor.of(x.shape(), up), y, 0.5) - divergence(b, how, Tensor.of(x.shape(), down), y, 0.5))
                / (2.0 * h);
            assertEquals(slope, g[i], 2e-4, "at " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aSideWithoutMassCostsNothing(Backend b) {
        Sinkhorn how = new Sinkhorn(10, 1e-6f, true);
        float[] mu = uniform(3, 4).data();
        float[] nu = uniform(3, 5).data();
        Arrays.fill(mu, 4, 8, NONE);
        Arrays.fill(nu, 10, 15, NONE);
        List<float[]> r = solve(b, how, random(11, 4, 3, 4, 5), Tensor.of(Shape.of(3, 4), mu), Tensor.of(Shape.of(3, 5), nu), 0.1);
        assertTrue(r.get(0)[0] > 0);
        assertArrayEquals(new float[2], Arrays.copyOfRange(r.get(0), 1, 3));
        assertArrayEquals(new float[40], Arrays.copyOfRange(r.get(1), 20, 60));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void problemsWithoutPointsCostNothing(Backend b) {
        Sinkhorn how = new Sinkhorn(10, 1e-6f, true);
        for (int[] s : new int[][] {{2, 0, 3}, {2, 3, 0}, {2, 0, 0}, {0, 2, 3}}) {
            List<float[]> r = solve(b, how, random(1, 1, s), uniform(s[0], s[1]), uniform(s[0], s[2]), 0.1);
            assertArrayEquals(new float[s[0]], r.get(0));
            assertEquals(s[0] * s[1] * s[2], r.get(1).length);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void notANumberStaysOne(Backend b) {
        float[] c = random(12, 4, 2, 4, 17).data();
        c[5] = Float.NaN;
        List<float[]> r = solve(b, new Sinkhorn(10, 1e-6f, false), Tensor.of(Shape.of(2, 4, 17), c), uniform(2, 4), uniform(2, 17), 0.5);
        assertTrue(Float.isNaN(r.get(0)[0]));
        assertTrue(r.get(0)[1] > 0);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void distancesOfFarPointsKeepTheirDigits(Backend b) {
        float[] z = Compute.one(b, v -> Fn.squaredDistance(v.get(0), v.get(1)), Tensor.of(Shape.of(1, 1, 2), 10_000, 10_000),
            Tensor.of(Shape.of(1, 2, 2), 10_000.5f, 10_000, 10_000, 10_000));
        assertArrayEquals(new float[] {0.25f, 0}, z);
    }

    @Test
    void saysWhatIsWrong() {
        ShapeException e = assertThrows(ShapeException.class, () -> new Sinkhorn(0, 0, false));
        assertTrue(e.getMessage().contains("at least one iteration"), e.getMessage());
    }
}
