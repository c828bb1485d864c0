package dev.spektron.io.jasco;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.MetadataKeys;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Facts from the streams beside the data. Texts have their length in bytes before them, dates are days since 30 December
/// 1899, UTC: texts exported in another zone show the difference.
final class JwsSettings {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1899, 12, 30, 0, 0);
    private static final int MEASURED = 12;
    private static final double LAST_DAY = 2_958_465;

    private final CompoundFile file;
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private JwsSettings(CompoundFile file) {
        this.file = file;
    }

    /// What can be read; the spectra do not depend on it, so a stream of unknown structure only yields a warning.
    static Map<String, String> read(CompoundFile file, List<String> warnings) {
        JwsSettings s = new JwsSettings(file);
        s.part("ModuleInfo", s::instrument, warnings);
        s.part("SampleInfo", s::sample, warnings);
        s.part("UserInfo", s::user, warnings);
        s.part("BaseInfo", s::base, warnings);
        s.part("MeasParam", s::parameters, warnings);
        return s.metadata;
    }

    @FunctionalInterface
    private interface Part {
        void read(Bytes b) throws FormatException;
    }

    private void part(String stream, Part part, List<String> warnings) {
        if (!file.has(stream)) {
            return;
        }
        try {
            part.read(file.stream(stream));
        } catch (FormatException e) {
            warnings.add("stream " + stream + " is not understood and was left out: " + e.getMessage());
        }
    }

    private void put(String key, String value) {
        if (!value.isEmpty()) {
            metadata.put(key, value);
        }
    }

    /// Length and text.
    private static String text(Bytes b, long at) throws FormatException {
        int n = b.i32(at, "length of a text");
        return Utf16.text(b, at + 4, n, "text");
    }

    private static long after(Bytes b, long at) throws FormatException {
        return at + 4 + b.u32(at, "length of a text");
    }

    private void instrument(Bytes b) throws FormatException {
        long at = after(b, 4) + 4;
        put(MetadataKeys.INSTRUMENT, text(b, at));
        put(MetadataKeys.SERIAL, text(b, after(b, at)));
    }

    private void sample(Bytes b) throws FormatException {
        put(MetadataKeys.SAMPLE, text(b, 4));
        put("comment", text(b, after(b, 4)));
    }

    /// User, division, company and others that no file in hand has, one text behind the other.
    private void user(Bytes b) throws FormatException {
        List<String> texts = new ArrayList<>();
        for (long at = 4; at + 4 <= b.size(); at = after(b, at)) {
            texts.add(text(b, at));
        }
        put("user", String.join(", ", texts.stream().filter(t -> !t.isEmpty()).toList()));
    }

    private void base(Bytes b) throws FormatException {
        put("file", text(b, 21));
        put("created", date(b.f64(after(b, 21), "date")));
        put(MetadataKeys.DATE, metadata.getOrDefault("created", ""));
    }

    private static String date(double days) {
        return days > 1 && days < LAST_DAY ? EPOCH.plus(Math.round(days * 86_400), ChronoUnit.SECONDS) + "Z" : "";
    }

    /// Settings have numbers that mean something only for one family of instruments; those of FT/IR are known from exported texts.
    private void parameters(Bytes b) throws FormatException {
        if (!metadata.getOrDefault(MetadataKeys.INSTRUMENT, "").startsWith("FT/IR")) {
            return;
        }
        Map<Integer, Object> values = new HashMap<>();
        int count = b.i32(8, "number of settings");
        long at = 12;
        for (int i = 0; i < count; i++) {
            int number = b.i32(at, "number of a setting");
            int type = b.u16(at + 4, "type of a setting");
            at += 6;
            switch (type) {
                case 2, 11 -> at += 2;
                case 3 -> {
                    values.put(number, b.i32(at, "setting"));
                    at += 4;
                }
                case 4 -> {
                    values.put(number, b.f32(at, "setting"));
                    at += 4;
                }
                case 5, 7 -> {
                    values.put(number, b.f64(at, "setting"));
                    at += 8;
                }
                case 8 -> {
                    values.put(number, text(b, at));
                    at = after(b, at);
                }
                default -> throw b.error(at - 2, "expected a type of setting from 2 to 8 or 11, found " + type);
            }
        }
        known(values, 1, MetadataKeys.SCANS);
        known(values, 2, MetadataKeys.RESOLUTION);
        known(values, 3, "aperture mm");
        known(values, 47, "source");
        known(values, 48, "detector");
        if (values.get(MEASURED) instanceof Double days) {
            put(MetadataKeys.DATE, date(days));
        }
    }

    private void known(Map<Integer, Object> values, int number, String key) {
        if (values.containsKey(number)) {
            put(key, values.get(number).toString());
        }
    }
}
