package dev.spektron.io.jcamp;

import dev.spektron.io.FormatException;
import dev.spektron.io.text.DecimalParser;
import dev.spektron.io.text.LineScanner;
import java.util.Arrays;

/// Decodes `(X++(Y..Y))` in any mixture of forms: AFFN (numbers), PAC (numbers parted by their signs), SQZ (the first digit carries the
/// sign: `@A..I` are 0 to 9, `a..i` -1 to -9), DIF (`%J..R`, `j..r`: differences) and DUP (`S..Zs`: the last number again).
///
/// A line that ended with a difference is followed by a line whose first ordinate repeats the last one: the Y-check. It is compared and
/// left out. JCAMP-DX 4.24, section 5.
final class EvenDecoder {
    private static final double ROUNDING = 1e-6;
    /// A first guess for tables whose header does not count them.
    private static final int BYTES_A_POINT = 8;
    private static final int DIF = 100;
    private static final int DUP = 1000;
    private static final int NONE = 10_000;
    private static final long LARGEST = Long.MAX_VALUE / 10 - 10;

    private final String name;
    private final byte[] bytes;
    private final byte mark;
    private final int most;
    private final DecimalParser parser = new DecimalParser();
    private EvenTable table;
    /// Last number of the line: an ordinate or, after a DIF, the difference.
    private double last;
    private boolean difference;
    /// The last ordinate, which differences add to.
    private double previous;
    private int stop;

    /// @param most points that the table may have; repeated numbers can be made of few bytes
    EvenDecoder(String name, byte[] bytes, char mark, int most) {
        this.name = name;
        this.bytes = bytes;
        this.mark = (byte) mark;
        this.most = most;
    }

    /// @param npoints points that the header states, negative if it does not
    EvenTable decode(DataTable data, int npoints) throws FormatException {
        EvenTable t = decode(data, npoints, true);
        // Some programs write differences but no checks; then nothing must be left out.
        if (t.wrongChecks() * 2 > t.checks() && t.size() + t.checks() == npoints) {
            return decode(data, npoints, false);
        }
        return t;
    }

    private EvenTable decode(DataTable data, int npoints, boolean checks) throws FormatException {
        int bytesOfTable = data.to() - data.from();
        table = new EvenTable(npoints >= 0 ? (int) Math.min(npoints, 16L * bytesOfTable) : bytesOfTable / BYTES_A_POINT, most);
        LineScanner lines = new LineScanner(bytes, data.from(), data.to(), data.line());
        boolean check = false;
        while (lines.next()) {
            int end = JcampParser.comment(bytes, lines.start(), lines.end());
            int at = skip(lines.start(), end);
            if (at < end) {
                check = line(lines, at, end, check) && checks;
            }
        }
        return table;
    }

    private int skip(int from, int to) {
        int i = from;
        while (i < to && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == ';' || bytes[i] == 0x1a || bytes[i] == '\f'
            || bytes[i] == ',' && mark != ',')) {
            i++;
        }
        return i;
    }

    /// @return whether the line ended with a difference
    private boolean line(LineScanner lines, int from, int end, boolean check) throws FormatException {
        double x = parser.scan(bytes, from, end, mark, DecimalParser.Exponent.SIGNED);
        int at = parser.end();
        if (at == from) {
            throw wrong(lines, from, end, "an abscissa");
        }
        table.line(x, unit(from, at), lines.number(), check ? table.size() - 1 : table.size());
        difference = false;
        last = Double.NaN;
        boolean first = true;
        for (at = skip(at, end); at < end; at = skip(at, end)) {
            int c = bytes[at];
            int digit = digit(c);
            if (digit == DUP) {
                at = repeat(lines, at, end, first);
                continue;
            }
            boolean dif = digit >= DIF - 9 && digit <= DIF + 9;
            double v = number(lines, at, end, dif ? digit - DIF : digit);
            at = stop;
            if (first && check && !dif) {
                check(lines, v);
            } else {
                put(lines, v, dif, first);
            }
            first = false;
        }
        return difference;
    }

    private void check(LineScanner lines, double v) {
        double before = table.last();
        boolean right = Math.abs(before - v) <= ROUNDING * Math.max(1, Math.abs(before));
        table.checked(right, lines.number(), before, v);
        last = v;
        previous = v;
        difference = false;
    }

    private void put(LineScanner lines, double v, boolean dif, boolean first) throws FormatException {
        if (dif && first) {
            throw FormatException.at(name, "line " + lines.number(), "expected the first ordinate as a number, found a difference; the "
                + "line is damaged");
        }
        last = v;
        difference = dif;
        previous = dif ? previous + v : v;
        append(lines, previous);
    }

    private void append(LineScanner lines, double value) throws FormatException {
        if (table.isFull()) {
            throw FormatException.at(name, "line " + lines.number(), "expected at most " + table.most() + " points in a file of "
                + bytes.length + " bytes, found more; the counts of repetition are damaged");
        }
        table.add(value);
    }

    private int repeat(LineScanner lines, int at, int end, boolean first) throws FormatException {
        if (first) {
            throw FormatException.at(name, "line " + lines.number(), "expected an ordinate before the first repetition '"
                + (char) bytes[at] + "'; the line is damaged");
        }
        long n = bytes[at] == 's' ? 9 : bytes[at] - 'S' + 1;
        int i = at + 1;
        for (; i < end && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            n = Math.min(10 * n + bytes[i] - '0', Integer.MAX_VALUE);
        }
        table.reserve(n - 1);
        for (long k = 1; k < n; k++) {
            if (difference) {
                previous += last;
            }
            append(lines, previous);
        }
        return i;
    }

    /// A number whose first digit may be a letter; `stop` tells its end.
    private double number(LineScanner lines, int at, int end, int digit) throws FormatException {
        if (bytes[at] == '?') {
            stop = at + 1;
            return Double.NaN;
        }
        double v;
        if (digit == NONE) {
            v = parser.scan(bytes, at, end, mark, DecimalParser.Exponent.SIGNED);
            stop = parser.end();
        } else {
            v = lettered(at, end, digit);
        }
        if (stop == at || Double.isInfinite(v)) {
            throw wrong(lines, at, end, "a finite ordinate");
        }
        return v;
    }

    private double lettered(int at, int end, int digit) {
        long value = Math.abs(digit);
        int i = at + 1;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9' && value < LARGEST) {
            value = 10 * value + bytes[i++] - '0';
        }
        stop = i;
        boolean negative = bytes[at] >= 'a' && bytes[at] <= 'z';
        if (i < end && (bytes[i] == mark || bytes[i] >= '0' && bytes[i] <= '9')) {
            // More digits than a long has, or a fraction.
            byte[] text = Arrays.copyOfRange(bytes, at, end);
            text[0] = (byte) ('0' + Math.abs(digit));
            double v = parser.scan(text, 0, text.length, mark, DecimalParser.Exponent.NONE);
            stop = at + parser.end();
            return negative ? -v : v;
        }
        return negative ? -value : value;
    }

    /// Digit of a SQZ letter, the digit of a DIF letter and [#DIF], [#DUP], or [#NONE].
    private static int digit(int c) {
        if (c >= '@' && c <= 'I') {
            return c - '@';
        }
        if (c >= 'a' && c <= 'i') {
            return 'a' - 1 - c;
        }
        if (c >= 'J' && c <= 'R') {
            return DIF + c - 'J' + 1;
        }
        if (c >= 'j' && c <= 'r') {
            return DIF - (c - 'j' + 1);
        }
        return c == '%' ? DIF : c >= 'S' && c <= 'Z' || c == 's' ? DUP : NONE;
    }

    /// Size of the last printed digit of an abscissa; 0 if it has an exponent.
    private double unit(int from, int to) {
        int decimals = 0;
        boolean marked = false;
        for (int i = from; i < to; i++) {
            if (bytes[i] == 'e' || bytes[i] == 'E') {
                return 0;
            }
            decimals += marked ? 1 : 0;
            marked |= bytes[i] == mark;
        }
        return Math.pow(10, -decimals);
    }

    private FormatException wrong(LineScanner lines, int at, int end, String what) {
        return FormatException.at(name, "line " + lines.number() + ", column " + (at - lines.start() + 1), "expected " + what + ", found "
            + LineScanner.show(bytes, at, end) + "; the line is damaged");
    }
}
