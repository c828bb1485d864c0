package dev.spektron.corpus.build;

import dev.spektron.io.FileBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Files of a source and the digest over them.
final class Digests {
    private Digests() {}

    /// All regular files below a folder (or the file itself) in the order of their names with `/` between the parts.
    static List<Path> files(Path root) throws IOException {
        if (Files.isRegularFile(root)) {
            return List.of(root);
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).filter(f -> !f.getFileName().toString().startsWith("."))
                .sorted((a, b) -> relative(root, a).compareTo(relative(root, b))).toList();
        }
    }

    static String relative(Path root, Path file) {
        return file.equals(root) ? file.getFileName().toString() : root.relativize(file).toString().replace('\\', '/');
    }

    static String of(Path root, List<Path> files) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path f : files) {
            text.append(relative(root, f)).append('\n').append(FileBytes.sha256(f)).append('\n');
        }
        return of(text.toString());
    }

    static String of(String text) {
        return FileBytes.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
