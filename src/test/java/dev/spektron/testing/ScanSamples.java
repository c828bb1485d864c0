package dev.spektron.testing;

import static dev.spektron.testing.OpSample.any;
import static dev.spektron.testing.OpSample.at;
import static dev.spektron.testing.OpSample.normal;

import dev.spektron.backend.op.DiagonalScan;
import dev.spektron.backend.op.OscillatoryScan;
import dev.spektron.backend.op.SelectiveScan;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.OpSample.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Samples of the recurrences.
final class ScanSamples {
    private ScanSamples() {}

    static List<OpSample> all() {
        List<OpSample> out = new ArrayList<>();
        for (boolean exact : new boolean[] {false, true}) {
            selective(out, exact);
        }
        oscillatory(out);
        diagonal(out);
        return out;
    }

    private static void selective(List<OpSample> out, boolean exact) {
        // Samples, steps, channels, states: single ones, odd ones, whole vectors, more than one chunk of the backward pass.
        int[][] sizes = {{1, 0, 7, 3}, {0, 7, 7, 3}, {1, 1, 1, 1}, {2, 1, 16, 16}, {2, 7, 7, 3}, {2, 7, 13, 8}, {3, 7, 33, 16},
            {1, 7, 33, 5}, {2, 129, 16, 8}, {1, 129, 13, 16}, {2, 129, 7, 1}, {2, 300, 5, 3},
            exact ? new int[] {1, 2050, 1, 1} : new int[] {1, 2050, 3, 3}};
        for (int[] s : sizes) {
            out.add(selective("slow", exact, Numbers.STEP, any(Numbers.NEGATIVE, s[2], s[3]), s));
        }
        // More items than a tuned kernel has lanes, in chunks of a length that does not divide the steps.
        out.add(selective("wide", exact, Numbers.STEP, any(Numbers.NEGATIVE, 70, 3), 4, 67, 70, 3));
        out.add(selective("fast", exact, Numbers.POSITIVE, any(Numbers.NEGATIVE, 33, 4), 1, 129, 33, 4));
        // Rates that tend to 0, where the zero-order hold tends to the Euler step, and a state that grows.
        double[] rates = {-1e-7, -1e-4, -1e-3, -0.01, -0.3, -0.5, -1, -4, 1e-6, 0.02, 0.1, -16};
        for (int i = 0; i < rates.length; i++) {
            rates[i] = (float) rates[i];
        }
        out.add(selective("near 0", exact, Numbers.STEP, at(Shape.of(3, 4), rates), 2, 129, 3, 4));
        out.add(selective("near 0, large steps", exact, Numbers.POSITIVE, at(Shape.of(3, 4), rates), 2, 13, 3, 4));
    }

    private static OpSample selective(String name, boolean exact, Numbers step, OpSample.Operand a, int... s) {
        return OpSample.of(name, new SelectiveScan(exact), normal(s[0], s[1], s[2]), any(step, s[0], s[1], s[2]), a, normal(s[0], s[1],
            s[3]), normal(s[0], s[1], s[3]), normal(s[2]));
    }

    private static void oscillatory(List<OpSample> out) {
        int[][] sizes = {{1, 0, 7}, {0, 7, 7}, {1, 1, 1}, {2, 7, 7}, {2, 7, 16}, {3, 129, 13}, {1, 129, 33}, {2, 600, 3}};
        for (int scheme = 0; scheme < 3; scheme++) {
            String name = List.of("implicit", "implicit-explicit", "damped").get(scheme);
            for (int[] s : sizes) {
                out.add(OpSample.of(name, new OscillatoryScan(), normal(s[0], s[1], 2 * s[2]), at(Shape.of(6, s[2]), coefficients(scheme,
                    s[2]))));
            }
        }
    }

    /// Coefficients of oscillators drawn at random, all of them stable.
    private static double[] coefficients(int scheme, int p) {
        Random random = new Random(p);
        double[] m = new double[6 * p];
        for (int i = 0; i < p; i++) {
            double dt = 0.2 + 0.6 * random.nextDouble();
            double s = scheme == 2 ? 1 + 0.5 * random.nextDouble() * dt : 1;
            double angle = 0.1 + 2.9 * random.nextDouble();
            double a = (1 + s - 2 * Math.sqrt(s) * Math.cos(angle)) / (dt * dt);
            double c = 1 / (1 + dt * dt * a);
            double[] of = scheme == 0 ? new double[] {c, -dt * a * c, dt * c, c, dt * c, dt * dt * c}
                : new double[] {1 / s, -dt * a / s, dt / s, 1 - dt * dt * a / s, dt / s, dt * dt / s};
            for (int k = 0; k < 6; k++) {
                m[k * p + i] = (float) of[k];
            }
        }
        return m;
    }

    private static void diagonal(List<OpSample> out) {
        int[][] sizes = {{1, 0, 7, 3}, {0, 7, 7, 3}, {1, 1, 1, 1}, {2, 7, 7, 3}, {2, 7, 13, 8}, {1, 7, 33, 16}, {2, 129, 16, 8},
            {1, 129, 13, 5}, {2, 129, 7, 1}, {2, 400, 5, 3}, {1, 2050, 3, 2}};
        for (int[] s : sizes) {
            Random random = new Random(s[2]);
            double[] a = new double[2 * s[2] * s[3]];
            for (int i = 0; i < s[2] * s[3]; i++) {
                double radius = 1 - 0.3 * Math.pow(random.nextDouble(), 3) - 1e-3;
                double angle = Math.PI * random.nextDouble();
                a[i] = (float) (radius * Math.cos(angle));
                a[s[2] * s[3] + i] = (float) (radius * Math.sin(angle));
            }
            out.add(OpSample.of("stable", new DiagonalScan(), normal(s[0], s[1], s[2]), at(Shape.of(2, s[2], s[3]), a), normal(2, s[2],
                s[3])));
        }
    }
}
