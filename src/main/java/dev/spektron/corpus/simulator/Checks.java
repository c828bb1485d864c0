package dev.spektron.corpus.simulator;

/// Range checks of the settings. The names are the keys of the YAML files, so that a reader can point at the line.
final class Checks {
    private Checks() {}

    /// A setting outside its range, with the key that is at fault.
    static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;
        private final String key;

        Refused(String key, String message) {
            super(key + ": " + message);
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    /// @throws Refused unless `low <= value <= high`; NaN is refused too
    static void range(String key, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new Refused(key, "expected a number from " + shown(low) + " to " + shown(high) + ", found " + shown(value));
        }
    }

    /// @throws Refused unless `0 < value <= high`
    static void positive(String key, double value, double high) {
        if (!(value > 0 && value <= high)) {
            throw new Refused(key, "expected a number above 0 and at most " + shown(high) + ", found " + shown(value));
        }
    }

    /// @throws Refused unless the name is a plain word that can stand in a file name and in a CSV heading
    static void name(String key, String value) {
        if (!value.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")) {
            throw new Refused(key, "expected a name of letters, digits, '_', '.' or '-' (at most 64), found '" + value + "'");
        }
    }

    private static String shown(double v) {
        return v == Math.rint(v) && Math.abs(v) < 1e9 ? Long.toString((long) v) : Double.toString(v);
    }
}
