package dev.spektron.corpus.simulator;

import dev.spektron.spectra.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A pure chemical component as a sum of bands.
///
/// @param name name, unique in the preset
/// @param vibrations bond vibrations with their overtones
/// @param combinations combination bands of these vibrations
/// @param lines further bands, placed freely
public record Component(String name, List<Vibration> vibrations, List<Combination> combinations, List<Line> lines) {
    public Component {
        Checks.name("name", name);
        vibrations = List.copyOf(vibrations);
        combinations = List.copyOf(combinations);
        lines = List.copyOf(lines);
        Map<String, Vibration> known = byName(vibrations);
        for (Combination c : combinations) {
            for (String part : c.of().keySet()) {
                if (!known.containsKey(part)) {
                    throw new Checks.Refused("combinations",
                        Nearest.unknown("vibration", part, "component '" + name + "'", known.keySet()));
                }
            }
        }
        if (vibrations.isEmpty() && lines.isEmpty()) {
            throw new Checks.Refused("name", "component '" + name + "' has no bands; give it vibrations or lines");
        }
    }

    private static Map<String, Vibration> byName(List<Vibration> vibrations) {
        Map<String, Vibration> map = new LinkedHashMap<>();
        for (Vibration v : vibrations) {
            if (map.put(v.name(), v) != null) {
                throw new Checks.Refused("vibrations", "the name '" + v.name() + "' stands twice");
            }
        }
        return map;
    }

    /// Every band of the component: fundamentals and overtones, then combinations, then free lines.
    public List<Line> bands() {
        List<Line> all = new ArrayList<>();
        for (Vibration v : vibrations) {
            for (int n = 1; n <= v.levels(); n++) {
                all.add(v.line(n));
            }
        }
        Map<String, Vibration> known = byName(vibrations);
        for (Combination c : combinations) {
            all.add(c.line(known));
        }
        all.addAll(lines);
        return all;
    }

    /// Spectrum of the pure component at `wavenumber` (cm-1), `kelvin` above the reference temperature.
    public double at(double wavenumber, double kelvin) {
        double sum = 0;
        for (Line line : bands()) {
            sum += line.at(wavenumber, kelvin);
        }
        return sum;
    }

    boolean feelsTemperature() {
        return bands().stream().anyMatch(Line::feelsTemperature);
    }
}
