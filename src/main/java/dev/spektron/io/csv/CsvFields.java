package dev.spektron.io.csv;

import java.util.Arrays;

/// Positions of fields, blanks around them and quotes taken off; grows as lines are appended.
final class CsvFields {
    private int[] starts;
    private int[] ends;
    private int n;
    private int openQuote = -1;

    CsvFields(int capacity) {
        starts = new int[Math.max(16, capacity)];
        ends = new int[starts.length];
    }

    static CsvFields split(byte[] b, int from, int to, char delimiter) {
        CsvFields fields = new CsvFields(16);
        fields.append(b, from, to, delimiter);
        return fields;
    }

    /// Splits one line and appends its fields.
    ///
    /// @return how many there are
    int append(byte[] b, int from, int to, char delimiter) {
        int before = n;
        int i = from;
        boolean blanks = delimiter == ' ';
        int end = to;
        if (blanks) {
            i = skipBlanks(b, i, end);
            while (end > i && isBlank(b[end - 1])) {
                end--;
            }
        }
        while (true) {
            int start = delimiter == '\t' ? i : skipBlanks(b, i, end);
            int stop;
            int next;
            if (start < end && b[start] == '"') {
                int close = closing(b, start + 1, end);
                add(start + 1, close);
                next = close + 1;
                while (next < end && !separates(b[next], delimiter)) {
                    if (!isBlank(b[next])) {
                        openQuote = n - 1;
                    }
                    next++;
                }
            } else {
                next = start;
                if (blanks) {
                    while (next < end && !isBlank(b[next])) {
                        next++;
                    }
                } else {
                    while (next < end && b[next] != delimiter) {
                        next++;
                    }
                }
                stop = next;
                while (stop > start && isBlank(b[stop - 1])) {
                    stop--;
                }
                add(start, stop);
            }
            if (next >= end) {
                return n - before;
            }
            i = blanks ? skipBlanks(b, next, end) : next + 1;
        }
    }

    private int closing(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == '"') {
                if (i + 1 < to && b[i + 1] == '"') {
                    i++;
                } else {
                    return i;
                }
            }
        }
        openQuote = n;
        return to;
    }

    private static boolean separates(byte c, char delimiter) {
        return delimiter == ' ' ? isBlank(c) : c == delimiter;
    }

    private static int skipBlanks(byte[] b, int from, int to) {
        int i = from;
        while (i < to && isBlank(b[i])) {
            i++;
        }
        return i;
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }

    private void add(int start, int end) {
        if (n == starts.length) {
            starts = Arrays.copyOf(starts, 2 * n);
            ends = Arrays.copyOf(ends, 2 * n);
        }
        starts[n] = start;
        ends[n++] = end;
    }

    int size() {
        return n;
    }

    int start(int field) {
        return starts[field];
    }

    int end(int field) {
        return ends[field];
    }

    /// A field whose quote is never closed or is followed by text, -1 if there is none.
    int openQuote() {
        return openQuote;
    }
}
