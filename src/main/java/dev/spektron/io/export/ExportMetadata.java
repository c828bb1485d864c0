package dev.spektron.io.export;

import dev.spektron.io.formats.Facts;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.text.DecimalParser;
import dev.spektron.io.text.DecimalParser.Exponent;
import dev.spektron.io.text.IsoDates;
import dev.spektron.io.text.IsoDates.Order;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Facts of headers under the names that all formats share. What is mapped stays under its own name too where the common one needs another
/// unit, so that nothing of the file is lost.
final class ExportMetadata {
    private static final Map<Pattern, String> TEXTS = new LinkedHashMap<>();
    private static final Pattern TIME = Pattern.compile("(?i)(?:integration|intigration|exposure|acq\\.?|acquisition)[ _]?times?\\b.*"
        + "|exposure.*");
    private static final Pattern LASER = Pattern.compile("(?i)(?:excitation|laser)(?:[ _]*wavelength)?\\s*(?:[(\\[_ ]*nm[)\\]]?)?");
    private static final Pattern SCANS = Pattern.compile("(?i)(?:average|averages|averaging nr.*|spectra averaged|scans to average|"
        + "average number|accumulations?|number of scans|scans)");
    private static final Pattern DATE = Pattern.compile("(?i)date|measurement date|acquired|acquisition date|date/time|timestamp");
    private static final Pattern RESOLUTION = Pattern.compile("(?i)resolution(?:\\s*[(\\[].*)?");

    private static final String SPECTRA_SUITE = "SpectraSuite Data File";

    static {
        TEXTS.put(Pattern.compile("(?i)title"), MetadataKeys.TITLE);
        TEXTS.put(Pattern.compile("(?i)sample(?: ?name| ?id)?|name"), MetadataKeys.SAMPLE);
        TEXTS.put(Pattern.compile("(?i)instrument|model(?: name)?|spectrometers?|instrument model"), MetadataKeys.INSTRUMENT);
        TEXTS.put(Pattern.compile("(?i)serial ?(?:number|no\\.?)?|device ?sn|data measured with spectrometer.*"), MetadataKeys.SERIAL);
        TEXTS.put(Pattern.compile("(?i)user|operator"), MetadataKeys.OPERATOR);
        TEXTS.put(Pattern.compile("(?i)software|program|file version"), MetadataKeys.SOFTWARE);
    }

    private ExportMetadata() {}

    static Map<String, String> of(Header h, char mark, Order order) {
        Map<String, String> out = new LinkedHashMap<>();
        h.facts.forEach((key, value) -> {
            if (!value.isEmpty()) {
                fact(out, key, value, mark, order);
            }
        });
        String mode = h.fact("SciMode");
        if (mode != null && mode.endsWith(")")) {
            IsoDates.parse(mode.substring(mode.lastIndexOf('(') + 1, mode.length() - 1), Order.MONTH_FIRST)
                .ifPresent(d -> out.put(MetadataKeys.DATE, d));
        }
        if (h.free.remove(SPECTRA_SUITE)) {
            out.putIfAbsent(MetadataKeys.SOFTWARE, "SpectraSuite");
        }
        if (!h.free.isEmpty()) {
            out.putIfAbsent(MetadataKeys.TITLE, h.free.getFirst());
            if (h.free.size() > 1) {
                out.put("notes", String.join("\n", h.free.subList(1, h.free.size())));
            }
        }
        if (out.containsKey(MetadataKeys.LASER)) {
            out.putIfAbsent(MetadataKeys.MODALITY, "raman");
        }
        return out;
    }

    private static void fact(Map<String, String> out, String key, String value, char mark, Order order) {
        for (Map.Entry<Pattern, String> e : TEXTS.entrySet()) {
            if (e.getKey().matcher(key).matches() && !out.containsKey(e.getValue())) {
                out.put(e.getValue(), value);
                return;
            }
        }
        Optional<String> common = Optional.empty();
        if (DATE.matcher(key).matches()) {
            common = IsoDates.parse(value, order);
            // The later and more precise of several dates: LabSpec writes one without seconds first.
            common.ifPresent(d -> out.merge(MetadataKeys.DATE, d, (a, b) -> b.length() > a.length() ? b : a));
        } else if (TIME.matcher(key).matches()) {
            common = milliseconds(key, value, mark);
            common.ifPresent(ms -> out.putIfAbsent(MetadataKeys.INTEGRATION_TIME, ms));
        } else if (LASER.matcher(key).matches()) {
            common = number(value, mark).filter(v -> v > 200 && v < 2000).map(Facts::number);
            common.ifPresent(nm -> out.putIfAbsent(MetadataKeys.LASER, nm));
        } else if (SCANS.matcher(key).matches()) {
            common = number(value, mark).filter(v -> v >= 1).map(Facts::number);
            common.ifPresent(n -> out.putIfAbsent(MetadataKeys.SCANS, n));
        } else if (RESOLUTION.matcher(key).matches()) {
            common = number(value, mark).map(Facts::number);
            common.ifPresent(r -> out.putIfAbsent(MetadataKeys.RESOLUTION, r));
        }
        out.putIfAbsent(key, value);
    }

    /// The number with which a value starts.
    static Optional<Double> number(String value, char mark) {
        byte[] b = value.strip().getBytes(StandardCharsets.ISO_8859_1);
        DecimalParser parser = new DecimalParser();
        double v = parser.scan(b, 0, b.length, (byte) mark, Exponent.ANY);
        return parser.end() == 0 || !Double.isFinite(v) ? Optional.empty() : Optional.of(v);
    }

    /// A time in milliseconds; its unit stands in the key or behind the number.
    private static Optional<String> milliseconds(String key, String value, char mark) {
        Optional<Double> v = number(value, mark);
        String unit = (key + " " + value.replaceFirst("^[-+0-9.,eE]+", "")).toLowerCase(Locale.ROOT);
        if (v.isEmpty() || value.contains(":")) {
            return Optional.empty();
        }
        double factor = unit.matches(".*(?:usec|\\bus\\b|µs|μs|microsec).*") ? 1e-3
            : unit.matches(".*(?:\\bms\\b|msec|_ms|millisec).*") ? 1 : unit.matches(".*(?:\\bs\\b|\\bsec|_s\\b|second).*") ? 1000
                : Double.NaN;
        // Thousandths of a product would show its rounding: 2.0000000000000004.
        return Double.isNaN(factor) ? Optional.empty()
            : Optional.of(Facts.number(factor < 1 ? v.get() / 1000 : v.get() * factor));
    }
}
