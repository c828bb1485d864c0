package dev.spektron.model.linoss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import dev.spektron.model.config.BackboneConfig.Linoss;
import dev.spektron.model.config.BackboneConfig.Linoss.Norm;
import dev.spektron.model.config.BackboneConfig.Linoss.Scheme;
import dev.spektron.model.config.Compat;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.nn.Rng;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.DoubleEvaluator;
import dev.spektron.testing.ModuleCheck;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The eigenvalues that the parameters stand for, at the start and at given places, and the layer as a convolution with its kernel.
class OscillatorSpectrumTest {
    private static final double STEP = 0.5;

    private static Linoss linoss(Scheme scheme, int oscillators, float angle) {
        return new Linoss(4, oscillators, scheme, 0.9f, 1, angle, 0, Norm.LAYER, true);
    }

    private static List<OscillatorMode> atStart(Linoss c, Compat compat) {
        Parameters p = new Parameters();
        LinossBackbone backbone = new LinossBackbone(p, "b", 8, c, compat);
        Variables v = Variables.allocate(p.layout(), Section.STATE);
        p.initialise(v, 42);
        return backbone.modes(v);
    }

    private static double[] sorted(List<OscillatorMode> modes, java.util.function.ToDoubleFunction<OscillatorMode> what) {
        return modes.stream().mapToDouble(what).sorted().toArray();
    }

    /// Greatest distance of the distribution from the uniform one (Kolmogorov and Smirnov).
    private static double distance(double[] x, double low, double high) {
        double most = 0;
        for (int i = 0; i < x.length; i++) {
            double u = (x[i] - low) / (high - low);
            most = Math.max(most, Math.max(u - (double) i / x.length, (i + 1.0) / x.length - u));
        }
        return most;
    }

    @ParameterizedTest
    @CsvSource({"3.1415927", "1.5"})
    void startsUniformOnTheRing(float angle) {
        List<OscillatorMode> modes = atStart(linoss(Scheme.DAMPED, 500, angle), Compat.FIXED);
        assertEquals(4000, modes.size());
        // 1.63 / sqrt(n) is passed once in a hundred seeds.
        assertTrue(distance(sorted(modes, OscillatorMode::angle), 0, angle) < 1.63 / Math.sqrt(4000));
        assertTrue(distance(sorted(modes, m -> m.modulus() * m.modulus()), 0.81, 1) < 1.63 / Math.sqrt(4000));
    }

    /// The numbers of 200 000 draws in the model specification, section 4.2.
    @Test
    void theReferenceSqueezesAnglesBelowARightAngle() {
        double[] angles = sorted(atStart(linoss(Scheme.DAMPED, 1250, (float) Math.PI), Compat.REFERENCE), OscillatorMode::angle);
        assertEquals(1.13, Arrays.stream(angles).average().orElseThrow(), 0.015);
        assertEquals(1.59, angles[angles.length * 95 / 100], 0.01);
        assertTrue(angles[angles.length - 1] < 1.625, "most " + angles[angles.length - 1]);
    }

    @Test
    void undampedIsConservativeAndImplicitIsDissipative() {
        List<OscillatorMode> explicit = atStart(linoss(Scheme.IMEX, 200, (float) Math.PI), Compat.FIXED);
        assertTrue(explicit.stream().allMatch(m -> Math.abs(m.modulus() - 1) < 1e-6));
        assertTrue(distance(sorted(explicit, OscillatorMode::angle), 0, Math.PI) < 1.63 / Math.sqrt(1600));
        List<OscillatorMode> implicit = atStart(linoss(Scheme.IM, 200, (float) Math.PI), Compat.FIXED);
        assertTrue(implicit.stream().allMatch(m -> m.modulus() < 1 && m.angle() > 0 && m.angle() < Math.PI / 2));
    }

    /// The ablation without damping has none, not one that is not read.
    @Test
    void onlyTheDampedSchemeHasDampings() {
        for (Scheme scheme : Scheme.values()) {
            Parameters p = new Parameters();
            new LinossBackbone(p, "b", 8, linoss(scheme, 3, 1), Compat.FIXED);
            assertEquals(scheme == Scheme.DAMPED, p.names().contains("b.layers.3.backward.ssm.g"), scheme.toString());
            assertFalse(p.names().contains("b.layers.4.forward.ssm.s"));
        }
    }

    private static OscillatorMode mode(Compat compat, Scheme scheme, double a, double g) {
        Parameters p = new Parameters();
        OscillatorBank bank = new OscillatorBank(p, "o", 2, linoss(scheme, 1, 1), compat);
        Variables v = Variables.allocate(p.layout(), Section.STATE);
        v.set("o.s", 0);
        v.set("o.a", (float) a);
        if (scheme == Scheme.DAMPED) {
            v.set("o.g", (float) g);
        }
        return bank.modes(v).getFirst();
    }

    /// The check values of the model specification, section 4.2.
    @ParameterizedTest
    @CsvSource({"1, 2, 1, 1.5707963", "1, 3, 1, 2.0944", "1.5, 2.5, 0.81650, 2.1063"})
    void eigenvaluesOfTheSpecification(double s, double alpha, double modulus, double angle) {
        OscillatorMode m = mode(Compat.FIXED, Scheme.DAMPED, alpha * s / (STEP * STEP), (s - 1) / STEP);
        assertEquals(modulus, m.modulus(), 1e-5);
        assertEquals(angle, m.angle(), 1e-4);
        assertTrue(mode(Compat.REFERENCE, Scheme.DAMPED, alpha * s / (STEP * STEP), (s - 1) / STEP).angle() < 1.65);
    }

    @Test
    void noValueIsUnstable() {
        for (double a : new double[] {-5, 0, 3, 1e3, 1e6}) {
            for (double g : new double[] {-1, 0, 0.7, 40}) {
                for (Compat compat : Compat.values()) {
                    OscillatorMode m = mode(compat, Scheme.DAMPED, a, g);
                    assertTrue(m.modulus() <= 1 + 1e-7, compat + " " + m);
                }
                double s = 1 + STEP * Math.max(0, g);
                assertEquals(1 / Math.sqrt(s), mode(Compat.FIXED, Scheme.DAMPED, a, g).modulus(), 1e-5, "a complex pair or its bound");
            }
            assertEquals(1, mode(Compat.FIXED, Scheme.IMEX, a, 0).modulus(), 1e-7);
        }
    }

    /// Outputs by the scan are the convolution with Re(C diag(h_k) B) and D, h_k the closed form of each scheme's pair.
    @ParameterizedTest
    @EnumSource(Scheme.class)
    void theLayerIsAConvolutionWithItsKernel(Scheme scheme) {
        int d = 5;
        int n = 7;
        int length = 70;
        Parameters p = new Parameters();
        OscillatorBank bank = new OscillatorBank(p, "o", d, linoss(scheme, n, 3), Compat.FIXED);
        Graph g = new Graph(p.layout());
        Value y = bank.apply(Pass.evaluate(g), g.input("u", Shape.of(1, length, d)));
        g.output("y", y);
        try (Backend backend = Backends.create("vector", 1).backend()) {
            Plan plan = Planner.plan(g, backend);
            Variables v = Variables.allocate(plan);
            p.initialise(v, 9);
            float[] u = new float[length * d];
            Rng rng = new Rng(1, "u");
            for (int i = 0; i < u.length; i++) {
                u[i] = rng.normal();
            }
            float[] found = new float[u.length];
            try (Executable run = backend.compile(plan, v, true)) {
                run.write("u", u);
                run.run();
                run.read("y", found);
            }
            double[] expected = convolution(v, bank.modes(v), scheme, u, d);
            double[] exact = inDouble(g, y, p, v, u);
            double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < u.length; i++) {
                assertEquals(expected[i], exact[i], 1e-9 * scale, "element " + i);
                // An entry of M that is off by half a unit in its last place moves a slow oscillator's angle by that over sin(theta).
                assertEquals(expected[i], found[i], 3e-4 * scale, "element " + i);
            }
        }
    }

    private static double[] inDouble(Graph g, Value y, Parameters p, Variables v, float[] u) {
        Map<String, double[]> leaves = new HashMap<>();
        leaves.put("u", doubles(u));
        p.names().forEach(n -> leaves.put(n, doubles(v.get(n))));
        Graph primitive = new Graph(p.layout());
        Value expanded = ModuleCheck.expand(g, primitive).get(y);
        return DoubleEvaluator.run(primitive, leaves).get(expanded);
    }

    private static double[] doubles(float[] x) {
        return IntStream.range(0, x.length).mapToDouble(i -> x[i]).toArray();
    }

    private static double[] convolution(Variables v, List<OscillatorMode> modes, Scheme scheme, float[] u, int d) {
        int n = modes.size();
        int length = u.length / d;
        float[] b = v.get("o.B.weight");
        float[] c = v.get("o.C.weight");
        float[] skip = v.get("o.D");
        double[][] h = new double[n][length];
        for (int i = 0; i < n; i++) {
            double dt = 1 / (1 + Math.exp(-v.get("o.s")[i]));
            double r = modes.get(i).modulus();
            double theta = modes.get(i).angle();
            // F of the second row: dt^2 times the determinant, which is 1 / S, 1 or 1 / (1 + dt^2 A).
            double gain = dt * dt * (scheme == Scheme.IMEX ? 1 : r * r);
            for (int k = 0; k < length; k++) {
                h[i][k] = gain * Math.pow(r, k) * Math.sin((k + 1) * theta) / Math.sin(theta);
            }
        }
        double[] y = new double[u.length];
        for (int t = 0; t < length; t++) {
            for (int i = 0; i < n; i++) {
                double re = 0;
                double im = 0;
                for (int k = 0; k <= t; k++) {
                    for (int j = 0; j < d; j++) {
                        re += h[i][k] * b[i * d + j] * u[(t - k) * d + j];
                        im += h[i][k] * b[(n + i) * d + j] * u[(t - k) * d + j];
                    }
                }
                for (int o = 0; o < d; o++) {
                    y[t * d + o] += c[o * 2 * n + i] * re + c[o * 2 * n + n + i] * im;
                }
            }
            for (int o = 0; o < d; o++) {
                y[t * d + o] += (double) skip[o] * u[t * d + o];
            }
        }
        return y;
    }
}
