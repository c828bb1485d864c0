package dev.spektron.experiment.report;

import dev.spektron.experiment.StudyResult.Provenance;
import dev.spektron.experiment.report.PretrainSummary.Reconstruction;
import dev.spektron.experiment.report.PretrainSummary.Validation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/// A pretraining run with made-up curves of known shape.
final class SyntheticRun {
    static final String CONFIGURATION = """
        model:
          backbone: dlinoss
          d_model: 256
          layers: 4
        pretrain:
          max_steps: 10000
          batch_size: 64
          mask_type: contiguous
        """;

    private SyntheticRun() {}

    static PretrainSummary small() {
        return summary("corpus-dlinoss-seed0", series(10_000, 10, new Random(3)), 0.0513);
    }

    static PretrainSummary summary(String title, Map<String, Series> series, double msrp) {
        Map<String, Long> parameters = new LinkedHashMap<>();
        parameters.put("embedding", 34_560L);
        parameters.put("backbone", 1_412_096L);
        parameters.put("mixture of experts", 526_344L);
        parameters.put("bottleneck", 131_584L);
        parameters.put("heads", 99_073L);
        Provenance p = new Provenance("spektron pretrain --config pretrain.yaml --max-steps 10000 --seed 0", "0.1.0", "3994c7d",
            "25.0.3+9", "Linux amd64, 2 processors", 0, "2026-01-15T10:20:30Z",
            Map.of("corpus/corpus.npz", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"), Map.of("--seed", "0"));
        return new PretrainSummary(title, p, CONFIGURATION, parameters, series, List.of(
            new Validation("all", 2400, msrp, 1.002, 0.81, 0.134), new Validation("corn", 80, 0.3 * msrp, 1.0, 0.21, 0.0132),
            new Validation("raman minerals", 2320, 1.1 * msrp, 1.003, 0.87, 0.141)), reconstructions(),
            List.of("Resumed from step 4,000.", "Step 6,312: batch skipped, the loss was not finite."), List.of());
    }

    /// Metrics of a run of `steps` steps, training recorded every `every` steps, validation twenty times.
    static Map<String, Series> series(int steps, int every, Random random) {
        Map<String, Series> all = new TreeMap<>();
        IntToDoubleFunction fall = s -> 0.036 + 0.95 * Math.exp(-s / (0.04 * steps)) + 0.11 * Math.exp(-s / (0.4 * steps));
        put(all, "train/msrp", steps, every, s -> fall.applyAsDouble(s) * Math.exp(0.16 * random.nextGaussian()));
        put(all, "train/physics", steps, every, s -> 0.02 * fall.applyAsDouble(s) * Math.exp(0.3 * random.nextGaussian()));
        put(all, "train/vib", steps, every, s -> 4 + 30 * Math.exp(-s / (0.2 * steps)) + random.nextGaussian());
        put(all, "train/moe_balance", steps, every, s -> 1.02 + 0.3 * Math.exp(-s / (0.1 * steps)) + 0.01 * random.nextGaussian());
        put(all, "train/ot", steps, every, s -> 0.4 * Math.exp(-s / (0.5 * steps)) * Math.exp(0.4 * random.nextGaussian()));
        put(all, "train/contrastive", steps, every, s -> 1.6 + 2.2 * Math.exp(-s / (0.3 * steps)) + 0.1 * random.nextGaussian());
        put(all, "train/denoise", steps, every, s -> 0.5 * fall.applyAsDouble(s) * Math.exp(0.2 * random.nextGaussian()));
        put(all, "train/loss", steps, every, s -> s == 6310 ? Double.NaN
            : 1.4 * fall.applyAsDouble(s) * Math.exp(0.14 * random.nextGaussian()) + 0.05);
        int warm = steps / 20;
        put(all, "train/lr", steps, every, s -> s < warm ? 3e-4 * (0.01 + 0.99 * s / warm)
            : 3e-6 + 0.5 * 2.97e-4 * (1 + Math.cos(Math.PI * (s - warm) / (steps - warm))));
        put(all, "train/mask_ratio", steps, every, s -> 0.15 + 0.25 * Math.min(1, 2.0 * s / steps) + 0.004 * random.nextGaussian());
        put(all, "train/vib_beta", steps, every, s -> 1e-3 * Math.min(1, 5.0 * s / steps));
        put(all, "train/grad_norm", steps, every, s -> (s == 3000 ? 400 : 1) * (0.4 + 3 * fall.applyAsDouble(s))
            * Math.exp(0.4 * random.nextGaussian()));
        put(all, "train/elapsed_sec", steps, every, s -> 0.7 * s);
        put(all, "train/clipped", steps, every, s -> random.nextInt(20) == 0 ? 1 : 0);
        for (int e = 0; e < 4; e++) {
            double share = 0.25 + 0.04 * (e - 1.5);
            put(all, "train/expert_share/" + e, steps, every, s -> share + 0.02 * random.nextGaussian());
        }
        put(all, "perf/samples_per_sec", steps, every, s -> 92 + 3 * random.nextGaussian() - (s % (steps / 20) < every ? 30 : 0));
        int often = Math.max(1, steps / 20);
        put(all, "val/msrp", steps, often, s -> 1.14 * fall.applyAsDouble(s));
        put(all, "val/loss", steps, often, s -> 1.7 * fall.applyAsDouble(s));
        put(all, "val/nre", steps, often, s -> 1.14 * fall.applyAsDouble(s) / 0.81);
        put(all, "val/floor_zero", steps, often, s -> 1.002);
        put(all, "val/floor_mean", steps, often, s -> 0.81);
        put(all, "val/floor_interpolation", steps, often, s -> 0.134);
        return all;
    }

    private static void put(Map<String, Series> all, String key, int steps, int every, IntToDoubleFunction value) {
        int n = steps / every;
        double[] step = new double[n];
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            int s = (i + 1) * every;
            step[i] = s;
            values[i] = value.applyAsDouble(s);
        }
        all.put(key, new Series(step, values));
    }

    static List<Reconstruction> reconstructions() {
        List<Reconstruction> all = new ArrayList<>();
        all.add(reconstruction("sample 17 on m5", "corn", "nm", axis(700, 1100, 2498), 0.02, 3));
        all.add(reconstruction("quartz, 532 nm", "raman minerals", "cm-1 shift", axis(2048, 100, 1800), 0.08, 5));
        all.add(reconstruction("molecule 12041, infrared", "qm9s", "cm-1", axis(2048, 4000, 500), 0.2, 8));
        return all;
    }

    static Reconstruction reconstruction(String title, String dataset, String unit, double[] axis, double noise, int gaps) {
        Random random = new Random(title.length());
        int n = axis.length;
        float[] original = new float[n];
        float[] model = new float[n];
        float[] line = new float[n];
        boolean[] masked = new boolean[n];
        for (int k = 0; k < 14; k++) {
            double centre = random.nextDouble();
            double width = 0.006 + 0.04 * random.nextDouble();
            double height = 3 * random.nextDouble() - 0.5;
            for (int i = 0; i < n; i++) {
                double x = ((double) i / n - centre) / width;
                original[i] += (float) (height * Math.exp(-x * x / 2));
            }
        }
        int span = n / (3 * gaps);
        for (int g = 0; g < gaps; g++) {
            int from = (int) ((g + 0.6 * random.nextDouble()) * n / gaps);
            for (int i = from; i < Math.min(n, from + span); i++) {
                masked[i] = true;
                float a = original[Math.max(0, from - 1)];
                float b = original[Math.min(n - 1, from + span)];
                line[i] = a + (b - a) * (i - from + 1) / (span + 1);
            }
        }
        for (int i = 0; i < n; i++) {
            line[i] = masked[i] ? line[i] : original[i];
            model[i] = (float) (original[i] + noise * Math.sin(i * 30.0 / n) + 0.2 * noise * random.nextGaussian());
        }
        return new Reconstruction(title, dataset, unit, axis, original, model, masked, line);
    }

    private static double[] axis(int n, double from, double to) {
        double[] axis = new double[n];
        for (int i = 0; i < n; i++) {
            axis[i] = from + (to - from) * i / (n - 1);
        }
        return axis;
    }
}
