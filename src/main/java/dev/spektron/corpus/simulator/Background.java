package dev.spektron.corpus.simulator;

/// What lies under the bands in every sample.
///
/// Scatter adds `(scatter + deviations) (lambda / reference)^-exponent` to an absorbance, `lambda` in nm. Fluorescence adds to a Raman
/// spectrum the emission band `height exp(N(0, spread^2)) exp(-4 ln 2 ((lambda - centre) / width)^2)`, `lambda` being the absolute
/// wavelength of the scattered light, `1e7 / (1e7 / laser - shift)` in nm: another laser sees another part of the band.
///
/// @param baseline mean additive baseline, in units of the ordinate
/// @param scatter mean scatter coefficient, in units of the ordinate
/// @param exponent exponent of the scatter's wavelength dependence, no unit
/// @param reference wavelength in nm at which the scatter equals its coefficient
/// @param fluorescence mean height of the emission band, in counts; Raman only
/// @param fluorescenceSpread standard deviation of the logarithm of that height over the samples
/// @param fluorescenceCentre centre of the emission band in nm
/// @param fluorescenceWidth full width at half maximum of the emission band in nm
public record Background(double baseline, double scatter, double exponent, double reference, double fluorescence,
                         double fluorescenceSpread, double fluorescenceCentre, double fluorescenceWidth) {
    /// Nothing under the bands.
    public static final Background NONE = new Background(0, 0, 1, 1_500, 0, 0, 700, 200);

    public Background {
        Checks.range("baseline", baseline, -1e6, 1e6);
        Checks.range("scatter", scatter, 0, 1e6);
        Checks.range("exponent", exponent, 0, 6);
        Checks.range("reference", reference, 100, 100_000);
        Checks.range("fluorescence", fluorescence, 0, 1e9);
        Checks.range("fluorescence_spread", fluorescenceSpread, 0, 3);
        Checks.range("fluorescence_centre", fluorescenceCentre, 100, 5_000);
        Checks.range("fluorescence_width", fluorescenceWidth, 1, 5_000);
    }
}
