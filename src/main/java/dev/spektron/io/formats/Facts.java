package dev.spektron.io.formats;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Facts of rows as texts, and names that are unique.
public final class Facts {
    private static final double EXACT = 1L << 53;

    private Facts() {}

    /// A number as a text: whole ones without a point, `NaN` empty.
    public static String number(double v) {
        return Double.isNaN(v) ? "" : v == Math.rint(v) && Math.abs(v) < EXACT ? Long.toString((long) v) : Double.toString(v);
    }

    /// Facts of every row, taken from columns of a frame. The maps are views: a wide table costs no memory for texts that nobody asks for.
    public static List<Map<String, String>> rows(Frame frame, List<String> columns) {
        List<Map<String, String>> rows = new ArrayList<>(frame.rows());
        List<String> names = List.copyOf(columns);
        for (int i = 0; i < frame.rows(); i++) {
            rows.add(new Row(frame, names, i));
        }
        return rows;
    }

    /// The names made unique: empty ones become their position counted from 1, repeated ones get ` (2)`, ` (3)`, ...
    public static List<String> unique(List<String> names) {
        Set<String> taken = new HashSet<>();
        Map<String, Integer> last = new HashMap<>();
        List<String> out = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            String base = names.get(i) == null || names.get(i).isBlank() ? Integer.toString(i + 1) : names.get(i);
            String name = base;
            while (!taken.add(name)) {
                name = base + " (" + (last.merge(base, 1, Integer::sum) + 1) + ")";
            }
            out.add(name);
        }
        return out;
    }

    /// Cells of one row that are not empty.
    private static final class Row extends AbstractMap<String, String> {
        private final Frame frame;
        private final List<String> names;
        private final int row;

        Row(Frame frame, List<String> names, int row) {
            this.frame = frame;
            this.names = names;
            this.row = row;
        }

        @Override
        public String get(Object key) {
            Frame.Column c = key instanceof String s && names.contains(s) ? frame.columns().get(s) : null;
            String text = c == null ? "" : c.text(row);
            return text.isEmpty() ? null : text;
        }

        @Override
        public boolean containsKey(Object key) {
            return get(key) != null;
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            Set<Entry<String, String>> entries = new LinkedHashSet<>();
            for (String n : names) {
                String text = frame.columns().get(n).text(row);
                if (!text.isEmpty()) {
                    entries.add(Map.entry(n, text));
                }
            }
            return entries;
        }
    }
}
