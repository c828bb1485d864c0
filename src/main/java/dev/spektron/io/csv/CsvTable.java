package dev.spektron.io.csv;

import dev.spektron.io.FormatException;
import dev.spektron.io.text.DecimalParser;
import dev.spektron.io.text.TextLines;
import dev.spektron.spectra.Nearest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A text table with equally long rows, split into fields but not yet interpreted. Rows and columns count from 0; messages count from 1.
public final class CsvTable {
    private static final int SAMPLE = 64;
    private static final int MOST_COLUMNS = 1 << 18;
    /// What people write where there is no value.
    private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "null", "-", ".");

    private final String file;
    private final byte[] bytes;
    private final CsvDialect dialect;
    private final List<String> preamble;
    private final List<String> header;
    private final CsvFields fields;
    private final int columns;
    private final int[] lineOfRow;

    private CsvTable(String file, byte[] bytes, CsvDialect dialect, List<String> preamble, List<String> header, CsvFields fields,
                     int columns, int[] lineOfRow) {
        this.file = file;
        this.bytes = bytes;
        this.dialect = dialect;
        this.preamble = preamble;
        this.header = header;
        this.fields = fields;
        this.columns = columns;
        this.lineOfRow = lineOfRow;
    }

    /// Splits a text. UTF-8 with or without mark, UTF-16 with mark, and Latin-1 where the text is no UTF-8.
    ///
    /// @param file name for messages
    /// @param dialect how it is written, or null to find out
    /// @throws FormatException for an empty file, a line with another number of columns than the others, and an open quote
    public static CsvTable parse(String file, byte[] raw, CsvDialect dialect) throws FormatException {
        byte[] b = utf8(raw);
        int from = b.length > 2 && b[0] == (byte) 0xef && b[1] == (byte) 0xbb && b[2] == (byte) 0xbf ? 3 : 0;
        rejectBinary(file, b);
        TextLines lines = new TextLines(b, from);
        int first = 0;
        while (first < lines.size() && b[lines.start(first)] == '#') {
            first++;
        }
        if (first == lines.size()) {
            throw new FormatException(file + ": expected a table, found " + (lines.size() == 0 ? "an empty file" : "comment lines only"));
        }
        if (b.length > MOST_COLUMNS) {
            requireColumns(file, b, lines, first);
        }
        CsvDialect d = dialect != null ? dialect : CsvDialect.detect(b, lines, Math.max(first, lines.size() - SAMPLE), lines.size());
        int width = width(b, lines, first, d.delimiter());
        int start = TableStart.find(file, b, lines, first, width, d);
        CsvFields fields = new CsvFields((int) Math.min(Integer.MAX_VALUE / 2, (long) width * (lines.size() - start)));
        int declared = TableStart.declarations(b, lines, start, d);
        int[] lineOfRow = new int[lines.size() - start - declared];
        for (int i = start; i < lines.size(); i += i == start ? 1 + declared : 1) {
            int got = fields.append(b, lines.start(i), lines.end(i), d.delimiter());
            lineOfRow[i == start ? 0 : i - start - declared] = lines.number(i);
            if (fields.openQuote() >= 0) {
                throw FormatException.at(file, "line " + lines.number(i) + ", column " + (fields.openQuote() % width + 1),
                    "a quote is not closed, or text follows it; a quote inside a quoted field is written twice");
            }
            if (got != width) {
                throw FormatException.at(file, "line " + lines.number(i), "expected " + width + " columns like the other lines, found "
                    + got + (got < width && i == lines.size() - 1 ? "; the file seems to be cut off" : ""));
            }
        }
        List<String> preamble = new ArrayList<>();
        for (int i = 0; i < start; i++) {
            preamble.add(decode(b, lines.start(i), lines.end(i)));
        }
        CsvTable all = new CsvTable(file, b, d, List.copyOf(preamble), List.of(), fields, width, lineOfRow);
        return TableStart.hasHeader(all) ? all.splitHeader() : all;
    }

    /// Splitting a line of millions of columns takes many times its length, whichever delimiter it is tried with.
    private static void requireColumns(String file, byte[] b, TextLines lines, int first) throws FormatException {
        boolean[] delimits = new boolean[256];
        CsvDialect.DELIMITERS.chars().forEach(c -> delimits[c] = true);
        int[] columns = new int[256];
        for (int i = first; i < lines.size(); i++) {
            Arrays.fill(columns, 1);
            for (int at = lines.start(i); at < lines.end(i); at++) {
                int c = b[at] & 0xff;
                // Blanks are one delimiter, however many they are.
                if (delimits[c] && (c != ' ' || at == 0 || b[at - 1] != ' ') && ++columns[c] > MOST_COLUMNS) {
                    throw FormatException.at(file, "line " + lines.number(i), "expected at most " + MOST_COLUMNS
                        + " columns, found more; write one spectrum a column");
                }
            }
        }
    }

    private CsvTable splitHeader() {
        List<String> names = new ArrayList<>(columns);
        for (int j = 0; j < columns; j++) {
            names.add(text(0, j));
        }
        return new CsvTable(file, bytes, dialect, preamble, List.copyOf(names), fields, columns,
            Arrays.copyOfRange(lineOfRow, 1, lineOfRow.length));
    }

    /// The most frequent number of columns.
    private static int width(byte[] b, TextLines lines, int first, char delimiter) {
        int to = Math.min(lines.size(), first + 4 * SAMPLE);
        int[] widths = new int[to - first];
        for (int i = first; i < to; i++) {
            widths[i - first] = CsvFields.split(b, lines.start(i), lines.end(i), delimiter).size();
        }
        int best = 0;
        int bestCount = 0;
        for (int w : widths) {
            int count = 0;
            for (int v : widths) {
                count += v == w ? 1 : 0;
            }
            if (count > bestCount || count == bestCount && w > best) {
                best = w;
                bestCount = count;
            }
        }
        return best;
    }

    private static void rejectBinary(String file, byte[] b) throws FormatException {
        for (int i = 0; i < Math.min(b.length, 4096); i++) {
            if (b[i] == 0) {
                throw FormatException.at(file, "byte " + i, "expected text, found a zero byte; this is no CSV file");
            }
        }
    }

    private static byte[] utf8(byte[] raw) {
        if (raw.length > 1 && (raw[0] & 0xff) == 0xff && (raw[1] & 0xff) == 0xfe) {
            return new String(raw, 2, raw.length - 2, StandardCharsets.UTF_16LE).getBytes(StandardCharsets.UTF_8);
        }
        if (raw.length > 1 && (raw[0] & 0xff) == 0xfe && (raw[1] & 0xff) == 0xff) {
            return new String(raw, 2, raw.length - 2, StandardCharsets.UTF_16BE).getBytes(StandardCharsets.UTF_8);
        }
        return raw;
    }

    private static String decode(byte[] b, int from, int to) {
        Charset charset = StandardCharsets.UTF_8;
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(b, from, to - from));
        } catch (CharacterCodingException e) {
            charset = StandardCharsets.ISO_8859_1;
        }
        return new String(b, from, to - from, charset);
    }

    public String file() {
        return file;
    }

    public CsvDialect dialect() {
        return dialect;
    }

    /// Lines before the table.
    public List<String> preamble() {
        return preamble;
    }

    /// Column names, empty if the table has none.
    public List<String> header() {
        return header;
    }

    /// Number of rows below the header.
    public int rows() {
        return lineOfRow.length;
    }

    public int columns() {
        return columns;
    }

    private int field(int row, int column) {
        return (row + (header.isEmpty() ? 0 : 1)) * columns + column;
    }

    /// The text of a field, without quotes.
    public String text(int row, int column) {
        int f = field(row, column);
        String text = decode(bytes, fields.start(f), fields.end(f));
        boolean quoted = fields.start(f) > 0 && bytes[fields.start(f) - 1] == '"';
        return quoted ? text.replace("\"\"", "\"") : text;
    }

    /// Whether the fields of two rows hold the same bytes.
    boolean sameText(int row, int other, int column) {
        int a = field(row, column);
        int b = field(other, column);
        return Arrays.equals(bytes, fields.start(a), fields.end(a), bytes, fields.start(b), fields.end(b));
    }

    /// Whether a field is a finite number.
    public boolean isNumber(int row, int column) {
        return Double.isFinite(raw(row, column));
    }

    private double raw(int row, int column) {
        int f = field(row, column);
        return DecimalParser.parse(bytes, fields.start(f), fields.end(f), (byte) dialect.decimal());
    }

    /// The finite number in a field.
    ///
    /// @throws FormatException if it is empty, no number, NaN or infinite; names line, column and what stands there
    public double number(int row, int column) throws FormatException {
        double v = raw(row, column);
        if (!Double.isFinite(v)) {
            throw wrong(row, column, "a finite number");
        }
        return v;
    }

    /// The number in a field, `NaN` if there is none (empty, `NaN`, `NA`).
    ///
    /// @throws FormatException if something else stands there
    public double numberOrMissing(int row, int column) throws FormatException {
        double v = raw(row, column);
        if (Double.isFinite(v)) {
            return v;
        }
        if (MISSING.contains(text(row, column).toLowerCase(Locale.ROOT))) {
            return Double.NaN;
        }
        throw wrong(row, column, "a finite number or nothing");
    }

    /// An error at a field.
    public FormatException wrong(int row, int column, String expected) {
        String name = header.isEmpty() ? "" : " (" + header.get(column) + ")";
        String token = text(row, column);
        return FormatException.at(file, "line " + line(row) + ", column " + (column + 1) + name,
            "expected " + expected + ", found " + (token.isEmpty() ? "an empty field" : "'" + shorten(token) + "'"));
    }

    private static String shorten(String token) {
        return token.length() > 40 ? token.substring(0, 40) + "..." : token;
    }

    /// 1-based line of a row in the file.
    public int line(int row) {
        return lineOfRow[row];
    }

    /// Position of a named column; letter case matters only where two names differ by it alone.
    ///
    /// @throws FormatException if there is none; names the nearest
    public int column(String name) throws FormatException {
        int at = header.indexOf(name);
        for (int j = 0; at < 0 && j < columns && !header.isEmpty(); j++) {
            at = header.get(j).equalsIgnoreCase(name) ? j : -1;
        }
        if (at < 0) {
            List<String> texts = header.stream().filter(h -> Double.isNaN(DecimalParser.parse(h))).toList();
            throw new FormatException(header.isEmpty() ? file + ": column '" + name + "' is asked for, but the table has no header line"
                : Nearest.unknown("column", name, file, texts.isEmpty() ? header.subList(0, Math.min(5, columns)) : texts));
        }
        return at;
    }
}
