package dev.spektron.io.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.Readers;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.IntensityKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bytes for which a reader once broke its promise.
class FuzzRegressionTest {
    static Stream<Path> found() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/fuzz"))) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    /// The folder is the format.
    @ParameterizedTest
    @MethodSource("found")
    void promiseIsKept(Path file) throws IOException {
        ReaderPromise.check(Readers.named(file.getParent().getFileName().toString()), Files.readAllBytes(file));
    }

    private record Fake(Supplier<SpectralFile> answer) implements Reader {
        @Override
        public String format() {
            return "fake";
        }

        @Override
        public String title() {
            return "Fake";
        }

        @Override
        public List<String> endings() {
            return List.of(".fake");
        }

        @Override
        public Match match(Content content) {
            return Match.NO;
        }

        @Override
        public SpectralFile read(Content content) {
            return answer.get();
        }
    }

    private static String broken(Supplier<SpectralFile> answer) {
        return assertThrows(AssertionError.class, () -> ReaderPromise.check(new Fake(answer), new byte[8])).getMessage();
    }

    private static SpectralFile file(double[] y) {
        Block block = Block.single("b", BlockKind.SPECTRUM, y, Optional.empty(), "", IntensityKind.UNKNOWN, "", y, Map.of());
        return new SpectralFile("bytes", "fake", List.of(block), Map.of(), List.of());
    }

    @Test
    void brokenPromisesAreSeen() {
        assertTrue(broken(() -> {
            throw new IllegalStateException("no");
        }).contains("found java.lang.IllegalStateException: no"));
        assertTrue(broken(() -> file(new double[12 << 20])).contains("allocated 96 MiB"));
        assertTrue(broken(() -> {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long start = threads.getCurrentThreadCpuTime();
            while (threads.getCurrentThreadCpuTime() < start + 1_100_000_000L) {
                Thread.onSpinWait();
            }
            return file(new double[1]);
        }).contains("within 1 s"));
        assertEquals(true, ReaderPromise.check(new Fake(() -> file(new double[1])), new byte[8]));
    }
}
