package dev.spektron.io.spc;

import dev.spektron.io.formats.MetadataKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Facts of the whole file: the header's fields and those keys of the log that instruments' programs are known to write.
final class SpcMetadata {
    private static final Pattern LEADING =
        Pattern.compile("\\s*(\\d{0,6}\\.?\\d{1,6}|\\d{1,6}\\.)\\s*(cm-1|nm)?\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NANOMETRES = Pattern.compile("(\\d{3,4}(?:\\.\\d{1,6})?) ?nm");
    private static final double NM_PER_CM = 1e7;

    private SpcMetadata() {}

    static Map<String, String> of(SpcHeader h, SpcLog log) {
        Map<String, String> m = new LinkedHashMap<>();
        put(m, MetadataKeys.TITLE, h.memo());
        put(m, MetadataKeys.DATE, h.date());
        put(m, MetadataKeys.INSTRUMENT, first(log, "MODEL", "INSTRUMENT", "Instrument"));
        if (!m.containsKey(MetadataKeys.INSTRUMENT)) {
            put(m, MetadataKeys.INSTRUMENT, h.source());
        }
        put(m, "source", h.source());
        put(m, MetadataKeys.RESOLUTION, number(h.resolution()));
        if (!m.containsKey(MetadataKeys.RESOLUTION)) {
            put(m, MetadataKeys.RESOLUTION, number(first(log, "RES", "Resolution", "RESOLUTION")));
        }
        put(m, "resolution text", h.resolution());
        put(m, MetadataKeys.SCANS, scans(h, log));
        put(m, MetadataKeys.OPERATOR, first(log, "Operator", "OPERATOR"));
        put(m, MetadataKeys.SAMPLE, first(log, "SAMPLE", "Sample", "Sample_name"));
        put(m, MetadataKeys.SERIAL, first(log, "Serial_number"));
        put(m, MetadataKeys.LASER, laser(log));
        // Renishaw's WiRE writes milliseconds; other programs' times come without a unit.
        put(m, MetadataKeys.INTEGRATION_TIME, number(after(first(log, "Exposure_time"), "Time:")));
        if (h.xType() == SpcUnits.RAMAN_SHIFT || h.experiment() == 11) {
            m.put(MetadataKeys.MODALITY, "raman");
        }
        put(m, "experiment", SpcUnits.experiment(h.experiment()));
        put(m, "method", h.method());
        if (h.factor() != 0 && h.factor() != 1) {
            m.put("concentration factor", Float.toString((float) h.factor()));
        }
        log.values().forEach((k, v) -> {
            if (!v.isEmpty()) {
                m.putIfAbsent(k, v);
            }
        });
        put(m, "log", log.text());
        return m;
    }

    private static void put(Map<String, String> m, String key, String value) {
        if (!value.isBlank()) {
            m.put(key, value);
        }
    }

    private static String first(SpcLog log, String... keys) {
        return List.of(keys).stream().map(k -> log.values().getOrDefault(k, "")).filter(v -> !v.isBlank()).findFirst().orElse("");
    }

    private static String scans(SpcHeader h, SpcLog log) {
        String text = number(after(first(log, "SCANS", "Scans", "ACCUM", "Accumulations"), "Accumulations:"));
        return text.isEmpty() && h.scans() > 0 ? Integer.toString(h.scans()) : text;
    }

    private static String after(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    /// A number that stands alone or with its unit, otherwise nothing.
    private static String number(String text) {
        Matcher m = LEADING.matcher(text.length() > 40 ? "" : text);
        if (!m.matches()) {
            return "";
        }
        double v = Double.parseDouble(m.group(1));
        return v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v);
    }

    /// `EXCIT_LINE` of LabSpec in nm, `Laser` of WiRE such as `785 nm edge`, `RAMANFREQ` of OMNIC in cm-1.
    private static String laser(SpcLog log) {
        String line = number(first(log, "EXCIT_LINE"));
        if (!line.isEmpty()) {
            return line;
        }
        String laser = first(log, "Laser");
        Matcher m = NANOMETRES.matcher(laser.length() > 200 ? "" : laser);
        if (m.find()) {
            return m.group(1);
        }
        String wavenumber = number(first(log, "RAMANFREQ"));
        double v = wavenumber.isEmpty() ? 0 : Double.parseDouble(wavenumber);
        return v > 0 ? Double.toString(NM_PER_CM / v) : "";
    }
}
