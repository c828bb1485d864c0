package dev.spektron.model.config;

/// A whole model.
///
/// @param compat      which behaviour it has where the reference is wrong
/// @param channels    samples of a spectrum
/// @param width       width d of the tokens
/// @param embedding   from spectrum to tokens
/// @param backbone    mixes tokens along the spectrum
/// @param mixture     mixture of experts behind the backbone
/// @param transformer encoder behind the mixture; 0 layers for none
/// @param vib         latent variables
/// @param heads       what it ends in
public record ModelConfig(Compat compat, int channels, int width, EmbeddingConfig embedding, BackboneConfig backbone,
                          MixtureConfig mixture, BackboneConfig.Transformer transformer, VibConfig vib, HeadsConfig heads) {
    public ModelConfig {
        Require.atLeast("width", 5, width);
        Require.atLeast("channels", 1, channels);
        if (transformer.layers() > 0) {
            heads("transformer.heads", width, transformer.heads());
        }
        if (backbone instanceof BackboneConfig.Transformer t) {
            Require.atLeast("backbone.layers", 1, t.layers());
            heads("backbone.heads", width, t.heads());
        }
        embedding.tokens(channels);
    }

    private static void heads(String field, int width, int heads) {
        Require.that(width % heads == 0, field + ": expected a divisor of the width " + width + ", found " + heads);
    }

    /// Content tokens N of a spectrum.
    public int tokens() {
        return embedding.tokens(channels);
    }

    public ModelConfig with(Compat other) {
        return new ModelConfig(other, channels, width, embedding, backbone, mixture, transformer, vib, heads);
    }

    public ModelConfig with(BackboneConfig other) {
        return new ModelConfig(compat, channels, width, embedding, other, mixture, transformer, vib, heads);
    }

    public ModelConfig withChannels(int other) {
        return new ModelConfig(compat, other, width, embedding, backbone, mixture, transformer, vib, heads);
    }

    /// With another number of instrument classes.
    public ModelConfig withInstruments(int classes) {
        return new ModelConfig(compat, channels, width, embedding, backbone, mixture, transformer,
            new VibConfig(vib.chemistry(), vib.instrument(), classes), heads);
    }
}
