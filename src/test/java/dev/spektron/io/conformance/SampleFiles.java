package dev.spektron.io.conformance;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Files with samples, and with what other programs read from them.
public final class SampleFiles {
    private SampleFiles() {}

    /// Files below a folder with one of the endings, given in lower case, in order.
    public static List<Path> find(Path folder, String... endings) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(p -> Arrays.stream(endings)
                .anyMatch(p.getFileName().toString().toLowerCase(Locale.ROOT)::endsWith)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    /// Numbers of the lines that begin with one.
    public static List<double[]> table(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.filter(l -> l.matches("\\s*-?[0-9.].*") && l.strip().split("[\\s,]+").length >= 2)
                .map(l -> Arrays.stream(l.strip().split("[\\s,]+")).mapToDouble(Double::parseDouble).toArray()).toList();
        }
    }

    public static double[] column(List<double[]> table, int column) {
        return table.stream().mapToDouble(r -> r[column]).toArray();
    }
}
