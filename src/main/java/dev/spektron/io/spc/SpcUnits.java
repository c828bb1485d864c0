package dev.spektron.io.spc;

import dev.spektron.spectra.AxisUnit;
import java.util.Locale;
import java.util.Optional;

/// Codes of units in `SPC.H`.
final class SpcUnits {
    static final int WAVENUMBER = 1;
    static final int MICROMETRE = 2;
    static final int NANOMETRE = 3;
    static final int RAMAN_SHIFT = 13;
    static final int DOUBLE_INTERFEROGRAM = 255;
    static final int INTERFEROGRAM = 1;
    static final int ABSORBANCE = 2;
    static final int COUNTS = 4;
    static final int LOG_ONE_OVER_R = 10;
    static final int INTENSITY = 12;
    static final int RELATIVE_INTENSITY = 13;
    static final int TRANSMISSION = 128;
    static final int REFLECTANCE = 129;
    static final int VALLEY_SINGLE_BEAM = 130;
    private static final String[] AXES = {"Arbitrary", "Wavenumber (cm-1)", "Micrometers (um)", "Nanometers (nm)", "Seconds", "Minutes",
        "Hertz (Hz)", "Kilohertz (KHz)", "Megahertz (MHz)", "Mass (M/z)", "Parts per million (PPM)", "Days", "Years", "Raman Shift (cm-1)",
        "eV", "XYZ text labels", "Diode Number", "Channel", "Degrees", "Temperature (F)", "Temperature (C)", "Temperature (K)",
        "Data Points", "Milliseconds (mSec)", "Microseconds (uSec)", "Nanoseconds (nSec)", "Gigahertz (GHz)", "Centimeters (cm)",
        "Meters (m)", "Millimeters (mm)", "Hours"};
    private static final String[] ORDINATES = {"Arbitrary Intensity", "Interferogram", "Absorbance", "Kubelka-Munk", "Counts", "Volts",
        "Degrees", "Milliamps", "Millimeters", "Millivolts", "Log(1/R)", "Percent", "Intensity", "Relative Intensity", "Energy", "",
        "Decibel", "", "", "Temperature (F)", "Temperature (C)", "Temperature (K)", "Index of Refraction [N]", "Extinction Coeff. [K]",
        "Real", "Imaginary", "Complex"};
    private static final String[] VALLEYS = {"Transmission", "Reflectance", "Arbitrary or Single Beam with Valley Peaks", "Emission"};
    private static final String[] EXPERIMENTS = {"", "Gas Chromatogram", "General Chromatogram", "HPLC Chromatogram",
        "FT-IR, FT-NIR or FT-Raman", "NIR Spectrum", "", "UV-VIS Spectrum", "X-ray Diffraction Spectrum", "Mass Spectrum",
        "NMR Spectrum or FID", "Raman Spectrum", "Fluorescence Spectrum", "Atomic Spectrum", "Chromatography Diode Array Spectra"};

    private SpcUnits() {}

    static boolean isAxis(int code) {
        return code < AXES.length || code == DOUBLE_INTERFEROGRAM;
    }

    static boolean isOrdinate(int code) {
        return code < ORDINATES.length || code >= TRANSMISSION && code < TRANSMISSION + VALLEYS.length || code == 255;
    }

    static String axis(int code) {
        return code < AXES.length ? AXES[code] : code == DOUBLE_INTERFEROGRAM ? "Double interferogram" : "unit " + code;
    }

    static String ordinate(int code) {
        if (code < ORDINATES.length) {
            return ORDINATES[code];
        }
        int valley = code - TRANSMISSION;
        return valley >= 0 && valley < VALLEYS.length ? VALLEYS[valley] : "unit " + code;
    }

    static String experiment(int code) {
        return code < EXPERIMENTS.length ? EXPERIMENTS[code] : "";
    }

    /// Seconds, minutes, days, years, milli-, micro- and nanoseconds, hours.
    static boolean isTime(int code) {
        return code == 4 || code == 5 || code == 11 || code == 12 || code >= 23 && code <= 25 || code == 30;
    }

    /// Frequencies and parts per million of NMR, and masses.
    static boolean isOtherMethod(int code) {
        return code >= 6 && code <= 10 || code == 26;
    }

    /// Unit of the axis as the code gives it or, where that says nothing, the file's own label.
    static Optional<AxisUnit> unit(int code, String label) {
        return switch (code) {
            case WAVENUMBER -> Optional.of(AxisUnit.WAVENUMBER);
            case MICROMETRE, NANOMETRE -> Optional.of(AxisUnit.NANOMETRE);
            case RAMAN_SHIFT -> Optional.of(AxisUnit.RAMAN_SHIFT);
            case 16, 17, 22 -> Optional.of(AxisUnit.INDEX);
            case 0, 15 -> fromLabel(label.toLowerCase(Locale.ROOT));
            default -> Optional.empty();
        };
    }

    /// Whether abscissae have to be multiplied by 1000 to be nanometres.
    static boolean isMicrometre(int code, String label) {
        String text = label.toLowerCase(Locale.ROOT);
        return code == MICROMETRE || (code == 0 || code == 15) && (text.contains("(um)") || text.contains("(\u00b5m)")
            || text.contains("micromet"));
    }

    private static Optional<AxisUnit> fromLabel(String label) {
        boolean reciprocal = label.contains("cm-1") || label.contains("cm^-1") || label.contains("1/cm");
        if (label.contains("raman shift")) {
            return Optional.of(AxisUnit.RAMAN_SHIFT);
        }
        if (reciprocal || label.contains("wavenumber")) {
            return Optional.of(AxisUnit.WAVENUMBER);
        }
        return label.contains("(nm)") || label.contains("nanomet") || isMicrometre(0, label) ? Optional.of(AxisUnit.NANOMETRE)
            : Optional.empty();
    }
}
