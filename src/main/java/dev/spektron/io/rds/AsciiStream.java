package dev.spektron.io.rds;

import dev.spektron.io.FormatException;
import java.nio.charset.StandardCharsets;

/// Form `A`: one number or text a line, with escapes as in C.
final class AsciiStream extends RStream {
    private static final int LONGEST = 64;
    private static final double NA = Double.longBitsToDouble(0x7ff80000000007a2L);

    AsciiStream(String file, byte[] bytes, int at) {
        super(file, bytes, at);
    }

    @Override
    int least(int binary) {
        // A digit and the end of its line; the last line may lack its end.
        return binary == 1 ? 1 : 2;
    }

    @Override
    void require(long n, int binary, String what) throws FormatException {
        super.require(n <= 0 ? n : n - 1, binary, what);
    }

    private String token(String what) throws FormatException {
        while (at < bytes.length && bytes[at] <= ' ') {
            at++;
        }
        int from = at;
        while (at < bytes.length && bytes[at] > ' ' && at - from < LONGEST) {
            at++;
        }
        if (at == from) {
            throw error("expected " + what + ", found " + (at < bytes.length ? "byte " + (bytes[at] & 0xff) : "the end of the file"));
        }
        return new String(bytes, from, at - from, StandardCharsets.US_ASCII);
    }

    @Override
    int readInt(String what) throws FormatException {
        String token = token(what);
        if (token.equals("NA")) {
            return RValue.Ints.NA;
        }
        try {
            return Integer.parseInt(token);
        } catch (NumberFormatException e) {
            throw new FormatException(error("expected " + what + ", a whole number, found '" + token + "'").getMessage(), e);
        }
    }

    @Override
    int[] readInts(int n) throws FormatException {
        require(n, Integer.BYTES, "integers");
        int[] v = new int[n];
        for (int i = 0; i < n; i++) {
            v[i] = readInt("an integer");
        }
        return v;
    }

    @Override
    double[] readDoubles(int n) throws FormatException {
        require(n, Double.BYTES, "numbers");
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            String token = token("a number");
            v[i] = switch (token) {
                case "NA" -> NA;
                case "NaN" -> Double.NaN;
                case "Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> number(token);
            };
        }
        return v;
    }

    private double number(String token) throws FormatException {
        try {
            // Hexadecimal numbers (asciihex) may lack the exponent that Java wants.
            return Double.parseDouble(token.contains("0x") && !token.contains("p") ? token + "p0" : token);
        } catch (NumberFormatException e) {
            throw new FormatException(error("expected a number, found '" + token + "'").getMessage(), e);
        }
    }

    @Override
    byte[] readText(int n) throws FormatException {
        require(n, 1, "text");
        if (at < bytes.length && bytes[at] == '\r') {
            at++;
        }
        if (at < bytes.length && bytes[at] == '\n') {
            at++;
        }
        byte[] text = new byte[n];
        for (int i = 0; i < n; i++) {
            text[i] = character();
        }
        return text;
    }

    private byte character() throws FormatException {
        byte c = next();
        if (c != '\\') {
            return c;
        }
        c = next();
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'v' -> 11;
            case 'b' -> '\b';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'a' -> 7;
            default -> c >= '0' && c <= '7' ? octal(c) : c;
        };
    }

    private byte octal(byte first) {
        int v = first - '0';
        for (int i = 0; i < 2 && at < bytes.length && bytes[at] >= '0' && bytes[at] <= '7'; i++) {
            v = 8 * v + bytes[at++] - '0';
        }
        return (byte) v;
    }

    private byte next() throws FormatException {
        if (at >= bytes.length) {
            throw error("expected a character of a text, found the end of the file; it is cut off");
        }
        return bytes[at++];
    }

    @Override
    byte[] readRaw(int n) throws FormatException {
        require(n, 2, "bytes");
        byte[] v = new byte[n];
        for (int i = 0; i < n; i++) {
            String token = token("a byte");
            try {
                v[i] = (byte) Integer.parseInt(token, 16);
            } catch (NumberFormatException e) {
                throw new FormatException(error("expected a byte as two hexadecimal digits, found '" + token + "'").getMessage(), e);
            }
        }
        return v;
    }
}
