package dev.spektron.io.jobinyvon;

import dev.spektron.io.FormatException;
import dev.spektron.io.text.DecimalParser;
import dev.spektron.io.text.DecimalParser.Exponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Lists of numbers set apart by white space.
final class LsxNumbers {
    private LsxNumbers() {}

    static double[] parse(String file, String what, CharSequence text) throws FormatException {
        byte[] b = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        double[] v = new double[Math.max(4, b.length / 6)];
        DecimalParser number = new DecimalParser();
        int n = 0;
        int i = 0;
        while (true) {
            while (i < b.length && b[i] >= 0 && b[i] <= ' ') {
                i++;
            }
            if (i == b.length) {
                return Arrays.copyOf(v, n);
            }
            double d = number.scan(b, i, b.length, (byte) '.', Exponent.ANY);
            int end = number.end();
            if (end == i || end < b.length && !(b[end] >= 0 && b[end] <= ' ')) {
                throw FormatException.at(file, what + ", number " + (n + 1), "expected a number, found '"
                    + new String(b, i, Math.min(20, b.length - i), StandardCharsets.ISO_8859_1).strip() + "'");
            }
            if (n == v.length) {
                v = Arrays.copyOf(v, n + (n >> 1));
            }
            v[n++] = d;
            i = end;
        }
    }
}
