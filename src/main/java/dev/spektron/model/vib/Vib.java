package dev.spektron.model.vib;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Linear.Activation;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.VibConfig;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;

/// Variational information bottleneck (Alemi et al., arXiv:1612.00410) with two latents, z = mean + exp(logvar / 2) N(0, 1): one for
/// chemistry, one for the instrument. A classifier reads the instrument from z_inst; an adversary tries to read it from z_chem, and its
/// gradient is reversed on the way back (Ganin et al., arXiv:1505.07818, eq. 18).
///
/// Outside of training z is the mean.
public final class Vib {
    /// Bounds of the logarithms of the variances (FIXED): exp(-5) to exp(5) in standard deviations.
    private static final float LOG_VARIANCE = 10;
    /// Inner width of the classifiers, whatever the latents have.
    private static final int HIDDEN = 64;

    private final boolean bounded;
    private final Linear meanChem;
    private final Linear logVarChem;
    private final Linear meanInst;
    private final Linear logVarInst;
    private final Linear classifierHidden;
    private final Linear classifier;
    private final Linear adversaryHidden;
    private final Linear adversary;

    /// @param width d of the CLS token
    public Vib(Parameters p, String name, int width, VibConfig c, Compat compat) {
        bounded = !compat.reference();
        meanChem = Linear.of(p, name + ".chem.mean", width, c.chemistry());
        logVarChem = Linear.of(p, name + ".chem.logvar", width, c.chemistry());
        meanInst = Linear.of(p, name + ".inst.mean", width, c.instrument());
        logVarInst = Linear.of(p, name + ".inst.logvar", width, c.instrument());
        classifierHidden = Linear.of(p, name + ".classifier.hidden", c.instrument(), HIDDEN, Activation.GELU);
        classifier = Linear.of(p, name + ".classifier.out", HIDDEN, c.instruments());
        adversaryHidden = Linear.of(p, name + ".adversary.hidden", c.chemistry(), HIDDEN, Activation.GELU);
        adversary = Linear.of(p, name + ".adversary.out", HIDDEN, c.instruments());
    }

    /// @param cls    (B, d)
    /// @param lambda scalar; the adversary's gradient reaches z_chem times -lambda
    public Latents apply(Pass pass, Value cls, Value lambda) {
        Value mc = meanChem.apply(pass, cls);
        Value vc = bounded(logVarChem.apply(pass, cls));
        Value mi = meanInst.apply(pass, cls);
        Value vi = bounded(logVarInst.apply(pass, cls));
        Value chem = sample(pass, "chem", mc, vc);
        Value inst = sample(pass, "inst", mi, vi);
        Value known = classifier.apply(pass, classifierHidden.apply(pass, inst));
        Value guessed = adversary.apply(pass, adversaryHidden.apply(pass, chem.reverseGradient(lambda)));
        return new Latents(chem, inst, mc, vc, mi, vi, known, guessed);
    }

    private Value bounded(Value logVar) {
        return bounded ? logVar.clamp(-LOG_VARIANCE, LOG_VARIANCE) : logVar;
    }

    private static Value sample(Pass pass, String latent, Value mean, Value logVar) {
        if (!pass.noisy()) {
            return mean;
        }
        try (Graph.Scope _ = pass.scope(latent)) {
            return mean.add(logVar.mul(0.5f).exp().mul(pass.normal(mean.shape())));
        }
    }
}
