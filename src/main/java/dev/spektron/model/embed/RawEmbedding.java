package dev.spektron.model.embed;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.nn.Conv1d;
import dev.spektron.nn.LayerNorm;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;

/// One token for each sample: LayerNorm(conv(x)) + a x.
///
/// The convolution (1 or 2 to d channels, odd kernel, same length) is normalised for each token, which takes the local amplitude away.
/// FIXED therefore adds the sample's own value x times a learned vector a, which is to append x to the normalised features and to map them
/// by [I | a]. REFERENCE leaves a out. Dropout goes over all tokens, special ones included.
final class RawEmbedding implements Embedding {
    private final Compat compat;
    private final float dropout;
    private final Patches patches;
    private final Conv1d conv;
    private final LayerNorm norm;
    private final Linear amplitude;
    private final Tokens special;

    RawEmbedding(Parameters p, String name, int channels, int width, EmbeddingConfig c, Compat compat) {
        this.compat = compat;
        dropout = c.dropout();
        patches = Patches.of(c, channels);
        conv = new Conv1d(p, name + ".conv", MaskedSignal.width(compat), width, c.kernel(), 1, 1, c.kernel() / 2);
        norm = new LayerNorm(p, name + ".norm", width);
        amplitude = compat.reference() ? null : Linear.withoutBias(p, name + ".amplitude", 1, width);
        special = new Tokens(p, name, tokens(), width, c.frequencies(), compat);
    }

    @Override
    public int tokens() {
        return patches.count();
    }

    @Override
    public Embedded apply(Pass pass, SpectrumInput in) {
        in.check(patches.channels(), tokens(), compat.reference());
        try (Graph.Scope _ = pass.scope("embedding")) {
            MaskedSignal signal = MaskedSignal.of(in, compat);
            Value features = norm.apply(pass, conv.apply(pass, signal.channels()));                  // (B, L, d)
            if (amplitude != null) {
                features = features.add(amplitude.apply(pass, signal.values().unsqueeze(2)));
            }
            return special.apply(pass, in, features, dropout);
        }
    }
}
