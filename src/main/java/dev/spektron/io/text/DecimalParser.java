package dev.spektron.io.text;

import java.nio.charset.StandardCharsets;

/// Decimal numbers out of bytes, equal to [Double#parseDouble(String)] to the last bit.
///
/// A number of at most 2^53 as an integer, scaled by 10^e with |e| <= 22, is exact in both factors, so that one rounded division or
/// product gives the correctly rounded value (W. D. Clinger, How to read floating point numbers accurately, PLDI 1990,
/// doi:10.1145/93542.93557). Everything else goes through `parseDouble`.
///
/// [#scan] reads the number at a place and [#end] tells where it ended, so that a table is read in one pass; an object serves one thread.
/// [#parse(byte\[\], int, int, byte)] takes exactly the bytes that it is given.
public final class DecimalParser {
    private static final double[] TEN = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18, 1e19, 1e20, 1e21, 1e22};
    private static final long EXACT = 1L << 53;
    private static final int MOST_DIGITS = 18;
    private static final int MOST_EXPONENT_DIGITS = 5;

    /// Which exponents belong to a number. JCAMP-DX uses letters as digits, so that `2E5` can be two numbers there.
    public enum Exponent {
        NONE,
        /// `1e+3`, not `1e3`.
        SIGNED,
        /// `1e3`, `1e+3`; Fortran's `1D3` too.
        ANY
    }

    private int end;

    /// Where the number that was read last ended; the place where it was looked for, if there was none.
    public int end() {
        return end;
    }

    /// Value of the longest decimal number that starts at `from`: sign, digits with at most one `mark`, exponent.
    ///
    /// @param to end of the bytes that may be read
    /// @param mark the decimal mark, `.` or `,`
    /// @return `NaN` if no number starts there; an infinity if it is too large for a double
    public double scan(byte[] b, int from, int to, byte mark, Exponent exponents) {
        int i = from;
        boolean negative = i < to && b[i] == '-';
        if (negative || i < to && b[i] == '+') {
            i++;
        }
        int start = i;
        long mantissa = 0;
        int c = 0;
        while (i < to && (c = b[i] - '0') >= 0 && c <= 9) {
            mantissa = 10 * mantissa + c;
            i++;
        }
        int digits = i - start;
        int scale = 0;
        if (i < to && b[i] == mark) {
            int fraction = ++i;
            while (i < to && (c = b[i] - '0') >= 0 && c <= 9) {
                mantissa = 10 * mantissa + c;
                i++;
            }
            scale = fraction - i;
            digits -= scale;
        }
        if (digits == 0) {
            end = from;
            return Double.NaN;
        }
        if (i < to && exponents != Exponent.NONE && isExponentMark(b[i])) {
            int stop = exponentEnd(b, i, to, exponents);
            if (stop > i) {
                scale += exponent(b, i + 1, stop);
                i = stop;
            }
        }
        end = i;
        // The sum has wrapped around if there were more digits than a long has, zeros in front not counted; then it says nothing.
        if (digits > MOST_DIGITS || mantissa > EXACT || scale < -22 || scale > 22) {
            return slow(b, from, i, mark);
        }
        double value = scale < 0 ? mantissa / TEN[-scale] : mantissa * TEN[scale];
        return negative ? -value : value;
    }

    private static boolean isExponentMark(byte c) {
        return c == 'e' || c == 'E' || c == 'd' || c == 'D';
    }

    /// End of the exponent whose letter stands at `at`, or `at` if it is none.
    private static int exponentEnd(byte[] b, int at, int to, Exponent exponents) {
        int i = at + 1;
        boolean signed = i < to && (b[i] == '-' || b[i] == '+');
        if (signed) {
            i++;
        } else if (exponents == Exponent.SIGNED) {
            return at;
        }
        int first = i;
        while (i < to && b[i] >= '0' && b[i] <= '9') {
            i++;
        }
        return i == first || i - first > MOST_EXPONENT_DIGITS ? at : i;
    }

    private static int exponent(byte[] b, int from, int to) {
        int i = b[from] == '-' || b[from] == '+' ? from + 1 : from;
        int value = 0;
        for (; i < to; i++) {
            value = 10 * value + (b[i] - '0');
        }
        return b[from] == '-' ? -value : value;
    }

    private static double slow(byte[] b, int from, int to, byte mark) {
        String text = new String(b, from, to - from, StandardCharsets.ISO_8859_1).replace((char) mark, '.').replace('d', 'e')
            .replace('D', 'e');
        return Double.parseDouble(text);
    }

    /// Value of the bytes `from` to `to`, which must be one decimal number without blanks around it. `NaN` tells that they are not: the
    /// texts `NaN` and `Infinity` are no numbers here, and a number too large for a double gives an infinity.
    public static double parse(byte[] b, int from, int to, byte mark) {
        DecimalParser parser = new DecimalParser();
        double value = parser.scan(b, from, to, mark, Exponent.ANY);
        return parser.end == to ? value : Double.NaN;
    }

    /// As [#parse(byte\[\], int, int, byte)] with a decimal point; blanks around the number do not matter.
    public static double parse(String text) {
        byte[] b = text.strip().getBytes(StandardCharsets.UTF_8);
        return parse(b, 0, b.length, (byte) '.');
    }
}
