package dev.spektron.model.config;

/// How a spectrum becomes tokens.
///
/// @param kind      WAVELET: overlapping patches and wavelet coefficients; RAW: one token a channel
/// @param patch     samples of a patch (WAVELET)
/// @param stride    samples from one patch to the next (WAVELET)
/// @param wavelet   name of the wavelet (WAVELET)
/// @param levels    levels of the wavelet transform (WAVELET)
/// @param kernel    taps of the convolution, odd (RAW)
/// @param dropout   rate of dropout
/// @param frequencies number of frequencies of the position encoding
public record EmbeddingConfig(Kind kind, int patch, int stride, String wavelet, int levels, int kernel, float dropout, int frequencies) {
    /// Kinds of tokens.
    public enum Kind { WAVELET, RAW }

    public static final EmbeddingConfig WAVELET = new EmbeddingConfig(Kind.WAVELET, 32, 16, "db4", 4, 15, 0.1f, 32);
    public static final EmbeddingConfig RAW = new EmbeddingConfig(Kind.RAW, 32, 16, "db4", 4, 15, 0.1f, 32);

    public EmbeddingConfig {
        Require.atLeast("embedding.patch", 1, patch);
        Require.atLeast("embedding.stride", 1, stride);
        Require.atLeast("embedding.levels", 1, levels);
        Require.atLeast("embedding.kernel", 1, kernel);
        Require.atLeast("embedding.frequencies", 1, frequencies);
        Require.rate("embedding.dropout", dropout);
        Require.that(kernel % 2 == 1, "embedding.kernel: expected an odd number of taps, found " + kernel);
        Require.that(stride <= patch, "embedding.stride: expected at most a patch of " + patch + ", found " + stride);
    }

    /// Content tokens of a spectrum.
    public int tokens(int channels) {
        if (kind == Kind.RAW) {
            return channels;
        }
        Require.that(channels >= patch, "channels: expected at least one patch of " + patch + ", found " + channels);
        return (channels - patch) / stride + 1;
    }

    /// Numbers that a token's reconstruction consists of.
    public int tokenWidth() {
        return kind == Kind.RAW ? 1 : patch;
    }
}
