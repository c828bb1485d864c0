package dev.spektron.io.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Text exports, CSV tables and XML as Python reads them (`make_text_golden.py`).
final class TextGolden {
    private TextGolden() {}

    private static JsonObject golden() {
        try (InputStream in = TextGolden.class.getResourceAsStream("/golden/text/exports.json")) {
            return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8)).getAsJsonObject();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static List<Path> files(Path sharedData, Predicate<String> which) {
        List<Path> files = new ArrayList<>();
        golden().keySet().stream().filter(which).forEach(f -> files.add(sharedData.resolve(f)));
        return files;
    }

    /// The largest relative error over the files of a format: axes, all blocks that the expected values name, and which block is the main
    /// one.
    static double compare(Path sharedData, Reader reader, Predicate<String> which) throws IOException {
        Worst worst = new Worst();
        for (Map.Entry<String, JsonElement> e : golden().entrySet()) {
            if (which.test(e.getKey())) {
                SpectralFile f = reader.read(Content.read(sharedData.resolve(e.getKey())));
                JsonObject want = e.getValue().getAsJsonObject();
                worst.same(e.getKey() + " main", want.get("main").getAsString(), f.main().name());
                digest(worst, e.getKey() + " x", want.getAsJsonObject("x"), f.main().x());
                for (Map.Entry<String, JsonElement> b : want.getAsJsonObject("blocks").entrySet()) {
                    digest(worst, e.getKey() + " " + b.getKey(), b.getValue().getAsJsonObject(), flat(f.block(b.getKey())));
                }
            }
        }
        return worst.error();
    }

    private static double[] flat(Block b) {
        double[] all = new double[b.rows() * b.channels()];
        for (int i = 0; i < b.rows(); i++) {
            System.arraycopy(b.y()[i], 0, all, i * b.channels(), b.channels());
        }
        return all;
    }

    private static void digest(Worst worst, String where, JsonObject want, double[] got) {
        worst.same(where + ", count", want.get("n").getAsInt(), got.length);
        JsonArray at = want.getAsJsonArray("at");
        for (int i = 0; i < at.size(); i++) {
            worst.add(where + " at " + at.get(i), want.getAsJsonArray("values").get(i).getAsDouble(), got[at.get(i).getAsInt()]);
        }
        double sum = 0;
        double rest = 0;
        for (double v : got) {
            // Kahan's sum, to be as exact as the other side's.
            double y = v - rest;
            double t = sum + y;
            rest = t - sum - y;
            sum = t;
        }
        worst.addSum(where + ", sum", want.get("sum").getAsDouble(), sum, want.get("size").getAsDouble());
    }
}
