package dev.spektron.io.xlsx;

import dev.spektron.io.Allowance;
import dev.spektron.io.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The cells of a sheet as comma-separated text, row by row. Empty rows are left away, and empty columns behind the last one that is not.
final class Sheet {
    /// What a character of the text takes while the text grows and becomes bytes.
    private static final int CHARACTER = 4;
    private final String where;
    private final Allowance allowance;
    private final StringBuilder text = new StringBuilder();
    private int[] ends = new int[16];
    private int[] widths = new int[16];
    private int rows;
    private int width;
    private int cells;
    private int next;
    private boolean begun;
    private String corner;

    Sheet(String where, Allowance allowance) {
        this.where = where;
        this.allowance = allowance;
    }

    /// Begins a row.
    void row() {
        end();
        begun = true;
        next = 0;
        cells = 0;
    }

    /// Whether any row was begun.
    boolean begun() {
        return begun;
    }

    /// Column behind the last cell of this row.
    int next() {
        return next;
    }

    /// Adds a cell of the row that was begun last.
    void cell(int column, CharSequence value) throws FormatException {
        next = column + 1;
        int from = 0;
        int to = value.length();
        while (from < to && Character.isWhitespace(value.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(value.charAt(to - 1))) {
            to--;
        }
        if (corner == null) {
            corner = column == 0 ? value.subSequence(from, to).toString() : "";
        }
        if (from == to) {
            return;
        }
        allowance.numbers(where, 1);
        allowance.bytes(where, CHARACTER * (long) (to - from + column - cells));
        if (cells == 0) {
            // The first cell of a row has no comma before it.
            cells = 1;
        }
        for (; cells <= column; cells++) {
            text.append(',');
        }
        write(value, from, to);
    }

    private void write(CharSequence value, int from, int to) {
        boolean quoted = false;
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            quoted |= c == ',' || c == '"' || c == '#';
        }
        if (quoted) {
            text.append('"');
        }
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            if (c == '"') {
                text.append('"');
            }
            text.append(c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029' ? ' ' : c);
        }
        if (quoted) {
            text.append('"');
        }
    }

    private void end() {
        if (cells > 0) {
            if (rows == ends.length) {
                ends = Arrays.copyOf(ends, 2 * rows);
                widths = Arrays.copyOf(widths, 2 * rows);
            }
            ends[rows] = text.length();
            widths[rows++] = cells;
            width = Math.max(width, cells);
            cells = 0;
        }
    }

    /// Whether no cell holds anything.
    boolean isEmpty() {
        end();
        return rows == 0;
    }

    /// The very first cell, if it stands in the first column.
    String corner() {
        return corner == null ? "" : corner;
    }

    /// The text, every row as wide as the widest.
    ///
    /// @throws FormatException if one wide row would make too much of many short ones
    byte[] text() throws FormatException {
        end();
        long padding = 0;
        for (int i = 0; i < rows; i++) {
            padding += width - widths[i] + 1;
        }
        allowance.bytes(where, CHARACTER * padding);
        StringBuilder all = new StringBuilder(text.length() + (int) padding);
        for (int i = 0; i < rows; i++) {
            all.append(text, i == 0 ? 0 : ends[i - 1], ends[i]);
            all.repeat(',', width - widths[i]).append('\n');
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }
}
