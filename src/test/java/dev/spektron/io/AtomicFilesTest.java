package dev.spektron.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void writesBytesAndTextAndReplacesTheOldFile() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFiles.writeText(file, out -> out.write("first, longer than the second"));
        AtomicFiles.writeText(file, out -> out.write("\u00E9\u4E2D"));
        assertArrayEquals("\u00E9\u4E2D".getBytes(StandardCharsets.UTF_8), Files.readAllBytes(file));
        AtomicFiles.write(file, out -> out.write(new byte[] {0, -1}));
        assertArrayEquals(new byte[] {0, -1}, Files.readAllBytes(file));
        AtomicFiles.fill(file, temporary -> Files.writeString(temporary, "by path"));
        assertEquals("by path", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void makesMissingFolders() throws IOException {
        Path file = folder.resolve("x/y/a.txt");
        AtomicFiles.writeText(file, out -> out.write("deep"));
        assertEquals("deep", Files.readString(file));
    }

    @Test
    void aWriterThatThrowsLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("a.txt");
        Files.writeString(file, "old");
        RuntimeException bug = new IllegalStateException("bug");
        assertSame(bug, assertThrows(IllegalStateException.class, () -> AtomicFiles.writeText(file, out -> {
            out.write("x".repeat(1_000_000));
            throw bug;
        })));
        IOException full = assertThrows(IOException.class, () -> AtomicFiles.write(file, out -> {
            out.write(new byte[1_000_000]);
            throw new IOException("No space left on device");
        }));
        assertTrue(full.getMessage().contains("a.txt") && full.getMessage().contains("No space left on device"), full.getMessage());
        FormatException format = FormatException.at("in.csv", "line 3", "no number");
        assertSame(format, assertThrows(FormatException.class, () -> AtomicFiles.writeText(file, out -> {
            throw format;
        })));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void nothingIsUnderTheFinalNameWhileWriting() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFiles.writeText(file, out -> {
            out.write("x".repeat(1_000_000));
            out.flush();
            assertFalse(Files.exists(file));
            assertEquals(1, names().size());
        });
        assertEquals(1_000_000, Files.size(file));
    }

    @Test
    void aFolderIsNotReplaced() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        FileSystemException e = assertThrows(FileSystemException.class, () -> AtomicFiles.writeText(inner, out -> out.write("x")));
        assertTrue(e.getMessage().contains("found a folder"), e.getMessage());
        assertEquals(List.of("inner"), names());
    }

    @Test
    void aLinkIsFollowed() throws IOException {
        Path real = Files.writeString(folder.resolve("real.txt"), "old");
        Path link = folder.resolve("link.txt");
        try {
            Files.createSymbolicLink(link, real);
        } catch (UnsupportedOperationException | FileSystemException e) {
            assumeTrue(false, "this system makes no symbolic links: " + e.getMessage());
        }
        AtomicFiles.writeText(link, out -> out.write("new"));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(real));
    }

    @Test
    void aDeviceIsWrittenDirectly() throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "no /dev/null on this system");
        AtomicFiles.writeText(device, out -> out.write("gone"));
        assertFalse(Files.isRegularFile(device));
        assertThrows(FileSystemException.class, () -> AtomicFiles.fill(device, temporary -> {}));
    }

    @Test
    void aLongNameIsNoProblem() throws IOException {
        Path file = folder.resolve("n".repeat(250));
        AtomicFiles.writeText(file, out -> out.write("x"));
        assertEquals("x", Files.readString(file));
    }

    /// A second program that never finishes writing is stopped as Ctrl-C and `kill` do.
    @Test
    void aStoppedProgramLeavesTheOldFileAndNothingElse() throws Exception {
        Path file = folder.resolve("a.txt");
        Files.writeString(file, "old");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(java.toString(), "-cp", System.getProperty("java.class.path"), Endless.class.getName(),
            file.toString()).redirectErrorStream(true).start();
        try {
            assertEquals('w', process.getInputStream().read(), "the other program writes");
            assertEquals(2, names().size());
            process.destroy();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the other program stops");
        } finally {
            process.destroyForcibly();
        }
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    /// Says `w` once bytes are on disk, then waits to be stopped.
    static final class Endless {
        private Endless() {}

        public static void main(String[] args) throws IOException {
            AtomicFiles.write(Path.of(args[0]), out -> {
                out.write(new byte[1 << 20]);
                out.flush();
                System.out.print("w");
                System.out.flush();
                try {
                    Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            });
        }
    }
}
