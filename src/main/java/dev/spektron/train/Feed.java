package dev.spektron.train;

import dev.spektron.backend.Executable;
import dev.spektron.train.data.Batch;
import dev.spektron.train.data.Views;

/// Hands a batch to a program; programs lack the inputs of terms that have no weight.
final class Feed {
    private Feed() {}

    /// Masked spectra.
    static void masked(Batch b, Executable run) {
        String part = Inputs.MAIN;
        write(run, Inputs.spectrum(part), b.given == null ? b.spectrum : b.given.spectrum);
        write(run, Inputs.visible(part), b.given == null ? b.visible : b.given.visible);
        write(run, Inputs.masked(part), b.given == null ? b.masked : b.given.masked);
        write(run, Inputs.positions(part), b.positions);
        write(run, Inputs.axisKnown(part), b.axisKnown);
        write(run, Inputs.domain(part), b.domain);
    }

    /// Everything that a training step looks at.
    static void all(Batch b, Executable run) {
        masked(b, run);
        write(run, Inputs.spectrum(Inputs.TARGET), b.spectrum);
        write(run, Inputs.visible(Inputs.TARGET), b.visible);
        write(run, Inputs.masked(Inputs.TARGET), b.masked);
        write(run, Inputs.RELATIVE, b.relativeScale);
        write(run, Inputs.mean(Inputs.MAIN), b.mean);
        write(run, Inputs.scale(Inputs.MAIN), b.scale);
        write(run, Inputs.distance(Inputs.MAIN), b.distance);
        write(run, Inputs.LABELS, b.instrument);
        write(run, Inputs.WEIGHTS, b.weights);
        write(run, Inputs.ALLOWED, b.allowed);
        write(run, Inputs.SLOTS, b.slots);
        if (b.views != null) {
            views(b.views, run);
        }
    }

    private static void views(Views v, Executable run) {
        write(run, Inputs.spectrum(Inputs.NOISY), v.noisy);
        write(run, Inputs.spectrum(Inputs.CLEAN), v.clean);
        write(run, Inputs.positions(Inputs.NOISY), v.positions);
        write(run, Inputs.axisKnown(Inputs.NOISY), v.axisKnown);
        write(run, Inputs.domain(Inputs.NOISY), v.domain);
        write(run, Inputs.mean(Inputs.NOISY), v.mean);
        write(run, Inputs.scale(Inputs.NOISY), v.scale);
        write(run, Inputs.SAMPLES, v.sample);
        write(run, Inputs.spectrum(Inputs.VIEW), v.second);
        write(run, Inputs.positions(Inputs.VIEW), v.secondPositions);
        write(run, Inputs.axisKnown(Inputs.VIEW), v.secondAxisKnown);
        write(run, Inputs.domain(Inputs.VIEW), v.domain);
        write(run, Inputs.spectrum(Inputs.MIXED), v.mixed);
        write(run, Inputs.positions(Inputs.MIXED), v.mixedPositions);
        write(run, Inputs.axisKnown(Inputs.MIXED), v.mixedAxisKnown);
        write(run, Inputs.domain(Inputs.MIXED), v.mixedDomain);
        write(run, Inputs.mean(Inputs.MIXED), v.mixedMean);
        write(run, Inputs.scale(Inputs.MIXED), v.mixedScale);
        write(run, Inputs.SHARES, v.shares);
        write(run, Inputs.ABSORBANCE, v.mixable);
    }

    private static void write(Executable run, String input, float[] values) {
        if (run.plan().inputs().containsKey(input)) {
            run.write(input, values);
        }
    }
}
