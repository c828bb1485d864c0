package dev.spektron.io.csv;

import java.util.Arrays;

/// Positions of the non-empty lines of a text. Lines end with LF, CR LF or CR.
final class CsvLines {
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int[] numbers = new int[256];
    private int n;

    static CsvLines of(byte[] b, int from) {
        CsvLines lines = new CsvLines();
        int number = 1;
        int start = from;
        for (int i = from; i <= b.length; i++) {
            boolean crLf = i < b.length && b[i] == '\n' && i > from && b[i - 1] == '\r';
            if (crLf) {
                start = i + 1;
            } else if (i == b.length || b[i] == '\n' || b[i] == '\r') {
                lines.add(b, start, i, number++);
                start = i + 1;
            }
        }
        return lines;
    }

    private void add(byte[] b, int start, int end, int number) {
        boolean blank = true;
        for (int i = start; i < end && blank; i++) {
            blank = b[i] == ' ' || b[i] == '\t';
        }
        if (blank) {
            return;
        }
        if (n == starts.length) {
            starts = Arrays.copyOf(starts, 2 * n);
            ends = Arrays.copyOf(ends, 2 * n);
            numbers = Arrays.copyOf(numbers, 2 * n);
        }
        starts[n] = start;
        ends[n] = end;
        numbers[n++] = number;
    }

    int size() {
        return n;
    }

    int start(int line) {
        return starts[line];
    }

    int end(int line) {
        return ends[line];
    }

    /// 1-based number in the file.
    int number(int line) {
        return numbers[line];
    }
}
