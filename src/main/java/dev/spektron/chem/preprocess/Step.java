package dev.spektron.chem.preprocess;

import dev.spektron.spectra.Axis;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/// One preprocessing step: a value that knows its notation and can be fitted to training spectra.
public interface Step {
    /// The step in the one-line notation, for example `sg(15,2,1)`; parsing it gives an equal step.
    String notation();

    /// Learns what the step needs (a mean, a reference spectrum) from training spectra.
    ///
    /// @param x training spectra, samples x channels; not changed
    /// @param axis their axis
    /// @throws IllegalArgumentException if the spectra do not suit the step; the message says which sample and why
    Fitted fit(DMatrixRMaj x, Axis axis);

    /// Rebuilds a fitted step from what [Fitted#state()] gave.
    ///
    /// @param axis axis of the spectra that come in
    Fitted restore(Map<String, double[]> state, Axis axis);

    /// A step after fitting.
    interface Fitted {
        /// Transforms spectra, samples x channels; the argument is not changed.
        ///
        /// @throws IllegalArgumentException for a spectrum that the step is not defined for (a flat one under SNV); names the row
        DMatrixRMaj apply(DMatrixRMaj x);

        /// Axis of the spectra that come out.
        Axis axis();

        /// Everything that was learned, to save it; empty for steps without memory.
        Map<String, double[]> state();
    }
}
