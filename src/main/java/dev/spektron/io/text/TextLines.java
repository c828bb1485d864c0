package dev.spektron.io.text;

import java.util.Arrays;

/// The lines of a text that are not blank: all of them at hand, by their place among these.
public final class TextLines {
    private final byte[] bytes;
    private int[] starts;
    private int[] ends;
    private int[] numbers;
    private int n;

    public TextLines(byte[] bytes) {
        this(bytes, 0);
    }

    /// @param from first byte of the first line, behind a byte-order mark
    public TextLines(byte[] bytes, int from) {
        this.bytes = bytes;
        int guess = 16 + bytes.length / 24;
        starts = new int[guess];
        ends = new int[guess];
        numbers = new int[guess];
        LineScanner lines = new LineScanner(bytes, from, bytes.length, 1);
        while (lines.next()) {
            if (lines.content() < lines.end()) {
                add(lines);
            }
        }
    }

    private TextLines(byte[] bytes, int[] starts, int[] ends, int[] numbers) {
        this.bytes = bytes;
        this.starts = starts;
        this.ends = ends;
        this.numbers = numbers;
        n = starts.length;
    }

    /// The lines `from` (inclusive) to `to` (exclusive), with their numbers in the file.
    public TextLines part(int from, int to) {
        return new TextLines(bytes, Arrays.copyOfRange(starts, from, to), Arrays.copyOfRange(ends, from, to),
            Arrays.copyOfRange(numbers, from, to));
    }

    private void add(LineScanner line) {
        if (n == starts.length) {
            int more = n + (n >> 1);
            starts = Arrays.copyOf(starts, more);
            ends = Arrays.copyOf(ends, more);
            numbers = Arrays.copyOf(numbers, more);
        }
        starts[n] = line.start();
        ends[n] = line.end();
        numbers[n++] = line.number();
    }

    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return n;
    }

    /// First byte of a line.
    public int start(int line) {
        return starts[line];
    }

    /// First byte behind a line, without its line end.
    public int end(int line) {
        return ends[line];
    }

    /// 1-based number in the file.
    public int number(int line) {
        return numbers[line];
    }

    public String text(int line) {
        return TextBytes.decode(bytes, starts[line], ends[line]);
    }

    /// A line for a message, cut after 60 bytes.
    public String show(int line) {
        return LineScanner.show(bytes, starts[line], ends[line]);
    }
}
