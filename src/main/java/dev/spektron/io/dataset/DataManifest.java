package dev.spektron.io.dataset;

import dev.spektron.spectra.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A manifest with what is needed to read its files.
///
/// @param manifest the description; its split is filled here only if the manifest lists sample ids
/// @param aliases other names of the set
/// @param reads how to read every instrument
/// @param splitColumn split by the values of a column, if there is one
public record DataManifest(Manifest manifest, List<String> aliases, Map<String, ReadSpec> reads, Optional<SplitColumn> splitColumn) {
    public DataManifest {
        aliases = List.copyOf(aliases);
        reads = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(reads));
    }

    /// @param column column of the spectra's table
    /// @param parts value that marks a part, by the part's name
    public record SplitColumn(String column, Map<String, String> parts) {
        public SplitColumn {
            parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        }
    }
}
