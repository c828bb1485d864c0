package dev.spektron.io.jasco;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;

/// Texts of two bytes a letter, lower byte first, up to a zero.
final class Utf16 {
    private Utf16() {}

    /// @param n bytes of the field
    static String text(Bytes b, long at, int n, String field) throws FormatException {
        b.need(at, n, field);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < n; i += 2) {
            char c = (char) b.u16(at + i, field);
            if (c == 0) {
                break;
            }
            text.append(c);
        }
        return text.toString().strip();
    }
}
