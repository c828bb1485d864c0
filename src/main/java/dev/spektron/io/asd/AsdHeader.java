package dev.spektron.io.asd;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.MetadataKeys;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/// The first 484 bytes of a file.
///
/// @param version 1 to 8
/// @param width bytes of a number of the spectrum
/// @param integer whether these numbers are integers
record AsdHeader(int version, AsdType type, int width, boolean integer, double[] wavelengths, Map<String, String> metadata) {
    static final int SIZE = 484;
    private static final String[] INSTRUMENTS = {"", "PS II", "LabSpec VNIR", "FieldSpec VNIR", "FieldSpec FR", "FieldSpec NIR", "ChemSpec",
        "LabSpec Pro", "", "", "HandHeld"};

    /// The version that the mark at the start says, 0 if it is none.
    static int version(String mark) {
        if (mark.equals("ASD")) {
            return 1;
        }
        return mark.matches("as[2-8]") ? mark.charAt(2) - '0' : 0;
    }

    static AsdHeader read(Bytes b, int version) throws FormatException {
        b.need(0, SIZE, "the header");
        int format = b.u8(199, "number format");
        if (format > 2) {
            throw b.error(199, "expected the number format 0 (float), 1 (integer) or 2 (double), found " + format
                + "; save the spectrum again in the program of the instrument");
        }
        int width = format == 2 ? 8 : 4;
        int channels = b.u16(204, "number of channels");
        if (channels == 0) {
            throw b.error(204, "expected a number of channels above 0, found 0; save the spectrum again in the program of the instrument");
        }
        b.need(SIZE, (long) width * channels, "spectrum");
        double first = b.f32(191, "first wavelength");
        double step = b.f32(195, "wavelength step");
        if (!Double.isFinite(first) || !Double.isFinite(step) || step == 0) {
            throw b.error(191, "expected a first wavelength and a step in nm, found " + first + " and " + step
                + "; the file is damaged, fetch it again");
        }
        double[] x = new double[channels];
        for (int i = 0; i < channels; i++) {
            x[i] = first + i * step;
        }
        AsdType type = AsdType.of(b.u8(186, "type of the spectrum"));
        return new AsdHeader(version, type, width, format == 1, x, metadata(b, type));
    }

    private static Map<String, String> metadata(Bytes b, AsdType type) throws FormatException {
        Map<String, String> m = new LinkedHashMap<>();
        String comment = b.text(3, 157, "comment");
        if (!comment.isEmpty()) {
            m.put(MetadataKeys.TITLE, comment);
        }
        date(b, m);
        int instrument = b.u8(431, "instrument");
        if (instrument < INSTRUMENTS.length && !INSTRUMENTS[instrument].isEmpty()) {
            m.put(MetadataKeys.INSTRUMENT, "ASD " + INSTRUMENTS[instrument]);
        }
        m.put(MetadataKeys.SERIAL, Integer.toString(b.u16(400, "instrument number")));
        int program = b.u8(178, "version of the program");
        m.put(MetadataKeys.SOFTWARE, "ASD " + (program >> 4) + "." + (program & 15));
        m.put(MetadataKeys.INTEGRATION_TIME, Long.toString(b.u32(390, "integration time")));
        m.put(MetadataKeys.SCANS, Integer.toString(b.u16(429, "spectra averaged")));
        m.put("dark scans", Integer.toString(b.u16(425, "dark scans")));
        m.put("reference scans", Integer.toString(b.u16(427, "reference scans")));
        m.put("spectrum type", type.label());
        m.put("dark corrected", b.u8(181, "dark correction") == 0 ? "no" : "yes");
        m.put(MetadataKeys.MODALITY, "nir");
        seconds(m, "dark time", b.u32(182, "dark time"));
        seconds(m, "reference time", b.u32(187, "reference time"));
        m.put("foreoptic degrees", Integer.toString(b.i16(394, "foreoptic")));
        m.put("swir1 gain", Integer.toString(b.u16(436, "gain")));
        m.put("swir2 gain", Integer.toString(b.u16(438, "gain")));
        m.put("swir1 offset", Integer.toString(b.u16(440, "offset")));
        m.put("swir2 offset", Integer.toString(b.u16(442, "offset")));
        m.put("splice1 nm", Float.toString(b.f32(444, "splice")));
        m.put("splice2 nm", Float.toString(b.f32(448, "splice")));
        int saturation = b.u8(422, "flags");
        if ((saturation & 7) != 0) {
            m.put("saturated", ((saturation & 1) != 0 ? "vnir " : "") + ((saturation & 2) != 0 ? "swir1 " : "")
                + ((saturation & 4) != 0 ? "swir2" : ""));
        }
        return m;
    }

    /// When the spectrum was saved: a `struct tm` of 16-bit numbers, so months from 0 and years from 1900, without a zone.
    private static void date(Bytes b, Map<String, String> m) throws FormatException {
        int year = b.i16(170, "year");
        try {
            m.put(MetadataKeys.DATE, LocalDateTime.of(year < 1900 ? year + 1900 : year, b.i16(168, "month") + 1, b.i16(166, "day"),
                b.i16(164, "hour"), b.i16(162, "minute"), b.i16(160, "second")).toString());
        } catch (DateTimeException e) {
            // No date rather than a wrong one: it was not filled in.
        }
    }

    private static void seconds(Map<String, String> m, String key, long seconds) {
        if (seconds != 0) {
            m.put(key, Instant.ofEpochSecond(seconds).toString());
        }
    }
}
