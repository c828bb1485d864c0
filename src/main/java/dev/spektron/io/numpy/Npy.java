package dev.spektron.io.numpy;

import dev.spektron.io.Allowance;
import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// NPY files, versions 1 to 3, as numpy's `lib/format.py` defines them. Texts have fixed length (`S`, `U`); pickled objects are refused.
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final int ALIGN = 64;
    private static final long EXACT = 1L << 53;

    private Npy() {}

    public static NpyArray read(Path file) throws IOException {
        return read(file.toString(), FileBytes.read(file));
    }

    /// @param name name for messages
    /// @throws FormatException if the header is broken or the data are not exactly as long as it says
    public static NpyArray read(String name, byte[] bytes) throws FormatException {
        return read(name, bytes, Allowance.unlimited(name));
    }

    static NpyArray read(String name, byte[] bytes, Allowance allowance) throws FormatException {
        if (bytes.length < 10 || !Arrays.equals(bytes, 0, 6, MAGIC, 0, 6)) {
            throw FormatException.at(name, "byte 0", "expected an NPY file (\\x93NUMPY), found " + Math.min(bytes.length, 10)
                + " other bytes");
        }
        int version = bytes[6];
        if (version < 1 || version > 3) {
            throw FormatException.at(name, "byte 6", "NPY version " + version + " is not read; 1 to 3 are");
        }
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int start = version == 1 ? 10 : 12;
        if (bytes.length < start) {
            throw FormatException.at(name, "byte 8", "the file ends inside its header");
        }
        long length = version == 1 ? b.getShort(8) & 0xffff : b.getInt(8) & 0xffffffffL;
        if (length > LONGEST_HEADER || length > bytes.length - start) {
            throw FormatException.at(name, "byte 8", "a header of " + length + " bytes is announced, " + (bytes.length - start)
                + " bytes follow");
        }
        Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        NpyHeader header = NpyHeader.parse(name, new String(bytes, start, (int) length, charset));
        int data = start + (int) length;
        int n = count(name, header, bytes.length - data);
        ByteBuffer body = b.slice(data, bytes.length - data)
            .order(header.order() == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        boolean text = header.kind() == 'S' || header.kind() == 'U';
        if (text) {
            allowance.objects("the texts", n, header.width());
        } else {
            allowance.numbers("the numbers", n);
        }
        double[] numbers = text ? new double[0] : numbers(name, header, body, n, data);
        String[] texts = text ? texts(name, header, body, n, data) : new String[0];
        if (header.fortran() && header.shape().length > 1) {
            int[] from = fromFortran(header.shape(), n);
            numbers = text ? numbers : reorder(numbers, from);
            texts = text ? reorder(texts, from) : texts;
        }
        return new NpyArray(header.dtype(), header.shape(), numbers, texts);
    }

    private static int count(String name, NpyHeader header, long there) throws FormatException {
        long n = 1;
        boolean empty = false;
        for (int d : header.shape()) {
            empty |= d == 0;
            n = Math.min(Integer.MAX_VALUE + 1L, n * Math.max(1, d));
        }
        n = empty ? 0 : n;
        if (n * header.width() != there || header.width() == 0 && n > 0) {
            throw new FormatException(name + ": shape " + Arrays.toString(header.shape()) + " of " + header.dtype() + " needs "
                + (n > Integer.MAX_VALUE ? "more than " : "") + n * header.width() + " bytes of data, found " + there
                + (n * header.width() > there ? "; the file seems to be cut off" : ""));
        }
        return (int) n;
    }

    private static double[] numbers(String name, NpyHeader h, ByteBuffer b, int n, int data) throws FormatException {
        double[] v = new double[n];
        boolean unsigned = h.kind() == 'u';
        for (int i = 0; i < n; i++) {
            v[i] = switch (h.kind()) {
                case 'b' -> b.get(i) == 0 ? 0 : 1;
                case 'f' -> switch (h.width()) {
                    case 2 -> Float.float16ToFloat(b.getShort(2 * i));
                    case 4 -> b.getFloat(4 * i);
                    default -> b.getDouble(8 * i);
                };
                default -> switch (h.width()) {
                    case 1 -> unsigned ? b.get(i) & 0xff : b.get(i);
                    case 2 -> unsigned ? b.getShort(2 * i) & 0xffff : b.getShort(2 * i);
                    case 4 -> unsigned ? b.getInt(4 * i) & 0xffffffffL : b.getInt(4 * i);
                    default -> exact(name, b.getLong(8 * i), unsigned, data + 8L * i);
                };
            };
        }
        return v;
    }

    private static double exact(String name, long v, boolean unsigned, long at) throws FormatException {
        if (unsigned && v < 0 || v > EXACT || v < -EXACT) {
            throw FormatException.at(name, "byte " + at, "64-bit integer " + (unsigned ? Long.toUnsignedString(v) : Long.toString(v))
                + " is not exact as a double");
        }
        return v;
    }

    private static String[] texts(String name, NpyHeader h, ByteBuffer b, int n, int data) throws FormatException {
        String[] v = new String[n];
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < n; i++) {
            s.setLength(0);
            for (int j = 0; j < h.width(); j += h.kind() == 'U' ? 4 : 1) {
                int c = h.kind() == 'U' ? b.getInt(i * h.width() + j) : b.get(i * h.width() + j) & 0xff;
                if (!Character.isValidCodePoint(c)) {
                    throw FormatException.at(name, "byte " + (data + i * (long) h.width() + j), "0x" + Integer.toHexString(c)
                        + " is no Unicode character");
                }
                s.appendCodePoint(c);
            }
            int end = s.length();
            while (end > 0 && s.charAt(end - 1) == 0) {
                end--;
            }
            v[i] = s.substring(0, end);
        }
        return v;
    }

    /// Position in Fortran order of every value in C order.
    private static int[] fromFortran(int[] shape, int n) {
        int[] from = new int[n];
        int[] index = new int[shape.length];
        for (int c = 0; c < n; c++) {
            int at = 0;
            for (int d = shape.length - 1; d >= 0; d--) {
                at = at * shape[d] + index[d];
            }
            from[c] = at;
            for (int d = shape.length - 1; d >= 0 && ++index[d] == shape[d]; d--) {
                index[d] = 0;
            }
        }
        return from;
    }

    private static double[] reorder(double[] v, int[] from) {
        double[] out = new double[v.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = v[from[i]];
        }
        return out;
    }

    private static String[] reorder(String[] v, int[] from) {
        String[] out = new String[v.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = v[from[i]];
        }
        return out;
    }

    /// The bytes of an NPY file, version 1, little-endian `f8` or `U`.
    public static byte[] write(NpyArray array) {
        boolean text = array.isText();
        int width = text ? 4 * Integer.parseInt(array.dtype().replaceAll("\\D", "")) : 8;
        int n = text ? array.texts().length : array.numbers().length;
        StringBuilder shape = new StringBuilder();
        for (int d : array.shape()) {
            shape.append(d).append(array.shape().length == 1 ? "," : shape.isEmpty() && array.shape().length > 1 ? ", " : ", ");
        }
        String dims = array.shape().length > 1 ? shape.substring(0, shape.length() - 2) : shape.toString();
        String header = "{'descr': '" + (text ? "<U" + width / 4 : "<f8") + "', 'fortran_order': False, 'shape': (" + dims + "), }";
        int padded = (MAGIC.length + 4 + header.length() + ALIGN) / ALIGN * ALIGN;
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(padded, Math.multiplyExact(n, width))).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (padded - MAGIC.length - 4));
        out.put(header.getBytes(StandardCharsets.ISO_8859_1));
        while (out.position() < padded - 1) {
            out.put((byte) ' ');
        }
        out.put((byte) '\n');
        for (int i = 0; i < n; i++) {
            if (text) {
                int[] points = array.texts()[i].codePoints().toArray();
                for (int j = 0; j < width / 4; j++) {
                    out.putInt(j < points.length ? points[j] : 0);
                }
            } else {
                out.putDouble(array.numbers()[i]);
            }
        }
        return out.array();
    }
}
