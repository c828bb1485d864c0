package dev.spektron.corpus.build;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.spektron.io.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Axes that stand in a file beside the spectra: `meta_data_dict.json` of USPTO-Spectra gives for each column its `dimensions` and `unit`.
final class DescribedAxes {
    private static final String FILE = "meta_data_dict.json";
    private static final String UNIT = "cm^{-1}";

    private final Map<String, double[]> axes = new HashMap<>();

    private DescribedAxes() {}

    /// The axes in cm-1 that the folder describes; none if it has no such file.
    ///
    /// @throws FormatException if the file is damaged
    static DescribedAxes of(Path folder) throws IOException {
        DescribedAxes out = new DescribedAxes();
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return out;
        }
        try {
            for (Map.Entry<String, JsonElement> e : JsonParser.parseString(Files.readString(file)).getAsJsonObject().entrySet()) {
                JsonObject o = e.getValue().getAsJsonObject();
                if (o.has("unit") && UNIT.equals(o.get("unit").getAsString()) && o.get("dimensions") instanceof JsonArray a) {
                    out.axes.put(e.getKey(), a.asList().stream().mapToDouble(JsonElement::getAsDouble).toArray());
                }
            }
            return out;
        } catch (JsonParseException | IllegalStateException | NumberFormatException | UnsupportedOperationException e) {
            throw new FormatException(file + ": expected columns with unit and dimensions (" + e.getMessage() + "); fetch it again", e);
        }
    }

    /// The axis of a block of this name, null if none is described or its length is another.
    double[] of(String block, int channels) {
        double[] x = axes.get(block);
        return x != null && x.length == channels ? x : null;
    }
}
