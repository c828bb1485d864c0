package dev.spektron.io.jcamp;

import dev.spektron.io.text.DecimalParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The labelled data records from one `##TITLE=` to its `##END=`.
final class JcampBlock {
    private static final int LONGEST = 4096;
    private static final Pattern COMMA = Pattern.compile("[+-]?\\d+,\\d+([eE][+-]?\\d+)?");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final List<DataTable> tables = new ArrayList<>();
    private final int line;
    private boolean ended;

    JcampBlock(int line) {
        this.line = line;
    }

    /// A label without case, blanks, dashes, slashes and underscores, as the standard compares them.
    static String key(String label) {
        StringBuilder s = new StringBuilder(label.length());
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (" -/_\t".indexOf(c) < 0) {
                s.append(c);
            }
        }
        return s.toString().toUpperCase(Locale.ROOT);
    }

    /// A label that stands again adds a line to its text, because programs write long texts so.
    void put(String label, String value) {
        String key = key(label);
        String before = values.get(key);
        if (before == null) {
            names.put(key, label.strip());
            values.put(key, value);
        } else if (before.length() < LONGEST && !before.equals(value)) {
            values.put(key, before + "\n" + value);
        }
    }

    /// Replaces the text, for labels whose last value counts.
    void set(String label, String value) {
        String key = key(label);
        names.putIfAbsent(key, label.strip());
        values.put(key, value);
    }

    void add(DataTable table) {
        tables.add(table);
    }

    void end() {
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    int line() {
        return line;
    }

    List<DataTable> tables() {
        return tables;
    }

    /// Text of a label given as [#key(String)] makes it; empty if there is none.
    String text(String key) {
        return values.getOrDefault(key, "").strip();
    }

    /// Texts by the label as the file writes it.
    Map<String, String> texts() {
        Map<String, String> all = new LinkedHashMap<>();
        values.forEach((key, value) -> all.putIfAbsent(names.get(key), value.strip()));
        return all;
    }

    /// The number that a label's text begins with; `NaN` if there is none or it is not finite.
    double number(String key) {
        return number(text(key), mark());
    }

    static double number(String text, char mark) {
        byte[] b = text.strip().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        double v = new DecimalParser().scan(b, 0, b.length, (byte) mark, DecimalParser.Exponent.ANY);
        return Double.isFinite(v) ? v : Double.NaN;
    }

    /// The decimal mark: a comma if the numbers of the header have one and no point.
    char mark() {
        for (String key : List.of("FIRSTX", "LASTX", "FIRSTY", "MAXY")) {
            if (COMMA.matcher(text(key)).matches()) {
                return ',';
            }
        }
        return '.';
    }
}
