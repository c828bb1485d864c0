package dev.spektron.corpus.store;

import dev.spektron.corpus.source.SourceSpectrum;

/// One row of a shard. Arrays are not copied, do not write.
///
/// @param spectrum names, axis and the values with mean 0 and variance 1
/// @param mean mean of the ordinates before: ordinate = mean + deviation * value
/// @param deviation their standard deviation, divisor n
/// @param parent row of the shard from which this one was made by augmentation, -1 for a spectrum as it was measured or computed
/// @param original axis values on which it was given, rising
public record ShardRow(SourceSpectrum spectrum, double mean, double deviation, int parent, float[] original) {
    /// [#parent] of a row that is no copy.
    public static final int NO_PARENT = -1;

    public boolean augmented() {
        return parent != NO_PARENT;
    }
}
