package dev.spektron.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.io.numpy.NpyArray;
import dev.spektron.io.numpy.Npz;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import dev.spektron.testing.OpCheck;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Coefficients of oscillators: closed forms of their eigenvalues and kernels, and the schemes as the papers state them
/// (`make_engine_scans.py` solves each step, gradients by PyTorch).
class OscillatorsTest {
    private static final String[] SCHEMES = {"implicit", "explicit", "damped"};

    private static Value coefficients(String scheme, Value a, Value g, Value dt) {
        return switch (scheme) {
            case "implicit" -> Oscillators.implicit(a, dt);
            case "explicit" -> Oscillators.implicitExplicit(a, dt);
            default -> Oscillators.damped(a, g, dt);
        };
    }

    /// Coefficients m11, m12, m21, m22, f1, f2 of one oscillator.
    private static double[] coefficients(String scheme, double a, double g, double dt) {
        Graph graph = new Graph();
        Value[] in = new Value[3];
        float[] values = {(float) a, (float) g, (float) dt};
        for (int i = 0; i < 3; i++) {
            in[i] = graph.constant(Tensor.of(Shape.of(1), values[i]));
        }
        graph.output("m", coefficients(scheme, in[0], in[1], in[2]));
        try (Backend backend = new ScalarBackend(1)) {
            Plan plan = Planner.plan(graph, backend);
            float[] m = new float[6];
            try (Executable run = backend.compile(plan, Variables.allocate(plan.layout(), Section.STATE), true)) {
                run.run();
                run.read("m", m);
            }
            double[] out = new double[6];
            for (int i = 0; i < 6; i++) {
                out[i] = m[i];
            }
            return out;
        }
    }

    /// Largest modulus of the eigenvalues of [[m11, m12], [m21, m22]], and the angle of a complex pair (0 for real ones).
    private static double[] spectrum(double[] m) {
        double half = (m[0] + m[3]) / 2;
        double det = m[0] * m[3] - m[1] * m[2];
        double d = half * half - det;
        return d < 0 ? new double[] {Math.sqrt(det), Math.acos(half / Math.sqrt(det))} : new double[] {Math.abs(half) + Math.sqrt(d), 0};
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 1, 1.5708", "1, 3, 1, 2.0944", "1.5, 2.5, 0.81650, 2.1063"})
    void dampedEigenvaluesAreThoseOfTheClosedForm(double s, double alpha, double modulus, double angle) {
        double dt = 0.5;
        double[] found = spectrum(coefficients("damped", alpha * s / (dt * dt), (s - 1) / dt, dt));
        assertEquals(modulus, found[0], 1e-5);
        assertEquals(angle, found[1], 1e-4);
    }

    @Test
    void modulusAndAngleFollowFromDampingAndFrequency() {
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            double dt = 0.1 + 0.8 * random.nextDouble();
            double s = 1 + dt * 2 * random.nextDouble();
            double angle = 0.1 + 2.9 * random.nextDouble();
            double a = (1 + s - 2 * Math.sqrt(s) * Math.cos(angle)) / (dt * dt);
            double[] damped = spectrum(coefficients("damped", a, (s - 1) / dt, dt));
            assertEquals(1 / Math.sqrt(s), damped[0], 1e-6);
            assertEquals(angle, damped[1], 1e-5);
            double[] explicit = spectrum(coefficients("explicit", (2 - 2 * Math.cos(angle)) / (dt * dt), 0, dt));
            assertEquals(1, explicit[0], 1e-6, "conservative");
            assertEquals(angle, explicit[1], 1e-5);
            double[] implicit = spectrum(coefficients("implicit", a, 0, dt));
            assertEquals(1 / Math.sqrt(1 + dt * dt * a), implicit[0], 1e-6, "dissipative");
        }
    }

    @Test
    void stabilityEndsWhereJurysConditionSays() {
        double dt = 0.5;
        for (double s : new double[] {1.1, 1.5, 3}) {
            double bound = 2 * (1 + 1 / s);
            assertTrue(spectrum(coefficients("damped", 0.99 * bound * s / (dt * dt), (s - 1) / dt, dt))[0] < 1);
            assertTrue(spectrum(coefficients("damped", 1.01 * bound * s / (dt * dt), (s - 1) / dt, dt))[0] > 1);
        }
        assertEquals(1, spectrum(coefficients("damped", 10.0 / 3 * 1.5 / (dt * dt), 1, dt))[0], 1e-6, "S = 1.5, alpha = 3.3333");
        assertTrue(spectrum(coefficients("explicit", 4.04 / (dt * dt), 0, dt))[0] > 1);
        assertTrue(spectrum(coefficients("implicit", 1e6, 0, dt))[0] < 1, "never unstable");
    }

    @Test
    void impulseResponseIsTheClosedFormKernel() {
        double dt = 0.4;
        double s = 1.02;
        double angle = 0.7;
        double[] m = coefficients("damped", (1 + s - 2 * Math.sqrt(s) * Math.cos(angle)) / (dt * dt), (s - 1) / dt, dt);
        double z = m[4];
        double x = m[5];
        for (int k = 0; k < 60; k++) {
            double expected = dt * dt / s * Math.pow(s, -0.5 * k) * Math.sin((k + 1) * angle) / Math.sin(angle);
            assertEquals(expected, x, 1e-5);
            double next = m[0] * z + m[1] * x;
            x = m[2] * z + m[3] * x;
            z = next;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void schemesAgreeWithPyTorch(boolean vector) throws IOException {
        Map<String, NpyArray> arrays;
        try (InputStream in = OscillatorsTest.class.getResourceAsStream("/golden/engine/oscillators.npz")) {
            arrays = Npz.read("oscillators.npz", in.readAllBytes());
        }
        for (String scheme : SCHEMES) {
            try (Backend backend = vector ? new VectorBackend(2) : new ScalarBackend(1)) {
                compare(scheme, arrays, backend);
            }
        }
    }

    private static void compare(String scheme, Map<String, NpyArray> arrays, Backend backend) {
        Graph graph = new Graph();
        List<String> names = List.of("a", "g", "dt", "u");
        List<Value> in = new ArrayList<>();
        for (String name : names) {
            in.add(graph.input(name, Shape.of(arrays.get(scheme + "." + name).shape())));
        }
        Value x = Fn.oscillatoryScan(in.get(3), coefficients(scheme, in.get(0), in.get(1), in.get(2)));
        Value w = graph.constant(Tensor.of(x.shape(), floats(arrays.get(scheme + ".w"))));
        List<Value> gradients = graph.gradients(x.mul(w).sum(), in);
        graph.output("x", x);
        for (int i = 0; i < in.size(); i++) {
            if (gradients.get(i) != null) {
                graph.output("d" + names.get(i), gradients.get(i));
            }
        }
        Plan plan = Planner.plan(graph, backend);
        try (Executable run = backend.compile(plan, Variables.allocate(plan.layout(), Section.STATE), true)) {
            names.forEach(name -> run.write(name, floats(arrays.get(scheme + "." + name))));
            run.run();
            graph.outputs().forEach((name, value) -> {
                float[] found = new float[value.shape().size()];
                run.read(name, found);
                OpCheck.close(scheme + " " + name + " on " + backend.name(), arrays.get(scheme + "." + name).numbers(), found, 20);
            });
        }
    }

    private static float[] floats(NpyArray a) {
        float[] f = new float[a.numbers().length];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float) a.numbers()[i];
        }
        return f;
    }
}
