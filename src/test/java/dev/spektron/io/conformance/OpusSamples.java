package dev.spektron.io.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.opus.OpusReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Bruker OPUS.
public final class OpusSamples implements Samples {
    private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("a", "AB"), Map.entry("a_2", "AB 2"), Map.entry("r", "Refl"),
        Map.entry("r_2", "Refl 2"), Map.entry("ra", "Raman"), Map.entry("sm", "ScSm"), Map.entry("rf", "ScRf"), Map.entry("igsm", "IgSm"),
        Map.entry("igrf", "IgRf"), Map.entry("phsm", "PhSm"), Map.entry("match", "Match"), Map.entry("match_2ch", "Match channel 2"));

    @Override
    public String format() {
        return "opus";
    }

    @Override
    public List<Path> files(Path sharedData) {
        Path dir = sharedData.resolve("vendor-formats");
        return Stream.concat(SampleFiles.find(dir.resolve("opus"), ".0", ".1").stream(),
            SampleFiles.find(dir.resolve("pairs/opus_peach_juice"), ".0").stream()).toList();
    }

    @Override
    public String oracle() {
        return "digests of brukeropus over every block, and the data point table (.dpt) that OPUS exported beside one file";
    }

    @Override
    public List<String> gaps() {
        return List.of(
            "no real file with a series (3D) was at hand: it is read by the layout that brukeropus describes, and tested with a made one",
            "history, reports, peak tables and images are not read",
            "texts are taken as ISO 8859-1 whatever code page the file names");
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Path dir = sharedData.resolve("vendor-formats");
        Worst errors = new Worst();
        for (Map.Entry<String, JsonElement> e : SampleFiles.json(dir.resolve("expected_opus_peers.json")).entrySet()) {
            JsonObject want = e.getValue().getAsJsonObject().getAsJsonObject("brukeropus");
            SpectralFile file = read(dir.resolve(e.getKey()));
            if (want.size() != file.blocks().size()) {
                throw new AssertionError(e.getKey() + ": expected blocks " + want.keySet() + ", found " + file.blocks().size());
            }
            for (String name : want.keySet()) {
                Block b = file.block(NAMES.get(name));
                JsonObject w = want.getAsJsonObject(name);
                String what = e.getKey() + " " + name;
                errors.digest(what, w.getAsJsonObject("y"), b.y()[0]);
                double scale = Math.max(Math.abs(b.x()[0]), Math.abs(b.x()[b.channels() - 1]));
                errors.number(what + " x0", w.get("x0").getAsDouble(), b.x()[0], scale);
                errors.number(what + " x1", w.get("x1").getAsDouble(), b.x()[b.channels() - 1], scale);
            }
        }
        // The table is rounded to 5 decimals; its last line but one belongs to the data.
        List<double[]> table = SampleFiles.table(dir.resolve("pairs/opus_peach_juice/peach_juice.dpt"));
        Block main = read(dir.resolve("pairs/opus_peach_juice/peach_juice.0")).main();
        errors.series("dpt x", SampleFiles.column(table, 0), rounded(main.x()));
        errors.series("dpt y", SampleFiles.column(table, 1), rounded(main.y()[0]));
        return errors.error();
    }

    private static double[] rounded(double[] v) {
        double[] r = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            r[i] = Math.rint(v[i] * 1e5) / 1e5;
        }
        return r;
    }

    public static SpectralFile read(Path file) throws IOException {
        return new OpusReader().read(Content.read(file));
    }
}
