package dev.spektron.io.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The largest relative error of a comparison. What has no size (names, counts, places of missing values) must be equal.
public final class Worst {
    private double error;

    /// Takes a value into account; `NaN` and infinities must be met exactly.
    public void add(String where, double expected, double got) {
        if (Double.compare(expected, got) == 0 || expected == got) {
            return;
        }
        if (!Double.isFinite(expected) || !Double.isFinite(got)) {
            throw new AssertionError(where + ": expected " + expected + ", found " + got);
        }
        error = Math.max(error, Math.abs(expected - got) / Math.max(Math.abs(expected), Double.MIN_NORMAL));
    }

    /// As [#add], for sums whose terms may cancel: relative to the size of the terms.
    public void addSum(String where, double expected, double got, double size) {
        if (!Double.isFinite(expected) || !Double.isFinite(got)) {
            add(where, expected, got);
        } else if (expected != got) {
            error = Math.max(error, Math.abs(expected - got) / Math.max(size, Math.abs(expected)));
        }
    }

    public void same(String where, Object expected, Object got) {
        if (!expected.equals(got)) {
            throw new AssertionError(where + ": expected " + expected + ", found " + got);
        }
    }

    public double error() {
        return error;
    }

    /// Files below a folder with one of the endings, in lower case, in their order.
    public static List<Path> files(Path folder, String... endings) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(f -> {
                String name = f.getFileName().toString().toLowerCase(java.util.Locale.ROOT);
                return List.of(endings).stream().anyMatch(name::endsWith);
            }).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
