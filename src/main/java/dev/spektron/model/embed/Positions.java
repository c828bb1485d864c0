package dev.spektron.model.embed;

import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;

/// Normalised positions of a spectrum's content tokens.
///
/// u = 2 nu / 14000 cm-1 - 1 with the wavenumber nu of the patch's centre: one interval for all spectra, from Raman to near infrared
/// (714 nm). Visible light lies above 1 (400 nm: 2.57), anti-Stokes shifts below -1; both are taken as they are. The centre is found in the
/// unit of the axis, on the uniform grid from its first to its last value, and then converted: wavelength lambda in nm to 10^7 / lambda,
/// wavenumbers and Raman shifts as they are. An axis without a unit gives the place in the spectrum, from -1 to 1.
///
/// @param u     (N)
/// @param known whether they are physical
public record Positions(float[] u, boolean known) {
    /// Half of the global interval in cm-1: one unit of u.
    static final double HALF_INTERVAL = 7000;

    /// Positions of a spectrum with this axis once it is resampled to `channels` samples.
    ///
    /// @throws IllegalArgumentException for wavelengths that are not positive
    public static Positions of(Axis axis, int channels, EmbeddingConfig c) {
        Patches patches = Patches.of(c, channels);
        if (axis.unit() == AxisUnit.NANOMETRE && axis.min() <= 0) {
            throw new IllegalArgumentException("axis: expected positive wavelengths, found " + axis + "; check the unit of the axis");
        }
        float[] u = new float[patches.count()];
        for (int i = 0; i < u.length; i++) {
            double share = channels == 1 ? 0 : patches.centre(i) / (channels - 1);
            u[i] = (float) normalised(axis, share);
        }
        return new Positions(u, axis.unit() != AxisUnit.INDEX);
    }

    /// @param share of the way from the first to the last value
    private static double normalised(Axis axis, double share) {
        double value = axis.first() + share * (axis.last() - axis.first());
        return switch (axis.unit()) {
            case NANOMETRE -> 1e7 / value / HALF_INTERVAL - 1;
            case WAVENUMBER, RAMAN_SHIFT -> value / HALF_INTERVAL - 1;
            case INDEX -> 2 * share - 1;
        };
    }
}
