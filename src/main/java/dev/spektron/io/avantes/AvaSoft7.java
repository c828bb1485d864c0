package dev.spektron.io.avantes;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.SpectralFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// AvaSoft 6 and 7: everything is a float of four bytes, letters too. The first says the version, 60 or 70; then come serial number,
/// coefficients of the wavelength, first and last pixel, readings and three floats with integration time, scans and delay or smoothing.
///
/// A file has either one reading (ROH, DRK, REF) or, pixel by pixel, sample, reference and dark (TRM, ABS): its length says which.
final class AvaSoft7 {
    private static final float OLD = 60;
    private static final float NEW = 70;
    private static final int MOST_PIXELS = 1 << 16;
    private static final int TRAILER = 3;
    private static final int COEFFICIENTS = 5;
    private static final int SERIAL = 9;

    private final Bytes b;
    private final Content content;
    private final boolean old;

    private AvaSoft7(Content content) {
        this.content = content;
        b = new Bytes(content, ByteOrder.LITTLE_ENDIAN);
        old = first(content) == OLD;
    }

    private static float first(Content content) {
        return content.bytes().length < 4 ? Float.NaN : ByteBuffer.wrap(content.bytes()).order(ByteOrder.LITTLE_ENDIAN).getFloat(0);
    }

    /// Whether version, serial number and pixels are such as AvaSoft writes.
    static boolean matches(Content content) {
        if (first(content) != OLD && first(content) != NEW) {
            return false;
        }
        try {
            AvaSoft7 file = new AvaSoft7(content);
            file.pixel(0);
            return file.serial().matches("[A-Za-z0-9]{1,9}") && file.pixel(1) >= file.pixel(0);
        } catch (FormatException e) {
            return false;
        }
    }

    static SpectralFile read(Content content, String format) throws FormatException {
        AvaSoft7 file = new AvaSoft7(content);
        List<String> warnings = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Block> blocks = file.blocks(metadata, warnings);
        return new SpectralFile(content.name(), format, blocks, metadata, warnings);
    }

    private float value(long index, String field) throws FormatException {
        return b.f32(4 * index, field);
    }

    private String serial() throws FormatException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < SERIAL; i++) {
            float c = value((old ? 1 + COEFFICIENTS : 1) + i, "serial number");
            if (c > 0 && c < 256) {
                text.append((char) c);
            }
        }
        return text.toString().strip();
    }

    private int pixel(int which) throws FormatException {
        int index = (old ? 15 : 79) + which;
        float pixel = value(index, "pixel");
        if (!(pixel >= 0 && pixel < MOST_PIXELS) || pixel != Math.rint(pixel)) {
            throw b.error(4L * index, "expected the number of the " + (which == 0 ? "first" : "last") + " pixel from 0 to "
                + (MOST_PIXELS - 1) + ", found " + pixel + "; the file is damaged or not of AvaSoft 6 or 7, fetch it again or export it "
                + "as text");
        }
        return (int) pixel;
    }

    private List<Block> blocks(Map<String, String> metadata, List<String> warnings) throws FormatException {
        int from = pixel(0);
        int n = pixel(1) - from + 1;
        int start = old ? 19 : 100;
        long floats = b.size() / 4;
        long readings = n <= 0 ? 0 : (floats - start - TRAILER) / n;
        if (n <= 0 || b.size() % 4 != 0 || floats != start + TRAILER + readings * n || readings != 1 && readings != 3) {
            throw b.error(4L * start, "expected 1 or 3 readings of pixels " + from + " to " + (from + n - 1) + " and " + TRAILER
                + " floats, so " + 4 * (start + TRAILER + (long) n) + " or " + 4 * (start + TRAILER + 3L * n) + " bytes in all, found "
                + b.size() + "; the file is cut off or damaged, fetch it again or export it as text");
        }
        double[] x = wavelengths(from, n);
        metadata(metadata, start + readings * n);
        float mode = value(old ? 17 : 81, "mode");
        if (readings == 1) {
            return List.of(single(x, b.f32s(4L * start, n, "reading")));
        }
        double[][] parts = new double[3][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 3; k++) {
                parts[k][i] = value(start + 3L * i + k, "reading");
            }
        }
        return quantity(mode, warnings).blocks("", x, parts[0], parts[2], parts[1], Map.of());
    }

    private Block single(double[] x, double[] y) {
        String name = content.fileName();
        if (name.endsWith(".drk")) {
            return AvantesQuantity.counts("dark", BlockKind.REFERENCE, x, y, Map.of());
        }
        if (name.endsWith(".ref")) {
            return AvantesQuantity.counts("reference", BlockKind.REFERENCE, x, y, Map.of());
        }
        return AvantesQuantity.counts("sample", BlockKind.SINGLE_BEAM, x, y, Map.of());
    }

    /// The three readings serve absorbance and transmittance alike; the mode says what was on the screen.
    private AvantesQuantity quantity(float mode, List<String> warnings) {
        String name = content.fileName();
        if (mode == 1 || name.endsWith(".abs")) {
            return AvantesQuantity.ABSORBANCE;
        }
        if (mode != 2 && !name.endsWith(".trm")) {
            warnings.add("the mode of the measurement is " + mode
                + ", which is neither absorbance (1) nor transmittance (2); transmittance was "
                + "computed");
        }
        return AvantesQuantity.TRANSMITTANCE;
    }

    private double[] wavelengths(int from, int n) throws FormatException {
        double[] c = b.f32s(4L * (old ? 1 : 74), COEFFICIENTS, "coefficients of the wavelength");
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            double p = from + i;
            x[i] = c[0] + p * (c[1] + p * (c[2] + p * (c[3] + p * c[4])));
        }
        return x;
    }

    private void metadata(Map<String, String> m, long trailer) throws FormatException {
        m.put(MetadataKeys.SOFTWARE, "AvaSoft " + (old ? "6" : "7"));
        if (!serial().isEmpty()) {
            m.put(MetadataKeys.SERIAL, serial());
        }
        m.put(MetadataKeys.INTEGRATION_TIME, Float.toString(value(trailer, "integration time")));
        m.put(MetadataKeys.SCANS, Integer.toString(Math.round(value(trailer + 1, "scans"))));
        m.put("smoothing pixels", Integer.toString(Math.round(value(old ? trailer + 2 : 91, "smoothing"))));
        if (!old && value(83, "laser") > 0) {
            m.put(MetadataKeys.LASER, Float.toString(value(83, "laser")));
        }
    }
}
