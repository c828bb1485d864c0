package dev.spektron.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.spektron.autograd.PlanOptions;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Holds operations to their definitions: gradient rules to central differences, kernels to the double evaluator.
public final class OpCheck {
    /// Bound of the error of a kernel relative to the largest number of the result: some ULPs for each doubling of the work behind it.
    private static final double TOLERANCE = 4e-6;
    /// Numbers of an operand that are moved for central differences.
    private static final int PROBES = 12;

    private OpCheck() {}

    private static Map<String, double[]> leaves(OpSample sample, List<double[]> numbers) {
        Map<String, double[]> out = new HashMap<>();
        for (int i = 0; i < numbers.size(); i++) {
            out.put("x" + i, numbers.get(i));
        }
        return out;
    }

    /// The gradient of the reference in double precision against central differences.
    public static void centralDifferences(OpSample sample) {
        List<double[]> numbers = sample.draw();
        Trace trace = Trace.of(sample, true, 0, true);
        Map<String, double[]> leaves = leaves(sample, numbers);
        DoubleEvaluator at = DoubleEvaluator.run(trace.graph(), leaves);
        Trace forward = Trace.of(sample, true, 0, false);
        Random random = new Random(3);
        int k = 0;
        for (int i = 0; i < sample.operands().size(); i++) {
            if (!sample.operands().get(i).differentiable()) {
                continue;
            }
            Value gradient = trace.gradients().get(k++);
            double[] x = numbers.get(i);
            for (int probe = 0; probe < Math.min(PROBES, x.length); probe++) {
                int e = x.length <= PROBES ? probe : random.nextInt(x.length);
                double found = gradient == null ? 0 : at.get(gradient)[e];
                double expected = slope(forward, leaves, x, e);
                double scale = Math.max(1, Math.abs(expected));
                if (!(Math.abs(found - expected) < 2e-6 * scale)) {
                    fail(sample.title() + ": gradient of operand " + i + " at " + e + ": expected " + expected + ", found " + found);
                }
            }
        }
    }

    /// Fourth-order central difference of the loss.
    private static double slope(Trace forward, Map<String, double[]> leaves, double[] x, int e) {
        double h = 1e-4;
        double old = x[e];
        double[] f = new double[4];
        double[] at = {-2, -1, 1, 2};
        for (int i = 0; i < 4; i++) {
            x[e] = old + at[i] * h;
            f[i] = DoubleEvaluator.run(forward.graph(), leaves).get(forward.loss())[0];
        }
        x[e] = old;
        return (f[0] - 8 * f[1] + 8 * f[2] - f[3]) / (12 * h);
    }

    /// Results and gradients of a backend against the double evaluator.
    public static void backend(OpSample sample, Backend backend, int shift) {
        List<double[]> numbers = sample.draw();
        Trace reference = Trace.of(sample, true, 0, true);
        DoubleEvaluator expected = DoubleEvaluator.run(reference.graph(), leaves(sample, numbers));
        Trace trace = Trace.of(sample, false, shift, true);
        List<float[]> found = run(sample, trace, backend, shift, numbers);
        int results = trace.values().size();
        for (int i = 0; i < results; i++) {
            close(sample.title() + " on " + backend.name() + ": result " + i, expected.get(reference.values().get(i)), found.get(i),
                work(sample));
        }
        int k = results;
        for (int i = 0; i < trace.gradients().size(); i++) {
            Value e = reference.gradients().get(i);
            if (trace.gradients().get(i) != null) {
                String what = sample.title() + " on " + backend.name() + ": gradient " + i;
                double[] g = e == null ? new double[found.get(k).length] : expected.get(e);
                close(what, g, found.get(k++), work(sample));
            } else {
                assertTrue(e == null || isZero(expected.get(e)), sample.title() + ": no gradient of operand " + i
                    + ", but the reference has one");
            }
        }
    }

    /// The first result alone, when nobody asks for the others and nothing is kept for gradients.
    public static void firstResult(OpSample sample, Backend backend) {
        List<double[]> numbers = sample.draw();
        OpSample first = sample.results(0);
        Trace reference = Trace.of(first, true, 0, false);
        DoubleEvaluator expected = DoubleEvaluator.run(reference.graph(), leaves(sample, numbers));
        float[] found = run(first, Trace.of(first, false, 0, false), backend, 0, numbers).getFirst();
        close(sample.title() + " on " + backend.name() + ": result 0 alone", expected.get(reference.values().getFirst()), found,
            work(sample));
    }

    /// Results and gradients of two backends agree to the bit.
    public static void same(OpSample sample, Backend a, Backend b) {
        same(sample, a, b, 0, true);
    }

    /// Results, and gradients if `backward`, of two backends agree to the bit at places moved by `shift`.
    public static void same(OpSample sample, Backend a, Backend b, int shift, boolean backward) {
        List<double[]> numbers = sample.draw();
        OpSample used = backward ? sample : sample.results(0);
        List<float[]> expected = run(used, Trace.of(used, false, shift, backward), a, shift, numbers);
        List<float[]> found = run(used, Trace.of(used, false, shift, backward), b, shift, numbers);
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), found.get(i), sample.title() + ": result or gradient " + i);
        }
    }

    private static boolean isZero(double[] x) {
        for (double v : x) {
            if (v != 0) {
                return false;
            }
        }
        return true;
    }

    /// The results, then the gradients, of a run.
    private static List<float[]> run(OpSample sample, Trace trace, Backend backend, int shift, List<double[]> numbers) {
        List<Value> wanted = new ArrayList<>(trace.values());
        trace.gradients().stream().filter(v -> v != null).forEach(wanted::add);
        for (int i = 0; i < wanted.size(); i++) {
            trace.graph().output("y" + i, shifted(wanted.get(i), shift));
        }
        Plan plan = Planner.plan(trace.graph(), backend, PlanOptions.DEFAULT);
        List<float[]> out = new ArrayList<>();
        try (Executable run = backend.compile(plan, Variables.allocate(plan.layout(), Section.STATE), false)) {
            for (int i = 0; i < numbers.size(); i++) {
                run.write("x" + i, moved(numbers.get(i), shift));
            }
            run.run();
            run.run();
            for (int i = 0; i < wanted.size(); i++) {
                float[] y = new float[wanted.get(i).shape().size() + shift];
                run.read("y" + i, y);
                out.add(java.util.Arrays.copyOfRange(y, shift, y.length));
            }
        }
        return out;
    }

    /// The value behind `shift` numbers, so that it is computed at an odd place.
    private static Value shifted(Value v, int shift) {
        if (shift == 0) {
            return v;
        }
        Value flat = v.reshape(v.shape().size());
        Value front = v.graph().input("x0", v.graph().nodes().getFirst().outputs().getFirst().shape()).slice(0, 0, shift).affine(2, 1);
        return Value.concat(0, front, flat);
    }

    private static float[] moved(double[] x, int shift) {
        float[] f = new float[x.length + shift];
        java.util.Arrays.fill(f, 0, shift, Float.NaN);
        for (int i = 0; i < x.length; i++) {
            f[shift + i] = (float) x[i];
        }
        return f;
    }

    /// Length of the longest sum that may stand behind a number.
    private static double work(OpSample sample) {
        int n = 1;
        for (OpSample.Operand o : sample.operands()) {
            n = Math.max(n, o.shape().size());
        }
        return Math.sqrt(n);
    }

    /// Compares numbers; the tolerance grows with the scale of the result and slowly with the work behind it.
    public static void close(String what, double[] expected, float[] found, double work) {
        assertNotNull(expected, what);
        double scale = 0;
        for (double e : expected) {
            scale = Math.max(scale, Double.isFinite(e) ? Math.abs(e) : 0);
        }
        double tolerance = TOLERANCE * (1 + 0.1 * work);
        int worst = -1;
        double most = 0;
        for (int i = 0; i < expected.length; i++) {
            double e = expected[i];
            double error = Double.isFinite(e) ? Math.abs(e - found[i]) / (tolerance * (scale + 1e-6)) : e == found[i]
                || Double.isNaN(e) && Float.isNaN(found[i]) ? 0 : Double.POSITIVE_INFINITY;
            error = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
            if (error > most) {
                most = error;
                worst = i;
            }
        }
        if (most > 1) {
            fail(what + ": element " + worst + " of " + expected.length + ": expected " + expected[worst] + ", found " + found[worst]
                + ", scale "
                + scale + ", " + most + " times the tolerance");
        }
    }
}
