package dev.spektron.io.avantes;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.SpectralFile;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// AvaSoft 8: a mark AVS82 or AVS84, the number of spectra, and for each a head of 322 bytes, the wavelengths, and the readings of sample,
/// dark and reference as floats.
final class AvaSoft8 {
    private static final int HEAD = 322;
    private static final int GROUP = 10;
    private final Content content;
    private final Bytes b;
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private AvaSoft8(Content content) {
        this.content = content;
        b = new Bytes(content, ByteOrder.LITTLE_ENDIAN);
    }

    static boolean matches(Content content) {
        return content.has(0, "AVS82") || content.has(0, "AVS84");
    }

    static SpectralFile read(Content content, String format) throws FormatException {
        AvaSoft8 file = new AvaSoft8(content);
        int count = file.b.u8(5, "number of spectra");
        if (count == 0) {
            throw file.b.error(5, "expected at least 1 spectrum, found 0; save the measurement again in AvaSoft");
        }
        long at = 6;
        for (int i = 0; i < count; i++) {
            at = file.spectrum(at, count == 1 ? "" : " " + (i + 1));
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(MetadataKeys.SOFTWARE, "AvaSoft 8 (" + content.head(5) + ")");
        if (count == 1) {
            metadata.putAll(file.blocks.getFirst().metadata());
        }
        return new SpectralFile(content.name(), format, file.blocks, metadata, file.warnings);
    }

    /// The place after the spectrum.
    private long spectrum(long at, String suffix) throws FormatException {
        b.need(at, HEAD, "the head of spectrum" + suffix);
        long size = b.u32(at, "length of the spectrum");
        int first = b.u16(at + 83, "first pixel");
        int n = b.u16(at + 85, "last pixel") - first + 1;
        if (n <= 0 || size < HEAD + 16L * n) {
            throw b.error(at, "expected a length that holds 4 series of pixels " + first + " to " + (first + n - 1) + ", found " + size
                + " bytes; the file is damaged, fetch it again or export it as text");
        }
        b.need(at, size + GROUP, "spectrum" + suffix);
        long series = at + HEAD;
        blocks.addAll(quantity(b.u8(at + 5, "mode"), suffix).blocks(suffix, b.f32s(series, n, "wavelengths"),
            b.f32s(series + 4L * n, n, "sample"), b.f32s(series + 8L * n, n, "dark"), b.f32s(series + 12L * n, n, "reference"),
            metadata(at)));
        return at + size + GROUP;
    }

    /// Codes as in AVS84. Those of AVS82 are said to differ, but a file of it in hand has reflectance under the same number, so the usual
    /// ending of the name decides there.
    private AvantesQuantity quantity(int mode, String suffix) {
        AvantesQuantity said = switch (mode) {
            case 2 -> AvantesQuantity.ABSORBANCE;
            case 3 -> AvantesQuantity.TRANSMITTANCE;
            case 4, 6 -> AvantesQuantity.IRRADIANCE;
            case 5 -> AvantesQuantity.REFLECTANCE;
            default -> AvantesQuantity.SCOPE;
        };
        AvantesQuantity named = named(said);
        if (said != named) {
            boolean believe = content.has(0, "AVS82");
            warnings.add("spectrum" + suffix + " has mode " + mode + " (" + said.label() + "), the name of the file stands for "
                + named.label() + "; the " + (believe ? "name" : "mode") + " was believed");
            said = believe ? named : said;
        }
        if (said == AvantesQuantity.IRRADIANCE) {
            warnings.add("irradiance is not computed; reading and calibration are there as the file has them");
        }
        return said;
    }

    private AvantesQuantity named(AvantesQuantity other) {
        String name = content.fileName();
        int dot = name.lastIndexOf('.');
        return switch (dot < 0 ? "" : name.substring(dot)) {
            case ".abs8" -> AvantesQuantity.ABSORBANCE;
            case ".trm8" -> AvantesQuantity.TRANSMITTANCE;
            case ".rfl8" -> AvantesQuantity.REFLECTANCE;
            case ".irr8", ".rir8" -> AvantesQuantity.IRRADIANCE;
            case ".raw8", ".rwd8" -> AvantesQuantity.SCOPE;
            default -> other;
        };
    }

    private Map<String, String> metadata(long at) throws FormatException {
        Map<String, String> m = new LinkedHashMap<>();
        put(m, MetadataKeys.SERIAL, b.text(at + 8, 10, "serial number"));
        put(m, "instrument name", b.text(at + 18, 64, "name"));
        put(m, MetadataKeys.TITLE, b.text(at + 192, 130, "comment"));
        m.put(MetadataKeys.INTEGRATION_TIME, Float.toString(b.f32(at + 87, "integration time")));
        m.put(MetadataKeys.SCANS, Long.toString(b.u32(at + 95, "scans")));
        m.put("smoothing pixels", Integer.toString(b.u16(at + 101, "smoothing")));
        m.put("detector temperature C", Float.toString(b.f32(at + 132, "temperature")));
        date(m, b.u32(at + 128, "date"));
        return m;
    }

    private static void put(Map<String, String> m, String key, String value) {
        if (!value.isEmpty()) {
            m.put(key, value);
        }
    }

    /// Packed as in SPC files: from the lowest bits minute (6), hour (5), day (5), month (4), year.
    private static void date(Map<String, String> m, long packed) {
        long month = packed >> 16 & 15;
        long day = packed >> 11 & 31;
        if (month >= 1 && month <= 12 && day >= 1) {
            m.put(MetadataKeys.DATE, String.format(Locale.ROOT, "%04d-%02d-%02dT%02d:%02d", packed >> 20, month, day, packed >> 6 & 31,
                packed & 63));
        }
    }
}
