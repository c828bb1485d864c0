package dev.spektron.model.head;

import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Linear.Activation;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;

/// The samples of each token from its embedding and its token behind the encoder: Linear 2 d to m, GELU, Linear m to w. At masked
/// positions the embedding holds nothing but the mask token and its position.
public final class ReconstructionHead {
    private final Linear hidden;
    private final Linear out;

    /// @param width   d
    /// @param inner   m
    /// @param samples w
    public ReconstructionHead(Parameters p, String name, int width, int inner, int samples) {
        hidden = Linear.of(p, name + ".hidden", 2 * width, inner, Activation.GELU);
        out = Linear.of(p, name + ".out", inner, samples);
    }

    /// Content tokens of the embedding and of the encoder, (B, N, d) each, to (B, N, w).
    public Value apply(Pass pass, Value embedded, Value encoded) {
        return out.apply(pass, hidden.apply(pass, Value.concat(-1, embedded, encoded)));
    }
}
