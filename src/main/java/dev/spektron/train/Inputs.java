package dev.spektron.train;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.embed.SpectrumInput;
import dev.spektron.tensor.Shape;

/// Names of what a graph of pretraining is fed with.
final class Inputs {
    static final String STEP = "step";
    static final String LAMBDA = "lambda";
    static final String BETA = "beta";
    static final String TAU = "tau";
    static final String DECAY = "decay";
    static final String NORM = "norm";
    static final String RATES = "rates";
    static final String DYNAMICS_RATES = "dynamicsRates";
    /// Masked spectra.
    static final String MAIN = "main";
    /// What the model makes of them, where masked tokens are not all hidden.
    static final String TARGET = "target";
    /// Spectra with noise.
    static final String NOISY = "noisy";
    /// The same spectra without.
    static final String CLEAN = "clean";
    /// Second views.
    static final String VIEW = "view";
    /// Mixtures of two noisy ones.
    static final String MIXED = "mixed";
    static final String LABELS = "labels";
    static final String WEIGHTS = "weights";
    static final String ALLOWED = "allowed";
    static final String SLOTS = "slots";
    static final String SAMPLES = "samples";
    static final String RELATIVE = "relative";
    static final String SHARES = "shares";
    static final String ABSORBANCE = "absorbance";

    private Inputs() {}

    static String spectrum(String part) {
        return part + ".spectrum";
    }

    static String visible(String part) {
        return part + ".visible";
    }

    static String masked(String part) {
        return part + ".masked";
    }

    static String positions(String part) {
        return part + ".positions";
    }

    static String axisKnown(String part) {
        return part + ".axisKnown";
    }

    static String domain(String part) {
        return part + ".domain";
    }

    static String mean(String part) {
        return part + ".mean";
    }

    static String scale(String part) {
        return part + ".scale";
    }

    static String distance(String part) {
        return part + ".distance";
    }

    static Value scalar(Graph g, String name) {
        return g.input(name, Shape.SCALAR);
    }

    static Value row(Graph g, String name, int rows) {
        return g.input(name, Shape.of(rows));
    }

    /// A batch of spectra, masked or whole.
    static SpectrumInput spectra(Graph g, String part, int rows, int channels, int tokens, boolean masked) {
        return new SpectrumInput(g.input(spectrum(part), Shape.of(rows, channels)),
            masked ? g.input(visible(part), Shape.of(rows, channels)) : null,
            masked ? g.input(masked(part), Shape.of(rows, tokens)) : null,
            g.input(positions(part), Shape.of(rows, tokens)), row(g, axisKnown(part), rows), row(g, domain(part), rows));
    }
}
