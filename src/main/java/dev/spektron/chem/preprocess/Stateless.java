package dev.spektron.chem.preprocess;

import dev.spektron.spectra.Axis;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/// A step that learns nothing from spectra; it needs their axis alone.
interface Stateless extends Step {
    /// The step for spectra on this axis.
    ///
    /// @throws IllegalArgumentException if the step does not suit the axis
    Fitted on(Axis axis);

    @Override
    default Fitted fit(DMatrixRMaj x, Axis axis) {
        Rows.checkChannels(notation(), x, axis.size());
        return on(axis);
    }

    @Override
    default Fitted restore(Map<String, double[]> state, Axis axis) {
        if (!state.isEmpty()) {
            throw new IllegalArgumentException(notation() + ": expected an empty saved state, found " + state.keySet()
                + "; the state belongs to another preprocessing");
        }
        return on(axis);
    }
}
