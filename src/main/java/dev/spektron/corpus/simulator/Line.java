package dev.spektron.corpus.simulator;

/// One band of a pure component: a pseudo-Voigt profile whose Gaussian and Lorentzian parts share one full width at half maximum,
///
/// `L(v) = h [ eta / (1 + 4 u^2) + (1 - eta) exp(-4 ln 2 u^2) ]`, `u = (v - v0) / width`, so that `L(v0) = h`.
///
/// With a temperature deviation `T` from the reference temperature, `v0` becomes `v0 + temperatureShift T` and `h` becomes
/// `h (1 + temperatureHeight T)`.
///
/// @param position centre `v0` in cm-1
/// @param height absorbance (or Raman intensity) of the pure component at the centre, at unit path length
/// @param width full width at half maximum in cm-1
/// @param lorentzian share `eta` of the Lorentzian part, 0 to 1
/// @param temperatureShift shift of the centre in cm-1 per kelvin
/// @param temperatureHeight relative change of the height per kelvin
public record Line(double position, double height, double width, double lorentzian, double temperatureShift,
                   double temperatureHeight) {
    /// Default share of the Lorentzian part.
    public static final double LORENTZIAN = 0.3;
    private static final double FOUR_LN2 = 4 * 0.6931471805599453;

    public Line {
        Checks.positive("position", position, 50_000);
        Checks.range("height", height, 0, 1e6);
        Checks.range("width", width, 0.5, 5_000);
        Checks.range("lorentzian", lorentzian, 0, 1);
        Checks.range("temperature_shift", temperatureShift, -20, 20);
        Checks.range("temperature_height", temperatureHeight, -0.05, 0.05);
    }

    /// Height at `wavenumber` (cm-1) when the sample is `kelvin` warmer than the reference.
    public double at(double wavenumber, double kelvin) {
        double u = (wavenumber - position - temperatureShift * kelvin) / width;
        double u2 = u * u;
        double gauss = u2 > 16 ? 0 : StrictMath.exp(-FOUR_LN2 * u2);
        return height * (1 + temperatureHeight * kelvin) * (lorentzian / (1 + 4 * u2) + (1 - lorentzian) * gauss);
    }

    boolean feelsTemperature() {
        return temperatureShift != 0 || temperatureHeight != 0;
    }
}
