package dev.spektron.train.data;

import dev.spektron.corpus.source.SourceSpectrum;

/// Places tokens on the physical axis.
@FunctionalInterface
public interface PositionProvider {
    /// @param spectrum  the spectrum, whose axis counts
    /// @param positions (N) to fill: normalised positions of the content tokens
    /// @return whether the axis is known
    boolean fill(SourceSpectrum spectrum, float[] positions);
}
