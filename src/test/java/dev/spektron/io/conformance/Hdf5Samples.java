package dev.spektron.io.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.io.hdf5.H5Expected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// HDF5 files, compared with h5py.
public final class Hdf5Samples implements Samples {
    /// What ends in a [dev.spektron.io.FormatException], with a word of the message.
    public static final Map<String, String> REFUSED = Map.of("jld2/octane.jld2", "Julia", "jld2/tecator.jld2", "Julia",
        "links/external_dataset.h5", "signature", "links/primary_file.h5", "External Data Files", "jhdf/test_missing_filter.hdf5bad",
        "filter");
    /// What h5py does not open and this reader does.
    public static final Set<String> ONLY_HERE = Set.of("jhdf/test_byteshuffle_compressed_datasets_latest.hdf5");

    @Override
    public String format() {
        return "hdf5";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return SampleFiles.find(sharedData.resolve("hdf5-corpus"), ".h5", ".hdf5", ".hdf5bad", ".nxs", ".ptir", ".jld2");
    }

    @Override
    public String oracle() {
        return "h5py 3.7.0: shapes, first and last value, sum, range, missing values, texts";
    }

    public static Map<String, JsonObject> expected(Path sharedData) throws IOException {
        Map<String, JsonObject> all = new TreeMap<>();
        for (Map.Entry<String, JsonElement> e : JsonParser.parseString(Files.readString(sharedData.resolve(
            "hdf5-corpus/expected_h5py.json"))).getAsJsonObject().entrySet()) {
            all.put(e.getKey(), e.getValue().getAsJsonObject());
        }
        return all;
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Worst worst = new Worst();
        for (Map.Entry<String, JsonObject> e : expected(sharedData).entrySet()) {
            if (!REFUSED.containsKey(e.getKey()) && !ONLY_HERE.contains(e.getKey())) {
                new H5Expected(worst).compare(sharedData.resolve("hdf5-corpus").resolve(e.getKey()), e.getValue());
            }
        }
        return worst.error();
    }

    @Override
    public List<String> gaps() {
        return List.of("links to other files and data in other files are not followed",
            "JLD2 files with objects of Julia are refused (jhdf 0.13 follows neither their types nor committed types of datasets)",
            "filters: deflate, shuffle, bitshuffle, fletcher32, LZF and LZ4; no szip", "chunks of more than 32 MiB are refused",
            "chunks that were never written read as zeros, whatever the fill value (jhdf 0.13)");
    }
}
