package dev.spektron.io.jcamp;

import dev.spektron.io.SpectraTable;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.text.IsoDates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Facts of a block under the common names; all other labels keep theirs.
final class JcampMetadata {
    private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*");
    private static final Map<String, String> KEYS = Map.ofEntries(Map.entry("TITLE", MetadataKeys.TITLE),
        Map.entry("SPECTROMETER/DATASYSTEM", MetadataKeys.INSTRUMENT), Map.entry("SPECTROMETERDATASYSTEM", MetadataKeys.INSTRUMENT),
        Map.entry("$INSTRUMENT", MetadataKeys.INSTRUMENT), Map.entry("$INSTRUMENTSERIAL", MetadataKeys.SERIAL),
        Map.entry("RESOLUTION", MetadataKeys.RESOLUTION), Map.entry(".AVERAGES", MetadataKeys.SCANS),
        Map.entry("COADDEDSCANS", MetadataKeys.SCANS), Map.entry("$SCANS", MetadataKeys.SCANS),
        Map.entry("CASREGISTRYNO", MetadataKeys.CAS), Map.entry("MOLFORM", MetadataKeys.FORMULA),
        Map.entry("NAMES", MetadataKeys.SAMPLE), Map.entry("SAMPLEDESCRIPTION", MetadataKeys.SAMPLE),
        Map.entry("$SAMPLE", MetadataKeys.SAMPLE),
        Map.entry("OPERATOR", MetadataKeys.OPERATOR), Map.entry("$OPERATOR", MetadataKeys.OPERATOR),
        Map.entry("SOFTWARE", MetadataKeys.SOFTWARE), Map.entry("$LASERNM", MetadataKeys.LASER),
        Map.entry("$LASERWAVELENGTH", MetadataKeys.LASER), Map.entry("$INTEGRATIONTIMEMS", MetadataKeys.INTEGRATION_TIME),
        Map.entry("$MODALITY", MetadataKeys.MODALITY));
    /// What the axis, the ordinates and the table say already.
    private static final Set<String> USED = Set.of("XUNITS", "YUNITS", "XFACTOR", "YFACTOR", "FIRSTX", "LASTX", "DELTAX", "NPOINTS",
        "FIRSTY", "MINY", "MAXY", "MINX", "MAXX", "XLABEL", "YLABEL", "SYMBOL", "VARNAME", "VARTYPE", "VARFORM", "VARDIM", "UNITS",
        "FIRST", "LAST", "MIN", "MAX", "FACTOR", "ENDNTUPLES", "JCAMPDX", "BLOCKS", "BLOCKID", JcampBlock.key(JcampLabels.KIND));

    static final String TYPE = "DATATYPE";
    /// Data types that say no more than the modality.
    private static final Set<String> PLAIN_TYPES = Set.of("SPECTRUM", "RAMAN SPECTRUM", "INFRARED SPECTRUM", "NEAR INFRARED SPECTRUM");
    /// A property without a unit is one all the same.
    private static final String PROPERTY = "$" + SpectraTable.PROPERTY;

    private JcampMetadata() {}

    static Map<String, String> of(JcampBlock block) {
        Map<String, String> m = new LinkedHashMap<>();
        block.texts().forEach((label, text) -> {
            String key = JcampBlock.key(label);
            if (!USED.contains(key) && (!text.isEmpty() || label.startsWith(PROPERTY))) {
                String common = KEYS.get(key);
                if (common != null) {
                    m.putIfAbsent(common, text);
                } else {
                    m.putIfAbsent(label.startsWith("$") && label.length() > 1 ? label.substring(1) : label, text);
                }
            }
        });
        date(block).ifPresent(d -> {
            // What the long date says is all in it.
            remove(m, "LONGDATE");
            m.put(MetadataKeys.DATE, d);
        });
        String modality = modality(block.text(TYPE));
        if (!modality.isEmpty()) {
            m.putIfAbsent(MetadataKeys.MODALITY, modality);
        }
        if (PLAIN_TYPES.contains(block.text(TYPE).toUpperCase(Locale.ROOT))) {
            remove(m, TYPE);
        }
        return m;
    }

    /// Takes out the fact of a label, however the file writes it.
    static void remove(Map<String, String> m, String key) {
        m.keySet().removeIf(label -> JcampBlock.key(label).equals(key));
    }

    private static java.util.Optional<String> date(JcampBlock b) {
        for (String key : List.of("LONGDATE", "DATE")) {
            String text = b.text(key);
            java.util.Optional<String> found = ISO_DATE.matcher(text).matches() ? IsoDates.parse(text, IsoDates.Order.UNKNOWN)
                : IsoDates.parseYearFirst(key.equals("DATE") && !text.contains(":") ? text + " " + b.text("TIME") : text);
            if (found.isPresent()) {
                return found;
            }
        }
        return java.util.Optional.empty();
    }

    /// `raman`, `nir`, `ir` or empty.
    static String modality(String dataType) {
        String t = dataType.toUpperCase(Locale.ROOT);
        return t.contains("RAMAN") ? "raman" : t.contains("NEAR INFRARED") || t.contains("NEAR-INFRARED") || t.startsWith("NIR") ? "nir"
            : t.contains("INFRARED") || t.startsWith("IR ") || t.startsWith("FTIR") || t.startsWith("FT-IR") ? "ir" : "";
    }
}
