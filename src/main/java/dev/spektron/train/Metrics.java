package dev.spektron.train;

import dev.spektron.backend.Executable;
import dev.spektron.model.loss.TotalLoss;
import dev.spektron.model.moe.Mixture;
import dev.spektron.train.data.Prefetcher;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Measurements of training steps under the names of the logs.
final class Metrics {
    private static final double NANOS = 1e9;

    private final PretrainConfig c;
    private final Map<TotalLoss.Term, double[]> sums = new EnumMap<>(TotalLoss.Term.class);
    private double loss;
    private int count;
    private long begin;
    private long window;
    private long windowStep;
    private long windowWaited;

    Metrics(PretrainConfig c) {
        this.c = c;
        for (TotalLoss.Term t : TotalLoss.Term.values()) {
            sums.put(t, new double[3]);
        }
    }

    void start() {
        begin = System.nanoTime();
        window = begin;
        windowStep = -1;
    }

    /// A step begins.
    void reset() {
        loss = 0;
        count = 0;
        sums.values().forEach(s -> java.util.Arrays.fill(s, 0));
    }

    /// A micro-batch has run.
    void add(Programs.Step step, Executable run) {
        loss += run.scalar("loss");
        count++;
        step.terms().read(run::scalar).forEach((term, r) -> {
            if (r.present()) {
                double[] s = sums.get(term);
                s[0] += r.raw();
                s[1] += r.weighted();
                s[2]++;
            }
        });
    }

    boolean finite() {
        return Double.isFinite(loss);
    }

    /// @param step steps done
    /// @param norm of the gradients before clipping
    Map<String, Double> values(long step, Programs.Step terms, Executable run, double norm, Schedules schedules, Prefetcher input,
                               long skipped) {
        Map<String, Double> out = new LinkedHashMap<>();
        out.put("train/loss", loss / count);
        sums.forEach((term, s) -> {
            if (term.weight(c.losses()) > 0) {
                // Absent in every micro-batch: no number rather than 0.
                out.put("train/" + term.key(), s[2] == 0 ? Double.NaN : s[0] / s[2]);
                out.put("train/weighted_" + term.key(), s[2] == 0 ? Double.NaN : s[1] / s[2]);
            }
        });
        out.put("train/lr", schedules.rate(step - 1));
        out.put("train/grad_norm", norm);
        out.put("train/clipped", c.optimiser().clip() > 0 && norm > c.optimiser().clip() ? 1.0 : 0.0);
        out.put("train/mask_ratio", Math.floor(c.model().tokens() * schedules.ratio(step - 1) + 1e-6) / c.model().tokens());
        out.put("train/vib_beta", schedules.beta(step - 1));
        out.put("train/skipped", (double) skipped);
        model(terms, run, out);
        speed(step, input, out);
        return out;
    }

    private static void model(Programs.Step terms, Executable run, Map<String, Double> out) {
        Map<String, ?> outputs = terms.graph().outputs();
        if (outputs.containsKey("loads")) {
            float[] loads = new float[run.plan().output("loads").size()];
            run.read("loads", loads);
            out.put("train/expert_entropy", Mixture.utilisation(loads));
        }
        out.put("train/z_std", (double) run.scalar("spread"));
        if (outputs.containsKey("projected")) {
            // Near 1 / sqrt(width) for directions that fill the sphere, 0 where they have collapsed to one.
            out.put("train/projection_std", (double) run.scalar("projected"));
        }
        if (outputs.containsKey("kl.active")) {
            out.put("train/kl_active", (double) run.scalar("kl.active"));
            out.put("train/kl_chem", (double) run.scalar("kl.chem"));
            out.put("train/kl_inst", (double) run.scalar("kl.inst"));
            out.put("train/ce_instrument", (double) run.scalar("ce.instrument"));
            out.put("train/ce_adversary", (double) run.scalar("ce.adversary"));
        }
    }

    private void speed(long step, Prefetcher input, Map<String, Double> out) {
        long now = System.nanoTime();
        long steps = windowStep < 0 ? 0 : step - windowStep;
        if (steps > 0) {
            double seconds = (now - window) / NANOS;
            double each = seconds / steps;
            out.put("perf/samples_per_sec", c.optimiser().batch() * c.optimiser().accumulation() / each);
            out.put("perf/steps_per_sec", 1 / each);
            out.put("perf/eta_minutes", each * (c.schedule().steps() - step) / 60);
            out.put("perf/input_wait", (input.waitedNanos() - windowWaited) / NANOS / seconds);
        }
        window = now;
        windowStep = step;
        windowWaited = input.waitedNanos();
        out.put("train/elapsed_sec", (now - begin) / NANOS);
    }

    /// A validation.
    static Map<String, Double> of(Validation v) {
        Map<String, Double> out = new LinkedHashMap<>();
        out.put("val/msrp", v.msrp());
        out.put("val/mse", v.all().model());
        out.put("val/nre", v.all().normalised());
        out.put("val/floor_zero", v.all().zero());
        out.put("val/floor_mean", v.all().mean());
        out.put("val/floor_interpolation", v.all().interpolation());
        v.byDataset().forEach((name, e) -> out.put("val/mse/" + name, e.model()));
        return out;
    }
}
