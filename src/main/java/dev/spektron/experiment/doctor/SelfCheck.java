package dev.spektron.experiment.doctor;

import dev.spektron.backend.Backend;
import dev.spektron.backend.Slot;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.experiment.bench.KernelCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Whether the kernels of a backend give the numbers of the plain loops.
///
/// @param family  kind of kernel
/// @param backend what was checked
/// @param error   largest difference, relative to the largest number of its result
/// @param failure what was expected and what was found instead; empty if all is well
/// @param seconds how long it took, with making the kernels ready
public record SelfCheck(String family, String backend, double error, String failure, double seconds) {
    /// The most that rounding can do here.
    private static final double TOLERANCE = 1e-4;

    public boolean ok() {
        return failure.isEmpty();
    }

    /// Checks every family; one that fails does not keep the rest from running.
    ///
    /// @param name of the backend in the results
    /// @param each takes each result when it is there
    public static List<SelfCheck> run(Backend backend, String name, Consumer<SelfCheck> each) {
        List<SelfCheck> out = new ArrayList<>();
        try (Backend scalar = new ScalarBackend(1)) {
            for (KernelCase c : Families.all()) {
                out.add(one(c, scalar, backend, name));
                each.accept(out.getLast());
            }
        }
        return out;
    }

    private static SelfCheck one(KernelCase c, Backend scalar, Backend backend, String name) {
        long start = System.nanoTime();
        double error = Double.NaN;
        String failure = "";
        try {
            error = error(results(c, scalar), results(c, backend));
            if (!(error <= TOLERANCE)) {
                failure = String.format(Locale.ROOT, "expected the numbers of the plain loops within %.0e, found a difference of %.1e",
                    TOLERANCE, error);
            }
        } catch (RuntimeException e) {
            failure = e.getMessage() == null ? e.toString() : e.getMessage();
        }
        return new SelfCheck(c.family(), name, error, failure, (System.nanoTime() - start) / 1e9);
    }

    /// Results of the second of two runs, so that what the first one left behind counts too.
    private static Map<String, float[]> results(KernelCase c, Backend backend) {
        Map<String, float[]> out = new TreeMap<>();
        try (KernelCase.Prepared p = c.prepare(backend)) {
            p.run().run();
            p.run().run();
            for (Map.Entry<String, Slot> e : p.plan().outputs().entrySet()) {
                float[] y = new float[e.getValue().size()];
                p.run().read(e.getKey(), y);
                out.put(e.getKey(), y);
            }
        }
        return out;
    }

    private static double error(Map<String, float[]> expected, Map<String, float[]> found) {
        double worst = 0;
        for (Map.Entry<String, float[]> e : expected.entrySet()) {
            double scale = 1e-30;
            double most = 0;
            for (int i = 0; i < e.getValue().length; i++) {
                scale = Math.max(scale, Math.abs(e.getValue()[i]));
                double d = Math.abs(e.getValue()[i] - found.get(e.getKey())[i]);
                // A number that is not finite on one side makes the whole result wrong.
                most = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(most, d);
            }
            worst = Math.max(worst, most / scale);
        }
        return worst;
    }
}
