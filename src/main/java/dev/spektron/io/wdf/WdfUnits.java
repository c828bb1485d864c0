package dev.spektron.io.wdf;

import dev.spektron.spectra.AxisUnit;
import java.util.Optional;

/// Codes of units and of what positions mean, as py-wdf-reader lists them.
final class WdfUnits {
    static final int FILE_TIME = 24;
    private static final String[] UNITS = {"", "1/cm", "1/cm", "nm", "eV", "um", "counts", "electrons", "mm", "m", "K", "Pa", "s", "ms",
        "h", "d", "pixels", "", "", "degrees", "radians", "degrees C", "degrees F", "K/min", "", "us"};
    private static final String[] MEANINGS = {"value", "spectral", "intensity", "x", "y", "z", "r", "theta", "phi", "temperature",
        "pressure", "time", "derived", "polarization", "focus track", "ramp rate", "checksum", "flags", "elapsed time", "frequency",
        "well"};

    private WdfUnits() {}

    static String unit(int code) {
        return code >= 0 && code < UNITS.length ? UNITS[code] : "unit " + code;
    }

    static String meaning(int code) {
        return code >= 0 && code < MEANINGS.length ? MEANINGS[code] : "value " + code;
    }

    static Optional<AxisUnit> axis(int code) {
        return switch (code) {
            case 1 -> Optional.of(AxisUnit.RAMAN_SHIFT);
            case 2 -> Optional.of(AxisUnit.WAVENUMBER);
            case 3, 5 -> Optional.of(AxisUnit.NANOMETRE);
            case 16 -> Optional.of(AxisUnit.INDEX);
            default -> Optional.empty();
        };
    }
}
