package dev.spektron.io.formats;

import java.util.Locale;

/// What a block of a file is, in the order in which a user most likely wants them.
public enum BlockKind {
    /// A spectrum that can be used as it is: absorbance, transmittance, reflectance, Raman intensity.
    SPECTRUM,
    /// Detector signal over wavenumber or wavelength that still has to be divided by a reference.
    SINGLE_BEAM,
    /// The single-beam spectrum, white or dark reading of the reference.
    REFERENCE,
    /// Signal over the path difference.
    INTERFEROGRAM,
    PHASE,
    /// Positions and heights of peaks; x need not run one way.
    PEAKS,
    /// Measured data that are no spectrum: chromatograms, free induction decays, traces.
    OTHER;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
