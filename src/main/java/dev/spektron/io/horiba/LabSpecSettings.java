package dev.spektron.io.horiba;

import dev.spektron.io.formats.MetadataKeys;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/// The settings of a measurement: nodes with a name as shown to the user, such as `Acq. time (s)`, and a value.
final class LabSpecSettings {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d.M.uuuu H:m[:s]");

    private LabSpecSettings() {}

    /// All settings under the names of LabSpec, those that every format has under its own.
    static Map<String, String> read(LabSpecNode root) {
        Map<String, String> all = new LinkedHashMap<>();
        Deque<LabSpecNode> open = new ArrayDeque<>();
        open.push(root);
        double laser = Double.NaN;
        while (!open.isEmpty()) {
            LabSpecNode node = open.pop();
            for (LabSpecNode child : node.children().reversed()) {
                open.push(child);
            }
            String name = node.child(LabSpecNode.NAME).text();
            String value = value(node.child(LabSpecNode.SETTING));
            if (!name.isEmpty() && !value.isEmpty()) {
                all.putIfAbsent(name, value);
            }
            if (name.equals("Laser (nm)")) {
                laser = node.child(LabSpecNode.POSITION).number();
            }
        }
        Map<String, String> m = new LinkedHashMap<>();
        common(all, laser, m);
        all.forEach(m::putIfAbsent);
        return m;
    }

    private static String value(LabSpecNode node) {
        double v = node.number();
        if (Double.isNaN(v)) {
            return node.text();
        }
        return v == Math.rint(v) && Math.abs(v) < 1e9 ? Long.toString((long) v) : Double.toString(v);
    }

    private static void common(Map<String, String> all, double laser, Map<String, String> m) {
        move(all, "Title", m, MetadataKeys.TITLE);
        move(all, "Sample", m, MetadataKeys.SAMPLE);
        move(all, "Instrument", m, MetadataKeys.INSTRUMENT);
        move(all, "Accumulations", m, MetadataKeys.SCANS);
        String seconds = all.get("Acq. time (s)");
        if (seconds != null && seconds.matches("[0-9]+(\\.[0-9]+)?(E-?[0-9]{1,2})?")) {
            m.put(MetadataKeys.INTEGRATION_TIME, Double.toString(1000 * Double.parseDouble(seconds)));
        }
        if (laser > 0) {
            m.put(MetadataKeys.LASER, Double.toString(laser));
        }
        String date = all.getOrDefault("Acquired", all.getOrDefault("Date", ""));
        try {
            m.put(MetadataKeys.DATE, LocalDateTime.parse(date, DATE).toString());
        } catch (DateTimeParseException e) {
            // Written in another country's way: it stays under the name of LabSpec.
        }
    }

    private static void move(Map<String, String> all, String name, Map<String, String> m, String key) {
        if (all.containsKey(name)) {
            m.put(key, all.remove(name));
        }
    }
}
