package dev.spektron.io.export;

import dev.spektron.io.text.LineScanner;
import dev.spektron.io.text.TextBytes;
import java.util.Arrays;

/// The lines of a text that are not blank.
final class TextLines {
    private final byte[] bytes;
    private int[] starts;
    private int[] ends;
    private int[] numbers;
    private int n;

    TextLines(byte[] bytes) {
        this.bytes = bytes;
        int guess = 16 + bytes.length / 24;
        starts = new int[guess];
        ends = new int[guess];
        numbers = new int[guess];
        LineScanner lines = new LineScanner(bytes);
        while (lines.next()) {
            if (lines.content() < lines.end()) {
                add(lines);
            }
        }
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

    byte[] bytes() {
        return bytes;
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

    String text(int line) {
        return TextBytes.decode(bytes, starts[line], ends[line]);
    }

    String show(int line) {
        return LineScanner.show(bytes, starts[line], ends[line]);
    }
}
