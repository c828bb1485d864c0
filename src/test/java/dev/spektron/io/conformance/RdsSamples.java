package dev.spektron.io.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.io.rds.RExpected;
import dev.spektron.io.rds.RdsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// R's files, compared with what R 4.2.2 reads from them.
public final class RdsSamples implements Samples {
    @Override
    public String format() {
        return "rds";
    }

    @Override
    public List<Path> files(Path sharedData) {
        List<Path> files = new ArrayList<>(SampleFiles.find(sharedData.resolve("rds-corpus"), ".rds", ".rdata", ".rda"));
        files.addAll(SampleFiles.find(sharedData.resolve("openspecy-library"), ".rdata"));
        return files;
    }

    @Override
    public String oracle() {
        return "R 4.2.2: types, lengths, extents, names, first values, last value, sum, missing values";
    }

    /// The expected values by file, without files that hold code or that R cannot read without the package hyperSpec.
    public static Map<Path, JsonObject> readable(Path sharedData) throws IOException {
        Map<Path, JsonObject> all = new java.util.TreeMap<>();
        for (String folder : List.of("rds-corpus", "openspecy-library")) {
            Path corpus = sharedData.resolve(folder);
            JsonObject expected = JsonParser.parseString(Files.readString(corpus.resolve("expected_R.json"))).getAsJsonObject();
            for (Map.Entry<String, JsonElement> e : expected.entrySet()) {
                if (!e.getKey().contains("function") && !e.getValue().getAsJsonObject().has("r_error")) {
                    all.put(corpus.resolve(e.getKey()), e.getValue().getAsJsonObject());
                }
            }
        }
        return all;
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Worst worst = new Worst();
        for (Map.Entry<Path, JsonObject> e : readable(sharedData).entrySet()) {
            new RExpected(worst).compare(e.getKey().toString(), e.getValue(), RdsFile.read(e.getKey()));
        }
        return worst.error();
    }

    @Override
    public List<String> gaps() {
        return List.of("functions, promises and byte code are refused", "vectors of more than 2147483647 elements are refused",
            "arrays of three and more dimensions are read, but not taken for spectra");
    }
}
