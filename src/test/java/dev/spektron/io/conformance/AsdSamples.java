package dev.spektron.io.conformance;

import com.google.gson.JsonObject;
import dev.spektron.io.asd.AsdReader;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.SpectralFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// ASD.
public final class AsdSamples implements Samples {
    @Override
    public String format() {
        return "asd";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return SampleFiles.find(PeerSamples.vendor(sharedData).resolve("asd"), ".asd");
    }

    @Override
    public String oracle() {
        return "digests of asdreader (scripts/make_vendor_golden.py) and of pyASDReader (scripts/make_asd_golden.py)";
    }

    @Override
    public List<String> gaps() {
        return List.of("radiance and irradiance are not computed; signal and calibrations are blocks of their own",
            "readings are not divided by integration time and gain", "GPS, audit log and signature are not read",
            "that files of floats or integers (before version 6) store the reference as they store the spectrum is taken from the "
                + "description, no real file was at hand");
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Worst errors = new Worst();
        JsonObject golden = PeerSamples.golden();
        for (Path file : files(sharedData)) {
            String name = sharedData.relativize(file).toString();
            JsonObject want = golden.getAsJsonObject(name);
            SpectralFile f = read(file);
            boolean raw = want.get("type").getAsString().equals("RAW");
            double[] sample = PeerSamples.only(f, "sample");
            double[] reference = PeerSamples.only(f, "reference");
            errors.digest(name, want.getAsJsonObject("spectrum"), sample);
            errors.digest(name + " reference", want.getAsJsonObject("reference"), reference);
            errors.number(name + " first", want.get("first").getAsDouble(), f.main().x()[0], 1000);
            JsonObject second = PeerSamples.golden("pyasd").getAsJsonObject(name);
            if (raw == second.has("reflectance")) {
                throw new AssertionError(name + ": the two peers differ about the type");
            }
            if (!raw) {
                errors.digest(name + " reflectance", second.getAsJsonObject("reflectance"), f.main().y()[0]);
            }
        }
        return errors.error();
    }

    public static SpectralFile read(Path file) throws IOException {
        return new AsdReader().read(Content.read(file));
    }
}
