package dev.spektron.corpus.simulator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A combination band: several vibrations of one component excited together, at the sum of their levels plus an offset that stands for
/// the coupling (the cross anharmonicities `x_ij`).
///
/// @param of quantum number by name of the vibration
/// @param offset coupling in cm-1
/// @param height height of the band
/// @param width full width at half maximum in cm-1
/// @param lorentzian share of the Lorentzian part
public record Combination(Map<String, Integer> of, double offset, double height, double width, double lorentzian) {
    public Combination {
        of = Collections.unmodifiableMap(new LinkedHashMap<>(of));
        if (of.isEmpty()) {
            throw new Checks.Refused("of", "expected vibrations with their quantum numbers, as in {stretch: 1, bend: 1}, found none");
        }
        of.forEach((name, n) -> Checks.range("of", n, 1, 8));
        Checks.range("offset", offset, -1_000, 1_000);
        new Line(1, height, width, lorentzian, 0, 0);
    }

    /// The band, given the component's vibrations by name. Temperature shifts add up as the levels do.
    Line line(Map<String, Vibration> vibrations) {
        double position = offset;
        double shift = 0;
        double change = 0;
        for (Map.Entry<String, Integer> part : of.entrySet()) {
            Vibration v = vibrations.get(part.getKey());
            position += v.level(part.getValue());
            shift += part.getValue() * v.temperatureShift();
            change += v.temperatureHeight();
        }
        return new Line(position, height, width, lorentzian, shift, change);
    }
}
