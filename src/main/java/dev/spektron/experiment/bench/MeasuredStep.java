package dev.spektron.experiment.bench;

import dev.spektron.autograd.Graph;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Slot;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.model.config.LossConfig;
import dev.spektron.model.config.ModelConfig;
import dev.spektron.model.config.Presets;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Rng;
import dev.spektron.spectra.Nearest;
import dev.spektron.train.OptimiserConfig;
import dev.spektron.train.PretrainConfig;
import dev.spektron.train.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/// A training step that is measured: its graph, and numbers for its inputs.
///
/// @param title      what it is
/// @param parameters its parameters
/// @param graph      forward, backward and update
/// @param model      the whole model; null for a bare stack of blocks
public record MeasuredStep(String title, Parameters parameters, Graph graph, ModelConfig model) {
    /// Terms of the loss of a pretraining: all, or those of the masked pass alone.
    public enum Terms { ALL, MAIN }

    /// @param preset a stack of [TrainingStep#PRESETS], or a model of [Presets]
    /// @param length tokens of a spectrum, for stacks
    /// @throws IllegalArgumentException if there is no preset of this name; names the nearest
    public static MeasuredStep of(String preset, int batch, int length, Terms terms) {
        TrainingStep.Preset stack = TrainingStep.PRESETS.get(preset);
        if (stack != null) {
            TrainingStep step = TrainingStep.of(stack, batch, length);
            return new MeasuredStep(preset + ", width " + stack.width() + ", " + stack.config() + ", batch " + batch + ", length " + length,
                step.parameters(), step.graph(), null);
        }
        if (!Presets.all().containsKey(preset)) {
            List<String> known = new ArrayList<>(TrainingStep.PRESETS.keySet().stream().sorted().toList());
            known.addAll(Presets.all().keySet());
            throw new IllegalArgumentException("--preset: " + Nearest.unknown("preset", preset, "this program", known));
        }
        return of(Presets.find(preset), preset, batch, terms);
    }

    private static MeasuredStep of(ModelConfig model, String preset, int batch, Terms terms) {
        PretrainConfig c = PretrainConfig.of(model);
        OptimiserConfig o = c.optimiser();
        c = c.with(new OptimiserConfig(batch, 1, o.rate(), o.warmUp(), o.decay(), o.beta1(), o.beta2(), o.eps(), o.clip(), o.dynamics(),
            0));
        if (terms == Terms.MAIN) {
            LossConfig l = c.losses();
            c = c.with(new LossConfig(l.msrp(), 0, 0, l.transport(), l.physics(), l.vib(), l.balance(), l.target(), l.views(),
                l.alignment(), l.physical(), l.bottleneck()));
        }
        Programs programs = new Programs(c, 42);
        return new MeasuredStep("pretraining of " + preset + ", " + (terms == Terms.ALL ? "all terms" : "masked pass alone") + ", batch "
            + batch + ", " + model.channels() + " channels, " + model.tokens() + " tokens", programs.parameters(), programs.whole(), model);
    }

    /// Writes numbers to all inputs: normal ones as spectra, every third span of a spectrum masked.
    public void feed(Executable run, long seed, float rate) {
        run.plan().inputs().forEach((name, slot) -> run.write(name, switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "rates" -> new float[] {rate, 0.1f, 0.001f};
            case "x", "target", "spectrum" -> normal(seed, name, slot);
            case "visible" -> filled(slot, i -> maskedSample(i % model.channels()) ? 0 : 1);
            case "masked" -> filled(slot, i -> maskedToken(i % model.tokens()) ? 1 : 0);
            case "positions" -> filled(slot, i -> 0.4 * (i % model.tokens()) / model.tokens());
            case "slots", "labels" -> filled(slot, i -> i % 4);
            case "samples" -> filled(slot, i -> i);
            case "domain", "mean", "step" -> filled(slot, i -> 0);
            case "shares" -> filled(slot, i -> 0.5);
            case "beta" -> filled(slot, i -> 1e-3);
            default -> filled(slot, i -> 1);
        }));
    }

    private static float[] filled(Slot slot, IntToDoubleFunction f) {
        float[] x = new float[slot.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) f.applyAsDouble(i);
        }
        return x;
    }

    private static float[] normal(long seed, String name, Slot slot) {
        Rng rng = new Rng(seed, name);
        return filled(slot, i -> rng.normal());
    }

    private boolean maskedToken(int token) {
        int span = model.embedding().kind() == EmbeddingConfig.Kind.RAW ? 32 : 3;
        return token / span % 3 == 1;
    }

    private boolean maskedSample(int sample) {
        EmbeddingConfig e = model.embedding();
        if (e.kind() == EmbeddingConfig.Kind.RAW) {
            return maskedToken(sample);
        }
        for (int t = Math.max(0, (sample - e.patch()) / e.stride()); t <= Math.min(model.tokens() - 1, sample / e.stride()); t++) {
            if (maskedToken(t) && sample >= t * e.stride() && sample < t * e.stride() + e.patch()) {
                return true;
            }
        }
        return false;
    }
}
