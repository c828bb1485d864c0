package dev.spektron.train.data;

import dev.spektron.corpus.source.SourceSpectrum;

/// Draws masks.
@FunctionalInterface
public interface MaskProvider {
    /// @param step         step of training; providers for validation ignore it
    /// @param row          row of the step, counted over its micro-batches
    /// @param spectrum     the spectrum
    /// @param visible      (L) to fill: 1 for samples that the model sees, 0 for the others
    /// @param maskedTokens (N) to fill: 1 for the tokens that are to be reconstructed, 0 for the others
    void fill(int step, int row, SourceSpectrum spectrum, float[] visible, float[] maskedTokens);

    /// Everything is visible.
    MaskProvider NONE = (_, _, _, visible, masked) -> {
        java.util.Arrays.fill(visible, 1);
        java.util.Arrays.fill(masked, 0);
    };
}
