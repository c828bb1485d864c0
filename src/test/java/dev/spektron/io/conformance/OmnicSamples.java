package dev.spektron.io.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.omnic.OmnicReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Thermo OMNIC.
public final class OmnicSamples implements Samples {
    @Override
    public String format() {
        return "omnic";
    }

    @Override
    public List<Path> files(Path sharedData) {
        Path dir = sharedData.resolve("vendor-formats");
        return Stream.concat(SampleFiles.find(dir.resolve("spa"), ".spa", ".spg").stream(),
            SampleFiles.find(dir.resolve("openspecy"), ".spa").stream()).toList();
    }

    @Override
    public String oracle() {
        return "digests and points of spectrochempy-omnic 0.2.1 (scripts/make_omnic_golden.py)";
    }

    @Override
    public List<String> gaps() {
        return List.of(
            "series (SRS) were compared with one file of a coupled instrument (TGA); rapid scans were not at hand",
            "interferograms get point numbers as axis: the file gives the reference laser, not the sampling in terms of it for certain",
            "texts in code pages other than UTF-8 and ISO 8859-1 come out with wrong letters: the file does not name the page",
            "resolution and serial number are taken from the history text, so from English and French programs only");
    }

    /// The numbers that `make_omnic_golden.py` wrote.
    public static JsonObject golden() throws IOException {
        try (InputStream in = OmnicSamples.class.getResourceAsStream("/golden/omnic/peer.json")) {
            return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8)).getAsJsonObject();
        }
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Worst errors = new Worst();
        JsonObject golden = golden();
        for (String name : golden.keySet()) {
            JsonObject want = golden.getAsJsonObject(name);
            SpectralFile file = read(sharedData.resolve(name));
            Block main = file.main();
            errors.digest(name + " x", want.getAsJsonObject("x"), main.x());
            JsonArray y = want.getAsJsonArray("y");
            if (y.size() != main.rows()) {
                throw new AssertionError(name + ": expected " + y.size() + " spectra, found " + main.rows());
            }
            boolean percent = !want.get("units").isJsonNull() && want.get("units").getAsString().equals("percent");
            for (int i = 0; i < y.size(); i++) {
                double[] got = Arrays.stream(main.y()[i]).map(v -> percent ? 100 * v : v).toArray();
                errors.digest(name + " y " + i, y.get(i).getAsJsonObject(), got);
            }
            for (String which : List.of("sample", "background")) {
                if (want.has(which)) {
                    errors.digest(name + " " + which, want.getAsJsonObject(which), file.block(which + " interferogram").y()[0]);
                }
            }
        }
        return errors.error();
    }

    public static SpectralFile read(Path file) throws IOException {
        return new OmnicReader().read(Content.read(file));
    }
}
