package dev.spektron.model.embed;

import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.nn.Parameters;

/// Embeddings by configuration.
public final class Embeddings {
    /// Name of the MASK vector, which belongs to the whole model and not to the embedding's count.
    public static final String MASK = "mask_token";

    private Embeddings() {}

    /// Defines parameters below `name` and the MASK vector.
    ///
    /// @param channels samples L of a spectrum
    /// @param width    width d of the tokens
    public static Embedding of(Parameters p, String name, int channels, int width, EmbeddingConfig c, Compat compat) {
        return switch (c.kind()) {
            case WAVELET -> new WaveletEmbedding(p, name, channels, width, c, compat);
            case RAW -> new RawEmbedding(p, name, channels, width, c, compat);
        };
    }
}
