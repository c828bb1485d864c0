package dev.spektron.io.conformance;

import dev.spektron.io.avantes.AvantesReader;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.SpectralFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Avantes AvaSoft.
public final class AvantesSamples implements Samples {
    @Override
    public String format() {
        return "avantes";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return SampleFiles.find(PeerSamples.vendor(sharedData), ".trm");
    }

    @Override
    public String oracle() {
        return "all points of the text of the same measurement (J_PIR_AVRIL2016_0001.ttt, 5 digits)";
    }

    @Override
    public List<String> gaps() {
        return List.of("irradiance is not computed: reading and calibration are blocks of their own",
            "what a file of one reading holds (ROH, DRK, REF) only its ending says",
            "modes of AVS82 follow the ending of the name where they contradict it: the two descriptions of its codes differ",
            "version 70, files of one reading and AvaSoft 8 are tested on made files only");
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Worst errors = new Worst();
        Path pair = PeerSamples.vendor(sharedData).resolve("pairs/avantes_J_PIR");
        List<double[]> text = Files.readAllLines(pair.resolve("J_PIR_AVRIL2016_0001.ttt"), StandardCharsets.ISO_8859_1).stream()
            .filter(l -> l.matches("[0-9].*;.*;.*;.*")).map(l -> Arrays.stream(l.split(";")).map(String::strip).filter(t -> !t.isEmpty())
                .mapToDouble(Double::parseDouble).toArray()).toList();
        SpectralFile f = read(pair.resolve("J_PIR_AVRIL2016_0001.TRM"));
        // The text was cut to 300 to 700 nm.
        int from = 0;
        while (Math.abs(f.main().x()[from] - text.getFirst()[0]) > 0.006) {
            from++;
        }
        String[] blocks = {"dark", "reference", "sample"};
        int to = from + text.size();
        errors.series("x", SampleFiles.column(text, 0), Arrays.copyOfRange(f.main().x(), from, to));
        for (int c = 0; c < blocks.length; c++) {
            errors.series(blocks[c], SampleFiles.column(text, c + 1), Arrays.copyOfRange(f.block(blocks[c]).y()[0], from, to));
        }
        double[] percent = Arrays.stream(f.main().y()[0], from, to).map(v -> 100 * v).toArray();
        errors.series("transmittance", SampleFiles.column(text, 4), percent);
        return errors.error();
    }

    public static SpectralFile read(Path file) throws IOException {
        return new AvantesReader().read(Content.read(file));
    }
}
