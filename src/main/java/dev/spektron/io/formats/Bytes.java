package dev.spektron.io.formats;

import dev.spektron.io.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Checked access to binary content: reading beyond the end is a [FormatException] with the place, never another exception.
public final class Bytes {
    private final String name;
    private final ByteBuffer buffer;

    public Bytes(Content content, ByteOrder order) {
        name = content.name();
        buffer = ByteBuffer.wrap(content.bytes()).order(order);
    }

    public int size() {
        return buffer.capacity();
    }

    /// Fails unless `n` bytes of `field` lie at `at`.
    public void need(long at, long n, String field) throws FormatException {
        if (at < 0 || n < 0 || at > size() || n > size() - at) {
            boolean outside = at < 0 || at > size();
            throw FormatException.at(name, "byte " + at, "expected " + n + " bytes of " + field + ", found "
                + (outside ? "a place outside the file of " + size() + " bytes" : "its end after " + (size() - at))
                + "; it is cut off or damaged, fetch it again");
        }
    }

    public int u8(long at, String field) throws FormatException {
        need(at, 1, field);
        return buffer.get((int) at) & 0xff;
    }

    public int i16(long at, String field) throws FormatException {
        need(at, 2, field);
        return buffer.getShort((int) at);
    }

    public int u16(long at, String field) throws FormatException {
        return i16(at, field) & 0xffff;
    }

    public int i32(long at, String field) throws FormatException {
        need(at, 4, field);
        return buffer.getInt((int) at);
    }

    public long u32(long at, String field) throws FormatException {
        return i32(at, field) & 0xffffffffL;
    }

    public long i64(long at, String field) throws FormatException {
        need(at, 8, field);
        return buffer.getLong((int) at);
    }

    public float f32(long at, String field) throws FormatException {
        need(at, 4, field);
        return buffer.getFloat((int) at);
    }

    public double f64(long at, String field) throws FormatException {
        need(at, 8, field);
        return buffer.getDouble((int) at);
    }

    /// `n` numbers of four bytes as doubles.
    public double[] f32s(long at, int n, String field) throws FormatException {
        need(at, 4L * n, field);
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = buffer.getFloat((int) at + 4 * i);
        }
        return v;
    }

    /// `n` numbers of eight bytes.
    public double[] f64s(long at, int n, String field) throws FormatException {
        need(at, 8L * n, field);
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = buffer.getDouble((int) at + 8 * i);
        }
        return v;
    }

    /// Text in a field of `n` bytes, up to its first zero, without blanks around it.
    public String text(long at, int n, Charset charset, String field) throws FormatException {
        need(at, n, field);
        int end = (int) at;
        while (end < at + n && buffer.get(end) != 0) {
            end++;
        }
        return new String(buffer.array(), (int) at, end - (int) at, charset).strip();
    }

    /// As [#text(long, int, Charset, String)] in ISO 8859-1.
    public String text(long at, int n, String field) throws FormatException {
        return text(at, n, StandardCharsets.ISO_8859_1, field);
    }

    /// A copy of `n` bytes, or of those that are there.
    public byte[] bytes(long at, int n) {
        int from = (int) Math.max(0, Math.min(at, size()));
        return Arrays.copyOfRange(buffer.array(), from, (int) Math.min(size(), (long) from + n));
    }

    /// An error at a byte of this file.
    public FormatException error(long at, String what) {
        return FormatException.at(name, "byte " + at, what);
    }

    /// Some bytes for a message: as text where printable, otherwise as hexadecimal numbers.
    public static String show(byte[] bytes, int from, int n) {
        int to = Math.min(bytes.length, from + n);
        StringBuilder text = new StringBuilder();
        StringBuilder hex = new StringBuilder();
        boolean printable = true;
        for (int i = from; i < to; i++) {
            int b = bytes[i] & 0xff;
            printable &= b >= ' ' && b < 0x7f;
            text.append((char) b);
            hex.append(i == from ? "" : " ").append(Character.forDigit(b >> 4, 16)).append(Character.forDigit(b & 15, 16));
        }
        return printable ? "'" + text + "'" : "bytes " + hex;
    }
}
