package dev.spektron.corpus.simulator;

/// Random disturbances of a measurement by the state of the sample. The same five appear at two levels: once a sample (seen alike by
/// every instrument) and once a packing (drawn anew for each instrument: re-packing noise).
///
/// @param pathSd standard deviation of the logarithm of the path length
/// @param baselineSd standard deviation of the additive baseline, in units of the ordinate
/// @param scatterSd standard deviation of the scatter coefficient, in units of the ordinate
/// @param temperatureSd standard deviation of the temperature in kelvin
/// @param compositionSd standard deviation of the logarithm of each fraction, before closure (sample inhomogeneity)
public record Disturbance(double pathSd, double baselineSd, double scatterSd, double temperatureSd, double compositionSd) {
    /// No disturbance at all.
    public static final Disturbance NONE = new Disturbance(0, 0, 0, 0, 0);

    public Disturbance {
        Checks.range("path_sd", pathSd, 0, 1);
        Checks.range("baseline_sd", baselineSd, 0, 1e6);
        Checks.range("scatter_sd", scatterSd, 0, 1e6);
        Checks.range("temperature_sd", temperatureSd, 0, 20);
        Checks.range("composition_sd", compositionSd, 0, 0.5);
    }
}
