package dev.spektron.io.matlab;

import dev.spektron.io.Allowance;
import dev.spektron.io.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Parses the array elements of a MATLAB 5 file (MAT-File Format, tables 1-1 to 1-3). Not thread-safe.
final class MatParser {
    private static final String[] CLASSES = {"", "cell", "struct", "object", "char", "sparse", "double", "single", "int8", "uint8", "int16",
        "uint16", "int32", "uint32", "int64", "uint64", "function handle", "opaque"};
    private static final int DEEPEST = 64;
    private static final int MATRIX = 14;
    private static final int CELL = 1;
    private static final int INT8 = 1;
    private static final int INT32 = 5;
    private static final int UINT32 = 6;
    private static final int UTF8 = 16;
    private static final int COMPLEX = 0x0800;
    private static final int LOGICAL = 0x0200;
    private static final long EXACT = 1L << 53;
    private static final int MOST_BLANKS = 1 << 12;
    /// An array with its extents, beyond what any object needs.
    private static final int OBJECT = 60;
    private final String file;
    private final ByteBuffer b;
    private final Allowance allowance;
    /// Where the elements of the cell that was read last end.
    private int cellEnd;

    MatParser(String file, byte[] bytes, ByteOrder order, Allowance allowance) {
        this.file = file;
        this.allowance = allowance;
        this.b = ByteBuffer.wrap(bytes).order(order);
    }

    /// @param name empty inside of cells and structs
    record Variable(String name, MatValue value) {}

    /// @param type data type
    /// @param at first byte of the data
    /// @param size their number
    /// @param next first byte after the padding
    private record Element(int type, int at, int size, int next) {}

    /// The only element of an unpacked variable.
    Variable single() throws FormatException {
        Element e = element(0, b.capacity());
        if (e.type != MATRIX) {
            throw error(0, "expected an array (type 14), found type " + e.type);
        }
        if (e.next < b.capacity()) {
            throw error(e.next, (b.capacity() - e.next) + " bytes follow the variable");
        }
        return matrix(e.at, e.at + e.size, e.at + e.size, 0);
    }

    /// @param end  where the array says that it ends
    /// @param outer where that in which it stands ends; cells go on to there if they have to
    Variable matrix(int from, int end, int outer, int depth) throws FormatException {
        if (depth > DEEPEST) {
            throw error(from, "arrays nested deeper than " + DEEPEST);
        }
        Element flags = element(from, end);
        if (flags.type != UINT32 || flags.size != 8) {
            throw error(from, "expected array flags (8 bytes of uint32), found type " + flags.type + " with " + flags.size + " bytes");
        }
        int word = b.getInt(flags.at);
        int kind = word & 0xff;
        if (kind == 0 || kind >= CLASSES.length) {
            throw error(flags.at, "unknown array class " + kind);
        }
        if (kind == 17) {
            // Opaque objects have no dimensions: their first element is the name.
            Element name = element(flags.next, end);
            return new Variable(name(name), new MatValue.Opaque(CLASSES[kind], new int[] {1, 1}));
        }
        Element dimensions = element(flags.next, end);
        int[] dims = dims(dimensions);
        Element nameElement = element(dimensions.next, end);
        String name = name(nameElement);
        MatValue value = kind == CELL ? cell(dims, nameElement.next, end, outer, depth)
            : body(kind, word, dims, nameElement.next, end, depth);
        return new Variable(name, value);
    }

    private MatValue body(int kind, int word, int[] dims, int at, int end, int depth) throws FormatException {
        return switch (kind) {
            case 2 -> struct(dims, "", at, end, depth);
            case 3 -> {
                Element className = element(at, end);
                yield struct(dims, name(className), className.next, end, depth);
            }
            case 4 -> text(dims, at, end);
            case 5 -> sparse(dims, word, at, end);
            case 16 -> new MatValue.Opaque(CLASSES[kind], dims);
            default -> {
                Element re = element(at, end);
                long n = count(dims, at);
                double[] real = numbers(re, n);
                double[] imaginary = {};
                int next = re.next;
                if ((word & COMPLEX) != 0) {
                    Element im = element(next, end);
                    imaginary = numbers(im, n);
                    next = im.next;
                }
                requireEnd(next, end);
                yield new MatValue.Numeric((word & LOGICAL) != 0 ? "logical" : CLASSES[kind], dims, real, imaginary);
            }
        };
    }

    private void requireEnd(int at, int end) throws FormatException {
        if (at < end) {
            throw error(at, (end - at) + " bytes more than the array needs");
        }
    }

    /// WITec Project writes cells that state less bytes than their elements have. The elements are right.
    private MatValue cell(int[] dims, int from, int end, int outer, int depth) throws FormatException {
        long n = count(dims, from);
        requireRoom(n, from, outer);
        List<MatValue> values = new ArrayList<>((int) n);
        int at = from;
        for (long i = 0; i < n; i++) {
            at = child(values, at, outer, depth);
        }
        requireEnd(at, end);
        cellEnd = at;
        return new MatValue.Cell(dims, values);
    }

    private MatValue struct(int[] dims, String className, int from, int end, int depth) throws FormatException {
        Element length = element(from, end);
        if (length.type != INT32 || length.size != 4 || b.getInt(length.at) <= 0) {
            throw error(from, "expected the length of the field names (one positive int32)");
        }
        int each = b.getInt(length.at);
        Element names = element(length.next, end);
        if (names.type != INT8 || names.size % each != 0) {
            throw error(length.next, "expected field names of " + each + " bytes each, found type " + names.type + " with " + names.size
                + " bytes");
        }
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < names.size; i += each) {
            fields.add(ascii(names.at + i, each));
        }
        long n = count(dims, from);
        if (!fields.isEmpty()) {
            requireRoom(n * fields.size(), names.next, end);
        } else if (n > 1) {
            throw error(from, n + " structs without fields");
        }
        List<List<MatValue>> elements = new ArrayList<>((int) n);
        int at = names.next;
        for (long i = 0; i < n; i++) {
            List<MatValue> element = new ArrayList<>(fields.size());
            for (int f = 0; f < fields.size(); f++) {
                at = child(element, at, end, depth);
            }
            elements.add(List.copyOf(element));
        }
        requireEnd(at, end);
        return new MatValue.Struct(dims, className, fields, elements);
    }

    private void requireRoom(long elements, int at, int end) throws FormatException {
        if (elements < 0 || elements > (end - at) / 8) {
            throw error(at, elements + " arrays are announced, " + (end - at) + " bytes are left for them");
        }
        allowance.objects("byte " + at, elements, OBJECT);
    }

    /// Parses one array inside another and returns where the next one starts.
    private int child(List<MatValue> out, int at, int end, int depth) throws FormatException {
        Element e = element(at, end);
        if (e.type != MATRIX) {
            throw error(at, "expected an array (type 14), found type " + e.type);
        }
        // An empty element is how MATLAB writes [] in a cell or a field.
        out.add(e.size == 0 ? new MatValue.Numeric("double", new int[] {0, 0}, new double[0], new double[0])
            : matrix(e.at, e.at + e.size, end, depth + 1).value);
        return e.size > 0 && out.getLast() instanceof MatValue.Cell ? Math.max(e.next, cellEnd) : e.next;
    }

    private MatValue text(int[] dims, int at, int end) throws FormatException {
        long n = count(dims, at);
        if (at >= end && n == 0) {
            return new MatValue.Text(dims, "");
        }
        Element e = element(at, end);
        requireEnd(e.next, end);
        Charset charset = switch (e.type) {
            case 1, 2 -> StandardCharsets.ISO_8859_1;
            case UTF8 -> StandardCharsets.UTF_8;
            case 3, 4, 17 -> b.order() == ByteOrder.BIG_ENDIAN ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
            case 18 -> b.order() == ByteOrder.BIG_ENDIAN ? Charset.forName("UTF-32BE") : Charset.forName("UTF-32LE");
            default -> throw error(at, "expected characters, found data of type " + e.type);
        };
        allowance.numbers("byte " + at, e.size);
        String s = charset.decode(b.slice(e.at, e.size)).toString();
        if (s.isEmpty() && n <= MOST_BLANKS) {
            // Some writers leave the characters of a blank string away; scipy reads blanks too.
            s = " ".repeat((int) n);
        }
        if (s.length() < n) {
            throw error(at, "expected " + n + " characters, found " + s.length());
        }
        return new MatValue.Text(dims, s.substring(0, (int) n));
    }

    private MatValue sparse(int[] dims, int word, int at, int end) throws FormatException {
        if (dims.length != 2) {
            throw error(at, "a sparse matrix with " + dims.length + " dimensions");
        }
        Element rows = element(at, end);
        Element starts = element(rows.next, end);
        Element re = element(starts.next, end);
        int[] columnStart = ints(starts);
        int[] rowOf = ints(rows);
        double[] real = numbers(re, -1);
        double[] imaginary = {};
        if ((word & COMPLEX) != 0) {
            Element im = element(re.next, end);
            imaginary = numbers(im, real.length);
        }
        if (columnStart.length != dims[1] + 1L || columnStart[0] != 0) {
            throw error(rows.next, "expected " + (dims[1] + 1L) + " column starts from 0, found " + columnStart.length);
        }
        int stored = columnStart[dims[1]];
        for (int j = 0; j < dims[1]; j++) {
            if (columnStart[j + 1] < columnStart[j]) {
                throw error(starts.at, "column starts of a sparse matrix fall");
            }
        }
        if (stored > real.length || stored > rowOf.length) {
            throw error(at, stored + " stored values are announced, " + Math.min(real.length, rowOf.length) + " are there");
        }
        for (int i = 0; i < stored; i++) {
            if (rowOf[i] < 0 || rowOf[i] >= dims[0]) {
                throw error(rows.at, "row " + rowOf[i] + " in a sparse matrix of " + dims[0] + " rows");
            }
        }
        return new MatValue.Sparse(dims, Arrays.copyOf(rowOf, stored), columnStart, Arrays.copyOf(real, stored),
            imaginary.length == 0 ? imaginary : Arrays.copyOf(imaginary, stored));
    }

    private int[] ints(Element e) throws FormatException {
        if (e.type != INT32 && e.type != UINT32 || e.size % 4 != 0) {
            throw error(e.at, "expected int32 indices, found type " + e.type + " with " + e.size + " bytes");
        }
        allowance.numbers("byte " + e.at, e.size / 4);
        int[] v = new int[e.size / 4];
        b.slice(e.at, e.size).order(b.order()).asIntBuffer().get(v);
        return v;
    }

    private int[] dims(Element e) throws FormatException {
        int[] dims = ints(e);
        if (dims.length < 2) {
            throw error(e.at, "expected at least two dimensions, found " + dims.length);
        }
        for (int d : dims) {
            if (d < 0) {
                throw error(e.at, "negative dimension " + d);
            }
        }
        count(dims, e.at);
        return dims;
    }

    private long count(int[] dims, int at) throws FormatException {
        long n = 1;
        for (int d : dims) {
            n *= d;
            if (n > Integer.MAX_VALUE) {
                throw error(at, "dimensions " + Arrays.toString(dims) + " are larger than an array can be");
            }
        }
        return n;
    }

    /// @param wanted number of values that must be there, -1 for any
    private double[] numbers(Element e, long wanted) throws FormatException {
        int width = switch (e.type) {
            case 1, 2 -> 1;
            case 3, 4 -> 2;
            case 5, 6, 7 -> 4;
            case 9, 12, 13 -> 8;
            default -> throw error(e.at, "expected numbers, found data of type " + e.type);
        };
        if (e.size % width != 0 || wanted >= 0 && e.size / width != wanted) {
            throw error(e.at, "expected " + wanted + " numbers of " + width + " bytes, found " + e.size + " bytes");
        }
        allowance.numbers("byte " + e.at, e.size / width);
        double[] v = new double[e.size / width];
        ByteBuffer data = b.slice(e.at, e.size).order(b.order());
        for (int i = 0; i < v.length; i++) {
            v[i] = switch (e.type) {
                case 1 -> data.get(i);
                case 2 -> data.get(i) & 0xff;
                case 3 -> data.getShort(2 * i);
                case 4 -> data.getShort(2 * i) & 0xffff;
                case 5 -> data.getInt(4 * i);
                case 6 -> data.getInt(4 * i) & 0xffffffffL;
                case 7 -> data.getFloat(4 * i);
                case 9 -> data.getDouble(8 * i);
                default -> exact(data.getLong(8 * i), e.type == 13, e.at + 8 * i);
            };
        }
        return v;
    }

    private double exact(long v, boolean unsigned, int at) throws FormatException {
        if (unsigned && v < 0 || v > EXACT || v < -EXACT) {
            throw error(at, "64-bit integer " + (unsigned ? Long.toUnsignedString(v) : Long.toString(v)) + " is not exact as a double");
        }
        return v;
    }

    /// Reads a tag; small elements hold size and type in one word.
    private Element element(int at, int end) throws FormatException {
        if (end - at < 8) {
            throw error(at, "expected a data element, found " + Math.max(0, end - at) + " bytes");
        }
        int word = b.getInt(at);
        int small = word >>> 16;
        if (small != 0) {
            if (small > 4) {
                throw error(at, "a small data element of " + small + " bytes");
            }
            return new Element(word & 0xffff, at + 4, small, at + 8);
        }
        long size = b.getInt(at + 4) & 0xffffffffL;
        if (size > end - at - 8) {
            throw error(at, "a data element of " + size + " bytes is announced, " + (end - at - 8) + " are left");
        }
        long next = at + 8 + size;
        // Elements are padded to 8 bytes, except that some writers leave the padding of the last one away.
        return new Element(word, at + 8, (int) size, (int) Math.min(end, next + (8 - size % 8) % 8));
    }

    /// A name: ASCII in int8, or in UTF-8 as some writers have it.
    private String name(Element e) throws FormatException {
        if (e.type != INT8 && e.type != UTF8) {
            throw error(e.at, "expected a name in int8, found type " + e.type);
        }
        return ascii(e.at, e.size);
    }

    private String ascii(int at, int size) throws FormatException {
        int n = 0;
        while (n < size && b.get(at + n) != 0) {
            if (b.get(at + n) < 0) {
                throw error(at + n, "expected a name in ASCII, found byte " + (b.get(at + n) & 0xff));
            }
            n++;
        }
        byte[] text = new byte[n];
        b.get(at, text);
        return new String(text, StandardCharsets.US_ASCII);
    }

    private FormatException error(int at, String what) {
        return FormatException.at(file, "byte " + at, what);
    }
}
