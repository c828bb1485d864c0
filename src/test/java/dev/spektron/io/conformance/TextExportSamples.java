package dev.spektron.io.conformance;

import dev.spektron.io.export.ExportReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Text exports of instruments.
public final class TextExportSamples implements Samples {
    private static boolean mine(String file) {
        return !CsvSamples.mine(file) && !file.endsWith(".xml");
    }

    @Override
    public String format() {
        return "text-export";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return TextGolden.files(sharedData, TextExportSamples::mine);
    }

    @Override
    public String oracle() {
        return "Python's float on every field, with delimiter, decimal mark and columns of each file written out (make_text_golden.py)";
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        return TextGolden.compare(sharedData, new ExportReader(), TextExportSamples::mine);
    }

    @Override
    public List<String> gaps() {
        return List.of("files of a single column have no axis and are refused", "several tables in one file are refused",
            "the integration times of SVC (one a detector) keep their own name, because they are not one number",
            "maps of LabSpec with two coordinates are tested on made files only");
    }
}
