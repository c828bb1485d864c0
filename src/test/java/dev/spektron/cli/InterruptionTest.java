package dev.spektron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C and SIGTERM in the middle of a run.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
class InterruptionTest {
    @TempDir
    private Path dir;

    @Test
    void aStoppedRunLeavesNoPartOfAFile() throws IOException, InterruptedException {
        Path out = dir.resolve("out");
        Process run = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            System.getProperty("java.class.path"), "dev.spektron.cli.Main", "transfer", "--repeats", "500", "--threads", "1", "--out",
            out.toString(), "--save", dir.resolve("b.spektron").toString(), "--save-method", "pds")
            .redirectErrorStream(true).redirectOutput(dir.resolve("log").toFile()).start();
        while (!Files.isDirectory(out) && run.isAlive()) {
            Thread.sleep(20);
        }
        assertTrue(run.isAlive(), Files.readString(dir.resolve("log")));
        run.destroy();
        assertTrue(run.waitFor(30, TimeUnit.SECONDS));
        assertEquals(128 + 15, run.exitValue(), Files.readString(dir.resolve("log")));
        try (Stream<Path> files = Files.walk(dir)) {
            assertEquals(List.of("log"), files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList());
        }
    }
}
