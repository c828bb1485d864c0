package dev.spektron.io.omnic;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.MetadataKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The directory: number of entries at byte 294, entries from byte 304. An entry has its key (1 byte), place and length (4 bytes each, from
/// the third byte) and the number of the spectrum of a group that it belongs to (2 bytes, from the eleventh).
final class OmnicDirectory {
    static final int HEADER = 0x02;
    static final int ORDINATES = 0x03;
    static final int COMMENT = 0x04;
    static final int HISTORY = 0x1b;
    static final int SAMPLE_INTERFEROGRAM = 0x66;
    static final int BACKGROUND_INTERFEROGRAM = 0x67;
    static final int TITLE = 0x6b;
    private static final int COUNT = 294;
    private static final int FIRST = 304;
    private static final int BYTES = 16;
    private static final int TITLE_BYTES = 256;
    private static final Set<Integer> PARTS = Set.of(HEADER, ORDINATES, COMMENT, HISTORY, SAMPLE_INTERFEROGRAM, BACKGROUND_INTERFEROGRAM,
        TITLE);

    private record Entry(int key, long at, long length, int index) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private OmnicDirectory() {}

    List<String> warnings() {
        return warnings;
    }

    static OmnicDirectory read(Bytes b) throws FormatException {
        b.need(0, FIRST, "header of an OMNIC file");
        OmnicDirectory d = new OmnicDirectory();
        int count = b.u16(COUNT, "number of entries");
        b.need(FIRST, (long) BYTES * count, "the directory of " + count + " entries");
        boolean indexed = true;
        Set<Integer> headers = new HashSet<>();
        for (int i = 0; i < count; i++) {
            long at = FIRST + (long) BYTES * i;
            int key = b.u8(at, "key of an entry");
            if (!PARTS.contains(key)) {
                continue;
            }
            Entry e = new Entry(key, b.u32(at + 2, "place of an entry"), b.u32(at + 6, "length of an entry"), b.u16(at + 10, "index"));
            b.need(e.at(), e.length(), "the entry with key " + Integer.toHexString(key));
            d.entries.add(e);
            indexed &= key != HEADER || headers.add(e.index());
        }
        if (!indexed) {
            d.number();
        }
        return d;
    }

    /// Old groups leave the numbers at 0: then the n-th entry of a key belongs to the n-th spectrum.
    private void number() {
        Map<Integer, Integer> seen = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry e = entries.get(i);
            int n = seen.merge(e.key(), 1, Integer::sum) - 1;
            entries.set(i, new Entry(e.key(), e.at(), e.length(), n));
        }
    }

    /// @throws FormatException if there is none
    List<OmnicSpectrum> spectra(Bytes b, String title) throws FormatException {
        Map<Integer, Map<Integer, Entry>> groups = new TreeMap<>();
        for (Entry e : entries) {
            groups.computeIfAbsent(e.index(), k -> new TreeMap<>()).putIfAbsent(e.key(), e);
        }
        List<OmnicSpectrum> spectra = new ArrayList<>();
        long left = b.size();
        for (Map<Integer, Entry> parts : groups.values()) {
            if (!parts.containsKey(HEADER)) {
                continue;
            }
            for (Entry e : parts.values()) {
                left -= e.length();
            }
            if (left < 0) {
                throw b.error(FIRST, "expected entries that do not overlap, found more bytes than the file has; it is damaged");
            }
            spectra.add(spectrum(b, parts, title));
        }
        if (spectra.isEmpty()) {
            throw b.error(FIRST, "expected an entry with key 2 (header of a spectrum), found none among " + entries.size()
                + "; the file holds no spectrum or is damaged");
        }
        return spectra;
    }

    private OmnicSpectrum spectrum(Bytes b, Map<Integer, Entry> parts, String fileTitle) throws FormatException {
        Entry head = parts.get(HEADER);
        OmnicHeader header = OmnicHeader.read(b, head.at(), head.length());
        Entry ordinates = parts.get(ORDINATES);
        if (ordinates == null) {
            throw b.error(head.at(),
                "expected ordinates (key 3) for the spectrum whose header stands here, found none; the file is damaged");
        }
        if (ordinates.length() < 4L * header.points()) {
            throw b.error(ordinates.at(), "expected " + header.points() + " ordinates, found " + ordinates.length() / 4
                + "; the file is damaged");
        }
        double[] y = b.f32s(ordinates.at(), header.points(), "ordinates");
        Map<String, String> metadata = new LinkedHashMap<>();
        Entry name = parts.get(TITLE);
        String title = name == null ? fileTitle : OmnicText.read(b, name.at(), (int) Math.min(TITLE_BYTES, name.length()));
        if (name != null && name.length() >= TITLE_BYTES + 4) {
            put(metadata, MetadataKeys.DATE, OmnicText.date(b.u32(name.at() + TITLE_BYTES, "date")));
        }
        if (name != null) {
            put(metadata, MetadataKeys.TITLE, title);
        }
        header.describe(metadata);
        Entry history = parts.get(HISTORY);
        OmnicHistory.describe(history == null ? "" : OmnicText.read(b, history.at(), (int) history.length()), metadata);
        Entry comment = parts.get(COMMENT);
        put(metadata, "comment", comment == null ? "" : OmnicText.read(b, comment.at(), (int) comment.length()));
        return new OmnicSpectrum(header, title, y, interferogram(b, parts.get(SAMPLE_INTERFEROGRAM)),
            interferogram(b, parts.get(BACKGROUND_INTERFEROGRAM)), metadata);
    }

    private static double[] interferogram(Bytes b, Entry e) throws FormatException {
        return e == null || e.length() < 4 ? null : b.f32s(e.at(), (int) (e.length() / 4), "interferogram");
    }

    private static void put(Map<String, String> m, String key, String value) {
        if (!value.isBlank()) {
            m.put(key, value);
        }
    }
}
