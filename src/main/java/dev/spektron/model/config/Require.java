package dev.spektron.model.config;

/// Checks of settings.
final class Require {
    private Require() {}

    static void atLeast(String field, int least, int found) {
        if (found < least) {
            throw new IllegalArgumentException(field + ": expected at least " + least + ", found " + found);
        }
    }

    /// A rate of dropout.
    static void rate(String field, float found) {
        if (!(found >= 0 && found < 1)) {
            throw new IllegalArgumentException(field + ": expected a number from 0 to less than 1, found " + found);
        }
    }

    static void that(boolean ok, String message) {
        if (!ok) {
            throw new IllegalArgumentException(message);
        }
    }
}
