package dev.spektron.spectra;

import java.util.List;
import java.util.Map;

/// What `manifest.yaml` says of a data set: where its files come from, under which licence, and how to read them.
///
/// @param name short name by which commands refer to the set
/// @param title one line for people
/// @param licence terms of use, in words
/// @param reference paper or page to cite, empty when there is none
/// @param modality kind of spectroscopy
/// @param intensity meaning of the ordinates
/// @param axisUnit unit of the axis
/// @param files every file of the set
/// @param instruments instruments in their order
/// @param properties reference properties in their order, with their units
/// @param split official split, by name of the part (for example `calibrate`, `validate`, `test`); empty when there is none
public record Manifest(String name, String title, String licence, String reference, Modality modality, IntensityKind intensity,
                       AxisUnit axisUnit, List<DataFile> files, List<Instrument> instruments, List<Property> properties,
                       Map<String, List<String>> split) {
    public Manifest {
        files = List.copyOf(files);
        instruments = List.copyOf(instruments);
        properties = List.copyOf(properties);
        split = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(split));
    }

    /// @param path path below the data folder
    /// @param url where it may be fetched when the user asks for it, empty when there is none
    /// @param sha256 lower-case hexadecimal digest, empty when unknown
    /// @param bytes exact size, -1 when unknown
    public record DataFile(String path, String url, String sha256, long bytes) {}

    /// @param name name used on the command line
    /// @param description maker and model
    public record Instrument(String name, String description) {}

    /// @param name name used on the command line
    /// @param unit unit of the reference values, empty when it has none
    public record Property(String name, String unit) {}
}
