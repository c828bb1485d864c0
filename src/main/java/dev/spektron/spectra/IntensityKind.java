package dev.spektron.spectra;

import java.util.Locale;

/// What the ordinate of a spectrum means. Reflectance and transmittance are fractions (1 = 100 %).
public enum IntensityKind {
    /// log10(1/T) or log10(1/R).
    ABSORBANCE,
    REFLECTANCE,
    TRANSMITTANCE,
    /// Detector counts or scattered intensity in arbitrary units.
    COUNTS,
    /// The file does not say.
    UNKNOWN;

    /// @throws IllegalArgumentException for a text that names none of the kinds
    public static IntensityKind parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "absorbance", "a", "log(1/r)", "log(1/t)", "log1/r", "log1/t" -> ABSORBANCE;
            case "reflectance", "r" -> REFLECTANCE;
            case "transmittance", "t" -> TRANSMITTANCE;
            case "counts", "intensity" -> COUNTS;
            case "unknown", "" -> UNKNOWN;
            default -> throw new IllegalArgumentException("unknown intensity kind '" + text
                + "': expected absorbance, reflectance, transmittance, counts or unknown");
        };
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
