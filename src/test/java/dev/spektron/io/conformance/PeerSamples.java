package dev.spektron.io.conformance;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.io.formats.SpectralFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// What ASD, PerkinElmer and other small formats share: the numbers that `make_vendor_golden.py` wrote.
final class PeerSamples {
    private PeerSamples() {}

    static JsonObject golden() throws IOException {
        return golden("peers");
    }

    /// As [#golden()], from another file of that folder.
    static JsonObject golden(String name) throws IOException {
        try (InputStream in = PeerSamples.class.getResourceAsStream("/golden/vendor/" + name + ".json")) {
            return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8)).getAsJsonObject();
        }
    }

    static double[] only(SpectralFile file, String block) throws IOException {
        return file.block(block).y()[0];
    }

    static Path vendor(Path sharedData) {
        return sharedData.resolve("vendor-formats");
    }
}
