package dev.spektron.io.jcamp;

import dev.spektron.io.FormatException;
import dev.spektron.io.text.DecimalParser;
import dev.spektron.io.text.LineScanner;
import java.util.Arrays;
import java.util.List;

/// Numbers of `(XY..XY)`, `(XYW..XYW)` and `(XYWA)`: groups of one number a symbol, parted by commas, blanks, semicolons or line ends; in
/// assignments also by parentheses, with a text in angle brackets.
final class GroupTable {
    private static final int MOST_TEXT = 1 << 14;

    private final String name;
    private final byte[] bytes;
    private final byte mark;
    private final DecimalParser parser = new DecimalParser();
    private final int width;
    private final int most;
    private double[] numbers;
    private int size;
    private final StringBuilder texts = new StringBuilder();

    private GroupTable(String name, byte[] bytes, char mark, int width, DataTable data, int most) {
        this.name = name;
        this.bytes = bytes;
        this.mark = (byte) mark;
        this.width = width;
        this.most = most;
        numbers = new double[Math.min(most, count(bytes, data))];
    }

    /// How many numbers there can be: each begins behind something else than a digit, or with a sign.
    private static int count(byte[] b, DataTable data) {
        int n = 0;
        boolean inside = false;
        for (int i = data.from(); i < data.to(); i++) {
            byte c = b[i];
            boolean digit = c >= '0' && c <= '9' || c == '.';
            n += digit && !inside || c == '?' ? 1 : 0;
            inside = digit;
        }
        return n;
    }

    /// @param most numbers that the table may have
    static GroupTable decode(String name, byte[] bytes, char mark, DataTable data, int most) throws FormatException {
        List<String> symbols = data.form().symbols();
        if (data.form().shape() == TableForm.Shape.ASSIGNMENTS) {
            GroupTable t = new GroupTable(name, bytes, mark, symbols.contains("A") ? symbols.size() - 1 : symbols.size(), data,
                most);
            t.assignments(data);
            return t;
        }
        GroupTable t = new GroupTable(name, bytes, mark, symbols.size(), data, most);
        t.groups(data);
        return t;
    }

    int groups() {
        return size / width;
    }

    /// The numbers of one symbol, in file order; `NaN` where there is none.
    double[] column(int symbol) {
        double[] v = new double[groups()];
        for (int i = 0; i < v.length; i++) {
            v[i] = numbers[i * width + symbol];
        }
        return v;
    }

    /// How many symbols have numbers.
    int width() {
        return width;
    }

    /// Texts of assignments, one a line, in the order of the groups.
    String texts() {
        return texts.toString().strip();
    }

    private void add(double v) throws FormatException {
        if (size >= most) {
            throw FormatException.at(name, "table", "expected at most " + most + " numbers in a file of " + bytes.length
                + " bytes, found more");
        }
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, (int) Math.min(most, size + size / 2 + 16L));
        }
        numbers[size++] = v;
    }

    private void groups(DataTable data) throws FormatException {
        LineScanner lines = new LineScanner(bytes, data.from(), data.to(), data.line());
        while (lines.next()) {
            int end = JcampParser.comment(bytes, lines.start(), lines.end());
            for (int at = separators(lines.start(), end); at < end; at = separators(parser.end(), end)) {
                if (bytes[at] == '?') {
                    add(Double.NaN);
                    parser.scan(bytes, at + 1, at + 1, mark, DecimalParser.Exponent.NONE);
                    continue;
                }
                double v = parser.scan(bytes, at, end, mark, DecimalParser.Exponent.ANY);
                if (parser.end() == at || Double.isInfinite(v)) {
                    throw FormatException.at(name, "line " + lines.number(), "expected numbers, " + width + " a point, found "
                        + LineScanner.show(bytes, at, end) + "; the line is damaged");
                }
                add(v);
            }
        }
        if (size % width != 0) {
            throw FormatException.at(name, "line " + lines.number(), "expected " + width + " numbers a point, found " + size % width
                + " behind the last whole one; the table is cut off or damaged");
        }
    }

    private int separators(int from, int to) {
        int i = from;
        while (i < to && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == ',' || bytes[i] == ';' || bytes[i] == 0x1a)) {
            i++;
        }
        return i;
    }

    /// One group after another: fields parted by commas up to `)`, or up to the end of the line or of the text where there are no
    /// parentheses.
    private void assignments(DataTable data) throws FormatException {
        int line = data.line();
        int i = data.from();
        while (i < data.to()) {
            byte c = bytes[i];
            line += c == '\n' ? 1 : 0;
            if (c == '$' && JcampParser.comment(bytes, i, Math.min(i + 2, data.to())) == i) {
                while (i < data.to() && bytes[i] != '\n' && bytes[i] != '\r') {
                    i++;
                }
            } else if (c <= ' ' && c >= 0) {
                i++;
            } else {
                int start = i;
                i = group(i, data.to(), line);
                for (int k = start; k < i; k++) {
                    line += bytes[k] == '\n' ? 1 : 0;
                }
            }
        }
    }

    private int group(int from, int to, int line) throws FormatException {
        boolean closed = bytes[from] == '(';
        int i = closed ? from + 1 : from;
        int fields = 0;
        int start = i;
        boolean done = false;
        while (!done) {
            byte c = i < to ? bytes[i] : (byte) ')';
            if (c == '<' && i < to) {
                i = text(i, to, line);
                start = i;
                fields = fill(fields, line, from, to);
                continue;
            }
            done = i >= to || (closed ? c == ')' : c == '\n' || c == '\r');
            if (done && closed && i >= to) {
                throw FormatException.at(name, "line " + line, "expected ')' behind an assignment, found the end of the table; "
                    + "it is cut off");
            }
            if (c == ',' || done) {
                fields = field(start, i, fields, line);
                start = i + 1;
            }
            i++;
        }
        fill(fields, line, from, to);
        return Math.min(i, to);
    }

    private int field(int from, int to, int fields, int line) throws FormatException {
        if (fields >= width) {
            return fields;
        }
        String t = new String(bytes, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1).strip();
        if (fields == 0) {
            double x = JcampBlock.number(t, (char) mark);
            if (Double.isNaN(x)) {
                throw FormatException.at(name, "line " + line, "expected an assignment such as (1.5, 2.0, <text>), found "
                    + LineScanner.show(bytes, from, to));
            }
            add(x);
        } else {
            add(JcampBlock.number(t, (char) mark));
        }
        return fields + 1;
    }

    private int fill(int fields, int line, int from, int to) throws FormatException {
        if (fields == 0) {
            throw FormatException.at(name, "line " + line, "expected an assignment that begins with a position, found "
                + LineScanner.show(bytes, from, to));
        }
        for (int k = fields; k < width; k++) {
            add(Double.NaN);
        }
        return width;
    }

    private int text(int from, int to, int line) throws FormatException {
        int end = from + 1;
        while (end < to && bytes[end] != '>') {
            end++;
        }
        if (end >= to) {
            throw FormatException.at(name, "line " + line, "expected '>' behind the text of an assignment, found the end of the table; it "
                + "is cut off");
        }
        if (texts.length() < MOST_TEXT) {
            texts.append(dev.spektron.io.text.TextBytes.decode(bytes, from + 1, end).strip().replaceAll("\\s+", " ")).append('\n');
        }
        return end + 1;
    }
}
