package dev.spektron.train.data;

/// What a model is given where masked tokens are not all hidden ([Treatment]). Rows and columns as in [Batch].
public final class Given {
    /// (B, L) `spectrum` of the batch with samples of other spectra in some places.
    public final float[] spectrum;
    /// (B, L) 1 for samples that are given, right or wrong.
    public final float[] visible;
    /// (B, N) 1 for hidden tokens.
    public final float[] masked;

    Given(int size, int channels, int tokens) {
        spectrum = new float[size * channels];
        visible = new float[size * channels];
        masked = new float[size * tokens];
    }
}
