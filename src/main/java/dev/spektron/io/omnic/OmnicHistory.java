package dev.spektron.io.omnic;

import dev.spektron.io.formats.MetadataKeys;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The history (key 1b): text in the language of the program, such as `Resolution:   4.000 from 649.9207 to 3999.8086`.
final class OmnicHistory {
    private static final Pattern RESOLUTION = Pattern.compile("R[e\u00e9]solution\\s{0,4}:\\s{0,8}(\\d{1,4})[.,](\\d{1,6})");
    private static final Pattern SERIAL =
        Pattern.compile("(?:Bench Serial Number|Num\u00e9ro S\u00e9rie du banc)\\s{0,4}:\\s{0,4}(\\w{1,40})");
    private static final int LONGEST = 1 << 20;

    private OmnicHistory() {}

    /// Adds the whole text, and of several treatments the facts of the last.
    static void describe(String history, Map<String, String> m) {
        if (history.isEmpty()) {
            return;
        }
        String part = history.length() > LONGEST ? history.substring(0, LONGEST) : history;
        Matcher resolution = RESOLUTION.matcher(part);
        while (resolution.find()) {
            m.put(MetadataKeys.RESOLUTION, resolution.group(1) + "." + resolution.group(2));
        }
        Matcher serial = SERIAL.matcher(part);
        if (serial.find()) {
            m.put(MetadataKeys.SERIAL, serial.group(1));
        }
        m.put("history", history);
    }
}
