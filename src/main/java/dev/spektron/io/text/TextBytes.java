package dev.spektron.io.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Character sets of text files as instruments write them.
public final class TextBytes {
    private static final int LOOK = 4096;

    private TextBytes() {}

    /// The text as UTF-8 without byte order mark. UTF-16 is recognised by its mark, or without one by the zero bytes of its Latin letters;
    /// any other text is returned as it is.
    public static byte[] utf8(byte[] raw) {
        if (raw.length > 2 && raw[0] == (byte) 0xef && raw[1] == (byte) 0xbb && raw[2] == (byte) 0xbf) {
            return Arrays.copyOfRange(raw, 3, raw.length);
        }
        Charset wide = utf16(raw);
        if (wide == null) {
            return raw;
        }
        String text = new String(raw, wide);
        return (text.startsWith("\ufeff") ? text.substring(1) : text).getBytes(StandardCharsets.UTF_8);
    }

    private static Charset utf16(byte[] raw) {
        if (raw.length < 4) {
            return null;
        }
        int first = raw[0] & 0xff;
        int second = raw[1] & 0xff;
        if (first == 0xff && second == 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        if (first == 0xfe && second == 0xff) {
            return StandardCharsets.UTF_16BE;
        }
        int n = Math.min(raw.length, LOOK) / 2;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < n; i++) {
            even += raw[2 * i] == 0 ? 1 : 0;
            odd += raw[2 * i + 1] == 0 ? 1 : 0;
        }
        return odd > 0.9 * n && even == 0 ? StandardCharsets.UTF_16LE : even > 0.9 * n && odd == 0 ? StandardCharsets.UTF_16BE : null;
    }

    /// Whether the beginning of the bytes is text: hardly any control characters. AvaSoft pads a name of its header with
    /// zero bytes.
    public static boolean isText(byte[] b) {
        int n = Math.min(b.length, LOOK);
        int strange = 0;
        for (int i = 0; i < n; i++) {
            strange += b[i] >= 0 && b[i] < ' ' && b[i] != '\n' && b[i] != '\r' && b[i] != '\t' && b[i] != '\f' ? 1 : 0;
        }
        return n > 0 && 50 * strange <= n;
    }

    /// Some bytes as UTF-8, or as Windows 1252 where they are none.
    public static String decode(byte[] b, int from, int to) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(b, from, to - from)).toString();
        } catch (CharacterCodingException e) {
            return new String(b, from, to - from, Windows.CHARSET);
        }
    }

    private static final class Windows {
        // Not one of the standard sets, but in every JDK with module java.base.
        static final Charset CHARSET = Charset.isSupported("windows-1252") ? Charset.forName("windows-1252")
            : StandardCharsets.ISO_8859_1;
    }
}
