package dev.spektron.io.jobinyvon;

import dev.spektron.io.formats.Facts;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.text.DecimalParser;
import dev.spektron.io.text.IsoDates;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/// Parameters of a file: named values in groups.
final class LsxMetadata {
    private static final double MS_PER_S = 1000;

    private LsxMetadata() {}

    static Map<String, String> of(LsxNode tree) {
        Map<String, String> out = new LinkedHashMap<>();
        LsxNode parameters = tree.child(LsxNode.PARAMETERS);
        Deque<LsxNode> todo = new ArrayDeque<>(parameters == null ? java.util.List.of() : parameters.children);
        while (!todo.isEmpty()) {
            LsxNode n = todo.pop();
            String name = n.text(LsxNode.NAME);
            if (name.isEmpty()) {
                for (int i = n.children.size() - 1; i >= 0; i--) {
                    todo.push(n.children.get(i));
                }
            } else {
                put(out, name, n.text(LsxNode.VALUE), n.text(LsxNode.EXACT));
            }
        }
        if (!out.containsKey(MetadataKeys.TITLE) && !tree.text(LsxNode.TITLE).isEmpty()) {
            out.put(MetadataKeys.TITLE, tree.text(LsxNode.TITLE));
        }
        return out;
    }

    private static void put(Map<String, String> out, String name, String value, String exact) {
        if (value.isEmpty()) {
            return;
        }
        switch (name) {
            case "Acq. time (s)" -> {
                double s = DecimalParser.parse(value);
                if (Double.isFinite(s)) {
                    out.put(MetadataKeys.INTEGRATION_TIME, Facts.number(s * MS_PER_S));
                }
            }
            case "Accumulations" -> out.put(MetadataKeys.SCANS, value);
            case "Instrument" -> out.put(MetadataKeys.INSTRUMENT, value);
            case "Sample" -> out.put(MetadataKeys.SAMPLE, value);
            case "Title" -> out.put(MetadataKeys.TITLE, value);
            case "Laser (nm)", "Laser" -> {
                String nm = Double.isFinite(DecimalParser.parse(exact)) ? exact : value;
                if (Double.isFinite(DecimalParser.parse(nm))) {
                    out.put(MetadataKeys.LASER, nm);
                }
            }
            case "Date", "Acquired" -> IsoDates.parse(value, IsoDates.Order.DAY_FIRST)
                .ifPresent(d -> out.merge(MetadataKeys.DATE, d, (a, b) -> b.length() > a.length() ? b : a));
            default -> { }
        }
        out.putIfAbsent(name, value);
    }
}
