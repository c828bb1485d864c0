package dev.spektron.io.jcamp;

import dev.spektron.io.AtomicFiles;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Writes JCAMP-DX 4.24 in the plain form (AFFN) that every program reads: XYDATA where the axis is even, XYPOINTS where it is not, PEAK
/// TABLE for peaks. Every row becomes a block of its own; several are bound by a LINK block. Numbers come back to the last bit, but for the
/// abscissae of XYDATA, which the standard computes from the ends.
public final class JcampWriter {
    /// An axis is even if no point is further from the line through its ends than this part of a step.
    private static final double EVEN = 1e-6;
    private static final int WIDTH = 78;
    private static final Map<String, String> LABELS = Map.of(MetadataKeys.INSTRUMENT, "SPECTROMETER/DATA SYSTEM", MetadataKeys.DATE,
        "LONG DATE", MetadataKeys.RESOLUTION, "RESOLUTION", MetadataKeys.CAS, "CAS REGISTRY NO", MetadataKeys.FORMULA, "MOLFORM",
        MetadataKeys.SAMPLE, "SAMPLE DESCRIPTION", MetadataKeys.SCANS, ".AVERAGES", MetadataKeys.OPERATOR, "OPERATOR",
        MetadataKeys.LASER, "$LASER NM", MetadataKeys.INTEGRATION_TIME, "$INTEGRATION TIME MS");

    private final StringBuilder out = new StringBuilder();

    private JcampWriter() {}

    /// Writes all blocks of a file; the target is replaced whole or not at all.
    public static void write(Path target, SpectralFile file) throws IOException {
        byte[] text = text(file.blocks(), file.metadata().getOrDefault(MetadataKeys.TITLE, "")).getBytes(StandardCharsets.UTF_8);
        AtomicFiles.write(target, out -> out.write(text));
    }

    /// The text of a file of some blocks.
    ///
    /// @param title title of the compound file; a file of one spectrum has that spectrum's
    public static String text(List<Block> blocks, String title) {
        JcampWriter w = new JcampWriter();
        int rows = blocks.stream().mapToInt(Block::rows).sum();
        if (rows > 1) {
            w.record("TITLE", title);
            w.record("JCAMP-DX", "4.24");
            w.record("DATA TYPE", "LINK");
            w.record("BLOCKS", Integer.toString(rows));
        }
        for (Block b : blocks) {
            for (int r = 0; r < b.rows(); r++) {
                w.block(b, r);
            }
        }
        if (rows > 1) {
            w.record("END", "");
        }
        return w.out.toString();
    }

    private void record(String label, String value) {
        // Text must not begin a label or a comment of its own.
        String safe = value.replace("$$", "$ $").replace("\r\n", "\n").replace('\r', '\n').replaceAll("\n(\\s*)##", "\n$1# #");
        out.append("##").append(label).append("= ").append(safe.startsWith("##") ? "# #" + safe.substring(2) : safe).append('\n');
    }

    private void block(Block b, int row) {
        record("TITLE", b.rows() == 1 ? b.metadata().getOrDefault(MetadataKeys.TITLE, b.name()) : b.ids().get(row));
        record("JCAMP-DX", "4.24");
        record("DATA TYPE", b.metadata().getOrDefault("DATA TYPE", type(b)));
        metadata(b.metadata());
        metadata(b.rowMetadata().get(row));
        record("XUNITS", xUnits(b));
        record("YUNITS", yUnits(b));
        record("XFACTOR", "1");
        record("YFACTOR", "1");
        int n = b.channels();
        record("NPOINTS", Integer.toString(n));
        double[] y = b.y()[row];
        if (n > 0) {
            record("FIRSTX", number(b.x()[0]));
            record("LASTX", number(b.x()[n - 1]));
            record("FIRSTY", number(y[0]));
        }
        if (b.kind() == BlockKind.PEAKS) {
            record("PEAK TABLE", "(XY..XY)");
            points(b.x(), y);
        } else if (even(b.x())) {
            record("DELTAX", number(n > 1 ? (b.x()[n - 1] - b.x()[0]) / (n - 1) : 1));
            record("XYDATA", "(X++(Y..Y))");
            evenTable(b.x(), y);
        } else {
            record("XYPOINTS", "(XY..XY)");
            points(b.x(), y);
        }
        record("END", "");
    }

    private void metadata(Map<String, String> facts) {
        facts.forEach((key, value) -> {
            if (!key.equals(MetadataKeys.TITLE) && !key.equals("DATA TYPE") && !key.equals("JCAMP-DX") && !key.equals("page")) {
                String label = LABELS.get(key);
                record(label != null ? label : "$" + key.replaceAll("[=\\r\\n]", " ").strip(), value);
            }
        });
    }

    private static String type(Block b) {
        if (b.kind() == BlockKind.INTERFEROGRAM) {
            return "INFRARED INTERFEROGRAM";
        }
        String modality = b.metadata().getOrDefault(MetadataKeys.MODALITY, "");
        if (b.unit().filter(u -> u == AxisUnit.RAMAN_SHIFT).isPresent() || modality.equals("raman")) {
            return "RAMAN SPECTRUM";
        }
        return modality.equals("nir") ? "NEAR INFRARED SPECTRUM" : modality.equals("ir")
            || b.unit().filter(u -> u == AxisUnit.WAVENUMBER).isPresent() ? "INFRARED SPECTRUM" : "SPECTRUM";
    }

    private static String xUnits(Block b) {
        return b.unit().map(u -> switch (u) {
            case NANOMETRE -> "NANOMETERS";
            case WAVENUMBER, RAMAN_SHIFT -> "1/CM";
            case INDEX -> "INDEX";
        }).orElse(b.xLabel().isBlank() ? "ARBITRARY UNITS" : b.xLabel());
    }

    private static String yUnits(Block b) {
        return switch (b.intensity()) {
            case ABSORBANCE -> "ABSORBANCE";
            case REFLECTANCE -> "REFLECTANCE";
            case TRANSMITTANCE -> "TRANSMITTANCE";
            case COUNTS -> "COUNTS";
            case UNKNOWN -> b.yLabel().isBlank() ? "UNKNOWN" : b.yLabel();
        };
    }

    static boolean even(double[] x) {
        int n = x.length;
        double step = n > 1 ? (x[n - 1] - x[0]) / (n - 1) : 1;
        for (int i = 0; i < n; i++) {
            if (!(Math.abs(x[0] + i * step - x[i]) <= EVEN * Math.abs(step))) {
                return false;
            }
        }
        return n > 0 && step != 0;
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

    private void evenTable(double[] x, double[] y) {
        for (int i = 0; i < y.length;) {
            int start = out.length();
            out.append(number(x[i]));
            do {
                out.append(' ').append(number(y[i++]));
            } while (i < y.length && out.length() - start + 1 + number(y[i]).length() <= WIDTH);
            out.append('\n');
        }
    }

    private void points(double[] x, double[] y) {
        for (int i = 0; i < y.length; i++) {
            out.append(number(x[i])).append(", ").append(number(y[i])).append('\n');
        }
    }
}
