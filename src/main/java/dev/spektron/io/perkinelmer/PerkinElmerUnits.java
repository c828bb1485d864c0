package dev.spektron.io.perkinelmer;

import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.util.Locale;
import java.util.Optional;

/// Units as PerkinElmer's programs name them.
final class PerkinElmerUnits {
    private static final double PERCENT = 100;
    private static final double NM_PER_UM = 1000;

    private PerkinElmerUnits() {}

    /// @param percent whether the numbers are percent
    record Ordinates(IntensityKind kind, String label, boolean percent) {}

    static Ordinates ordinates(String unit, String quantity) {
        String label = quantity.isEmpty() ? unit : unit.isEmpty() ? quantity : quantity + " / " + unit;
        return switch (unit.toUpperCase(Locale.ROOT)) {
            case "A" -> new Ordinates(IntensityKind.ABSORBANCE, label, false);
            case "%T" -> new Ordinates(IntensityKind.TRANSMITTANCE, label, true);
            case "%R" -> new Ordinates(IntensityKind.REFLECTANCE, label, true);
            case "T" -> new Ordinates(IntensityKind.TRANSMITTANCE, label, false);
            case "R" -> new Ordinates(IntensityKind.REFLECTANCE, label, false);
            default -> new Ordinates(IntensityKind.UNKNOWN, label, false);
        };
    }

    /// Percent become fractions.
    static void scale(double[] y, Ordinates o) {
        for (int i = 0; o.percent() && i < y.length; i++) {
            y[i] /= PERCENT;
        }
    }

    static Optional<AxisUnit> axis(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "cm-1" -> Optional.of(AxisUnit.WAVENUMBER);
            case "nm", "um", "microns" -> Optional.of(AxisUnit.NANOMETRE);
            default -> Optional.empty();
        };
    }

    static void toNanometres(double[] x, String unit) {
        String u = unit.toLowerCase(Locale.ROOT);
        for (int i = 0; (u.equals("um") || u.equals("microns")) && i < x.length; i++) {
            x[i] *= NM_PER_UM;
        }
    }
}
