package dev.spektron.io.wdf;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.wdf.WdfChunks.Chunk;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Positions, times and the like of every spectrum of a map or series: lists of 8-byte numbers, each with a code, a unit and a name.
final class WdfOrigins {
    private static final int LIST_HEADER = 24;
    private static final int NAME = 16;
    private static final long TICKS_PER_SECOND = 10_000_000L;
    private static final long SECONDS_1601_TO_1970 = 11_644_473_600L;
    private static final int CHECKSUM = 16;
    private static final int FLAGS = 17;

    private WdfOrigins() {}

    /// One map a spectrum, all empty if the file has no such lists.
    static List<Map<String, String>> read(Bytes bytes, Chunk chunk, int count, long capacity) throws FormatException {
        if (chunk == null || count < 2) {
            return Collections.nCopies(count, Map.of());
        }
        long lists = bytes.u32(chunk.at(), "number of position lists");
        long each = LIST_HEADER + 8 * capacity;
        if (capacity > chunk.size() || lists * each > chunk.size() - 4L) {
            throw bytes.error(chunk.at(), "expected " + lists + " position lists of " + capacity + " numbers, found " + chunk.size()
                + " bytes; the file is damaged");
        }
        List<Map<String, String>> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(new LinkedHashMap<>());
        }
        for (int list = 0; list < lists; list++) {
            long at = chunk.at() + 4 + list * each;
            int meaning = bytes.i32(at, "meaning of positions") & 0x7fffffff;
            int unit = bytes.i32(at + 4, "unit of positions");
            if (meaning != CHECKSUM && meaning != FLAGS) {
                String name = bytes.text(at + 8, NAME, "name of positions");
                add(bytes, at + LIST_HEADER, name.isEmpty() ? WdfUnits.meaning(meaning) : name, unit, rows);
            }
        }
        return rows;
    }

    private static void add(Bytes bytes, long at, String name, int unit, List<Map<String, String>> rows) throws FormatException {
        String symbol = unit == WdfUnits.FILE_TIME ? "" : WdfUnits.unit(unit);
        String key = symbol.isEmpty() ? name : name + " " + symbol;
        for (int i = 0; i < rows.size(); i++) {
            String value = unit == WdfUnits.FILE_TIME ? date(bytes.i64(at + 8L * i, name)) : Double.toString(bytes.f64(at + 8L * i, name));
            if (!value.isEmpty()) {
                rows.get(i).putIfAbsent(key, value);
            }
        }
    }

    /// Ticks of 100 ns since 1601, UTC, as ISO 8601 to the millisecond; empty for 0 and for years that cannot be.
    static String date(long ticks) {
        if (ticks <= 0) {
            return "";
        }
        Instant t = Instant.ofEpochSecond(ticks / TICKS_PER_SECOND - SECONDS_1601_TO_1970, ticks % TICKS_PER_SECOND * 100);
        boolean sane = t.isAfter(Instant.parse("1980-01-01T00:00:00Z")) && t.isBefore(Instant.parse("2200-01-01T00:00:00Z"));
        return sane ? t.truncatedTo(ChronoUnit.MILLIS).toString() : "";
    }
}
