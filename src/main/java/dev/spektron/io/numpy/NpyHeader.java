package dev.spektron.io.numpy;

import dev.spektron.io.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The dictionary literal at the head of an NPY file: exactly the keys `descr`, `fortran_order` and `shape`.
///
/// @param order `<`, `>` or `|`
/// @param kind `f`, `i`, `u`, `b`, `S` or `U`
/// @param width bytes of one value
record NpyHeader(String dtype, char order, char kind, int width, boolean fortran, int[] shape) {
    private static final Pattern ENTRY = Pattern.compile(
        "\\s*'(descr|fortran_order|shape)'\\s*:\\s*('[^']*'|True|False|\\([0-9, ]*\\))\\s*(,|(?=\\}))");
    private static final Pattern DTYPE = Pattern.compile("([<>|=])([fiubSU])(\\d{1,9})");
    private static final int MOST_DIMENSIONS = 32;
    private static final int UTF32 = 4;

    static NpyHeader parse(String file, String text) throws FormatException {
        String s = text.strip();
        if (!s.startsWith("{") || !s.endsWith("}")) {
            throw wrong(file, "expected a dictionary, found '" + shorten(s) + "'");
        }
        String descr = null;
        String fortran = null;
        String shape = null;
        Matcher m = ENTRY.matcher(s);
        int at = 1;
        while (at < s.length() - 1 && !s.substring(at, s.length() - 1).isBlank()) {
            if (!m.find(at) || m.start() != at) {
                throw wrong(file, "not understood: '" + shorten(s.substring(at)) + "'");
            }
            switch (m.group(1)) {
                case "descr" -> descr = m.group(2);
                case "fortran_order" -> fortran = m.group(2);
                default -> shape = m.group(2);
            }
            at = m.end();
        }
        if (descr == null || shape == null || !"True".equals(fortran) && !"False".equals(fortran)) {
            throw wrong(file, "expected the keys descr, fortran_order and shape, found '" + shorten(s) + "'");
        }
        return build(file, descr.replace("'", ""), fortran.equals("True"), shape(file, shape));
    }

    private static NpyHeader build(String file, String dtype, boolean fortran, int[] shape) throws FormatException {
        Matcher m = DTYPE.matcher(dtype);
        if (!m.matches()) {
            throw wrong(file, "type '" + dtype + "' is not read; f2-f8, i1-i8, u1-u8, b1, S and U are");
        }
        char kind = m.group(2).charAt(0);
        int size = Integer.parseInt(m.group(3));
        boolean known = switch (kind) {
            case 'f' -> size == 2 || size == 4 || size == 8;
            case 'i', 'u' -> size == 1 || size == 2 || size == 4 || size == 8;
            case 'b' -> size == 1;
            default -> size <= 1 << 20;
        };
        if (!known) {
            throw wrong(file, "type '" + dtype + "' is not read");
        }
        return new NpyHeader(dtype, m.group(1).charAt(0), kind, kind == 'U' ? UTF32 * size : size, fortran, shape);
    }

    private static int[] shape(String file, String text) throws FormatException {
        List<Integer> dims = new ArrayList<>();
        for (String part : text.replaceAll("[()']", "").split(",")) {
            if (part.isBlank()) {
                continue;
            }
            try {
                dims.add(Integer.parseInt(part.strip()));
            } catch (NumberFormatException e) {
                throw new FormatException(wrong(file, "shape " + shorten(text) + " is larger than an array can be").getMessage(), e);
            }
        }
        if (!text.startsWith("(") || dims.size() > MOST_DIMENSIONS) {
            throw wrong(file, "shape " + shorten(text) + " is not read");
        }
        return dims.stream().mapToInt(Integer::intValue).toArray();
    }

    private static FormatException wrong(String file, String what) {
        return FormatException.at(file, "NPY header", what);
    }

    private static String shorten(String s) {
        return s.length() > 80 ? s.substring(0, 80) + "..." : s;
    }
}
