package dev.spektron.io.opus;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.MetadataKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Facts of the whole file: all blocks of parameters under the three letters of OPUS, those of the reference with `reference ` before
/// them. Of a parameter that stands in several blocks the last counts, as OPUS appends what was changed.
final class OpusMetadata {
    private static final String REFERENCE = "reference ";
    private static final double NM_PER_CM = 1e7;

    private OpusMetadata() {}

    static Map<String, String> of(Bytes b, List<OpusEntry> entries, List<OpusSpectrum> spectra, List<String> warnings) {
        Map<String, String> raw = new LinkedHashMap<>();
        long left = b.size();
        for (OpusEntry e : entries) {
            if (!e.type().isParameters() || (left -= e.size()) < 0) {
                continue;
            }
            String prefix = e.type().isReferenceParameters() ? REFERENCE : "";
            try {
                OpusParameters.read(b, e).texts().forEach((k, v) -> raw.put(prefix + k, v));
            } catch (FormatException damaged) {
                warnings.add("a block of parameters is left out: " + damaged.getMessage());
            }
        }
        Map<String, String> m = new LinkedHashMap<>();
        put(m, MetadataKeys.SAMPLE, raw.get("SNM"));
        put(m, MetadataKeys.INSTRUMENT, raw.get("INS"));
        put(m, MetadataKeys.SERIAL, raw.get("SRN"));
        OpusParameters main = spectra.getFirst().status();
        put(m, MetadataKeys.DATE, OpusDate.iso(main.text("DAT"), main.text("TIM")));
        put(m, MetadataKeys.RESOLUTION, raw.get("RES"));
        put(m, MetadataKeys.SCANS, raw.getOrDefault("NSS", raw.get("ASS")));
        put(m, MetadataKeys.OPERATOR, raw.get("CNM"));
        put(m, MetadataKeys.LASER, laser(raw.get("RLW")));
        if (spectra.stream().anyMatch(s -> s.data().type().isRaman())) {
            m.put(MetadataKeys.MODALITY, "raman");
        }
        raw.forEach((k, v) -> put(m, k, v));
        return m;
    }

    private static void put(Map<String, String> m, String key, String value) {
        if (value != null && !value.isBlank()) {
            m.put(key, value);
        }
    }

    /// `RLW` is the wavenumber of the Raman laser in cm-1.
    private static String laser(String wavenumber) {
        try {
            double v = wavenumber == null ? 0 : Double.parseDouble(wavenumber);
            return v > 0 ? Double.toString(NM_PER_CM / v) : "";
        } catch (NumberFormatException e) {
            return "";
        }
    }
}
