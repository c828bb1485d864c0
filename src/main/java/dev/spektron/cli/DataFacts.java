package dev.spektron.cli;

import dev.spektron.spectra.SpectrumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Shape, axis, ranges and properties of a set.
final class DataFacts {
    private DataFacts() {}

    static Map<String, Object> of(SpectrumSet set, Map<String, String> units) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] row : set.rows()) {
            for (double v : row) {
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("samples", set.size());
        facts.put("channels", set.channels());
        facts.put("axis", set.axis().toString());
        facts.put("axisFirst", set.axis().first());
        facts.put("axisLast", set.axis().last());
        facts.put("axisStep", set.axis().medianStep());
        facts.put("intensity", set.kind().label());
        facts.put("min", low);
        facts.put("max", high);
        Map<String, Object> properties = new LinkedHashMap<>();
        set.properties().forEach((name, y) -> properties.put(name, property(y, units.getOrDefault(name, ""))));
        facts.put("properties", properties);
        return facts;
    }

    /// Mean and standard deviation with divisor n of the samples that have a value.
    private static Map<String, Object> property(double[] y, String unit) {
        int n = 0;
        double sum = 0;
        for (double v : y) {
            n += Double.isNaN(v) ? 0 : 1;
            sum += Double.isNaN(v) ? 0 : v;
        }
        double mean = sum / n;
        double squares = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double v : y) {
            if (!Double.isNaN(v)) {
                squares += (v - mean) * (v - mean);
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("unit", unit);
        facts.put("n", n);
        facts.put("mean", n == 0 ? null : mean);
        facts.put("sd", n == 0 ? null : Math.sqrt(squares / n));
        facts.put("min", n == 0 ? null : low);
        facts.put("max", n == 0 ? null : high);
        return facts;
    }

    @SuppressWarnings("unchecked")
    static String text(Map<String, Object> facts) {
        StringBuilder s = new StringBuilder(String.format(Locale.ROOT, "  %s spectra, %s, %s from %.4g to %.4g%n", facts.get("samples"),
            facts.get("axis"), facts.get("intensity"), facts.get("min"), facts.get("max")));
        ((Map<String, Map<String, Object>>) facts.get("properties")).forEach((name, p) -> s.append(p.get("mean") == null
            ? String.format(Locale.ROOT, "  %-12s no values%n", name)
            : String.format(Locale.ROOT, "  %-12s mean %9.4f  SD %8.4f  range %.4f to %.4f %s (n = %d)%n", name, p.get("mean"), p.get("sd"),
                p.get("min"), p.get("max"), p.get("unit"), p.get("n"))));
        return s.toString();
    }
}
