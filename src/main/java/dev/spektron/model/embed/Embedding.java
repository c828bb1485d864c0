package dev.spektron.model.embed;

import dev.spektron.nn.Pass;

/// From spectra to tokens.
public interface Embedding {
    /// (B, L) to (B, N + 2, d).
    Embedded apply(Pass pass, SpectrumInput in);

    /// Content tokens N.
    int tokens();
}
