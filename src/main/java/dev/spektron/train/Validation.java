package dev.spektron.train;

import java.util.List;
import java.util.Map;

/// What validation finds: errors over masked samples, in units of whole spectra of variance 1, at masks that are the same at every step of
/// every run.
///
/// @param msrp      reconstruction loss: mean square over the numbers of masked tokens
/// @param all       errors over all spectra, each masked sample counted once
/// @param byDataset the same for each data set
/// @param examples  some of the spectra
public record Validation(double msrp, Errors all, Map<String, Errors> byDataset, List<Example> examples) {
    /// Mean squared errors of the model and of what it must beat.
    ///
    /// @param spectra       number of spectra
    /// @param model         the model
    /// @param zero          the mean of what is visible
    /// @param mean          the mean training spectrum of the data set, brought to the visible part's mean and deviation
    /// @param interpolation the straight line across each gap
    public record Errors(int spectra, double model, double zero, double mean, double interpolation) {
        /// Error over that of the mean spectrum.
        public double normalised() {
            return model / mean;
        }
    }

    /// One spectrum, its masked part and what was put there.
    ///
    /// @param source         position in the source
    /// @param original       the spectrum, normalised by its visible part
    /// @param reconstruction the model's
    /// @param masked         what was hidden
    /// @param interpolation  straight lines across the gaps
    public record Example(int source, float[] original, float[] reconstruction, boolean[] masked, float[] interpolation) { }
}
