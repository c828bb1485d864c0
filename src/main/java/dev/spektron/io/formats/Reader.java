package dev.spektron.io.formats;

import dev.spektron.io.FormatException;
import java.util.List;

/// Reads one format. Found through `java.util.ServiceLoader`: name the class in
/// `META-INF/services/dev.spektron.io.formats.Reader`. Without state; several threads may use one.
///
/// For any bytes whatever a reader returns what they hold or throws [FormatException]: no other exception, no hang, and no more memory than
/// 8 times the content and 64 MiB. Sizes that a file states are checked against the bytes that are there before anything is allocated.
public interface Reader {
    /// Short unique name in lower case, such as `jcamp-dx`.
    String format();

    /// Name for people, such as `JCAMP-DX`.
    String title();

    /// Usual endings of file names in lower case with their dot; a hint for lists and for equal matches, never a reason to read a file.
    List<String> endings();

    /// How surely the content is of this format. Quick, and never throws.
    Match match(Content content);

    /// Everything that the file holds.
    ///
    /// @throws FormatException if the content is damaged or is not of this format; the message says what was expected, what was found, and
    ///     where (line or byte, field)
    SpectralFile read(Content content) throws FormatException;
}
