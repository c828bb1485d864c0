package dev.spektron.corpus.simulator;

import dev.spektron.io.FormatException;

/// A small preset with all disturbances off, and what tests add to it.
final class Lab {
    static final String COMPONENTS = """
        name: lab
        modality: nir
        grid: {from: 3850, to: 9500, step: 2}
        balance: b
        components:
          - {name: a, lines: [{position: 6250, height: 2, width: 100, lorentzian: 0.4}]}
          - {name: b, lines: [{position: 5000, height: 1, width: 150}]}
        constituents:
          - {component: a, property: content, mean: 40, sd: 5, min: 20, max: 60}
        """;

    private Lab() {}

    static Preset preset(String instrument) throws FormatException {
        return preset(instrument, "");
    }

    static Preset preset(String instrument, String more) throws FormatException {
        return Presets.parse("lab.yaml", COMPONENTS + more
            + "instruments:\n  - {name: i, axis: {first: 1400, last: 2200, step: 1}, " + instrument + "}\n");
    }

    static int argmax(double[] y) {
        int best = 0;
        for (int j = 1; j < y.length; j++) {
            if (y[j] > y[best]) {
                best = j;
            }
        }
        return best;
    }
}
