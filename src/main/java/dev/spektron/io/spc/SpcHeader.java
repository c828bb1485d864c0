package dev.spektron.io.spc;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Header of an SPC file, 512 bytes in the new format and 224 in the old one, with the names of `SPC.H` in brackets.
///
/// @param version version byte [fversn]
/// @param flags how the data lie [ftflgs]
/// @param experiment kind of experiment [fexper], 0 in the old format
/// @param exponent exponent of whole ordinates, -128 for float [fexp]
/// @param points number of points, or place of the directory of subfiles with own axes [fnpts]
/// @param first first abscissa of an even axis [ffirst]
/// @param last last abscissa of an even axis [flast]
/// @param subfiles number of subfiles [fnsub]; -1 in the old format, which does not say
/// @param date ISO 8601 or empty [fdate]
/// @param labels x, y and z label where flagged, otherwise empty texts [fcatxt]
/// @param scans number of scans of the old format, 0 if unknown
/// @param logOffset place of the log block, 0 for none [flogoff]
/// @param zStep step between even subfiles [fzinc]
/// @param planes subfiles come in so many planes [fwplanes]
/// @param wStep step between even planes [fwinc]
record SpcHeader(int version, int flags, int experiment, int exponent, long points, double first, double last, long subfiles, int xType,
                 int yType, int zType, int wType, String date, String resolution, String source, String memo, List<String> labels,
                 int scans,
                 long logOffset, double factor, String method, double zStep, long planes, double wStep) {
    static final int NEW_LITTLE = 0x4b;
    static final int NEW_BIG = 0x4c;
    static final int OLD = 0x4d;
    static final int NEW_SIZE = 512;
    /// With the first subfile's header.
    static final int OLD_SIZE = 256;
    static final int FLOAT = -128;
    private static final int SIXTEEN_BITS = 0x01;
    private static final int CHROMATOGRAM = 0x02;
    private static final int MULTI = 0x04;
    private static final int RANDOM_Z = 0x08;
    private static final int ORDERED_Z = 0x10;
    private static final int LABELS = 0x20;
    private static final int OWN_AXES = 0x40;
    private static final int X_VALUES = 0x80;

    boolean old() {
        return version == OLD;
    }

    boolean sixteenBits() {
        return (flags & SIXTEEN_BITS) != 0;
    }

    boolean chromatogram() {
        return (flags & CHROMATOGRAM) != 0;
    }

    boolean multi() {
        return (flags & MULTI) != 0;
    }

    boolean evenZ() {
        return (flags & (RANDOM_Z | ORDERED_Z)) == 0;
    }

    /// Every subfile brings its axis.
    boolean ownAxes() {
        return (flags & (OWN_AXES | X_VALUES)) == (OWN_AXES | X_VALUES);
    }

    /// One axis stands before all subfiles.
    boolean sharedAxis() {
        return (flags & (OWN_AXES | X_VALUES)) == X_VALUES;
    }

    static SpcHeader readNew(Bytes b, List<String> warnings) throws FormatException {
        b.need(0, NEW_SIZE, "header of an SPC file");
        int flags = b.u8(0, "ftflgs");
        return new SpcHeader(b.u8(1, "fversn"), flags, b.u8(2, "fexper"), (byte) b.u8(3, "fexp"), b.u32(4, "fnpts"), b.f64(8, "ffirst"),
            b.f64(16, "flast"), Math.max(1, b.u32(24, "fnsub")), b.u8(28, "fxtype"), b.u8(29, "fytype"), b.u8(30, "fztype"),
            b.u8(324, "fwtype"), packedDate(b.u32(32, "fdate"), warnings), clean(b.text(36, 9, "fres")), clean(b.text(45, 9, "fsource")),
            clean(b.text(88, 130, "fcmnt")), labels(b, flags, 218), 0, b.u32(248, "flogoff"), b.f32(260, "ffactor"),
            clean(b.text(264, 48, "fmethod")), b.f32(312, "fzinc"), b.u32(316, "fwplanes"), b.f32(320, "fwinc"));
    }

    /// The old header gives the number of points as float; subfiles run to the end of the file.
    static SpcHeader readOld(Bytes b, List<String> warnings) throws FormatException {
        b.need(0, OLD_SIZE, "header of an old SPC file");
        int flags = b.u8(0, "oftflgs");
        float points = b.f32(4, "onpts");
        if (!(points >= 1 && points <= Integer.MAX_VALUE && points == Math.rint(points))) {
            throw b.error(4, "expected a number of points in onpts, found " + points + "; the file is damaged");
        }
        int yearAndZ = b.u16(18, "oyear");
        String date = date(yearAndZ & 0xfff, b.u8(20, "omonth"), b.u8(21, "oday"), b.u8(22, "ohour"), b.u8(23, "ominute"), warnings);
        return new SpcHeader(OLD, flags & ~(OWN_AXES | X_VALUES), 0, b.i16(2, "oexp"), (long) points, b.f32(8, "ofirst"),
            b.f32(12, "olast"),
            -1, b.u8(16, "oxtype"), b.u8(17, "oytype"), yearAndZ >> 12, 0, date, clean(b.text(24, 8, "ores")), "",
            clean(b.text(64, 130, "ocmnt")), labels(b, flags, 194), b.u16(34, "onscans"), 0, 0, "", 0, 0, 0);
    }

    /// Three texts with a zero behind each, at most 30 bytes in all.
    private static List<String> labels(Bytes b, int flags, int at) throws FormatException {
        String[] labels = {"", "", ""};
        if ((flags & LABELS) != 0) {
            int from = at;
            for (int i = 0; i < labels.length && from < at + 30; i++) {
                String text = b.text(from, at + 30 - from, "labels of the axes");
                labels[i] = clean(text);
                while (from < at + 30 && b.u8(from, "labels of the axes") != 0) {
                    from++;
                }
                from++;
            }
        }
        return List.of(labels);
    }

    /// Some programs leave whatever stood in memory in the fields of texts.
    private static String clean(String text) {
        return text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\r' && c != '\n' && c != '\t') ? "" : text;
    }

    /// Minute in 6 bits, hour in 5, day in 5, month in 4, year in 12.
    private static String packedDate(long v, List<String> warnings) {
        return date((int) (v >> 20), (int) (v >> 16 & 15), (int) (v >> 11 & 31), (int) (v >> 6 & 31), (int) (v & 63), warnings);
    }

    private static String date(int year, int month, int day, int hour, int minute, List<String> warnings) {
        if (year == 0) {
            return "";
        }
        String found = year + "-" + month + "-" + day + " " + hour + ":" + minute;
        // Programs wrote years since 1900 or other contents there; which one cannot be told from the file.
        if (year < 1900) {
            warnings.add("the date " + found + " in the header is none of an instrument; no date is given");
            return "";
        }
        try {
            return LocalDateTime.of(year, month, day, hour, minute).format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm"));
        } catch (DateTimeException e) {
            warnings.add("the date " + found + " in the header does not exist; no date is given");
            return "";
        }
    }
}
