package dev.spektron.io.numpy;

import java.util.Arrays;

/// An array out of an NPY file, in C order: the last index runs fastest.
///
/// @param dtype type as the file names it, for example `<f8`, `|u1`, `<U12`
/// @param shape extents; empty for a single value
/// @param numbers the values, empty for texts
/// @param texts the values, empty for numbers
public record NpyArray(String dtype, int[] shape, double[] numbers, String[] texts) {
    public static NpyArray of(double[] values, int... shape) {
        int n = 1;
        for (int s : shape) {
            n = Math.multiplyExact(n, s);
        }
        if (n != values.length) {
            throw new IllegalArgumentException(values.length + " values do not fill the shape " + Arrays.toString(shape));
        }
        return new NpyArray("<f8", shape.clone(), values, new String[0]);
    }

    /// A matrix; all rows must be equally long.
    public static NpyArray of(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] v = new double[Math.multiplyExact(rows.length, columns)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException("row " + i + " has " + rows[i].length + " values, the first one " + columns);
            }
            System.arraycopy(rows[i], 0, v, i * columns, columns);
        }
        return of(v, rows.length, columns);
    }

    public static NpyArray of(String... texts) {
        int longest = 1;
        for (String t : texts) {
            longest = Math.max(longest, t.codePointCount(0, t.length()));
        }
        return new NpyArray("<U" + longest, new int[] {texts.length}, new double[0], texts.clone());
    }

    public boolean isText() {
        return dtype.indexOf('U') >= 0 || dtype.indexOf('S') >= 0;
    }

    /// The values as `[row][column]`.
    ///
    /// @throws IllegalArgumentException if these are no numbers with two dimensions
    public double[][] matrix() {
        if (shape.length != 2 || isText()) {
            throw new IllegalArgumentException("expected a matrix of numbers, found " + describe());
        }
        double[][] m = new double[numbers.length == 0 ? 0 : shape[0]][];
        for (int i = 0; i < m.length; i++) {
            m[i] = Arrays.copyOfRange(numbers, i * shape[1], (i + 1) * shape[1]);
        }
        return m;
    }

    /// For example `<f8 80x700`.
    public String describe() {
        StringBuilder s = new StringBuilder(dtype).append(' ');
        for (int i = 0; i < shape.length; i++) {
            s.append(i == 0 ? "" : "x").append(shape[i]);
        }
        return s.toString();
    }
}
