package dev.spektron.corpus.simulator;

/// How one component varies in the population of samples, and how well the laboratory knows it.
///
/// @param component name of the component
/// @param property name of the reference property, empty when no reference is reported
/// @param mean mean mass fraction in %
/// @param sd standard deviation over the samples in %
/// @param min lowest value in %; samples below are drawn again
/// @param max highest value in %; samples above are drawn again
/// @param labSd standard deviation of the laboratory's error in %
/// @param decimals decimals to which the laboratory rounds
public record Constituent(String component, String property, double mean, double sd, double min, double max, double labSd,
                          int decimals) {
    public Constituent {
        Checks.name("component", component);
        if (!property.isEmpty()) {
            Checks.name("property", property);
        }
        Checks.range("mean", mean, 0, 100);
        Checks.range("sd", sd, 0, 50);
        Checks.range("min", min, 0, mean);
        Checks.range("max", max, mean, 100);
        Checks.range("lab_sd", labSd, 0, 10);
        Checks.range("decimals", decimals, 0, 6);
    }
}
