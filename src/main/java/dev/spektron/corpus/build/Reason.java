package dev.spektron.corpus.build;

import java.util.Locale;

/// Why a spectrum (or a file, where none could be read) is not in a corpus.
public enum Reason {
    /// No reader knows the file's format.
    NO_READER,
    /// The file is damaged.
    UNREADABLE,
    /// Peaks, interferograms, chromatograms and the like.
    NO_SPECTRUM,
    /// The axis has no unit that we know.
    NO_PHYSICAL_AXIS,
    /// The axis lies where no vibrational spectrum lies.
    IMPLAUSIBLE_AXIS,
    /// More than half of the points between the first and the last finite one are not finite.
    NOT_FINITE,
    /// Fewer than 10 points at different positions.
    TOO_FEW_POINTS,
    /// A hole of more than a twentieth of the range.
    GAP,
    /// Transmittance or reflectance above 1.5, which cannot be a fraction.
    NO_FRACTION,
    /// The same ordinate everywhere.
    FLAT,
    /// At least 10 neighbouring points, and a twentieth of all, stand at the greatest ordinate.
    SATURATED,
    /// Neighbouring points are as different as any two.
    NOISE,
    /// Nearly the same as a spectrum that is in the corpus.
    NEAR_DUPLICATE;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
