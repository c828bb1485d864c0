package dev.spektron.io.conformance;

import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.perkinelmer.AspReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// ASP text.
public final class AspSamples implements Samples {
    @Override
    public String format() {
        return "asp";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return SampleFiles.find(PeerSamples.vendor(sharedData), ".asp");
    }

    @Override
    public String oracle() {
        return "the file itself, read with the library of the JDK";
    }

    @Override
    public List<String> gaps() {
        return List.of("the meaning of the ordinates and of three codes in the header is not stated", "one real file only");
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Worst errors = new Worst();
        for (Path file : files(sharedData)) {
            List<String> lines = Files.readAllLines(file);
            double[] want = lines.stream().skip(6).filter(l -> !l.isBlank()).mapToDouble(Double::parseDouble).toArray();
            Block b = read(file).main();
            errors.series(file.toString(), want, b.y()[0]);
            errors.number(file + " first", Double.parseDouble(lines.get(1)), b.x()[0], 4000);
            errors.number(file + " last", Double.parseDouble(lines.get(2)), b.x()[b.channels() - 1], 4000);
        }
        return errors.error();
    }

    public static SpectralFile read(Path file) throws IOException {
        return new AspReader().read(Content.read(file));
    }
}
