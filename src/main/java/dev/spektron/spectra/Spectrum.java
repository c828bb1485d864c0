package dev.spektron.spectra;

import java.util.Map;

/// One measured spectrum with all that is known about it.
///
/// @param axis channel positions
/// @param values ordinates, one a channel; not copied, do not write
/// @param kind meaning of the ordinate
/// @param modality kind of spectroscopy
/// @param instrument name of the instrument, empty when unknown
/// @param sampleId name of the sample, never empty
/// @param metadata everything else that the file said, in its order
public record Spectrum(Axis axis, double[] values, IntensityKind kind, Modality modality, String instrument, String sampleId,
                       Map<String, String> metadata) {
    public Spectrum {
        if (values.length != axis.size()) {
            throw new IllegalArgumentException("spectrum '" + sampleId + "': " + values.length + " values on an axis of " + axis.size());
        }
        if (sampleId.isBlank()) {
            throw new IllegalArgumentException("spectrum: the sample id is empty");
        }
        metadata = Map.copyOf(metadata);
    }
}
