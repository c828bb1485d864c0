package dev.spektron.io.parquet;

import dev.spektron.io.Allowance;
import dev.spektron.io.FormatException;
import dev.spektron.io.parquet.ParquetSchema.Leaf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Values of a column: numbers or texts, with the rows at which lists begin.
final class ColumnValues {
    private final String where;
    private final String label;
    private final Leaf leaf;
    private final Allowance allowance;
    private double[] numbers = new double[0];
    private String[] texts = new String[0];
    private int size;
    private int[] starts = new int[16];
    private int rows;

    ColumnValues(String where, Leaf leaf, Allowance allowance) {
        this.where = where;
        this.leaf = leaf;
        label = "column " + leaf.name();
        this.allowance = allowance;
    }

    /// Takes memory for `n` values or bytes of `each` bytes.
    void take(long n, int each) throws FormatException {
        allowance.bytes(label, n, each);
    }

    ColumnValues fresh() {
        return new ColumnValues(where, leaf, allowance);
    }

    boolean isText() {
        return leaf.type() == ParquetSchema.BYTES;
    }

    /// Makes room for `n` values beside those that are there.
    void more(int n) {
        reserve(size + n);
    }

    private void reserve(int n) {
        if (isText()) {
            texts = n <= texts.length ? texts : Arrays.copyOf(texts, Math.max(n, texts.length + texts.length / 2));
        } else {
            numbers = n <= numbers.length ? numbers : Arrays.copyOf(numbers, Math.max(n, numbers.length + numbers.length / 2));
        }
    }

    void plain(byte[] b, int from, int end, int n) throws FormatException {
        ByteBuffer buffer = ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN);
        if (isText()) {
            plainTexts(buffer, from, end, n);
            return;
        }
        int width = width();
        long needed = leaf.type() == ParquetSchema.BOOLEAN ? (n + 7L) / 8 : (long) n * width;
        if (needed > end - from) {
            throw new FormatException(where + ": expected " + n + " values of " + width + " bytes, found " + (end - from) + " bytes");
        }
        reserve(n);
        for (int i = 0; i < n; i++) {
            numbers[i] = switch (leaf.type()) {
                case ParquetSchema.BOOLEAN -> b[from + i / 8] >> i % 8 & 1;
                case ParquetSchema.INT32 -> buffer.getInt(from + 4 * i);
                case ParquetSchema.INT64 -> buffer.getLong(from + 8 * i);
                case ParquetSchema.FLOAT -> buffer.getFloat(from + 4 * i);
                default -> buffer.getDouble(from + 8 * i);
            };
        }
        size = n;
    }

    private int width() {
        return leaf.type() == ParquetSchema.INT32 || leaf.type() == ParquetSchema.FLOAT ? 4 : 8;
    }

    private void plainTexts(ByteBuffer buffer, int from, int end, int n) throws FormatException {
        if (n > (end - from) / 4) {
            throw new FormatException(where + ": expected " + n + " texts, found " + (end - from) + " bytes");
        }
        allowance.objects(label, n, 0);
        reserve(n);
        int at = from;
        for (int i = 0; i < n; i++) {
            int length = at + 4 <= end ? buffer.getInt(at) : -1;
            if (length < 0 || length > end - at - 4) {
                throw new FormatException(where + ": text " + (i + 1) + " of a page is cut off");
            }
            texts[i] = new String(buffer.array(), at + 4, length, StandardCharsets.UTF_8);
            at += 4 + length;
        }
        size = n;
    }

    void integers(long[] v) throws FormatException {
        if (leaf.type() != ParquetSchema.INT32 && leaf.type() != ParquetSchema.INT64) {
            throw new FormatException(where + ": encoding DELTA_BINARY_PACKED in a column that is not of whole numbers");
        }
        reserve(v.length);
        for (int i = 0; i < v.length; i++) {
            numbers[i] = leaf.type() == ParquetSchema.INT32 ? (int) v[i] : v[i];
        }
        size = v.length;
    }

    /// Encodings DELTA_LENGTH_BYTE_ARRAY and DELTA_BYTE_ARRAY: texts one behind the other.
    ///
    /// @param shared number of bytes that a text begins with and has from the one before
    /// @param own number of bytes of its own
    void texts(byte[] b, int from, long[] shared, long[] own) throws FormatException {
        if (!isText()) {
            throw new FormatException(where + ": encoding DELTA of texts in a column that is not of texts");
        }
        allowance.objects(label, own.length, 0);
        reserve(own.length);
        byte[] before = {};
        int at = from;
        for (int i = 0; i < own.length; i++) {
            if (shared[i] < 0 || shared[i] > before.length || own[i] < 0 || own[i] > b.length - at) {
                throw new FormatException(where + ": text " + (i + 1) + " of a page is cut off");
            }
            allowance.bytes(label, shared[i] + own[i]);
            byte[] text = Arrays.copyOf(before, (int) (shared[i] + own[i]));
            System.arraycopy(b, at, text, (int) shared[i], (int) own[i]);
            texts[i] = new String(text, StandardCharsets.UTF_8);
            at += (int) own[i];
            before = text;
        }
        size = own.length;
    }

    /// Encoding BYTE_STREAM_SPLIT: first all first bytes, then all second ones, ...
    void split(byte[] b, int from, int end, int n) throws FormatException {
        int width = width();
        if (isText() || (long) n * width > end - from) {
            throw new FormatException(where + ": expected " + n + " values of " + width + " bytes, found " + (end - from) + " bytes");
        }
        byte[] joined = new byte[n * width];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < width; k++) {
                joined[i * width + k] = b[from + k * n + i];
            }
        }
        plain(joined, 0, joined.length, n);
    }

    void flags(int[] v) throws FormatException {
        if (leaf.type() != ParquetSchema.BOOLEAN) {
            throw new FormatException(where + ": encoding RLE in a column that is not boolean");
        }
        reserve(v.length);
        for (int i = 0; i < v.length; i++) {
            numbers[i] = v[i];
        }
        size = v.length;
    }

    void pick(ColumnValues dictionary, int[] at) throws FormatException {
        reserve(at.length);
        for (int i = 0; i < at.length; i++) {
            if (at[i] < 0 || at[i] >= dictionary.size) {
                throw new FormatException(where + ": value " + at[i] + " of a dictionary of " + dictionary.size);
            }
            if (isText()) {
                texts[i] = dictionary.texts[at[i]];
            } else {
                numbers[i] = dictionary.numbers[at[i]];
            }
        }
        size = at.length;
    }

    /// Adds the values of a page at their places: missing ones become `NaN` or null, and lists that are empty get a row without values.
    void append(ColumnValues page, int n, int[] repetition, int[] definition) {
        more(n);
        int next = 0;
        for (int i = 0; i < n; i++) {
            if (repetition == null || repetition[i] == 0) {
                if (rows == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * rows);
                }
                starts[rows++] = size;
            }
            boolean present = definition == null || definition[i] == leaf.definition();
            if (!present && leaf.repetition() > 0 && definition[i] < leaf.listed()) {
                continue;
            }
            if (isText()) {
                texts[size++] = present ? page.texts[next++] : null;
            } else {
                numbers[size++] = present ? page.numbers[next++] : Double.NaN;
            }
        }
    }

    int rows() {
        return rows;
    }

    double[] numbers() {
        return Arrays.copyOf(numbers, size);
    }

    String[] texts() {
        return Arrays.copyOf(texts, size);
    }

    /// Length of every list, or -1 if they differ.
    int length() {
        int n = rows == 0 ? -1 : (rows == 1 ? size : starts[1]) - starts[0];
        for (int i = 0; i < rows; i++) {
            n = (i + 1 < rows ? starts[i + 1] : size) - starts[i] == n ? n : -1;
        }
        return n;
    }

    /// Lists of one length as rows.
    double[][] lists(int n) {
        double[][] lists = new double[rows][];
        for (int i = 0; i < rows; i++) {
            lists[i] = Arrays.copyOfRange(numbers, starts[i], starts[i] + n);
        }
        return lists;
    }
}
