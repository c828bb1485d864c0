package dev.spektron.spectra;

import java.util.Locale;

/// The kind of vibrational spectroscopy.
public enum Modality {
    NIR, IR, RAMAN, UNKNOWN;

    /// @throws IllegalArgumentException for a text that names none of them
    public static Modality parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "nir" -> NIR;
            case "ir", "mir", "ftir", "ft-ir" -> IR;
            case "raman" -> RAMAN;
            case "unknown", "" -> UNKNOWN;
            default -> throw new IllegalArgumentException("unknown modality '" + text + "': expected nir, ir, raman or unknown");
        };
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
