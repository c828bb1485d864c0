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
        return VendorErrors.find(PeerSamples.vendor(sharedData).resolve("asd"), ".asd");
    }

    @Override
    public String oracle() {
        return "digests of asdreader (Python; scripts/make_vendor_golden.py)";
    }

    @Override
    public List<String> gaps() {
        return List.of("calibration files within files (radiance) and the classifier's text are not read",
            "readings are not divided by integration time and gain");
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        VendorErrors errors = new VendorErrors();
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
            if (!raw) {
                double[] quotient = new double[sample.length];
                for (int i = 0; i < quotient.length; i++) {
                    quotient[i] = sample[i] / reference[i];
                }
                errors.series(name + " reflectance", quotient, f.main().y()[0]);
            }
        }
        return errors.largest();
    }

    public static SpectralFile read(Path file) throws IOException {
        return new AsdReader().read(Content.read(file));
    }
}
