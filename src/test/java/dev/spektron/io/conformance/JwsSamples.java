package dev.spektron.io.conformance;

import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.jasco.JwsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// JASCO JWS.
public final class JwsSamples implements Samples {
    @Override
    public String format() {
        return "jasco-jws";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return SampleFiles.find(PeerSamples.vendor(sharedData), ".jws");
    }

    @Override
    public String oracle() {
        return "all points of the text of the same measurement (243.txt, 4 digits behind the point)";
    }

    @Override
    public List<String> gaps() {
        return List.of("quantities other than transmittance (%T), absorbance, fluorescence, CD and HT have no meaning, only their code",
            "resolution and scans are read from FT/IR instruments only: the numbers of settings differ from family to family",
            "axes of unequal steps and files of Spectra Manager 1 are refused with a clear message");
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Worst errors = new Worst();
        Path pair = PeerSamples.vendor(sharedData).resolve("pairs/jasco_243");
        List<double[]> text = SampleFiles.table(pair.resolve("243.txt"));
        Block b = read(pair.resolve("243.jws")).main();
        errors.series("x", SampleFiles.column(text, 0), b.x());
        errors.series("y", SampleFiles.column(text, 1), Arrays.stream(b.y()[0]).map(v -> 100 * v).toArray());
        return errors.error();
    }

    public static SpectralFile read(Path file) throws IOException {
        return new JwsReader().read(Content.read(file));
    }
}
