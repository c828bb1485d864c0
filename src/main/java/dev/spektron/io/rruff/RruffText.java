package dev.spektron.io.rruff;

import dev.spektron.io.FormatException;
import dev.spektron.io.text.DecimalParser;
import dev.spektron.io.text.DecimalParser.Exponent;
import dev.spektron.io.text.LineScanner;
import dev.spektron.io.text.TextBytes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Grammar of RRUFF's text files: lines `##KEY=value`, then lines `x, y`, then `##END=`. Points stay in their order.
final class RruffText {
    /// Bytes of a short line: `79.84, 24506` and its line end. A first guess of the number of points.
    private static final int SHORT_LINE = 16;

    private final String name;
    private final byte[] b;
    private final DecimalParser number = new DecimalParser();
    final Map<String, String> header = new LinkedHashMap<>();
    double[] x;
    double[] y;
    int n;

    private RruffText(String name, byte[] b) {
        this.name = name;
        this.b = b;
        x = new double[16 + b.length / SHORT_LINE];
        y = new double[x.length];
    }

    /// @throws FormatException for a line that is neither, for a header line among the points, and for a file without end
    static RruffText parse(String name, byte[] bytes) throws FormatException {
        RruffText t = new RruffText(name, bytes);
        t.read();
        return t;
    }

    private void read() throws FormatException {
        LineScanner lines = new LineScanner(b);
        boolean ended = false;
        int at = 0;
        int line = 1;
        while (at < b.length) {
            int next = ended ? at : points(at);
            if (next > at) {
                line += lastRun;
                at = next;
                continue;
            }
            lines = new LineScanner(b, at, b.length, line++);
            lines.next();
            at = lines.following();
            int from = lines.content();
            if (from == lines.end()) {
                continue;
            }
            if (ended) {
                throw FormatException.at(name, "line " + lines.number(), "expected nothing after ##END=, found " + lines.show());
            }
            if (b[from] == '#' && from + 1 < lines.end() && b[from + 1] == '#') {
                ended = header(lines, from);
            } else {
                point(lines, from);
            }
        }
        if (!ended) {
            throw FormatException.at(name, "line " + Math.max(1, line - 1), "expected ##END= behind the points, found the end of the file; "
                + "it is cut off, fetch it again");
        }
    }

    private int lastRun;

    /// Reads lines of two plain numbers as long as they come: nearly the whole file, in one pass over its bytes.
    ///
    /// @return where the first other line starts; [#lastRun] is the number of lines before it
    private int points(int from) {
        int at = from;
        lastRun = 0;
        while (at < b.length) {
            double px = number.scan(b, at, b.length, (byte) '.', Exponent.ANY);
            int i = number.end();
            if (i == at) {
                return at;
            }
            int separator = i;
            while (i < b.length && (b[i] == ',' || b[i] == ' ' || b[i] == '\t' || b[i] == ';')) {
                i++;
            }
            double py = number.scan(b, i, b.length, (byte) '.', Exponent.ANY);
            if (i == separator || number.end() == i) {
                return at;
            }
            i = number.end();
            if (i < b.length && b[i] == '\r') {
                i++;
            }
            if (i >= b.length || b[i] != '\n' || !Double.isFinite(px) || !Double.isFinite(py)) {
                return at;
            }
            add(px, py);
            at = i + 1;
            lastRun++;
        }
        return at;
    }

    private void add(double px, double py) {
        if (n == x.length) {
            x = Arrays.copyOf(x, n + (n >> 1));
            y = Arrays.copyOf(y, x.length);
        }
        x[n] = px;
        y[n++] = py;
    }

    private boolean header(LineScanner lines, int from) throws FormatException {
        boolean end = lines.end() - from >= 5 && b[from + 2] == 'E' && b[from + 3] == 'N' && b[from + 4] == 'D';
        int equals = from + 2;
        while (equals < lines.end() && b[equals] != '=') {
            equals++;
        }
        if (equals == from + 2 || equals == lines.end()) {
            throw FormatException.at(name, "line " + lines.number(), "expected ##KEY=value, found " + lines.show());
        }
        if (n > 0 && !end) {
            throw FormatException.at(name, "line " + lines.number(), "expected points or ##END=, found the header line " + lines.show()
                + "; keep one spectrum a file");
        }
        // Some headers were encoded twice or badly; they are texts for people, so a wrong letter is no reason to refuse the spectrum.
        header.putIfAbsent(TextBytes.decode(b, from + 2, equals).strip(), TextBytes.decode(b, equals + 1, lines.end()).strip());
        return end;
    }

    /// A line with two numbers in any other way: with blanks around them, with `NaN`, or at the end of the file.
    private void point(LineScanner lines, int from) throws FormatException {
        int at = from;
        while (at < lines.end() && !separates(b[at])) {
            at++;
        }
        int next = at;
        while (next < lines.end() && separates(b[next])) {
            next++;
        }
        add(value(lines, from, at), value(lines, next, lines.end()));
    }

    private static boolean separates(byte c) {
        return c == ',' || c == ';' || c == ' ' || c == '\t';
    }

    private double value(LineScanner lines, int from, int to) throws FormatException {
        int end = to;
        while (end > from && b[end - 1] <= ' ') {
            end--;
        }
        double v = DecimalParser.parse(b, from, end, (byte) '.');
        if (Double.isNaN(v) && !isMissing(from, end)) {
            throw FormatException.at(name, "line " + lines.number(), "expected a Raman shift and an intensity, such as "
                + "'79.84985, 24506.01', found " + lines.show());
        }
        return v;
    }

    private boolean isMissing(int from, int to) {
        if (to - from > 9) {
            return false;
        }
        String text = TextBytes.decode(b, from, to).toLowerCase(Locale.ROOT).replaceFirst("^[-+]", "");
        return text.equals("nan") || text.equals("inf") || text.equals("infinity");
    }
}
