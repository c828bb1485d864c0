package dev.spektron.backend.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// One width of vectors in the JVM: a second one makes C2 keep vectors of other kernels as objects (docs/engine.md).
class LanesTest {
    private static final Pattern WIDTH = Pattern.compile("\\bSPECIES_(64|128|256|512|MAX)\\b|VectorShape\\.S_");

    @Test
    void onlyLanesNamesAWidth() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> others = files.filter(f -> f.toString().endsWith(".java")).filter(LanesTest::namesAWidth)
                .map(f -> f.getFileName().toString()).toList();
            assertEquals(List.of("Lanes.java"), others);
        }
    }

    private static boolean namesAWidth(Path file) {
        try {
            return WIDTH.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
