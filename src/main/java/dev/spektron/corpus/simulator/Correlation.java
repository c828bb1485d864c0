package dev.spektron.corpus.simulator;

/// Correlation of two constituents over the samples.
///
/// @param first name of one component
/// @param second name of the other
/// @param value coefficient, between -1 and 1
public record Correlation(String first, String second, double value) {
    public Correlation {
        Checks.name("first", first);
        Checks.name("second", second);
        Checks.range("value", value, -0.999, 0.999);
        if (first.equals(second)) {
            throw new Checks.Refused("second", "expected another component than '" + first + "'");
        }
    }
}
