package dev.spektron.io.formats;

import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// The bytes of a file and the name under which messages speak of it. Readers never open files themselves.
///
/// @param name full name for messages
/// @param bytes content, already unpacked if the file was gzip, bzip2 or xz; not copied, do not write
public record Content(String name, byte[] bytes) {
    /// The bytes of a file of at most [FileBytes#MAX_BYTES].
    ///
    /// @throws IOException if it is too large or cannot be read
    public static Content read(Path file) throws IOException {
        return new Content(file.toString(), FileBytes.read(file));
    }

    /// What is inside gzip, bzip2 or xz; itself if it is in none of them.
    ///
    /// @throws FormatException if the packed data are damaged
    public Content unpacked() throws FormatException {
        byte[] inside = FileBytes.unpack(name, bytes);
        return inside == bytes ? this : new Content(name, inside);
    }

    /// Whether the bytes at `offset` are those of `mark`, taken as ISO 8859-1.
    public boolean has(int offset, String mark) {
        byte[] m = mark.getBytes(StandardCharsets.ISO_8859_1);
        return offset >= 0 && offset <= bytes.length - m.length
            && Arrays.equals(bytes, offset, offset + m.length, m, 0, m.length);
    }

    /// Fails unless the content begins with `mark`, taken as ISO 8859-1.
    ///
    /// @param of    whose mark it is
    /// @param mend  what to do about another one, such as "is it an SP file?"
    public void require(String mark, String of, String mend) throws FormatException {
        if (!has(0, mark)) {
            byte[] m = mark.getBytes(StandardCharsets.ISO_8859_1);
            throw FormatException.at(name, "byte 0", "expected the mark of " + of + ", " + Bytes.show(m, 0, m.length) + ", found "
                + (bytes.length == 0 ? "an empty file" : Bytes.show(bytes, 0, m.length)) + "; " + mend);
        }
    }

    /// The first `n` bytes (fewer in a shorter file) as ISO 8859-1.
    public String head(int n) {
        return new String(bytes, 0, Math.min(n, bytes.length), StandardCharsets.ISO_8859_1);
    }

    /// Last part of the name, in lower case; a hint only.
    public String fileName() {
        String base = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return base.toLowerCase(Locale.ROOT);
    }
}
