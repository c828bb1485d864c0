package dev.spektron.cli;

import dev.spektron.io.csv.CsvSpectraWriter;
import dev.spektron.io.dataset.DatasetLoader;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.SpectrumSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Runs the command inside the test and makes small data sets for it.
final class Cli {
    private Cli() {}

    /// What a run left behind.
    record Run(int code, String out, String err) {}

    static Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(args);
        return new Run(code, out.toString(), err.toString());
    }

    /// `transfer` with few repeats, methods and preprocessings; results go below `dir`.
    static Run transfer(Path dir, String... more) {
        return run(Stream.concat(Stream.of("transfer", "--methods", "none,bias,pds", "--repeats", "2", "--threads", "1", "--quiet", "--out",
            dir.resolve("out").toString()), Stream.of(more)).toArray(String[]::new));
    }

    /// The quick preprocessing, and one property.
    static Run quick(Path dir, Path data, String... more) {
        return transfer(dir, Stream.concat(Stream.of("--preprocessing", "snv", "--property", "protein", "--data", data.toString()),
            Stream.of(more)).toArray(String[]::new));
    }

    /// The embedded sample's first 40 spectra of one instrument, every `step`-th channel from `from` on.
    static SpectrumSet sample(String instrument, int from, int step) {
        try {
            SpectrumSet set = DatasetLoader.load("sample:two-instruments", null).instrument(instrument)
                .select(IntStream.range(0, 40).toArray());
            int[] channels = IntStream.iterate(from, j -> j < set.channels(), j -> j + step).toArray();
            double[] axis = Arrays.stream(channels).mapToDouble(set.axis()::get).toArray();
            double[][] rows = Arrays.stream(set.rows()).map(row -> Arrays.stream(channels).mapToDouble(j -> row[j]).toArray())
                .toArray(double[][]::new);
            return set.withRows(new Axis(set.axis().unit(), axis), rows, set.kind());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SpectrumSet primary() {
        return sample("primary", 0, 8);
    }

    static SpectrumSet secondary() {
        return sample("secondary", 0, 8);
    }

    /// The same set with a falling axis.
    static SpectrumSet falling(SpectrumSet set) {
        double[][] rows = Arrays.stream(set.rows())
            .map(r -> IntStream.range(0, r.length).mapToDouble(j -> r[r.length - 1 - j]).toArray()).toArray(double[][]::new);
        return set.withRows(set.axis().reversed(), rows, set.kind());
    }

    static SpectrumSet renamed(SpectrumSet set, UnaryOperator<String> id) {
        return new SpectrumSet(set.instrument(), set.axis(), set.kind(), set.modality(), set.sampleIds().stream().map(id).toList(),
            set.rows(), set.properties(), set.metadata());
    }

    /// Writes a data set folder with a CSV file for each of two instruments.
    static Path folder(Path dir, SpectrumSet primary, SpectrumSet secondary) throws IOException {
        Files.createDirectories(dir);
        Files.write(dir.resolve("primary.csv"), CsvSpectraWriter.wide(primary, Map.of()));
        Files.write(dir.resolve("secondary.csv"), CsvSpectraWriter.wide(secondary, Map.of()));
        Files.writeString(dir.resolve("manifest.yaml"), """
            name: small
            modality: nir
            intensity: absorbance
            axis-unit: nm
            instruments:
              - {name: primary, read: {file: primary.csv, ids: ID}}
              - {name: secondary, read: {file: secondary.csv, ids: ID}}
            properties:
              - {name: moisture, unit: '%'}
              - {name: protein, unit: '%'}
            """);
        return dir;
    }

    static Path folder(Path dir) throws IOException {
        return folder(dir, primary(), secondary());
    }
}
