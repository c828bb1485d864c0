package dev.spektron.io.jcamp;

import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.SpectralFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Labels for facts: those of the standard where it has one, else private ones that begin with `$`.
final class JcampLabels {
    /// What a block is, where the table does not say it.
    static final String KIND = "$BLOCK KIND";
    private static final Map<String, String> COMMON = Map.of(MetadataKeys.INSTRUMENT, "SPECTROMETER/DATA SYSTEM", MetadataKeys.DATE,
        "LONG DATE", MetadataKeys.RESOLUTION, "RESOLUTION", MetadataKeys.CAS, "CAS REGISTRY NO", MetadataKeys.FORMULA, "MOLFORM",
        MetadataKeys.SAMPLE, "SAMPLE DESCRIPTION", MetadataKeys.SCANS, ".AVERAGES", MetadataKeys.OPERATOR, "OPERATOR",
        MetadataKeys.LASER, "$LASER NM", MetadataKeys.INTEGRATION_TIME, "$INTEGRATION TIME MS");
    /// Labels of the standard that stay as they are.
    private static final Set<String> STANDARD = Set.of("ORIGIN", "OWNER", "CLASS", "SOURCE REFERENCE", "CROSS REFERENCE", "STATE",
        "SAMPLING PROCEDURE", "PATH LENGTH", "PRESSURE", "TEMPERATURE", "DATA PROCESSING", "INSTRUMENT PARAMETERS", "CAS NAME", "MW", "MP",
        "BP", "DENSITY", "REFRACTIVE INDEX", "CONCENTRATIONS");
    /// Required by the standard, even without a text.
    private static final List<String> REQUIRED = List.of("ORIGIN", "OWNER");
    private static final Set<String> ELSEWHERE = Set.of("DATATYPE", "JCAMPDX", "BLOCKS", "BLOCKID", "DATACLASS", "PAGE", "TITLE");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})(?:T(\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?)"
        + "(?:(Z)|([+-]\\d{2}):?(\\d{2}))?)?");

    private JcampLabels() {}

    /// Texts by label of one row: what is known of the row goes before what is known of its block, and that before the file's.
    static Map<String, String> of(Block b, int row, Map<String, String> common) {
        Map<String, String> facts = new LinkedHashMap<>(common);
        facts.putAll(b.metadata());
        facts.putAll(b.rowMetadata().get(row));
        Map<String, String> labels = new LinkedHashMap<>();
        REQUIRED.forEach(label -> labels.put(label, ""));
        Set<String> taken = new HashSet<>();
        facts.forEach((key, value) -> {
            if (!ELSEWHERE.contains(JcampBlock.key(key))) {
                String label = label(key);
                String unique = label;
                for (int i = 2; !taken.add(JcampBlock.key(unique)); i++) {
                    unique = label + " (" + i + ")";
                }
                labels.put(unique, key.equals(MetadataKeys.DATE) ? date(value) : value);
            }
        });
        return labels;
    }

    private static String label(String key) {
        String label = COMMON.get(key);
        return label != null ? label : STANDARD.contains(key) ? key : "$" + key.replaceAll("[=\\r\\n]", " ").strip();
    }

    /// ISO 8601 as the standard writes it: `1999/12/31 23:59:59.00 +0100`.
    private static String date(String iso) {
        Matcher m = ISO.matcher(iso);
        if (!m.matches()) {
            return iso;
        }
        String zone = m.group(5) != null ? " +0000" : m.group(6) != null ? " " + m.group(6) + m.group(7) : "";
        return m.group(1) + "/" + m.group(2) + "/" + m.group(3) + (m.group(4) == null ? "" : " " + m.group(4) + zone);
    }

    /// What the labels and texts of a file cannot keep.
    static List<String> losses(SpectralFile file) {
        Set<String> renamed = new LinkedHashSet<>();
        boolean marks = false;
        boolean title = false;
        for (Block b : file.blocks()) {
            for (int r = 0; r < b.rows(); r++) {
                Map<String, String> facts = new LinkedHashMap<>(file.metadata());
                facts.putAll(b.metadata());
                facts.putAll(b.rowMetadata().get(r));
                renamed(facts, renamed);
                marks |= facts.values().stream().anyMatch(v -> !JcampText.safe(v).equals(v));
                String own = b.metadata().getOrDefault(MetadataKeys.TITLE, "");
                title |= file.blocks().size() > 1 && !own.isEmpty() && !own.equals(JcampText.title(b, r));
            }
        }
        List<String> losses = new ArrayList<>();
        if (!renamed.isEmpty()) {
            losses.add("the exact names of " + String.join(", ", renamed) + " (labels have no '='; their case, blanks, '-', '/' and '_' do "
                + "not count)");
        }
        if (marks) {
            losses.add("'$$', and '##' at the start of a line, in texts (a blank is put between)");
        }
        if (title) {
            losses.add("titles of blocks");
        }
        return losses;
    }

    private static void renamed(Map<String, String> facts, Set<String> renamed) {
        Set<String> taken = new HashSet<>();
        for (String key : facts.keySet()) {
            if (!ELSEWHERE.contains(JcampBlock.key(key)) && (key.contains("=") || !taken.add(JcampBlock.key(label(key))))) {
                renamed.add("'" + key + "'");
            }
        }
    }

    /// The kind that [#KIND] names, or null.
    static BlockKind kind(String text) {
        for (BlockKind k : BlockKind.values()) {
            if (k.label().equals(text.strip().toLowerCase(Locale.ROOT))) {
                return k;
            }
        }
        return null;
    }
}
