package dev.spektron.io.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;

/// All writers, and the choice among them by the ending of a name.
public final class Writers {
    private Writers() {}

    /// Every writer, by name.
    public static List<Writer> all() {
        List<Writer> all = new ArrayList<>();
        ServiceLoader.load(Writer.class, Writers.class.getClassLoader()).forEach(all::add);
        all.sort(Comparator.comparing(Writer::format));
        return all;
    }

    public static Optional<Writer> forFile(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return all().stream().filter(w -> w.endings().stream().anyMatch(name::endsWith)).findFirst();
    }
}
