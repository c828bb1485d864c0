package dev.spektron.io.matlab;

import dev.spektron.io.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// MATLAB files of version 4 (MAT-File Format, chapter 2): matrices one after the other, each with a header of five words, its name, and
/// its values column by column. Not read: the floating point of VAX and Cray.
final class Mat4Parser {
    private static final int HEADER = 20;
    private static final int LONGEST_NAME = 256;
    private static final int[] WIDTH = {8, 4, 4, 2, 2, 1};
    private final String file;
    private final ByteBuffer b;

    Mat4Parser(String file, byte[] bytes) {
        this.file = file;
        b = ByteBuffer.wrap(bytes).order(order(bytes));
    }

    /// @param type M, O, P, T of the manual: machine, zero, precision, kind
    private record Header(int at, int type, int rows, int columns, boolean complex, int name) {
        int precision() {
            return type / 10 % 10;
        }

        int kind() {
            return type % 10;
        }
    }

    /// Whether the first header makes sense.
    static boolean fits(byte[] bytes) {
        if (bytes.length < HEADER) {
            return false;
        }
        ByteBuffer b = ByteBuffer.wrap(bytes).order(order(bytes));
        int type = b.getInt(0);
        return type >= 0 && type < 5000 && type / 100 % 10 == 0 && type / 10 % 10 < WIDTH.length && type % 10 <= 2 && b.getInt(4) >= 0
            && b.getInt(8) >= 0 && (b.getInt(12) & ~1) == 0 && b.getInt(16) > 1 && b.getInt(16) <= LONGEST_NAME;
    }

    /// Small numbers have their zeros first where the machine is big-endian.
    private static ByteOrder order(byte[] bytes) {
        return bytes[0] == 0 && (bytes[2] != 0 || bytes[3] != 0) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    Map<String, MatValue> variables() throws FormatException {
        Map<String, MatValue> variables = new LinkedHashMap<>();
        for (int at = 0; at < b.capacity();) {
            Header h = header(at);
            String name = name(h);
            int data = at + HEADER + h.name;
            long n = (long) h.rows * h.columns * (h.complex ? 2 : 1);
            long size = n * WIDTH[h.precision()];
            if (n > Integer.MAX_VALUE || size > b.capacity() - data) {
                throw error(at, "expected " + n + " values of matrix '" + name + "', found " + (b.capacity() - data)
                    + " bytes to the end of the file; it is cut off or damaged");
            }
            if (variables.put(name, value(h, data)) != null) {
                throw error(at, "variable '" + name + "' stands twice");
            }
            at = data + (int) size;
        }
        return variables;
    }

    private Header header(int at) throws FormatException {
        if (b.capacity() - at < HEADER) {
            throw error(at, "expected the header of a matrix (20 bytes), found " + (b.capacity() - at) + " bytes");
        }
        Header h = new Header(at, b.getInt(at), b.getInt(at + 4), b.getInt(at + 8), b.getInt(at + 12) != 0, b.getInt(at + 16));
        if (h.type < 0 || h.type >= 5000 || h.type / 100 % 10 != 0 || h.precision() >= WIDTH.length || h.kind() > 2) {
            throw error(at, "expected the type of a MATLAB 4 matrix, found " + h.type);
        }
        if (h.type >= 2000) {
            throw error(at, "numbers of " + (h.type >= 4000 ? "Cray" : "VAX") + " machines are not read; save the file again in MATLAB");
        }
        boolean big = h.type >= 1000;
        if (big != (b.order() == ByteOrder.BIG_ENDIAN)) {
            throw error(at, "the type " + h.type + " says another byte order than its own");
        }
        if (h.rows < 0 || h.columns < 0 || h.name < 1 || h.name > LONGEST_NAME || h.name > b.capacity() - at - HEADER) {
            throw error(at, "expected extents and the length of a name, found " + h.rows + " x " + h.columns + " and " + h.name);
        }
        return h;
    }

    private String name(Header h) {
        byte[] name = new byte[h.name];
        b.get(h.at + HEADER, name);
        int end = 0;
        while (end < name.length && name[end] != 0) {
            end++;
        }
        return new String(name, 0, end, StandardCharsets.ISO_8859_1);
    }

    private MatValue value(Header h, int at) throws FormatException {
        int n = h.rows * h.columns;
        double[] re = numbers(h.precision(), at, n);
        double[] im = h.complex ? numbers(h.precision(), at + n * WIDTH[h.precision()], n) : new double[0];
        int[] dims = {h.rows, h.columns};
        return switch (h.kind()) {
            case 1 -> {
                StringBuilder s = new StringBuilder(n);
                for (double v : re) {
                    s.append((char) v);
                }
                yield new MatValue.Text(dims, s.toString());
            }
            case 2 -> sparse(h, re);
            default -> new MatValue.Numeric("double", dims, re, im);
        };
    }

    private double[] numbers(int precision, int at, int n) {
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = switch (precision) {
                case 0 -> b.getDouble(at + 8 * i);
                case 1 -> b.getFloat(at + 4 * i);
                case 2 -> b.getInt(at + 4 * i);
                case 3 -> b.getShort(at + 2 * i);
                case 4 -> b.getShort(at + 2 * i) & 0xffff;
                default -> b.get(at + i) & 0xff;
            };
        }
        return v;
    }

    /// A sparse matrix is a full one of rows (i, j, value) or (i, j, real, imaginary); its last row holds the extents.
    private MatValue sparse(Header h, double[] v) throws FormatException {
        if (h.rows < 1 || h.columns != 3 && h.columns != 4 || h.complex) {
            throw error(h.at, "expected a sparse matrix as three or four columns, found " + h.rows + " x " + h.columns);
        }
        int n = h.rows - 1;
        int rows = extent(h, v[n]);
        int columns = extent(h, v[h.rows + n]);
        // What an index of columns may cost is bounded by the file.
        if (columns > b.capacity()) {
            throw error(h.at, "a sparse matrix of " + columns + " columns is out of proportion to the file");
        }
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, c) -> {
            int byColumn = Double.compare(v[h.rows + a], v[h.rows + c]);
            return byColumn != 0 ? byColumn : Double.compare(v[a], v[c]);
        });
        int[] rowOf = new int[n];
        int[] start = new int[columns + 1];
        double[] re = new double[n];
        double[] im = new double[h.columns == 4 ? n : 0];
        for (int k = 0; k < n; k++) {
            int i = order[k];
            double row = v[i] - 1;
            double column = v[h.rows + i] - 1;
            if (!(row >= 0 && row < rows && column >= 0 && column < columns)) {
                throw error(h.at, "element (" + v[i] + ", " + v[h.rows + i] + ") lies outside of " + rows + " x " + columns);
            }
            rowOf[k] = (int) row;
            start[(int) column + 1]++;
            re[k] = v[2 * h.rows + i];
            if (im.length > 0) {
                im[k] = v[3 * h.rows + i];
            }
        }
        Arrays.parallelPrefix(start, Integer::sum);
        return new MatValue.Sparse(new int[] {rows, columns}, rowOf, start, re, im);
    }

    private int extent(Header h, double v) throws FormatException {
        if (!(v >= 0 && v <= Integer.MAX_VALUE - 1) || v != Math.rint(v)) {
            throw error(h.at, "expected an extent of a sparse matrix, found " + v);
        }
        return (int) v;
    }

    private FormatException error(int at, String what) {
        return FormatException.at(file, "byte " + at, what);
    }
}
