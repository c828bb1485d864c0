package dev.spektron.io.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.io.matlab.MatExpected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// MATLAB files, compared with scipy.
public final class MatSamples implements Samples {
    @Override
    public String format() {
        return "mat";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return SampleFiles.find(sharedData.resolve("mat-corpus"), ".mat");
    }

    @Override
    public String oracle() {
        return "scipy 1.10: extents, first and last value, sum, range, texts, fields; files that scipy refuses must be refused";
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Worst worst = new Worst();
        Path corpus = sharedData.resolve("mat-corpus");
        JsonObject all = JsonParser.parseString(Files.readString(corpus.resolve("expected_scipy.json"))).getAsJsonObject();
        for (Map.Entry<String, JsonElement> e : all.entrySet()) {
            new MatExpected(worst).compare(corpus.resolve(e.getKey()), e.getValue().getAsJsonObject());
        }
        return worst.error();
    }

    @Override
    public List<byte[]> made() throws IOException {
        return List.of(Files.readAllBytes(Path.of("src/test/resources/golden/mat73/v73.mat")));
    }

    @Override
    public List<String> gaps() {
        return List.of("version 4 with numbers of VAX or Cray machines is refused",
            "contents of function handles and of newer classes are not read",
            "sparse matrices and complex numbers of version 7.3 are not read; DataSet Objects in it are tested on a made file only");
    }
}
