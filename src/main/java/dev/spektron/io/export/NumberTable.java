package dev.spektron.io.export;

import dev.spektron.io.FormatException;
import dev.spektron.io.text.DecimalParser;
import dev.spektron.io.text.TextLines;

/// The rows of numbers in a text.
///
/// @param first index of their first line among the lines
/// @param last index of their last line
/// @param dialect how they are written
/// @param columns `[column][row]`, `NaN` where a field is missing or empty
record NumberTable(int first, int last, Dialect dialect, double[][] columns) {
    static final int FEWEST_ROWS = 3;
    /// Columns of a table that may be a map, where an axis and one spectrum are a table.
    private static final int WIDE = 10;
    /// Channels of a map; no detector has more.
    private static final int MOST_COLUMNS = 1 << 17;

    int rows() {
        return columns[0].length;
    }

    int width() {
        return columns.length;
    }

    /// Finds the longest run of rows with one number of fields.
    ///
    /// @throws FormatException if there is none of three rows, or if rows of the same kind stand on both sides of a line that is none
    static NumberTable find(String file, TextLines lines) throws FormatException {
        Dialect d = Dialect.detect(lines);
        if (d == null) {
            throw new FormatException(file + ": expected rows of at least two numbers, found none in " + lines.size() + " lines"
                + (lines.size() > 0 ? ", the first is " + lines.show(0) : ""));
        }
        int[] widths = new int[lines.size()];
        DecimalParser parser = new DecimalParser();
        for (int i = 0; i < widths.length; i++) {
            widths[i] = d.row(lines.bytes(), lines.start(i), lines.end(i), parser, null);
        }
        int first = 0;
        int last = -1;
        for (int i = 0; i < widths.length;) {
            int to = i + 1;
            while (to < widths.length && widths[to] == widths[i]) {
                to++;
            }
            if (widths[i] > 0 && to - i > last + 1 - first) {
                first = i;
                last = to - 1;
            }
            i = to;
        }
        int fewest = last >= first && widths[first] >= WIDE ? 2 : FEWEST_ROWS;
        if (last - first + 1 < fewest) {
            throw new FormatException(file + ": expected at least " + FEWEST_ROWS + " rows of numbers below each other, found "
                + (last - first + 1) + (last >= first ? " at line " + lines.number(first) : ""));
        }
        if (widths[first] > MOST_COLUMNS) {
            throw FormatException.at(file, "line " + lines.number(first), "expected at most " + MOST_COLUMNS + " columns, found "
                + widths[first]);
        }
        requireAlone(file, lines, widths, first, last);
        return new NumberTable(first, last, d, read(lines, d, first, last, widths[first]));
    }

    /// More rows elsewhere mean that a line between is damaged, or that there are several tables: both are not for guessing.
    private static void requireAlone(String file, TextLines lines, int[] widths, int first, int last) throws FormatException {
        int width = widths[first];
        for (int i = last + 1; i < widths.length; i++) {
            if (widths[i] == width) {
                throw notARow(file, lines, last + 1, width);
            }
        }
        int before = 0;
        for (int i = 0; i < first; i++) {
            before += widths[i] == width ? 1 : 0;
        }
        if (before >= FEWEST_ROWS) {
            throw notARow(file, lines, first - 1, width);
        }
        if (last + 1 < widths.length && widths[last + 1] > 0) {
            throw notARow(file, lines, last + 1, width);
        }
    }

    private static FormatException notARow(String file, TextLines lines, int line, int width) {
        return FormatException.at(file, "line " + lines.number(line), "expected a row of " + width
            + " numbers like the lines around it, found "
            + lines.show(line) + "; it is damaged or cut off, or the file holds several tables, which are to be split");
    }

    private static double[][] read(TextLines lines, Dialect d, int first, int last, int width) {
        double[][] columns = new double[width][last - first + 1];
        double[] row = new double[width];
        DecimalParser parser = new DecimalParser();
        for (int i = first; i <= last; i++) {
            d.row(lines.bytes(), lines.start(i), lines.end(i), parser, row);
            for (int j = 0; j < width; j++) {
                columns[j][i - first] = row[j];
            }
        }
        return columns;
    }

    /// Whether no row has a value in a column, as behind a delimiter at the end of every line.
    boolean isEmpty(int column) {
        for (double v : columns[column]) {
            if (v == v) {
                return false;
            }
        }
        return true;
    }
}
