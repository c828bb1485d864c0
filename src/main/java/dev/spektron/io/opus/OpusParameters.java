package dev.spektron.io.opus;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;

/// A block of parameters: key of three letters and a zero, type in 16 bits, size in words of 16 bits, value; `END` ends it. Type 0 is a
/// whole number of 32 bits, 1 a float of 64, all others (text, choice, extended choice) are text.
final class OpusParameters {
    private static final int WHOLE = 0;
    private static final int REAL = 1;

    private final Bytes bytes;
    private final OpusEntry entry;
    private final Map<String, Object> values = new LinkedHashMap<>();

    private OpusParameters(Bytes bytes, OpusEntry entry) {
        this.bytes = bytes;
        this.entry = entry;
    }

    static OpusParameters read(Bytes b, OpusEntry entry) throws FormatException {
        OpusParameters p = new OpusParameters(b, entry);
        long at = entry.at();
        long end = at + entry.size();
        while (at + 8 <= end) {
            String key = b.text(at, 3, "key of a parameter");
            if (key.equals("END")) {
                break;
            }
            if (key.length() != 3 || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw b.error(at, "expected the three letters of a parameter, found " + Bytes.show(b.bytes(at, 3), 0, 3)
                    + "; the file is damaged");
            }
            int type = b.u16(at + 4, "type of parameter " + key);
            int size = 2 * b.u16(at + 6, "size of parameter " + key);
            if (at + 8 + size > end) {
                throw b.error(at, "expected parameter " + key + " of " + size + " bytes inside its block, which ends at byte " + end
                    + "; the file is damaged");
            }
            p.values.put(key, value(b, at + 8, type, size, key));
            at += 8 + size;
        }
        return p;
    }

    private static Object value(Bytes b, long at, int type, int size, String key) throws FormatException {
        if (type == WHOLE && size >= 4) {
            return b.i32(at, key);
        }
        return type == REAL && size >= 8 ? (Object) b.f64(at, key) : b.text(at, size, key);
    }

    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((k, v) -> texts.put(k, v.toString()));
        return texts;
    }

    String text(String key) {
        Object v = values.get(key);
        return v == null ? "" : v.toString();
    }

    double number(String key, double otherwise) {
        return values.get(key) instanceof Number n ? n.doubleValue() : otherwise;
    }

    /// @throws FormatException if it is missing or not a finite number
    double required(String key) throws FormatException {
        double v = number(key, Double.NaN);
        if (!Double.isFinite(v)) {
            throw bytes.error(entry.at(), "expected the number " + key + " in the status of " + entry.type().name() + ", found "
                + (values.containsKey(key) ? "'" + values.get(key) + "'" : "none") + "; the file is damaged");
        }
        return v;
    }
}
