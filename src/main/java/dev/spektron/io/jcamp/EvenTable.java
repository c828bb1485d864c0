package dev.spektron.io.jcamp;

import java.util.Arrays;

/// Numbers of a table `(X++(Y..Y))` before scaling, with what its lines say of themselves. Of very many lines every second, fourth ... is
/// kept.
final class EvenTable {
    private static final int MOST_LINES = 1 << 19;

    private final int most;
    private double[] y;
    private int size;
    private double[] lineX = new double[64];
    private double[] lineUnit = new double[64];
    private int[] lineAt = new int[64];
    private int[] lineNumber = new int[64];
    private int lines;
    private int seen;
    private int stride = 1;
    private int checks;
    private int wrongChecks;
    private String firstWrong = "";

    /// @param points how many there will be, as far as known; a right number saves the copies of growing
    /// @param most how many there may be; half of them if the table has to grow, for the copies take as much again
    EvenTable(int points, int most) {
        y = new double[Math.max(1, Math.min(points, most))];
        this.most = Math.max(y.length, most / 2);
    }

    int most() {
        return most;
    }

    boolean isFull() {
        return size >= most;
    }

    void add(double value) {
        if (size == y.length) {
            reserve(size + 16L);
        }
        y[size++] = value;
    }

    /// Makes room for so many more points, and always for half as many again: many small repetitions behind a large one would else copy the
    /// whole each time.
    void reserve(long more) {
        if (size + more > y.length) {
            y = Arrays.copyOf(y, (int) Math.min(most, size + Math.max(more, size / 2)));
        }
    }

    /// @param unit size of the last printed digit of x
    void line(double x, double unit, int number, int at) {
        if (seen++ % stride != 0) {
            return;
        }
        if (lines == MOST_LINES) {
            thin();
        }
        if (lines == lineX.length) {
            int n = 2 * lines;
            lineX = Arrays.copyOf(lineX, n);
            lineUnit = Arrays.copyOf(lineUnit, n);
            lineAt = Arrays.copyOf(lineAt, n);
            lineNumber = Arrays.copyOf(lineNumber, n);
        }
        lineX[lines] = x;
        lineUnit[lines] = unit;
        lineNumber[lines] = number;
        lineAt[lines++] = at;
    }

    private void thin() {
        stride *= 2;
        lines /= 2;
        for (int i = 0; i < lines; i++) {
            lineX[i] = lineX[2 * i];
            lineUnit[i] = lineUnit[2 * i];
            lineAt[i] = lineAt[2 * i];
            lineNumber[i] = lineNumber[2 * i];
        }
    }

    void checked(boolean right, int line, double want, double found) {
        checks++;
        if (!right) {
            wrongChecks++;
            firstWrong = firstWrong.isEmpty() ? "line " + line + " begins with the ordinate " + found + ", the line before ended with "
                + want : firstWrong;
        }
    }

    int size() {
        return size;
    }

    double last() {
        return y[size - 1];
    }

    /// The ordinates; not copied where their number was known.
    double[] values() {
        y = size == y.length ? y : Arrays.copyOf(y, size);
        return y;
    }

    int lines() {
        return lines;
    }

    double lineX(int i) {
        return lineX[i];
    }

    double lineUnit(int i) {
        return lineUnit[i];
    }

    /// Number of the ordinate that stands first in the line.
    int lineAt(int i) {
        return lineAt[i];
    }

    int lineNumber(int i) {
        return lineNumber[i];
    }

    int checks() {
        return checks;
    }

    int wrongChecks() {
        return wrongChecks;
    }

    String firstWrong() {
        return firstWrong;
    }
}
