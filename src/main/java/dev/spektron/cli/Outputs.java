package dev.spektron.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes sure before the long work that its results can be written after it.
final class Outputs {
    private Outputs() {}

    /// Whether a folder for results can be made, without making it.
    ///
    /// @param option what the message calls it
    static void possible(String option, Path folder) throws IOException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (there.equals(folder.toAbsolutePath())) {
            folder(option, folder);
        } else if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new IOException(option + " " + folder + ": the folder cannot be made" + (Files.isDirectory(there)
                ? ", permission denied" : "; is the place writable, and is a file in the way?"));
        }
    }

    /// Makes a folder for results.
    ///
    /// @param option what the message calls it
    static void folder(String option, Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(option + " " + folder + ": expected a folder, found a file; name another one");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException(option + " " + folder + ": the folder cannot be made" + (e instanceof AccessDeniedException
                ? ", permission denied" : "; is the place writable, and is a file in the way?"), e);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException(option + " " + folder + ": the folder is not writable; change its permissions or name another one");
        }
    }

    /// Makes the folder of a file to be written.
    static void file(String option, Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(option + " " + file + ": expected the name of a file, found a folder");
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            folder(option, parent);
        }
    }
}
