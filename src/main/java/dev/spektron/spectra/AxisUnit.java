package dev.spektron.spectra;

import java.util.Locale;

/// Physical meaning of the values of an [Axis]. Units are never mixed silently: a conversion is always asked for by name.
public enum AxisUnit {
    /// Wavelength in nanometres, the habit of NIR.
    NANOMETRE("nm"),
    /// Absolute wavenumber in reciprocal centimetres, the habit of IR.
    WAVENUMBER("cm-1"),
    /// Raman shift in reciprocal centimetres, relative to the laser line; not convertible without knowing the laser.
    RAMAN_SHIFT("cm-1 shift"),
    /// Channel number: the file gives no physical axis.
    INDEX("index");

    private final String symbol;

    AxisUnit(String symbol) {
        this.symbol = symbol;
    }

    /// Short name as written in manifests and tables.
    public String symbol() {
        return symbol;
    }

    /// Reads `nm`, `cm-1`, `1/cm`, `cm-1 shift`, `raman shift`, `um` is not among them: micrometres are converted by the reader.
    ///
    /// @throws IllegalArgumentException for any other text
    public static AxisUnit parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "nm", "nanometre", "nanometer", "nanometres", "nanometers" -> NANOMETRE;
            case "cm-1", "1/cm", "cm^-1", "wavenumber" -> WAVENUMBER;
            case "cm-1 shift", "raman shift", "raman_shift", "shift" -> RAMAN_SHIFT;
            case "index", "channel" -> INDEX;
            default -> throw new IllegalArgumentException(
                "unknown axis unit '" + text + "': expected nm, cm-1, cm-1 shift or index");
        };
    }
}
