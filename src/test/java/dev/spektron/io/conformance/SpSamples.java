package dev.spektron.io.conformance;

import com.google.gson.JsonObject;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.perkinelmer.SpReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// PerkinElmer SP.
public final class SpSamples implements Samples {
    @Override
    public String format() {
        return "perkinelmer-sp";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return SampleFiles.find(PeerSamples.vendor(sharedData).resolve("perkinelmer"), ".sp");
    }

    @Override
    public String oracle() {
        return "digests of specio (Python; scripts/make_vendor_golden.py)";
    }

    @Override
    public List<String> gaps() {
        return List.of("that block 35844 is the resolution was found from one file, not from a description",
            "images (.fsm) and data sets of uneven spacing are refused with a clear message", "one real file only");
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Worst errors = new Worst();
        JsonObject golden = PeerSamples.golden();
        for (Path file : files(sharedData)) {
            String name = sharedData.relativize(file).toString();
            Block b = read(file).main();
            errors.digest(name, golden.getAsJsonObject(name).getAsJsonObject("spectrum"), b.y()[0]);
            String instrument = golden.getAsJsonObject(name).get("instrument").getAsString();
            if (!instrument.equals(read(file).metadata().get(MetadataKeys.INSTRUMENT))) {
                throw new AssertionError(name + ": expected the instrument " + instrument + ", found " + read(file).metadata());
            }
            errors.digest(name + " x", golden.getAsJsonObject(name).getAsJsonObject("axis"), b.x());
        }
        return errors.error();
    }

    public static SpectralFile read(Path file) throws IOException {
        return new SpReader().read(Content.read(file));
    }
}
