package dev.spektron.io.csv;

import java.nio.charset.StandardCharsets;

/// Decimal numbers out of bytes, equal to [Double#parseDouble(String)] to the last bit.
///
/// A number of at most 2^53 as an integer, scaled by 10^e with |e| <= 22, is exact in both factors, so that one rounded division or
/// product gives the correctly rounded value (W. D. Clinger, How to read floating point numbers accurately, PLDI 1990,
/// doi:10.1145/93542.93557). Everything else goes through `parseDouble`.
final class Numbers {
    private static final double[] TEN = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18, 1e19, 1e20, 1e21, 1e22};
    private static final long EXACT = 1L << 53;
    private static final int MAX_EXPONENT_DIGITS = 6;

    private Numbers() {}

    /// Value of the bytes `from` to `to`, which must be one decimal number without blanks around it. `NaN` tells that they are not: the
    /// texts `NaN` and `Infinity` are no numbers here, and a number too large for a double gives an infinity.
    ///
    /// @param mark the decimal mark, `.` or `,`
    static double parse(byte[] b, int from, int to, byte mark) {
        int i = from;
        boolean negative = i < to && b[i] == '-';
        if (i < to && (b[i] == '-' || b[i] == '+')) {
            i++;
        }
        long mantissa = 0;
        int digits = 0;
        int significant = 0;
        int scale = 0;
        boolean marked = false;
        for (; i < to; i++) {
            int c = b[i];
            if (c >= '0' && c <= '9') {
                digits++;
                if (significant > 0 || c != '0') {
                    significant++;
                }
                if (significant < 19) {
                    mantissa = 10 * mantissa + (c - '0');
                }
                if (marked) {
                    scale--;
                }
            } else if (c == mark && !marked) {
                marked = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return Double.NaN;
        }
        if (i < to) {
            int exponent = exponent(b, i, to);
            if (exponent == Integer.MIN_VALUE) {
                return Double.NaN;
            }
            scale += exponent;
        }
        if (significant >= 19 || mantissa > EXACT || scale < -22 || scale > 22) {
            return slow(b, from, to, mark);
        }
        double value = scale < 0 ? mantissa / TEN[-scale] : mantissa * TEN[scale];
        return negative ? -value : value;
    }

    /// The exponent part `e+03`; Fortran's `D` is taken too. `Integer.MIN_VALUE` if it is none.
    private static int exponent(byte[] b, int from, int to) {
        int i = from;
        if (b[i] != 'e' && b[i] != 'E' && b[i] != 'd' && b[i] != 'D') {
            return Integer.MIN_VALUE;
        }
        i++;
        boolean negative = i < to && b[i] == '-';
        if (i < to && (b[i] == '-' || b[i] == '+')) {
            i++;
        }
        if (i == to || to - i > MAX_EXPONENT_DIGITS) {
            return Integer.MIN_VALUE;
        }
        int value = 0;
        for (; i < to; i++) {
            if (b[i] < '0' || b[i] > '9') {
                return Integer.MIN_VALUE;
            }
            value = 10 * value + (b[i] - '0');
        }
        return negative ? -value : value;
    }

    private static double slow(byte[] b, int from, int to, byte mark) {
        String text = new String(b, from, to - from, StandardCharsets.ISO_8859_1).replace((char) mark, '.').replace('d', 'e')
            .replace('D', 'e');
        return Double.parseDouble(text);
    }

    static double parse(String text) {
        byte[] b = text.strip().getBytes(StandardCharsets.UTF_8);
        return parse(b, 0, b.length, (byte) '.');
    }
}
