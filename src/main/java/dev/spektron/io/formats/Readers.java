package dev.spektron.io.formats;

import dev.spektron.io.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// All readers, and the choice among them by content.
public final class Readers {
    private static final List<Reader> ALL = load();

    private Readers() {}

    private static List<Reader> load() {
        List<Reader> all = new ArrayList<>();
        ServiceLoader.load(Reader.class, Readers.class.getClassLoader()).forEach(all::add);
        all.sort(Comparator.comparing(Reader::format));
        return List.copyOf(all);
    }

    /// Every reader, by name.
    public static List<Reader> all() {
        return ALL;
    }

    /// @throws IllegalArgumentException if there is none of that name
    public static Reader named(String format) {
        return ALL.stream().filter(r -> r.format().equals(format)).findFirst().orElseThrow(() -> new IllegalArgumentException(
            "no format '" + format + "'; there are " + String.join(", ", ALL.stream().map(Reader::format).toList())));
    }

    /// The reader whose match is highest; of equal ones that whose usual endings fit the name, then the first by name.
    public static Optional<Reader> find(Content content) {
        Reader best = null;
        int bestScore = 0;
        for (Reader r : ALL) {
            int match = r.match(content).ordinal();
            int score = match == 0 ? 0 : 2 * match + (r.endings().stream().anyMatch(content.fileName()::endsWith) ? 1 : 0);
            if (score > bestScore) {
                best = r;
                bestScore = score;
            }
        }
        return Optional.ofNullable(best);
    }

    /// Reads a file of any known format.
    public static SpectralFile read(Path file) throws IOException {
        return read(Content.read(file));
    }

    /// Reads content of any known format; gzip, bzip2 or xz around it is unpacked.
    ///
    /// @throws FormatException if no reader takes it, or the one that does finds it damaged
    public static SpectralFile read(Content packed) throws FormatException {
        Content content = packed.unpacked();
        if (content.bytes().length == 0) {
            throw new FormatException(content.name() + ": the file is empty; fetch it again");
        }
        Reader reader = find(content).orElseThrow(() -> new FormatException(content.name() + ": expected one of "
            + String.join(", ", ALL.stream().map(Reader::title).toList()) + "; found none of them, the file begins with "
            + Bytes.show(content.bytes(), 0, 16)));
        return reader.read(content);
    }
}
