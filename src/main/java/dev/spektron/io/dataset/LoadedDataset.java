package dev.spektron.io.dataset;

import dev.spektron.spectra.Dataset;
import java.util.LinkedHashMap;
import java.util.Map;

/// A data set with the digests of the files that it came from.
///
/// @param dataset the spectra; its manifest holds the official split by sample id
/// @param sha256 lower-case hexadecimal SHA-256 by file name
public record LoadedDataset(Dataset dataset, Map<String, String> sha256) {
    public LoadedDataset {
        sha256 = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sha256));
    }
}
