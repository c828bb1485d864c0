package dev.spektron.io.export;

import dev.spektron.io.text.Quantities;
import dev.spektron.io.text.Quantities.AxisScale;
import dev.spektron.spectra.AxisUnit;
import java.util.Locale;
import java.util.Optional;

/// The axis and the ordinates as the header states them, for tables whose columns have no names.
final class AxisOf {
    private static final String[] AXIS = {"AxisUnit[1]", "XUNITS", "x units", "x unit", "x label", "Horizontal axis", "x axis", "XAxisUnit",
        "XDataKind"};
    private static final String[] ORDINATES = {"Vertical axis", "AxisUnit[0]", "YUNITS", "y units", "y unit", "y label", "y axis",
        "intensity"};
    private static final String SPECTRO = "spectro (";

    private AxisOf() {}

    /// The names of the laser in a header: with one, wavenumbers are Raman shifts.
    static boolean raman(Header h) {
        return h.facts.keySet().stream().map(k -> k.toLowerCase(Locale.ROOT)).anyMatch(k -> k.equals("laser") || k.startsWith("laser (")
            || k.startsWith("laser_wavelength") || k.startsWith("laserwavelength") || k.startsWith("excitation wavelength")
            || k.equals("laser wavelength"));
    }

    static String label(Header h) {
        String stated = h.fact(AXIS);
        return stated != null ? stated : spectro(h);
    }

    /// LabSpec's header has no unit of the axis, but the position of the spectrograph in that unit: `Spectro (cm-1)`.
    private static String spectro(Header h) {
        return h.facts.keySet().stream().filter(k -> k.toLowerCase(Locale.ROOT).startsWith(SPECTRO)).findFirst()
            .map(k -> k.substring(SPECTRO.length()).replace(")", "").strip()).orElse("");
    }

    /// @param ocean whether Ocean Optics wrote the file, whose wavelengths are in nm
    static AxisScale header(Header h, boolean ocean) {
        boolean raman = raman(h);
        for (String key : AXIS) {
            String stated = h.fact(key);
            AxisScale scale = stated == null ? AxisScale.UNKNOWN : Quantities.axis(stated, raman);
            if (scale.unit().isPresent()) {
                return scale;
            }
        }
        String spectro = spectro(h);
        if (!spectro.isEmpty()) {
            // The encoding of the superscript differs: what begins with cm is a wavenumber.
            return Quantities.axis(spectro.startsWith("cm") ? "cm-1" : spectro, raman);
        }
        if (ocean) {
            String mode = h.fact("XAxis mode");
            return mode == null || mode.toLowerCase(Locale.ROOT).startsWith("wavelength")
                ? new AxisScale(Optional.of(AxisUnit.NANOMETRE), 1) : Quantities.axis(mode, raman);
        }
        return AxisScale.UNKNOWN;
    }

    /// What the ordinates are; empty if the header does not say.
    static String ordinates(Header h) {
        String stated = h.fact(ORDINATES);
        if (stated != null) {
            return stated;
        }
        for (String line : h.free) {
            if (line.length() < 40 && Quantities.intensity(line) != dev.spektron.spectra.IntensityKind.UNKNOWN) {
                return line;
            }
        }
        return "";
    }
}
