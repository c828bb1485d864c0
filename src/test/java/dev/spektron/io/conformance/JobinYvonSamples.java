package dev.spektron.io.conformance;

import dev.spektron.io.jobinyvon.JobinYvonReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Horiba Jobin Yvon's XML.
public final class JobinYvonSamples implements Samples {
    @Override
    public String format() {
        return "jobinyvon-xml";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return TextGolden.files(sharedData, f -> f.endsWith(".xml"));
    }

    @Override
    public String oracle() {
        return "Python's ElementTree (make_text_golden.py)";
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        return TextGolden.compare(sharedData, new JobinYvonReader(), f -> f.endsWith(".xml"));
    }

    @Override
    public List<String> gaps() {
        return List.of("maps with two coordinates are tested on made files only: of the two, the first in the file is taken to run faster");
    }
}
