package dev.spektron.io.export;

import dev.spektron.io.text.Quantities;
import dev.spektron.io.text.TextLines;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What stands around the table: names and units of its columns, facts `key: value`, and free lines.
final class Header {
    private static final Set<String> AXIS_WORDS = Set.of("x", "x-axis", "x axis", "xaxis", "wl", "wave", "wavelength", "wavelengths",
        "lambda", "frequency", "shift", "energy");
    private static final Pattern BRACKET = Pattern.compile("[\\[(].*");
    private static final Pattern WORD = Pattern.compile(".*\\p{L}.*");
    /// Lines that only part the file.
    private static final Set<String> NO_FACTS = Set.of("XYDATA", "Extended Information", "data", "Spectra Vista SIG Data ***/");
    private static final Map<String, String> JAZ = Map.of("W", "Wavelength (nm)", "D", "Dark", "R", "Reference", "S", "Sample",
        "P", "Processed");
    private static final int MOST_LINES = 2000;
    /// Longer lines are no facts that anybody wrote.
    private static final int LONGEST_LINE = 4000;
    private static final int LONGEST_KEY = 120;

    final List<String> names;
    final List<String> units;
    /// What stands over the pairs of columns of a table in which every spectrum has its own axis; empty for others.
    final List<String> groups;
    final Map<String, String> facts = new LinkedHashMap<>();
    final List<String> free = new ArrayList<>();
    private boolean sections;

    Header(TextLines lines, NumberTable t) {
        int above = t.first() - 1;
        List<String> bracketed = above >= 0 ? fields(lines.text(above), t) : List.of();
        boolean isUnits = bracketed.size() == t.width() && bracketed.stream().allMatch(f -> f.isEmpty() || f.startsWith("["));
        if (isUnits) {
            above--;
        }
        List<String> named = above >= 0 ? fields(lines.text(above), t) : List.of();
        boolean isNames = areNames(named, t.width());
        List<String> over = isNames && !isUnits && above >= 1 ? fields(lines.text(above - 1), t) : List.of();
        boolean isTwo = areNames(over, t.width()) && unitsOnly(named);
        groups = isNames && !isTwo && repeats(named) && over.size() == t.width() ? over : List.of();
        names = isTwo ? over : isNames ? spelled(named) : List.of();
        units = isTwo ? named : isUnits ? bracketed : List.of();
        above -= isTwo || !groups.isEmpty() ? 1 : 0;
        int headerEnd = isNames ? above : isUnits ? above + 1 : t.first();
        for (int i = 0; i < Math.min(headerEnd, MOST_LINES); i++) {
            line(lines, i, t.dialect());
        }
        for (int i = t.last() + 1; i < Math.min(lines.size(), t.last() + 1 + MOST_LINES); i++) {
            line(lines, i, t.dialect());
        }
    }

    /// A line of units below the names: one of an axis, and one unit for all columns beside it.
    private static boolean unitsOnly(List<String> fields) {
        return Quantities.axis(fields.getFirst(), false).unit().isPresent()
            && new HashSet<>(fields.subList(1, fields.size())).size() == 1;
    }

    /// Whether the name of the first column, that of an axis, stands over others too: then each of them begins a spectrum of its own.
    private static boolean repeats(List<String> fields) {
        return isAxis(fields.getFirst()) && Collections.frequency(fields, fields.getFirst()) > 1;
    }

    /// Ocean Optics' Jaz has letters for its columns.
    private static List<String> spelled(List<String> fields) {
        return fields.getFirst().equals("W") && JAZ.keySet().containsAll(fields) ? fields.stream().map(JAZ::get).toList() : fields;
    }

    private static List<String> fields(String line, NumberTable t) {
        String text = line.strip();
        String[] parts = t.dialect().delimiter() == ' ' ? text.split("\\s+") : text.split(Pattern.quote("" + t.dialect().delimiter()), -1);
        List<String> out = new ArrayList<>();
        for (String p : parts) {
            out.add(unquote(p.strip()));
        }
        while (out.size() > t.width() && out.getLast().isEmpty()) {
            out.removeLast();
        }
        if (out.size() != t.width()) {
            // "#Wave\t\t#Intensity": columns are set apart by more than one tab.
            out.removeIf(String::isEmpty);
        }
        if (out.size() == t.width() - 1 && t.isEmpty(t.width() - 1)) {
            out.add("");
        }
        return out;
    }

    private static String unquote(String s) {
        String t = s.startsWith("#") ? s.substring(1).strip() : s;
        return t.length() > 1 && t.startsWith("\"") && t.endsWith("\"") ? t.substring(1, t.length() - 1).strip() : t;
    }

    /// Whether fields name columns. A pair `key value` above two columns does not: one of its fields must be a word for an axis or for
    /// ordinates.
    private static boolean areNames(List<String> fields, int width) {
        if (fields.size() != width || fields.stream().noneMatch(f -> WORD.matcher(f).matches())
            || fields.stream().anyMatch(f -> f.endsWith("=") || f.endsWith(":"))) {
            return false;
        }
        if (fields.stream().filter(f -> !f.isEmpty()).anyMatch(f -> !WORD.matcher(f).matches())) {
            return false;
        }
        String first = fields.getFirst();
        return width > 2 || isAxis(first) || Quantities.intensity(fields.get(1)) != dev.spektron.spectra.IntensityKind.UNKNOWN;
    }

    static boolean isAxis(String name) {
        String bare = BRACKET.matcher(name).replaceAll("").strip().toLowerCase(Locale.ROOT);
        return AXIS_WORDS.contains(bare) || Quantities.axis(name, false).unit().isPresent();
    }

    private void line(TextLines lines, int i, Dialect d) {
        if (lines.end(i) - lines.start(i) > LONGEST_LINE) {
            return;
        }
        String raw = lines.text(i);
        // A tab at the end parts a key from an empty value.
        String text = raw.replaceAll("^\\s+|[ \\r\\x00]+$", "");
        String bare = text.replaceFirst("^[#;/*]+\\s*", "");
        if (text.startsWith("[") && text.endsWith("]")) {
            sections = true;
            return;
        }
        if (bare.isEmpty() || text.startsWith(">>>>>") || bare.matches("[-+=*_~#. ]+")) {
            return;
        }
        int at = separator(bare, d);
        if (at <= 0) {
            // In a header with sections a lone word is a key without value.
            if (!NO_FACTS.contains(bare) && !sections) {
                free.add(bare);
            }
            return;
        }
        String key = unquote(bare.substring(0, at).strip());
        String value = unquote(bare.substring(at + 1).replaceFirst("^[\\s=:]+", "").strip());
        if (!key.isEmpty() && key.length() <= LONGEST_KEY) {
            facts.putIfAbsent(key, value.replaceFirst("[;\\t]+$", "").strip());
        }
    }

    /// Where a line parts into key and value: at `=`, `:`, a tab or the delimiter of the table, whichever comes first outside of
    /// parentheses; -1 if it does not.
    private static int separator(String s, Dialect d) {
        int depth = 0;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            boolean splits = c == '=' || c == '\t' || c == ';' || c == ',' && d.delimiter() == ',' || c == ':' && !later(s, i);
            if (depth <= 0 && splits) {
                // A time of day in a free line is no key.
                return WORD.matcher(s.substring(0, i)).matches() ? i : -1;
            }
        }
        return -1;
    }

    /// Whether `=` follows a colon with a tab behind it, as in LabSpec's `Base:Fit Sub=`.
    private static boolean later(String s, int colon) {
        int equals = s.indexOf("=\t", colon);
        return equals > 0 && s.indexOf('\t', colon) == equals + 1;
    }

    /// The value of the first key that is one of the names, or null.
    String fact(String... keys) {
        for (String k : keys) {
            for (Map.Entry<String, String> e : facts.entrySet()) {
                if (e.getKey().equalsIgnoreCase(k) && !e.getValue().isEmpty()) {
                    return e.getValue();
                }
            }
        }
        return null;
    }

    String name(int column) {
        return column < names.size() ? names.get(column) : "";
    }

    String unit(int column) {
        return column < units.size() ? units.get(column).strip() : "";
    }

    /// Name and unit of a column as one text.
    String label(int column) {
        String unit = unit(column);
        return unit.isEmpty() ? name(column) : (name(column) + " " + unit).strip();
    }
}
