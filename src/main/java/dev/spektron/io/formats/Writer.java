package dev.spektron.io.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Writes one format. Found through `java.util.ServiceLoader`: name the class in `META-INF/services/dev.spektron.io.formats.Writer`.
/// Without state.
public interface Writer {
    /// Short unique name, that of the reader of the same format.
    String format();

    /// Endings of file names in lower case with their dot.
    List<String> endings();

    /// What of the file has no place in the format, one short text each; empty if nothing is lost.
    List<String> losses(SpectralFile file);

    /// Writes all blocks.
    ///
    /// @param out a file that may be there already; the caller sees to it that no half-written file stays behind
    /// @throws IOException if the format cannot hold the blocks, with what to do about it, or if the file cannot be written
    void write(SpectralFile file, Path out) throws IOException;
}
