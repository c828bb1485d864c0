package dev.spektron.model.embed;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;

/// Brings the coefficients of one scale to the tokens.
interface Scales {
    /// Numbers of each token and scale.
    int features();

    /// @param scale        0 for the approximation, then details from the coarsest to the finest
    /// @param coefficients (B, n)
    /// @return (B, N, features)
    Value apply(Graph g, int scale, Value coefficients);
}
