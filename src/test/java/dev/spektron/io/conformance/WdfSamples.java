package dev.spektron.io.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.wdf.WdfReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Renishaw WDF.
public final class WdfSamples implements Samples {
    @Override
    public String format() {
        return "wdf";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return SampleFiles.find(PeerSamples.vendor(sharedData), ".wdf");
    }

    @Override
    public String oracle() {
        return "digests of renishawWiRE (Python) and all points of the text of renishaw_nCal (5 digits)";
    }

    @Override
    public List<String> gaps() {
        return List.of("white-light images, results of analyses (MAP) and settings other than exposure and scans are not read",
            "checksums and flags of spectra are not used");
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Worst errors = new Worst();
        JsonObject expected = SampleFiles.json(PeerSamples.vendor(sharedData).resolve("expected_spc_wdf_peers.json"));
        for (String name : expected.keySet()) {
            if (name.endsWith(".wdf")) {
                Block b = read(PeerSamples.vendor(sharedData).resolve(name)).main();
                JsonObject want = expected.getAsJsonObject(name).getAsJsonObject("renishawWiRE");
                errors.number(name + " rows", want.get("count").getAsInt(), b.rows(), 1);
                errors.digest(name + " x", shaped(want.getAsJsonObject("xdata"), b.channels()), b.x());
                double[] all = Arrays.stream(b.y()).flatMapToDouble(Arrays::stream).toArray();
                errors.digest(name + " y", shaped(want.getAsJsonObject("spectra"), all.length), all);
            }
        }
        Path pair = PeerSamples.vendor(sharedData).resolve("pairs/renishaw_nCal/nCal_Qontor785_z005H12_100_1x3s");
        List<double[]> text = SampleFiles.table(Path.of(pair + ".txt"));
        Block b = read(Path.of(pair + ".wdf")).main();
        errors.series("nCal x", SampleFiles.column(text, 0), b.x());
        errors.series("nCal y", SampleFiles.column(text, 1), b.y()[0]);
        return errors.error();
    }

    /// The digest of all values, whatever shape the other program gave them.
    private static JsonObject shaped(JsonObject digest, int n) {
        JsonObject flat = digest.deepCopy();
        long product = 1;
        for (JsonElement e : digest.getAsJsonArray("shape")) {
            product *= e.getAsInt();
        }
        if (product != n) {
            throw new AssertionError("expected " + product + " values, found " + n);
        }
        flat.addProperty("n", n);
        return flat;
    }

    public static SpectralFile read(Path file) throws IOException {
        return new WdfReader().read(Content.read(file));
    }
}
