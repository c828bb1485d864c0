package dev.spektron.io.asd;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.MetadataKeys;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the header says beside the sizes.
final class AsdHeader {
    private static final String[] INSTRUMENTS = {"", "PSII", "LSVNIR", "FSVNIR", "FSFR", "FSNIR", "CHEM", "FSFR unattended"};

    private AsdHeader() {}

    static Map<String, String> metadata(Bytes bytes, int version) throws FormatException {
        Map<String, String> m = new LinkedHashMap<>();
        String comment = bytes.text(3, 157, "comment");
        if (!comment.isEmpty()) {
            m.put(MetadataKeys.TITLE, comment);
        }
        String date = date(bytes);
        if (!date.isEmpty()) {
            m.put(MetadataKeys.DATE, date);
        }
        int instrument = bytes.u8(431, "instrument");
        if (instrument > 0 && instrument < INSTRUMENTS.length) {
            m.put(MetadataKeys.INSTRUMENT, "ASD " + INSTRUMENTS[instrument]);
        }
        m.put(MetadataKeys.SERIAL, Integer.toString(bytes.u16(400, "instrument number")));
        m.put(MetadataKeys.INTEGRATION_TIME, Long.toString(bytes.u32(390, "integration time")));
        m.put(MetadataKeys.SCANS, Integer.toString(bytes.u16(429, "scans")));
        int program = bytes.u8(178, "program version");
        m.put(MetadataKeys.SOFTWARE, "ASD " + (program >> 4) + "." + (program & 15));
        m.put("file version", Integer.toString(version));
        m.put("dark corrected", bytes.u8(181, "dark correction") != 0 ? "yes" : "no");
        m.put("swir1 gain", Integer.toString(bytes.u16(436, "gain")));
        m.put("swir2 gain", Integer.toString(bytes.u16(438, "gain")));
        m.put("splice 1 nm", Float.toString(bytes.f32(444, "splice")));
        m.put("splice 2 nm", Float.toString(bytes.f32(448, "splice")));
        m.put(MetadataKeys.MODALITY, "nir");
        return m;
    }

    /// Time of saving: second, minute, hour, day, month from 0, years since 1900, as short integers; empty if it is no date.
    private static String date(Bytes bytes) throws FormatException {
        int[] t = new int[6];
        for (int i = 0; i < t.length; i++) {
            t[i] = bytes.i16(160 + 2L * i, "date");
        }
        try {
            return LocalDateTime.of(1900 + t[5], t[4] + 1, t[3], t[2], t[1], t[0]).toString();
        } catch (DateTimeException e) {
            // The date is no reason to refuse the numbers.
            return "";
        }
    }
}
