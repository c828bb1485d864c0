package dev.spektron.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Resample;
import dev.spektron.backend.op.SplineBasis;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import dev.spektron.testing.Compute;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Splines at their knots, operators that do not depend on the resolution, positions that are not finite.
class SignalsSpecialCasesTest {
    private static final SplineBasis CUBIC = new SplineBasis(3, 5, -1, 1);

    static Stream<Backend> backends() {
        return Stream.of(new ScalarBackend(1), new VectorBackend(2));
    }

    private static float[] basis(Backend b, SplineBasis op, float... x) {
        return Compute.one(b, v -> Fn.splineBasis(v.getFirst(), op), Tensor.of(Shape.of(x.length), x));
    }

    private static float[] slopes(Backend b, SplineBasis op, float[] weights, float... x) {
        return Compute.one(b, v -> {
            Value y = Fn.splineBasis(v.get(0), op).mul(v.get(1).broadcastTo(Shape.of(x.length, op.functions())));
            return v.getFirst().graph().gradients(y.sum(), List.of(v.getFirst())).getFirst();
        }, Tensor.of(Shape.of(x.length), x), Tensor.of(Shape.of(op.functions()), weights));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void functionsAddUpToOneInside(Backend b) {
        Random random = new Random(1);
        float[] x = new float[500];
        for (int i = 0; i < x.length; i++) {
            x[i] = 2 * random.nextFloat() - 1;
        }
        for (int order = 1; order <= 5; order++) {
            SplineBasis op = new SplineBasis(order, 5, -1, 1);
            float[] y = basis(b, op, x);
            for (int i = 0; i < x.length; i++) {
                double sum = 0;
                for (int m = 0; m < op.functions(); m++) {
                    assertTrue(y[i * op.functions() + m] >= 0);
                    sum += y[i * op.functions() + m];
                }
                assertEquals(1, sum, 2e-6, "order " + order + " at " + x[i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void cubicsAtAnInnerKnot(Backend b) {
        float[] y = basis(b, CUBIC, -0.2f);
        assertArrayEquals(new float[] {0, 0, 1 / 6f, 2 / 3f, 1 / 6f, 0, 0, 0}, y, 1e-6f);
    }

    /// Inside is [low, high) for the sum of 1; the functions themselves go on to the last of the continued knots.
    @ParameterizedTest
    @MethodSource("backends")
    void endsOfTheGrid(Backend b) {
        assertArrayEquals(new float[] {1 / 6f, 2 / 3f, 1 / 6f, 0, 0, 0, 0, 0}, basis(b, CUBIC, -1), 1e-6f);
        assertArrayEquals(new float[] {0, 0, 0, 0, 0, 1 / 6f, 2 / 3f, 1 / 6f}, basis(b, CUBIC, 1), 1e-6f);
        float[] outside = basis(b, CUBIC, -2.21f, 2.21f, 1e30f, -1e30f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
        for (float v : outside) {
            assertEquals(0, v);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void hatsHaveTheSlopeOnTheRight(Backend b) {
        SplineBasis hats = new SplineBasis(1, 4, 0, 4);
        float[] weights = {1, 3, 7, 13, 22};
        assertArrayEquals(new float[] {2, 4, 6, 9, -22, 0, 1, 0}, slopes(b, hats, weights, 0, 1, 2, 3, 4, 5, -1, -1.5f), 1e-6f);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void splinesOfNotANumberAreNotANumber(Backend b) {
        for (int order = 1; order <= 5; order++) {
            SplineBasis op = new SplineBasis(order, 5, -1, 1);
            float[] y = basis(b, op, 0.1f, Float.NaN, 0.2f);
            float[] weights = new float[op.functions()];
            weights[2] = 1;
            float[] g = slopes(b, op, weights, 0.1f, Float.NaN, 0.2f);
            for (int m = 0; m < op.functions(); m++) {
                assertTrue(!Float.isNaN(y[m]) && Float.isNaN(y[op.functions() + m]) && !Float.isNaN(y[2 * op.functions() + m]));
            }
            assertTrue(!Float.isNaN(g[0]) && Float.isNaN(g[1]) && !Float.isNaN(g[2]));
        }
    }

    /// One turn of a signal without higher frequencies: its samples at 700 and at 2048 points go to samples of one function.
    @ParameterizedTest
    @MethodSource("backends")
    void spectralConvolutionDoesNotDependOnTheResolution(Backend b) {
        int modes = 9;
        Random random = new Random(5);
        double[][][] signal = new double[2][modes][2];
        float[] w = new float[2 * modes * 2 * 3];
        for (int i = 0; i < w.length; i++) {
            w[i] = (float) random.nextGaussian();
        }
        for (double[][] channel : signal) {
            for (double[] c : channel) {
                c[0] = random.nextGaussian();
                c[1] = random.nextGaussian();
            }
            channel[0][1] = 0;
        }
        for (int length : new int[] {700, 2048, 129}) {
            float[] x = new float[length * 2];
            double[] expected = new double[length * 3];
            for (int l = 0; l < length; l++) {
                for (int m = 0; m < modes; m++) {
                    double angle = 2 * Math.PI * m * l / length;
                    for (int i = 0; i < 2; i++) {
                        double[] c = signal[i][m];
                        x[l * 2 + i] += (float) (c[0] * Math.cos(angle) - c[1] * Math.sin(angle));
                        for (int o = 0; o < 3; o++) {
                            double re = w[(m * 2 + i) * 3 + o];
                            double im = w[modes * 6 + (m * 2 + i) * 3 + o];
                            expected[l * 3 + o] += (c[0] * re - c[1] * im) * Math.cos(angle) - (c[0] * im + c[1] * re) * Math.sin(angle);
                        }
                    }
                }
            }
            float[] y = Compute.one(b, v -> Fn.spectralConv(v.get(0), v.get(1)), Tensor.of(Shape.of(1, length, 2), x),
                Tensor.of(Shape.of(2, modes, 2, 3), w));
            for (int i = 0; i < y.length; i++) {
                assertEquals(expected[i], y[i], 1e-4, "length " + length + " at " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void samplesComeBackAtTheirPlaces(Backend b) {
        float[] x = {3, -1, 4, 1, -5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3};
        float[] p = new float[20];
        for (int i = 0; i < p.length; i++) {
            p[i] = i - 1;
        }
        for (Resample how : List.of(Resample.linear(), Resample.cubic())) {
            float[] y = Compute.one(b, v -> Fn.resample(v.get(0), v.get(1), how), Tensor.of(Shape.of(1, 18), x),
                Tensor.of(Shape.of(20), p));
            assertEquals(3, y[0]);
            assertEquals(3, y[19]);
            for (int i = 0; i < 18; i++) {
                assertEquals(x[i], y[i + 1], 1e-6f);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void positionsThatAreNotFinite(Backend b) {
        for (Resample how : List.of(Resample.linear(), Resample.cubic())) {
            for (boolean own : new boolean[] {false, true}) {
                Tensor p = Tensor.of(own ? Shape.of(1, 3) : Shape.of(3), Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
                List<float[]> r = Compute.of(b, v -> {
                    Value y = Fn.resample(v.get(0), v.get(1), how);
                    return List.of(y, v.get(0).graph().gradients(y.sum(), List.of(v.get(1))).getFirst());
                }, Tensor.of(Shape.of(1, 4), 5, 2, 3, 7), p);
                assertArrayEquals(new float[] {Float.NaN, 7, 5}, r.get(0));
                assertArrayEquals(new float[] {Float.NaN, 0, 0}, r.get(1));
            }
        }
    }
}
