package dev.spektron.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.backend.op.DiagonalScan;
import dev.spektron.backend.op.OscillatoryScan;
import dev.spektron.backend.op.SelectiveScan;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.OpRun;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A linear recurrence can be run step by step, as a convolution with its kernel, or by powers of its matrix (the associative scan). The
/// kernels run step by step; they have to give what the other forms give, which are computed here in double precision.
class ScanFormsTest {
    private static final int L = 257;

    static Stream<Backend> backends() {
        return Stream.of(new ScalarBackend(1), new VectorBackend(2));
    }

    private static float[] normal(int n, long seed) {
        Random random = new Random(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    /// y[t] = sum_k kernel[k] u[t - k].
    private static double[] convolve(double[] kernel, double[] u) {
        double[] y = new double[u.length];
        for (int t = 0; t < y.length; t++) {
            for (int k = 0; k <= t; k++) {
                y[t] += kernel[k] * u[t - k];
            }
        }
        return y;
    }

    private static double[] column(float[] x, int channels, int c) {
        double[] out = new double[L];
        for (int t = 0; t < L; t++) {
            out[t] = x[t * channels + c];
        }
        return out;
    }

    private static void same(String what, double[] expected, double[] found) {
        double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        for (int t = 0; t < expected.length; t++) {
            assertEquals(expected[t], found[t], 1e-5 * scale, what + " at step " + t);
        }
    }

    /// Inclusive scan of h[t] = M h[t - 1] + b[t] in log2(L) rounds: after round j, b[t] holds the terms of 2^j steps, and M is M^(2^j).
    private static double[][] byPowers(double[] m, double[][] b) {
        double[] power = m.clone();
        double[][] h = new double[b.length][];
        for (int t = 0; t < b.length; t++) {
            h[t] = b[t].clone();
        }
        for (int step = 1; step < b.length; step *= 2) {
            for (int t = b.length - 1; t >= step; t--) {
                double[] before = h[t - step];
                h[t][0] += power[0] * before[0] + power[1] * before[1];
                h[t][1] += power[2] * before[0] + power[3] * before[1];
            }
            double[] p = power;
            double trace = p[0] + p[3];
            power = new double[] {p[0] * p[0] + p[1] * p[2], p[1] * trace, p[2] * trace, p[3] * p[3] + p[1] * p[2]};
        }
        return h;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("backends")
    void oscillatoryScanEqualsConvolutionAndPowers(Backend backend) {
        int p = 19;
        float[] m = new float[6 * p];
        Random random = new Random(2);
        for (int i = 0; i < p; i++) {
            double dt = 0.3 + 0.5 * random.nextDouble();
            double s = 1 + 0.05 * random.nextDouble();
            double a = (1 + s - 2 * Math.sqrt(s) * Math.cos(0.2 + 2.5 * random.nextDouble())) / (dt * dt);
            double[] of = {1 / s, -dt * a / s, dt / s, 1 - dt * dt * a / s, dt / s, dt * dt / s};
            for (int k = 0; k < 6; k++) {
                m[k * p + i] = (float) of[k];
            }
        }
        float[] u = normal(L * 2 * p, 3);
        float[] x = OpRun.results(backend, new OscillatoryScan(), List.of(Shape.of(1, L, 2 * p), Shape.of(6, p)), List.of(u, m)).getFirst();
        backend.close();
        for (int c = 0; c < 2 * p; c++) {
            int i = c % p;
            double[] matrix = {m[i], m[p + i], m[2 * p + i], m[3 * p + i]};
            double[] in = column(u, 2 * p, c);
            double[][] b = new double[L][];
            double[][] impulse = new double[L][2];
            for (int t = 0; t < L; t++) {
                b[t] = new double[] {m[4 * p + i] * in[t], m[5 * p + i] * in[t]};
            }
            impulse[0] = new double[] {m[4 * p + i], m[5 * p + i]};
            double[] kernel = Arrays.stream(byPowers(matrix, impulse)).mapToDouble(h -> h[1]).toArray();
            double[] found = column(x, 2 * p, c);
            same("convolution, channel " + c, convolve(kernel, in), found);
            same("powers, channel " + c, Arrays.stream(byPowers(matrix, b)).mapToDouble(h -> h[1]).toArray(), found);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("backends")
    void diagonalScanEqualsConvolutionAndPowers(Backend backend) {
        int channels = 18;
        int n = 5;
        float[] a = new float[2 * channels * n];
        Random random = new Random(4);
        for (int i = 0; i < channels * n; i++) {
            // S4D-Lin: exp(dt (-1/2 + i pi n)).
            double dt = 0.01 * Math.pow(10, random.nextDouble());
            a[i] = (float) (Math.exp(-dt / 2) * Math.cos(Math.PI * (i % n) * dt));
            a[channels * n + i] = (float) (Math.exp(-dt / 2) * Math.sin(Math.PI * (i % n) * dt));
        }
        float[] w = normal(2 * channels * n, 5);
        float[] u = normal(L * channels, 6);
        Shape states = Shape.of(2, channels, n);
        float[] y = OpRun.results(backend, new DiagonalScan(), List.of(Shape.of(1, L, channels), states, states), List.of(u, a,
            w)).getFirst();
        backend.close();
        for (int c = 0; c < channels; c++) {
            double[] in = column(u, channels, c);
            double[] kernel = new double[L];
            double[] sum = new double[L];
            for (int k = c * n; k < c * n + n; k++) {
                double re = a[k];
                double im = a[channels * n + k];
                double radius = Math.hypot(re, im);
                double angle = Math.atan2(im, re);
                double[][] b = new double[L][];
                for (int t = 0; t < L; t++) {
                    kernel[t] += Math.pow(radius, t) * (w[k] * Math.cos(angle * t) - w[channels * n + k] * Math.sin(angle * t));
                    b[t] = new double[] {in[t], 0};
                }
                double[][] h = byPowers(new double[] {re, -im, im, re}, b);
                for (int t = 0; t < L; t++) {
                    sum[t] += w[k] * h[t][0] - w[channels * n + k] * h[t][1];
                }
            }
            double[] found = column(y, channels, c);
            same("convolution, channel " + c, convolve(kernel, in), found);
            same("powers, channel " + c, sum, found);
        }
    }

    /// With dt, B and C constant in time the selective scan is a convolution, too.
    @ParameterizedTest(name = "{0}")
    @MethodSource("backends")
    void selectiveScanOfConstantsEqualsConvolution(Backend backend) {
        int channels = 17;
        int n = 4;
        for (boolean exact : new boolean[] {false, true}) {
            float[] dt = new float[L * channels];
            float[] a = new float[channels * n];
            float[] b = new float[L * n];
            float[] c = new float[L * n];
            for (int i = 0; i < dt.length; i++) {
                dt[i] = 0.01f * (1 + i % channels);
            }
            for (int i = 0; i < a.length; i++) {
                a[i] = -(1 + i % n) * 0.7f;
            }
            for (int i = 0; i < b.length; i++) {
                b[i] = 1 + i % n;
                c[i] = 0.5f - i % n;
            }
            float[] u = normal(L * channels, 7);
            float[] d = normal(channels, 8);
            Shape rows = Shape.of(1, L, channels);
            Shape shared = Shape.of(1, L, n);
            float[] y = OpRun.results(backend, new SelectiveScan(exact), List.of(rows, rows, Shape.of(channels, n), shared, shared,
                Shape.of(channels)), List.of(u, dt, a, b, c, d)).getFirst();
            for (int e = 0; e < channels; e++) {
                double[] kernel = new double[L];
                kernel[0] = d[e];
                for (int k = 0; k < n; k++) {
                    double z = (double) dt[e] * a[e * n + k];
                    double gain = exact ? Math.expm1(z) / a[e * n + k] : dt[e];
                    for (int t = 0; t < L; t++) {
                        kernel[t] += c[k] * gain * b[k] * Math.exp(z * t);
                    }
                }
                same("exact " + exact + ", channel " + e, convolve(kernel, column(u, channels, e)), column(y, channels, e));
            }
        }
        backend.close();
    }

    /// At dt |A| = 1.6 the zero-order hold lets in 0.499 of what the Euler step does.
    @ParameterizedTest(name = "{0}")
    @MethodSource("backends")
    void exactGainIsSmallerThanEulers(Backend backend) {
        Shape one = Shape.of(1, 1, 1);
        List<Shape> shapes = List.of(one, one, Shape.of(1, 1), one, one, Shape.of(1));
        List<float[]> numbers = List.of(new float[] {1}, new float[] {0.1f}, new float[] {-16}, new float[] {1}, new float[] {1},
            new float[] {0});
        float exact = OpRun.results(backend, new SelectiveScan(true), shapes, numbers).getFirst()[0];
        float euler = OpRun.results(backend, new SelectiveScan(false), shapes, numbers).getFirst()[0];
        backend.close();
        assertEquals((1 - Math.exp(-1.6)) / 1.6, exact / euler, 1e-6);
        assertEquals(0.499, exact / euler, 5e-4);
    }
}
