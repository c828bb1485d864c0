package dev.spektron.io.omnic;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Texts and dates of OMNIC.
final class OmnicText {
    /// Seconds are counted from here, in universal time.
    private static final LocalDateTime START = LocalDateTime.of(1899, 12, 31, 0, 0);

    private OmnicText() {}

    /// Text up to its first zero: UTF-8 where it is, otherwise ISO 8859-1 (other code pages are not named in the file).
    static String read(Bytes b, long at, int n) throws FormatException {
        b.need(at, n, "text");
        byte[] raw = b.bytes(at, n);
        int end = 0;
        while (end < raw.length && raw[end] != 0) {
            end++;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw, 0, end)).toString().strip();
        } catch (CharacterCodingException e) {
            return new String(raw, 0, end, StandardCharsets.ISO_8859_1).strip();
        }
    }

    /// ISO 8601 in universal time, empty for 0.
    static String date(long seconds) {
        return seconds == 0 ? "" : START.plusSeconds(seconds).atOffset(ZoneOffset.UTC)
            .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX"));
    }
}
