package dev.spektron.io.conformance;

import dev.spektron.io.Damage;
import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.Readers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/// The conformance sheet `docs/formats.md`: of each format its files, what their values were compared with, the largest error, what became
/// of damaged files, and what the reader does not do. Written anew by
///
/// ```
/// ./mvnw test-compile surefire:test@default-test -Dtest=ConformanceTest -Dspektron.conformance.write=true
/// ```
final class Sheet {
    static final Path FILE = Path.of("docs/formats.md");
    private static final String BEGIN = "<!-- written by ConformanceTest from here -->";
    private static final String END = "<!-- to here -->";
    /// Bytes of samples above which a file is left out of the turned bits: they say no more about a format than its small ones.
    private static final long LARGEST = 1 << 21;

    private Sheet() {}

    /// All formats with samples, by name.
    static List<Samples> all() {
        List<Samples> all = new ArrayList<>();
        ServiceLoader.load(Samples.class).forEach(all::add);
        all.sort(Comparator.comparing(Samples::format));
        return all;
    }

    /// Damages at most `most` files of a format.
    static Damage damage(Samples s, Path shared, int most, int cuts, int flips) throws IOException {
        Reader reader = Readers.named(s.format());
        Damage damage = new Damage();
        List<Path> files = small(s, shared);
        int step = Math.max(1, files.size() / most);
        for (int i = 0; i < files.size(); i += step) {
            Content content = unpacked(files.get(i));
            if (content.bytes().length > 0) {
                Damage.Reader values = Damage.of(reader, content.name());
                damage.cuts(content.fileName(), values, content.bytes(), cuts);
                damage.flips(content.fileName(), values, content.bytes(), flips);
            }
        }
        return damage;
    }

    /// The files that are damaged.
    static List<Path> small(Samples s, Path shared) {
        return s.files(shared).stream().filter(f -> f.toFile().length() <= LARGEST).toList();
    }

    private static Content unpacked(Path file) throws IOException {
        Content packed = Content.read(file);
        try {
            return packed.unpacked();
        } catch (FormatException e) {
            // One of the samples that must be refused.
            return packed;
        }
    }

    /// The rows that depend on the files alone, and those of the long run.
    static String text(Path shared, int most, int cuts, int flips) throws IOException {
        StringBuilder table = new StringBuilder("| format | files | compared with | largest relative error | damaged files tried | "
            + "silently other values | slowest, ms |\n|---|---:|---|---:|---:|---:|---:|\n");
        StringBuilder gaps = new StringBuilder();
        for (Samples s : all()) {
            Damage d = damage(s, shared, most, cuts, flips);
            table.append(String.format(Locale.ROOT, "| %s | %d | %s | %s | %d | %.1f %% | %d |%n", Readers.named(s.format()).title(),
                s.files(shared).size(), s.oracle(), error(s.maximumError(shared)), d.total(), 100 * d.share(), d.slowestMillis()));
            gaps.append("\n**").append(Readers.named(s.format()).title()).append("**\n\n");
            s.gaps().forEach(g -> gaps.append("- ").append(g).append('\n'));
        }
        return table + "\n## What the readers do not do\n" + gaps;
    }

    private static String error(double e) {
        return e == 0 ? "exact" : String.format(Locale.ROOT, "%.1e", e);
    }

    static void write(String text) throws IOException {
        String old = Files.readString(FILE, StandardCharsets.UTF_8);
        Files.writeString(FILE, old.substring(0, old.indexOf(BEGIN) + BEGIN.length()) + "\n\n" + text + "\n" + old.substring(
            old.indexOf(END)));
    }

    /// The row of a format as it stands in the sheet; empty if there is none.
    static String row(String title) throws IOException {
        return Files.readString(FILE, StandardCharsets.UTF_8).lines().filter(l -> l.startsWith("| " + title + " |")).findFirst().orElse("");
    }
}
