package dev.spektron.io.conformance;

import dev.spektron.io.csv.CsvReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Tables with one spectrum a line.
public final class CsvSamples implements Samples {
    static boolean mine(String file) {
        return file.startsWith("nir-single-instrument/") || file.contains("/nirs4all/") && file.endsWith(".csv");
    }

    @Override
    public String format() {
        return "csv";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return TextGolden.files(sharedData, CsvSamples::mine);
    }

    @Override
    public String oracle() {
        return "Python's csv and float (make_text_golden.py)";
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        return TextGolden.compare(sharedData, new CsvReader(), CsvSamples::mine);
    }

    @Override
    public List<String> gaps() {
        return List.of("an empty or missing ordinate is refused", "only one run of neighbouring columns is taken as spectrum");
    }
}
