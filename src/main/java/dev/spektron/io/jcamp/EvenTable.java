package dev.spektron.io.jcamp;

import java.util.Arrays;

/// Numbers of a table `(X++(Y..Y))` before scaling, with what its lines say of themselves.
final class EvenTable {
    private double[] y = new double[1024];
    private int size;
    private double[] lineX = new double[64];
    private double[] lineUnit = new double[64];
    private int[] lineAt = new int[64];
    private int[] lineNumber = new int[64];
    private int lines;
    private int checks;
    private int wrongChecks;
    private String firstWrong = "";

    void add(double value) {
        if (size == y.length) {
            y = Arrays.copyOf(y, size + size / 2);
        }
        y[size++] = value;
    }

    /// @param unit size of the last printed digit of x
    void line(double x, double unit, int number, int at) {
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

    double[] values() {
        return Arrays.copyOf(y, size);
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
