package dev.spektron.corpus.simulator;

/// A bond vibration in a Morse potential: its fundamental (n = 1) and overtones.
///
/// `v_n = n v_e - n (n + 1) v_e x_e`, height `height falloff^(n - 1)`, width `width (1 + broadening (n - 1))`,
/// temperature shift `n temperatureShift`.
///
/// Source: Herzberg, "Molecular Spectra and Molecular Structure I. Spectra of Diatomic Molecules", 2nd ed., Van Nostrand 1950, chapter III.
///
/// @param name name to which combinations refer
/// @param position harmonic wavenumber `v_e` in cm-1
/// @param anharmonicity `x_e`, no unit
/// @param levels highest quantum number whose band is made: 1 makes the fundamental alone
/// @param height height of the fundamental
/// @param falloff factor of the height from one level to the next
/// @param width full width at half maximum of the fundamental in cm-1
/// @param broadening relative gain of width per level
/// @param lorentzian share of the Lorentzian part of every band
/// @param temperatureShift shift of the fundamental in cm-1 per kelvin
/// @param temperatureHeight relative change of the heights per kelvin
public record Vibration(String name, double position, double anharmonicity, int levels, double height, double falloff, double width,
                        double broadening, double lorentzian, double temperatureShift, double temperatureHeight) {
    public Vibration {
        Checks.name("name", name);
        Checks.positive("position", position, 10_000);
        Checks.range("anharmonicity", anharmonicity, 0, 0.1);
        Checks.range("levels", levels, 1, 8);
        Checks.range("height", height, 0, 1e6);
        Checks.range("falloff", falloff, 0, 1);
        Checks.range("broadening", broadening, 0, 5);
        if (levels * anharmonicity >= 0.5) {
            throw new Checks.Refused("anharmonicity", "with " + anharmonicity + " the bands stop rising before level " + levels
                + " (a Morse oscillator has levels only below 1/(2 x_e)); lower it or ask for fewer levels");
        }
        new Line(position, height, width, lorentzian, temperatureShift, temperatureHeight);
    }

    /// Position of the transition 0 to `n` in cm-1.
    public double level(int n) {
        return n * position - n * (n + 1) * position * anharmonicity;
    }

    Line line(int n) {
        double h = height;
        for (int i = 1; i < n; i++) {
            h *= falloff;
        }
        return new Line(level(n), h, width * (1 + broadening * (n - 1)), lorentzian, n * temperatureShift, temperatureHeight);
    }
}
