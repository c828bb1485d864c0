package dev.spektron.train.data;

/// What a model is given in place of masked tokens where these are not all hidden from it, though all are predicted.
///
/// @param kinds  decides for each token
/// @param donors positions in the source of spectra whose samples may stand in for others; more than a batch has rows, since the masked
///               samples of a row must not be shown in another one
public record Treatment(Kinds kinds, int[] donors) {
    /// Decides what happens to masked tokens.
    @FunctionalInterface
    public interface Kinds {
        /// @param row      row of the step, counted over its micro-batches
        /// @param masked   (N) 1 for the tokens that are to be reconstructed
        /// @param hidden   (N) to fill: 1 for those of which the model is given nothing
        /// @param seen     (L) to fill: 1 for samples that the model is given, its own or others
        /// @param replaced (L) to fill: 1 for samples in whose place stand those of another spectrum, where they are seen
        void fill(int step, int row, float[] masked, float[] hidden, float[] seen, float[] replaced);
    }
}
