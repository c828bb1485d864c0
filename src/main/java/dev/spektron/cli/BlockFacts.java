package dev.spektron.cli;

import dev.spektron.io.formats.Block;
import dev.spektron.spectra.AxisUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Shape, axis, ranges and metadata of a block.
final class BlockFacts {
    private static final int LONGEST = 100;

    private BlockFacts() {}

    static Map<String, Object> of(Block b) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        long missing = 0;
        for (double[] row : b.y()) {
            for (double v : row) {
                missing += Double.isNaN(v) ? 1 : 0;
                low = v < low ? v : low;
                high = v > high ? v : high;
            }
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", b.name());
        facts.put("kind", b.kind().label());
        facts.put("rows", b.rows());
        facts.put("channels", b.channels());
        facts.put("axisUnit", b.unit().map(AxisUnit::symbol).orElse(null));
        facts.put("axisLabel", b.xLabel());
        facts.put("axisFirst", b.channels() == 0 ? null : number(b.x()[0]));
        facts.put("axisLast", b.channels() == 0 ? null : number(b.x()[b.channels() - 1]));
        facts.put("intensity", b.intensity().label());
        facts.put("intensityLabel", b.yLabel());
        facts.put("min", number(low <= high ? low : Double.NaN));
        facts.put("max", number(low <= high ? high : Double.NaN));
        facts.put("missing", missing);
        facts.put("metadata", b.metadata());
        Set<String> names = new LinkedHashSet<>();
        b.rowMetadata().forEach(m -> names.addAll(m.keySet()));
        facts.put("rowFacts", names);
        return facts;
    }

    /// JSON has no numbers that are not finite.
    private static Double number(double v) {
        return Double.isFinite(v) ? v : null;
    }

    /// One line, and indented below it what is known of the block.
    @SuppressWarnings("unchecked")
    static String text(Map<String, Object> f) {
        Object unit = f.get("axisUnit");
        String axis = unit != null ? unit.toString() : f.get("axisLabel").toString().isEmpty() ? "(unit not stated)"
            : "(" + f.get("axisLabel") + ", no unit that is known)";
        StringBuilder s = new StringBuilder(String.format(Locale.ROOT, "  %-14s %s, %s x %s, %s to %s %s, %s from %s to %s%s%n",
            f.get("name"),
            f.get("kind"), f.get("rows"), f.get("channels"), show(f.get("axisFirst")), show(f.get("axisLast")), axis, f.get("intensity"),
            show(f.get("min")), show(f.get("max")), (long) f.get("missing") == 0 ? "" : ", " + f.get("missing") + " values missing"));
        ((Map<String, String>) f.get("metadata")).forEach((k, v) -> s.append(line(k, v)));
        Set<String> rowFacts = (Set<String>) f.get("rowFacts");
        if (!rowFacts.isEmpty()) {
            s.append(line("each row", String.join(", ", rowFacts)));
        }
        return s.toString();
    }

    static String line(String key, String value) {
        String one = value.replaceAll("\\s+", " ");
        return String.format(Locale.ROOT, "    %-20s %s%n", key, one.length() > LONGEST ? one.substring(0, LONGEST) + " ..." : one);
    }

    private static String show(Object number) {
        return number == null ? "-" : String.format(Locale.ROOT, "%.6g", (Double) number);
    }
}
