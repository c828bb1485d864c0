package dev.spektron.model.head;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.HeadsConfig.Fno;
import dev.spektron.nn.Init;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;

/// One layer of a Fourier neural operator, GELU(Norm(K x + V x + b)) with K a convolution in the Fourier basis and V pointwise (Li et al.,
/// arXiv:2010.08895, eq. 2 and section 4); Norm is instance normalisation over the samples, then scaled and shifted by the conditions
/// (FiLM, Perez et al., arXiv:1709.07871, eq. 1).
final class FnoBlock {
    private static final float EPS = 1e-5f;

    private final String weight;
    private final Linear pointwise;

    FnoBlock(Parameters p, String name, Fno c, Compat compat) {
        int w = c.width();
        weight = p.define(name + ".spectral.weight", Parameters.DECAYED, compat.reference() ? normal(w) : published(w), 2, c.modes(), w, w);
        pointwise = Linear.of(p, name + ".pointwise", w, w);
    }

    /// N(0, 1) / (in out), as the reference.
    private static Init normal(int width) {
        return Init.normal(1f / (width * width));
    }

    /// Uniform in [0, 1) / (in out), as the authors' code.
    private static Init published(int width) {
        return (out, rng) -> {
            for (int i = 0; i < out.length; i++) {
                out[i] = rng.uniform() / (width * width);
            }
        };
    }

    /// (B, L, W) to the same. The Fourier basis has the period of `window`; what is normalised are the samples alone.
    ///
    /// @param film scale and shift of the channels; null for none
    Value apply(Pass pass, Value x, FnoWindow window, Film.Modulation film) {
        try (Graph.Scope _ = pass.scope("block")) {
            Value k = window.inside(Fn.spectralConv(window.around(x), pass.variable(weight)));
            Value y = Fn.normalize(k.add(pointwise.apply(pass, x)), 1, 2, EPS).getFirst();
            return (film == null ? y : film.apply(y)).gelu();
        }
    }
}
