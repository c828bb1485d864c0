package dev.spektron.io.text;

import java.nio.charset.StandardCharsets;

/// Goes through the lines of a text. Lines end with LF, CR LF or CR.
public final class LineScanner {
    private final byte[] bytes;
    private final int limit;
    private int start;
    private int end;
    private int next;
    private int number;

    /// @param from first byte of the first line
    /// @param to end of the last line
    /// @param firstNumber number of the first line in its file
    public LineScanner(byte[] bytes, int from, int to, int firstNumber) {
        this.bytes = bytes;
        limit = to;
        next = from;
        number = firstNumber - 1;
    }

    public LineScanner(byte[] bytes) {
        this(bytes, 0, bytes.length, 1);
    }

    /// Steps to the next line.
    ///
    /// @return whether there is one; nothing behind the last line end is none
    public boolean next() {
        if (next >= limit) {
            return false;
        }
        start = next;
        int i = next;
        while (i < limit && bytes[i] != '\n' && bytes[i] != '\r') {
            i++;
        }
        end = i;
        next = i + 1 < limit && bytes[i] == '\r' && bytes[i + 1] == '\n' ? i + 2 : i + 1;
        number++;
        return true;
    }

    /// First byte of the line.
    public int start() {
        return start;
    }

    /// First byte behind the line, without its line end.
    public int end() {
        return end;
    }

    /// Where the next line starts, at most one behind the text.
    public int following() {
        return Math.min(next, limit);
    }

    /// 1-based number of the line in its file.
    public int number() {
        return number;
    }

    /// First byte of the line that is neither blank nor tab; [#end()] if there is none.
    public int content() {
        int i = start;
        while (i < end && (bytes[i] == ' ' || bytes[i] == '\t')) {
            i++;
        }
        return i;
    }

    /// The line for a message, cut after 60 bytes.
    public String show() {
        return show(bytes, start, end);
    }

    /// Some bytes for a message, cut after 60.
    public static String show(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, Math.min(60, to - from), StandardCharsets.ISO_8859_1).strip();
        return "'" + text + (to - from > 60 ? "..." : "") + "'";
    }
}
