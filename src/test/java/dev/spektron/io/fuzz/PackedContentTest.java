package dev.spektron.io.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Readers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Files of a few kilobytes that unpack to megabytes or gigabytes, which no fuzzing finds, since a changed byte breaks the packing. Other
/// programs wrote them (`make_bombs.py`, `make_bombs.mjs`): `read` in a name stands for as much as a reader should still take.
class PackedContentTest {
    private static final Path BOMBS = Path.of("src/test/resources/golden/bombs");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(BOMBS)) {
            return files.sorted().toList();
        }
    }

    private static Content content(Path file) throws IOException {
        Content packed = Content.read(file);
        return new Content(file.getFileName().toString().replace(".gz", ""), packed.unpacked().bytes());
    }

    @ParameterizedTest
    @MethodSource("files")
    void memoryStaysWithinTheBounds(Path file) throws IOException {
        Content c = content(file);
        boolean read = ReaderPromise.check(Readers.find(c).orElseThrow(), c.bytes());
        assertEquals(c.name().contains("read"), read, c.name());
    }

    @Test
    void theErrorSaysWhatToDo() throws IOException {
        Content c = content(BOMBS.resolve("wide_refused_f8.mat.gz"));
        String message = assertThrows(FormatException.class, () -> Readers.find(c).orElseThrow().read(c)).getMessage();
        assertTrue(message.contains("wide_refused_f8.mat, byte 136: unpacks to more") && message.contains("-v6"), message);
    }
}
