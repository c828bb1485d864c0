package dev.spektron.model.embed;

import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.model.config.EmbeddingConfig.Kind;

/// Where the tokens of a spectrum lie: token i has the samples from i stride up to, without, i stride + patch. Samples behind the last
/// whole patch belong to no token.
record Patches(int channels, int patch, int stride, int count) {
    static Patches of(EmbeddingConfig c, int channels) {
        boolean raw = c.kind() == Kind.RAW;
        return new Patches(channels, raw ? 1 : c.patch(), raw ? 1 : c.stride(), c.tokens(channels));
    }

    /// Samples up to the end of the last patch.
    int covered() {
        return (count - 1) * stride + patch;
    }

    /// Centre of token i, in samples; between two samples for an even patch.
    double centre(int i) {
        return i * stride + (patch - 1) / 2.0;
    }

    /// Whether a place, in samples, is in the patch of token i; sample t reaches from t - 1/2 to t + 1/2.
    boolean holds(int i, double place) {
        double from = i * stride - 0.5;
        return place >= from && place < from + patch;
    }
}
