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

/// Errors relative to the largest value of a series, and the largest of many of them.
final class VendorErrors {
    private double largest;

    double largest() {
        return largest;
    }

    /// @throws AssertionError if the numbers of values differ
    void series(String what, double[] want, double[] got) {
        if (want.length != got.length) {
            throw new AssertionError(what + ": expected " + want.length + " values, found " + got.length);
        }
        double scale = Arrays.stream(want).map(Math::abs).max().orElse(0);
        for (int i = 0; i < want.length; i++) {
            number(what + "[" + i + "]", want[i], got[i], scale);
        }
    }

    void number(String what, double want, double got, double scale) {
        double error = want == got ? 0 : Math.abs(want - got) / Math.max(scale, Double.MIN_NORMAL);
        if (!(error <= 0.01)) {
            throw new AssertionError(what + ": expected " + want + ", found " + got);
        }
        largest = Math.max(largest, error);
    }

    /// First, last, sum (and least and largest, where stated) of a series.
    void digest(String what, JsonObject want, double[] got) {
        int n = want.has("n") ? want.get("n").getAsInt() : want.getAsJsonArray("shape").get(0).getAsInt();
        if (n != got.length) {
            throw new AssertionError(what + ": expected " + n + " values, found " + got.length);
        }
        double largestValue = Arrays.stream(got).map(Math::abs).max().orElse(0);
        number(what + " sum", want.get("sum").getAsDouble(), Arrays.stream(got).sum(), Arrays.stream(got).map(Math::abs).sum());
        if (want.has("first")) {
            number(what + " first", want.get("first").getAsDouble(), got[0], largestValue);
            number(what + " last", want.get("last").getAsDouble(), got[n - 1], largestValue);
        }
        if (want.has("min")) {
            number(what + " min", want.get("min").getAsDouble(), Arrays.stream(got).min().orElse(0), largestValue);
            number(what + " max", want.get("max").getAsDouble(), Arrays.stream(got).max().orElse(0), largestValue);
        }
        for (int i = 0; want.has("at") && i < want.getAsJsonArray("at").size(); i++) {
            int at = want.getAsJsonArray("at").get(i).getAsInt();
            number(what + "[" + at + "]", want.getAsJsonArray("values").get(i).getAsDouble(), got[at], largestValue);
        }
    }

    static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    /// Numbers of the lines that begin with one.
    static List<double[]> table(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.filter(l -> l.matches("\\s*-?[0-9.].*") && l.strip().split("[\\s,]+").length >= 2)
                .map(l -> Arrays.stream(l.strip().split("[\\s,]+")).mapToDouble(Double::parseDouble).toArray()).toList();
        }
    }

    static double[] column(List<double[]> table, int column) {
        return table.stream().mapToDouble(r -> r[column]).toArray();
    }

    /// Files below a folder with one of the endings, in order.
    static List<Path> find(Path folder, String... endings) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(p -> Arrays.stream(endings)
                .anyMatch(p.getFileName().toString().toLowerCase(Locale.ROOT)::endsWith)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
