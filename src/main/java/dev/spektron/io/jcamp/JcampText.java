package dev.spektron.io.jcamp;

import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.text.UniqueNames;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/// The text of a JCAMP-DX file: XYDATA where the axis is even, XYPOINTS where it is not, PEAK TABLE for peaks. Numbers come back to the
/// last bit, but for the abscissae of XYDATA, which the standard computes from the ends: these to a billionth of a step.
final class JcampText {
    /// An axis is even if no point is further from the line through its ends than this part of a step.
    private static final double EVEN = 1e-9;
    private static final int WIDTH = 78;
    private static final String VERSION = "4.24";

    private final Appendable out;

    JcampText(Appendable out) {
        this.out = out;
    }

    void file(SpectralFile file) throws IOException {
        int rows = file.blocks().stream().mapToInt(Block::rows).sum();
        if (rows > 1) {
            Block first = file.blocks().getFirst();
            record("TITLE", file.metadata().getOrDefault(MetadataKeys.TITLE,
                file.blocks().size() == 1 ? first.metadata().getOrDefault(MetadataKeys.TITLE, "") : ""));
            record("JCAMP-DX", VERSION);
            record("DATA TYPE", "LINK");
            record("BLOCKS", Integer.toString(rows));
        }
        for (Block b : file.blocks()) {
            for (int r = 0; r < b.rows(); r++) {
                block(b, r, file.metadata());
            }
        }
        if (rows > 1) {
            record("END", "");
        }
    }

    /// Text must not begin a label or a comment of its own.
    static String safe(String value) {
        String s = value.replace("$$", "$ $").replace("\r\n", "\n").replace('\r', '\n').replaceAll("\n(\\s*)##", "\n$1# #");
        return s.startsWith("##") ? "# #" + s.substring(2) : s;
    }

    private void record(String label, String value) throws IOException {
        out.append("##").append(label).append("= ").append(safe(value)).append('\n');
    }

    private void block(Block b, int row, Map<String, String> common) throws IOException {
        record("TITLE", title(b, row));
        record("JCAMP-DX", VERSION);
        record("DATA TYPE", type(b));
        for (Map.Entry<String, String> e : JcampLabels.of(b, row, common).entrySet()) {
            record(e.getKey(), e.getValue());
        }
        if (b.kind() != BlockKind.SPECTRUM && b.kind() != BlockKind.PEAKS) {
            record(JcampLabels.KIND, b.kind().label());
        }
        record("XUNITS", xUnits(b));
        record("YUNITS", yUnits(b));
        record("XFACTOR", "1");
        record("YFACTOR", "1");
        table(b.x(), b.y()[row], b.kind());
        record("END", "");
    }

    private void table(double[] x, double[] y, BlockKind kind) throws IOException {
        int n = x.length;
        record("NPOINTS", Integer.toString(n));
        record("FIRSTX", number(x[0]));
        record("LASTX", number(x[n - 1]));
        record("FIRSTY", number(y[0]));
        if (kind == BlockKind.PEAKS) {
            record("PEAK TABLE", "(XY..XY)");
            points(x, y);
        } else if (isEven(x)) {
            record("DELTAX", number(n > 1 ? (x[n - 1] - x[0]) / (n - 1) : 1));
            record("XYDATA", "(X++(Y..Y))");
            evenTable(x, y);
        } else {
            record("XYPOINTS", "(XY..XY)");
            points(x, y);
        }
    }

    /// The name of the spectrum; that of the measurement where the spectrum has none of its own.
    static String title(Block b, int row) {
        String id = b.ids().get(row);
        return id.equals(b.name()) ? b.metadata().getOrDefault(MetadataKeys.TITLE, id) : id;
    }

    /// Whether a reader cuts the name.
    static boolean isCut(String id) {
        return !new UniqueNames().take(id, "").equals(id);
    }

    private static boolean isRaman(Block b) {
        return b.unit().filter(u -> u == AxisUnit.RAMAN_SHIFT).isPresent();
    }

    /// The data type, which must not say Raman over absolute wavenumbers: `1/CM` is the shift there.
    static String type(Block b) {
        String stated = b.metadata().entrySet().stream().filter(e -> JcampBlock.key(e.getKey()).equals(JcampMetadata.TYPE))
            .map(e -> e.getValue().strip()).findFirst().orElse("");
        boolean fits = b.unit().isEmpty() || isRaman(b) == JcampMetadata.modality(stated).equals("raman");
        if (!stated.isEmpty() && fits && !stated.toUpperCase(Locale.ROOT).startsWith("LINK")) {
            return stated;
        }
        String modality = b.metadata().getOrDefault(MetadataKeys.MODALITY, "");
        String what = b.kind() == BlockKind.INTERFEROGRAM ? " INTERFEROGRAM" : b.kind() == BlockKind.PEAKS ? " PEAK TABLE" : " SPECTRUM";
        boolean wavenumber = b.unit().filter(u -> u == AxisUnit.WAVENUMBER).isPresent();
        if (isRaman(b) || modality.equals("raman") && !wavenumber) {
            return "RAMAN" + what;
        }
        return (modality.equals("nir") ? "NEAR INFRARED" + what : modality.equals("ir") ? "INFRARED" + what : what).strip();
    }

    static String xUnits(Block b) {
        return b.unit().map(u -> switch (u) {
            case NANOMETRE -> "NANOMETERS";
            case WAVENUMBER, RAMAN_SHIFT -> "1/CM";
            case INDEX -> "INDEX";
        }).orElse(b.xLabel().isBlank() ? "ARBITRARY UNITS" : b.xLabel());
    }

    static boolean states(IntensityKind kind) {
        return kind != IntensityKind.UNKNOWN;
    }

    static String yUnits(Block b) {
        return switch (b.intensity()) {
            case ABSORBANCE -> "ABSORBANCE";
            case REFLECTANCE -> "REFLECTANCE";
            case TRANSMITTANCE -> "TRANSMITTANCE";
            case COUNTS -> "COUNTS";
            case UNKNOWN -> b.yLabel().isBlank() ? "UNKNOWN" : b.yLabel();
        };
    }

    private static boolean isEven(double[] x) {
        int n = x.length;
        double step = n > 1 ? (x[n - 1] - x[0]) / (n - 1) : 1;
        for (int i = 0; i < n; i++) {
            if (!(Math.abs(x[0] + i * step - x[i]) <= EVEN * Math.abs(step))) {
                return false;
            }
        }
        return step != 0;
    }

    /// A number that is read in any form: an exponent has its sign, because `E` alone is a digit of SQZ.
    private static String number(double v) {
        if (Double.isNaN(v)) {
            return "?";
        }
        String s = Double.toString(v);
        s = s.endsWith(".0") ? s.substring(0, s.length() - 2) : s;
        int e = s.indexOf('E');
        return e < 0 || s.charAt(e + 1) == '-' ? s : s.substring(0, e + 1) + "+" + s.substring(e + 1);
    }

    private void evenTable(double[] x, double[] y) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < y.length; i++) {
            String next = number(y[i]);
            if (line.length() + 1 + next.length() > WIDTH) {
                out.append(line).append('\n');
                line.setLength(0);
            }
            if (line.isEmpty()) {
                line.append(number(x[i]));
            }
            line.append(' ').append(next);
        }
        out.append(line).append('\n');
    }

    private void points(double[] x, double[] y) throws IOException {
        for (int i = 0; i < y.length; i++) {
            out.append(number(x[i])).append(", ").append(number(y[i])).append('\n');
        }
    }
}
