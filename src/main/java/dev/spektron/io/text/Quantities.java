package dev.spektron.io.text;

import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Units of axes and ordinates as files name them: `1/CM`, `Wavelength (nm)`, `Raman Shift`, `[% transmittance]`.
public final class Quantities {
    private static final Set<String> WAVENUMBERS = Set.of("1cm", "cm1", "wavenumber", "wavenumbers", "wavenumbercm1", "wavenumberscm1",
        "wavenumber1cm", "wavenumbers1cm", "wn", "reciprocalcentimeters", "reciprocalcentimetres", "kaysers", "inversecentimeters");
    private static final Set<String> NANOMETRES = Set.of("nm", "nanometer", "nanometers", "nanometre", "nanometres", "wavelengthnm",
        "wavelengthsnm", "wavelengthnanometer", "wavelengthnanometers", "wavelengthnanometre", "wavelengthnanometres", "wavenm", "wlnm");
    private static final Set<String> MICROMETRES = Set.of("um", "micrometer", "micrometers", "micrometre", "micrometres", "micron",
        "microns", "wavelengthum", "wavelengthmicron", "wavelengthmicrons", "wavelengthmicrometer", "wavelengthmicrometers",
        "wavelengthmicrometre", "wavelengthmicrometres", "wavelengthsum");
    private static final Set<String> COUNTS = Set.of("counts", "count", "intensity", "int", "cnt", "cps", "cntsec", "cnts", "countss",
        "intensityau", "intensitycounts", "intensityarbitraryunits", "intensityarbunits", "arbitraryunits", "arbitraryunit", "arbitrary",
        "ramanintensity", "relativeintensity", "scope", "rawdata", "signal");

    private Quantities() {}

    /// Unit of an axis and the factor that brings its numbers to that unit.
    ///
    /// @param unit empty if it is none of ours
    /// @param factor 1000 for micrometres, else 1
    public record AxisScale(Optional<AxisUnit> unit, double factor) {
        /// Nothing known.
        public static final AxisScale UNKNOWN = new AxisScale(Optional.empty(), 1);

        /// Brings the numbers to the unit, in place.
        public double[] apply(double[] x) {
            for (int i = 0; i < x.length && factor != 1; i++) {
                x[i] *= factor;
            }
            return x;
        }
    }

    private static String key(String text) {
        StringBuilder s = new StringBuilder();
        for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c == '\u00b5' || c == '\u03bc') {
                s.append('u');
            } else if (c == '\u00b9') {
                s.append('1');
            } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                s.append(c);
            }
        }
        return s.toString();
    }

    /// The axis that a text names.
    ///
    /// @param raman whether the file is of Raman scattering, where wavenumbers are shifts
    public static AxisScale axis(String text, boolean raman) {
        String k = key(text);
        if (k.contains("raman") || k.equals("rel1cm") || k.equals("relcm1")
            || k.contains("shift") && !k.contains("ppm") && !k.contains("chemical")) {
            return new AxisScale(Optional.of(AxisUnit.RAMAN_SHIFT), 1);
        }
        if (k.equals("1cmabs") || k.equals("abs1cm")) {
            return new AxisScale(Optional.of(AxisUnit.WAVENUMBER), 1);
        }
        if (WAVENUMBERS.contains(k)) {
            return new AxisScale(Optional.of(raman ? AxisUnit.RAMAN_SHIFT : AxisUnit.WAVENUMBER), 1);
        }
        if (NANOMETRES.contains(k)) {
            return new AxisScale(Optional.of(AxisUnit.NANOMETRE), 1);
        }
        if (MICROMETRES.contains(k)) {
            return new AxisScale(Optional.of(AxisUnit.NANOMETRE), 1000);
        }
        return k.equals("pixel") || k.equals("channel") || k.equals("index") || k.equals("pixels")
            ? new AxisScale(Optional.of(AxisUnit.INDEX), 1) : AxisScale.UNKNOWN;
    }

    /// What the ordinates mean, as far as the text says.
    public static IntensityKind intensity(String text) {
        String k = key(text);
        if (k.contains("absorbance") || k.equals("abs") || k.equals("au") && !text.contains(".") || k.equals("log1r")
            || k.equals("log1t")) {
            return IntensityKind.ABSORBANCE;
        }
        if (k.contains("transmittance") || k.contains("transmission") || text.strip().equalsIgnoreCase("%T")
            || text.strip().equalsIgnoreCase("T%")) {
            return IntensityKind.TRANSMITTANCE;
        }
        if (k.contains("reflectance") || k.contains("reflection") || k.equals("refl") || text.strip().equalsIgnoreCase("%R")
            || text.strip().equalsIgnoreCase("R%")) {
            return IntensityKind.REFLECTANCE;
        }
        return COUNTS.contains(k) ? IntensityKind.COUNTS : IntensityKind.UNKNOWN;
    }

    /// Whether the text states percent.
    public static boolean percent(String text) {
        return text.contains("%") || text.toLowerCase(Locale.ROOT).contains("percent");
    }

    /// Whether fractions are meant and percent are stated: then the numbers are to be divided by 100.
    public static boolean isPercentOf(String text, IntensityKind kind) {
        return percent(text) && (kind == IntensityKind.TRANSMITTANCE || kind == IntensityKind.REFLECTANCE);
    }
}
