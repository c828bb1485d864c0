package dev.spektron.io;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/// Writes files so that under the final name there is either the old content or the whole new one, never a part.
///
/// The content goes to a hidden temporary file in the same folder, which is forced to disk and then renamed over the final name. When the
/// writer throws, or the program is stopped by Ctrl-C or SIGTERM, the temporary file is deleted and the old file stays as it was.
/// Missing folders are made. A symbolic link is followed, so that the file behind it is replaced and not the link. Devices and pipes
/// (`/dev/stdout`) cannot be renamed over; they are written directly.
public final class AtomicFiles {
    private static final int BUFFER = 1 << 16;

    private AtomicFiles() {}

    /// Writes bytes.
    @FunctionalInterface
    public interface Bytes {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Writes characters, encoded as UTF-8.
    @FunctionalInterface
    public interface Text {
        void writeTo(Writer out) throws IOException;
    }

    /// Fills a file that is given by its path, for libraries that want to open it themselves.
    @FunctionalInterface
    public interface Filler {
        void fill(Path temporary) throws IOException;
    }

    /// @throws IOException what `text` throws, or when the file cannot be written; the final name is untouched then
    public static void writeText(Path file, Text text) throws IOException {
        write(file, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
            text.writeTo(writer);
            writer.flush();
        });
    }

    /// @throws IOException what `bytes` throws, or when the file cannot be written; the final name is untouched then
    public static void write(Path file, Bytes bytes) throws IOException {
        if (isDevice(file)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
                bytes.writeTo(out);
            }
            return;
        }
        fill(file, temporary -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), BUFFER)) {
                bytes.writeTo(out);
            }
        });
    }

    /// The general case: `filler` writes to the path it is given, which exists and is empty.
    ///
    /// @throws IOException what `filler` throws, or when the file cannot be written; the final name is untouched then
    public static void fill(Path file, Filler filler) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.isDirectory(target) || isDevice(target)) {
            throw new FileSystemException(file.toString(), null, "expected a file to write to, found a "
                + (Files.isDirectory(target) ? "folder" : "device"));
        }
        Path folder = target.getParent();
        Files.createDirectories(folder);
        Path temporary = folder.resolve(temporaryName(target.getFileName().toString()));
        Thread hook = deleteOnStop(temporary);
        try {
            Files.createFile(temporary);
            filler.fill(temporary);
            force(temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(folder);
        } catch (FormatException | FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // "No space left on device" alone does not say where.
            throw new IOException(file + ": not written: " + e.getMessage(), e);
        } finally {
            delete(temporary);
            forget(hook);
        }
    }

    private static boolean isDevice(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    private static String temporaryName(String name) {
        // Cut: a name may already be as long as the file system allows.
        String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
        return "." + name.substring(0, Math.min(name.length(), 60)) + "." + random + ".tmp";
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Makes the rename itself durable where the system can open folders (Windows cannot, and needs no such step).
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file is complete under its name; only its survival of a power cut in the next seconds is less sure.
            return;
        }
    }

    private static Thread deleteOnStop(Path temporary) {
        Thread hook = new Thread(() -> delete(temporary), "delete " + temporary.getFileName());
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is being stopped, and somebody has it wait for this file.
            return null;
        }
        return hook;
    }

    private static void forget(Thread hook) {
        try {
            if (hook != null) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IllegalStateException e) {
            // The program is being stopped and the hook runs: what it does is done twice, which does no harm.
            return;
        }
    }

    private static void delete(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // Nothing more can be done, and the first error is the one to tell.
            return;
        }
    }
}
