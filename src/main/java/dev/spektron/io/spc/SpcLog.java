package dev.spektron.io.spc;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The log block: 64 bytes of header, a binary part of the writing program's own (not read), and text of lines, many of them `key=value`.
///
/// @param text the whole text, empty if there is none
/// @param values by key; of equal keys the first
record SpcLog(String text, Map<String, String> values) {
    private static final int HEADER = 64;
    /// More keys are no log of an instrument.
    private static final int MOST_KEYS = 10_000;
    private static final int LONGEST_KEY = 64;

    /// A log that lies outside the file or is cut off is a warning only: the spectra stand before it.
    static SpcLog read(Bytes b, long at, List<String> warnings) throws FormatException {
        if (at == 0) {
            return new SpcLog("", Map.of());
        }
        if (at < SpcHeader.NEW_SIZE || at > b.size() - HEADER) {
            warnings.add("the log block at byte " + at + " lies outside the file of " + b.size() + " bytes and is left out");
            return new SpcLog("", Map.of());
        }
        long size = b.u32(at, "logsizd");
        long from = at + b.u32(at + 8, "logtxto");
        long to = at + size;
        if (from < at || from > b.size()) {
            warnings.add("the text of the log block at byte " + from + " lies outside the file and is left out");
            return new SpcLog("", Map.of());
        }
        if (to > b.size()) {
            warnings.add("the log block states " + size + " bytes and the file ends after " + (b.size() - at) + " of them");
            to = b.size();
        }
        String text = to <= from ? "" : b.text(from, (int) (to - from), "log text");
        return new SpcLog(text, values(text));
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            int equals = line.indexOf('=');
            if (equals < 1 || equals > LONGEST_KEY || values.size() == MOST_KEYS) {
                continue;
            }
            String key = line.substring(0, equals).strip();
            if (!key.isEmpty()) {
                values.putIfAbsent(key, line.substring(equals + 1).strip());
            }
        }
        return values;
    }
}
