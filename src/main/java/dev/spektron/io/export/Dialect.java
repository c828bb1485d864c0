package dev.spektron.io.export;

import dev.spektron.io.text.DecimalParser;
import dev.spektron.io.text.DecimalParser.Exponent;
import dev.spektron.io.text.TextLines;

/// How rows of numbers are written.
///
/// @param delimiter byte between the fields; a blank stands for any run of blanks and tabs
/// @param mark decimal mark
record Dialect(char delimiter, char mark) {
    private static final int SAMPLE = 400;
    /// In the order in which they are preferred where several fit equally: `12,5` is a decimal comma only beside another delimiter.
    private static final Dialect[] ALL = {new Dialect('\t', '.'), new Dialect('\t', ','), new Dialect(';', '.'), new Dialect(';', ','),
        new Dialect(',', '.'), new Dialect('|', '.'), new Dialect('|', ','), new Dialect(' ', '.'), new Dialect(' ', ',')};

    /// Number of fields of a line in which every field is a number, missing or empty, and at least two are numbers; -1 for any other line.
    ///
    /// @param into receives the values, `NaN` for what is missing; may be null, or shorter than the row
    int row(byte[] b, int from, int to, DecimalParser parser, double[] into) {
        int end = to;
        while (end > from && (b[end - 1] == ' ' || b[end - 1] == '\t' && delimiter != '\t')) {
            end--;
        }
        int fields = 0;
        int values = 0;
        int i = from;
        while (true) {
            i = skip(b, i, end);
            double v = Double.NaN;
            int stop = i;
            if (i < end && b[i] != delimiter) {
                v = parser.scan(b, i, end, (byte) mark, Exponent.ANY);
                stop = parser.end();
                if (stop == i) {
                    stop = missing(b, i, end);
                }
                if (stop == i) {
                    return -1;
                }
                values++;
            }
            if (into != null && fields < into.length) {
                into[fields] = v;
            }
            fields++;
            i = delimiter == ' ' ? stop : skip(b, stop, end);
            if (i >= end) {
                return values >= 2 ? fields : -1;
            }
            if (b[i] != delimiter && !(delimiter == ' ' && b[i] == '\t')) {
                return -1;
            }
            i++;
        }
    }

    private int skip(byte[] b, int from, int to) {
        int i = from;
        while (i < to && (b[i] == ' ' || b[i] == '\t' && delimiter != '\t')) {
            i++;
        }
        return i;
    }

    /// End of a word for a missing value at `at`, or `at`.
    private static int missing(byte[] b, int at, int to) {
        for (String word : new String[] {"nan", "inf", "+inf", "-inf", "n/a", "na", "--"}) {
            int i = 0;
            while (i < word.length() && at + i < to && (b[at + i] | (word.charAt(i) >= 'a' ? 0x20 : 0)) == word.charAt(i)) {
                i++;
            }
            boolean whole = at + i >= to || !(b[at + i] >= 'a' && b[at + i] <= 'z' || b[at + i] >= 'A' && b[at + i] <= 'Z');
            if (i == word.length() && whole) {
                return at + i;
            }
        }
        return at;
    }

    /// The dialect in which most lines are rows of numbers with one number of fields. Lines of the whole text are looked at, because a
    /// header may be longer than the table, and something may follow it.
    ///
    /// @return null if no line is a row in any dialect
    static Dialect detect(TextLines lines) {
        int step = Math.max(1, lines.size() / SAMPLE);
        int[] widths = new int[(lines.size() + step - 1) / step];
        Dialect best = null;
        int bestRows = 0;
        DecimalParser parser = new DecimalParser();
        for (Dialect d : ALL) {
            for (int k = 0; k < widths.length; k++) {
                int i = k * step;
                widths[k] = d.row(lines.bytes(), lines.start(i), lines.end(i), parser, null);
            }
            int rows = mostFrequent(widths);
            if (rows > bestRows) {
                best = d;
                bestRows = rows;
            }
        }
        return best;
    }

    /// How often the positive number occurs that occurs most often, by the vote of Boyer and Moore: exact if it is more than half of them.
    private static int mostFrequent(int[] widths) {
        int width = 0;
        int lead = 0;
        for (int w : widths) {
            if (w > 0) {
                width = lead == 0 ? w : width;
                lead += w == width ? 1 : -1;
            }
        }
        int n = 0;
        for (int w : widths) {
            n += w > 0 && w == width ? 1 : 0;
        }
        return n;
    }
}
