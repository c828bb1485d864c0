package dev.spektron.io.conformance;

import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.rruff.RruffReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// RRUFF text.
public final class RruffSamples implements Samples {
    @Override
    public String format() {
        return "rruff";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return SampleFiles.find(sharedData.resolve("rruff-raman"), ".txt");
    }

    @Override
    public String oracle() {
        return "number of points, ends of the axis, least and largest intensity as a Python program gives them (472 files)";
    }

    @Override
    public List<String> gaps() {
        return List.of("technique and laser stand in the name of the file only; another name leaves Raman without a laser");
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Path dir = sharedData.resolve("rruff-raman");
        Worst errors = new Worst();
        List<String> lines = Files.readAllLines(dir.resolve("expected.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] want = line.split(",");
            Block b = new RruffReader().read(Content.read(dir.resolve("txt").resolve(want[0]))).main();
            if (b.channels() != Integer.parseInt(want[1])) {
                throw new AssertionError(want[0] + ": expected " + want[1] + " points, found " + b.channels());
            }
            double[] x = b.x();
            double[] y = b.y()[0];
            double[] found = {x[0], x[x.length - 1], Arrays.stream(y).min().orElseThrow(), Arrays.stream(y).max().orElseThrow()};
            for (int i = 0; i < found.length; i++) {
                double value = Double.parseDouble(want[2 + i]);
                errors.number(want[0] + " column " + (3 + i), value, found[i], Math.abs(value));
            }
        }
        return errors.error();
    }
}
