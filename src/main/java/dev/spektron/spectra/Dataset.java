package dev.spektron.spectra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A data set in memory: one [SpectrumSet] an instrument. Samples belong together across instruments by their id; the order of the rows
/// may differ.
///
/// @param manifest description of the set
/// @param byInstrument spectra by name of the instrument, in the manifest's order
public record Dataset(Manifest manifest, Map<String, SpectrumSet> byInstrument) {
    public Dataset {
        byInstrument = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byInstrument));
    }

    public String name() {
        return manifest.name();
    }

    public List<String> instruments() {
        return List.copyOf(byInstrument.keySet());
    }

    public List<String> properties() {
        return manifest.properties().stream().map(Manifest.Property::name).toList();
    }

    /// Unit of a property, empty when it has none.
    public String unitOf(String property) {
        return manifest.properties().stream().filter(p -> p.name().equals(property)).map(Manifest.Property::unit).findFirst().orElse("");
    }

    /// Spectra of one instrument.
    ///
    /// @throws IllegalArgumentException with the nearest name that exists
    public SpectrumSet instrument(String name) {
        SpectrumSet set = byInstrument.get(name);
        if (set == null) {
            throw new IllegalArgumentException(Nearest.unknown("instrument", name, "data set '" + name() + "'", byInstrument.keySet()));
        }
        return set;
    }

    /// The property's name if the set has it.
    ///
    /// @throws IllegalArgumentException with the nearest name that exists
    public String requireProperty(String name) {
        if (!properties().contains(name)) {
            throw new IllegalArgumentException(Nearest.unknown("property", name, "data set '" + name() + "'", properties()));
        }
        return name;
    }
}
