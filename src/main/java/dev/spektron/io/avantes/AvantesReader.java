package dev.spektron.io.avantes;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// AvaSoft 6 and 7 (`.TRM`, `.ABS`, `.ROH`, `.DRK`, `.REF`): 32-bit floats throughout, even for texts. Wavelengths are a polynomial of the
/// pixel's number. Files of transmittance and absorbance hold sample, reference and dark readings of every pixel; which of both they are
/// only the ending says, so transmittance is formed for either: T = (sample - dark) / (reference - dark). Layout as lightr (rOpenSci)
/// describes it. AvaSoft 8 (`AVS82`, `AVS84`) is told apart and refused.
public final class AvantesReader implements Reader {
    private static final int TERMS = 5;
    private static final int ID = 9;
    private static final int OLD = 60;
    private static final int NEW = 70;
    private static final int OLD_DATA = 19;
    private static final int NEW_DATA = 100;
    private static final int MOST_PIXELS = 100_000;

    @Override
    public String format() {
        return "avantes";
    }

    @Override
    public String title() {
        return "Avantes AvaSoft";
    }

    @Override
    public List<String> endings() {
        return List.of(".trm", ".abs", ".roh", ".drk", ".ref");
    }

    @Override
    public Match match(Content content) {
        if (content.has(0, "AVS82") || content.has(0, "AVS84")) {
            return Match.CERTAIN;
        }
        Bytes bytes = new Bytes(content, ByteOrder.LITTLE_ENDIAN);
        try {
            return bytes.size() >= 4 && layout(bytes) != null ? Match.LIKELY : Match.NO;
        } catch (FormatException e) {
            return Match.NO;
        }
    }

    /// @param polynomial number of the first coefficient
    /// @param id         number of the first letter of the serial number
    /// @param first      number of the first pixel
    /// @param data       number of the first reading
    /// @param pixels     pixels
    private record Layout(int polynomial, int id, double first, int data, int pixels) {}

    /// Null if the numbers at the places of version and pixels cannot be those.
    private static Layout layout(Bytes bytes) throws FormatException {
        float version = bytes.f32(0, "version");
        if (version != OLD && version != NEW) {
            return null;
        }
        int polynomial = version == OLD ? 1 : 1 + ID + 64;
        int id = version == OLD ? 1 + TERMS : 1;
        int pixels = version == OLD ? 1 + TERMS + ID : polynomial + TERMS;
        float first = bytes.f32(4L * pixels, "first pixel");
        float last = bytes.f32(4L * pixels + 4, "last pixel");
        boolean sane = first >= 0 && last >= first && last < MOST_PIXELS && first == Math.rint(first) && last == Math.rint(last);
        return sane ? new Layout(polynomial, id, first, version == OLD ? OLD_DATA : NEW_DATA, (int) (last - first) + 1) : null;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        Bytes bytes = new Bytes(content, ByteOrder.LITTLE_ENDIAN);
        if (content.has(0, "AVS8")) {
            throw bytes.error(0, "expected a file of AvaSoft 6 or 7, found one of AvaSoft 8, which is not read; export it as text");
        }
        Layout layout = layout(bytes);
        if (layout == null) {
            throw bytes.error(0, "expected version 60 or 70 and a range of pixels, found something else; is it a file of AvaSoft?");
        }
        int n = layout.pixels();
        long rest = bytes.size() / 4L - layout.data();
        int columns = rest >= 3L * n ? 3 : 1;
        bytes.need(4L * layout.data(), 4L * n * columns, "readings");
        double[] x = wavelengths(bytes, layout);
        double[][] y = new double[columns][n];
        double[] all = bytes.f32s(4L * layout.data(), n * columns, "readings");
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < columns; c++) {
                y[c][i] = all[columns * i + c];
            }
        }
        return new SpectralFile(content.name(), format(), blocks(x, y), metadata(bytes, layout, columns), List.of());
    }

    private static double[] wavelengths(Bytes bytes, Layout layout) throws FormatException {
        double[] c = bytes.f32s(4L * layout.polynomial(), TERMS, "polynomial of wavelengths");
        double[] x = new double[layout.pixels()];
        for (int i = 0; i < x.length; i++) {
            double p = layout.first() + i;
            x[i] = c[0] + p * (c[1] + p * (c[2] + p * (c[3] + p * c[4])));
        }
        for (double v : x) {
            if (!(v > 0) || Double.isInfinite(v)) {
                throw bytes.error(4L * layout.polynomial(), "expected a polynomial of wavelengths above 0, found one that gives " + v
                    + " nm; the file is damaged");
            }
        }
        return x;
    }

    private static List<Block> blocks(double[] x, double[][] y) {
        List<Block> blocks = new ArrayList<>();
        if (y.length == 1) {
            blocks.add(block("readings", BlockKind.SINGLE_BEAM, x, IntensityKind.COUNTS, y[0]));
            return blocks;
        }
        double[] t = new double[x.length];
        for (int i = 0; i < t.length; i++) {
            double whole = y[1][i] - y[2][i];
            t[i] = whole == 0 ? Double.NaN : (y[0][i] - y[2][i]) / whole;
        }
        blocks.add(block("transmittance", BlockKind.SPECTRUM, x, IntensityKind.TRANSMITTANCE, t));
        blocks.add(block("sample", BlockKind.SINGLE_BEAM, x, IntensityKind.COUNTS, y[0]));
        blocks.add(block("reference", BlockKind.REFERENCE, x, IntensityKind.COUNTS, y[1]));
        blocks.add(block("dark", BlockKind.REFERENCE, x, IntensityKind.COUNTS, y[2]));
        return blocks;
    }

    private static Block block(String name, BlockKind kind, double[] x, IntensityKind intensity, double[] y) {
        return Block.single(name, kind, x, Optional.of(AxisUnit.NANOMETRE), "Wavelength / nm", intensity, name, y, Map.of());
    }

    private static Map<String, String> metadata(Bytes bytes, Layout layout, int columns) throws FormatException {
        Map<String, String> m = new LinkedHashMap<>();
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID; i++) {
            float c = bytes.f32(4L * (layout.id() + i), "serial number");
            id.append(c > ' ' && c < 0x7f ? String.valueOf((char) c) : "");
        }
        if (!id.isEmpty()) {
            m.put(MetadataKeys.SERIAL, id.toString());
        }
        long behind = 4L * (layout.data() + (long) columns * layout.pixels());
        if (behind + 8 <= bytes.size()) {
            m.put(MetadataKeys.INTEGRATION_TIME, Float.toString(bytes.f32(behind, "integration time")));
            m.put(MetadataKeys.SCANS, Long.toString(Math.round(bytes.f32(behind + 4, "scans"))));
        }
        return m;
    }
}
