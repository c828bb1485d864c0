package dev.spektron.io.horiba;

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

/// Horiba LabSpec 6, spectra (L6S) and maps (L6M). See [LabSpecTree] for the layout, which the maker does not publish.
///
/// The tree has a list of axes. The first is the intensity with all values, the second the spectral axis, and further ones, if any, the
/// positions of a map: channels run fastest, then the third axis, the last one slowest. Every spectrum of a map is a row.
public final class LabSpecReader implements Reader {
    private static final String MAGIC = "LabSpec6";
    private static final int MOST_AXES = 6;
    private static final int MANY_ROWS = 100_000;
    private static final int SHORT = 32;

    @Override
    public String format() {
        return "labspec6";
    }

    @Override
    public String title() {
        return "Horiba LabSpec 6";
    }

    @Override
    public List<String> endings() {
        return List.of(".l6s", ".l6m");
    }

    @Override
    public Match match(Content content) {
        return content.has(0, MAGIC) ? Match.CERTAIN : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        content.require(MAGIC, "LabSpec 6", "export files of older programs as text or XML");
        Bytes b = new Bytes(content, ByteOrder.LITTLE_ENDIAN);
        LabSpecNode root = LabSpecTree.read(b);
        Map<String, String> metadata = LabSpecSettings.read(root);
        Block block = block(b, root.child(LabSpecNode.AXES_PARENT).child(LabSpecNode.AXES).children());
        if (block.unit().equals(Optional.of(AxisUnit.RAMAN_SHIFT))) {
            metadata.put(MetadataKeys.MODALITY, "raman");
        }
        return new SpectralFile(content.name(), format(), List.of(block), metadata, List.of());
    }

    private static double[] values(Bytes b, LabSpecNode axis, String what) throws FormatException {
        LabSpecNode v = axis.child(LabSpecNode.VALUE);
        if (v.at() < 0 || v.floats() == 0) {
            throw b.error(b.size(), "expected an array of floats for " + what
                + ", found none to the end of the file; export it as text or XML");
        }
        return b.f32s(v.at(), v.floats(), what);
    }

    private static Block block(Bytes b, List<LabSpecNode> axes) throws FormatException {
        if (axes.size() < 2 || axes.size() > MOST_AXES) {
            throw b.error(b.size(), "expected an axis of intensity, one of the spectrum and up to " + (MOST_AXES - 2)
                + " positions, found " + axes.size()
                + " axes to the end of the file; export it as text or XML");
        }
        double[] x = values(b, axes.get(1), "the spectral axis");
        LabSpecNode intensity = axes.getFirst().child(LabSpecNode.VALUE);
        long rows = 1;
        for (LabSpecNode axis : axes.subList(2, axes.size())) {
            rows *= Math.max(1, axis.child(LabSpecNode.VALUE).floats());
            rows = Math.min(rows, Integer.MAX_VALUE);
        }
        if (intensity.at() < 0 || rows * x.length != intensity.floats()) {
            throw b.error(Math.max(intensity.at(), 0), "expected " + rows + " spectra of " + x.length + " points, found "
                + intensity.floats()
                + " values; only spectra and maps that were finished are read, export others as text or XML");
        }
        if (rows > MANY_ROWS && x.length < SHORT) {
            throw b.error(intensity.at(), "expected spectra of at least " + SHORT + " points in a map of more than " + MANY_ROWS
                + ", found "
                + x.length + "; export it as text or XML");
        }
        double[][] y = new double[(int) rows][];
        List<String> ids = new ArrayList<>(y.length);
        for (int i = 0; i < y.length; i++) {
            y[i] = b.f32s(intensity.at() + 4L * x.length * i, x.length, "spectrum " + (i + 1));
            ids.add(Integer.toString(i + 1));
        }
        String xUnit = axes.get(1).child(LabSpecNode.UNIT).text();
        String yUnit = axes.getFirst().child(LabSpecNode.UNIT).text();
        return new Block("spectra", BlockKind.SPECTRUM, x, unit(xUnit), xUnit, intensity(yUnit), yUnit, y, ids, Map.of(),
            positions(b, axes.subList(2, axes.size()), y.length));
    }

    /// LabSpec writes Raman shifts as 1/cm; absolute wavenumbers are not among its units.
    private static Optional<AxisUnit> unit(String text) {
        return switch (text) {
            case "1/cm" -> Optional.of(AxisUnit.RAMAN_SHIFT);
            case "nm" -> Optional.of(AxisUnit.NANOMETRE);
            default -> Optional.empty();
        };
    }

    private static IntensityKind intensity(String text) {
        return text.startsWith("Cnt") ? IntensityKind.COUNTS : IntensityKind.UNKNOWN;
    }

    private static List<Map<String, String>> positions(Bytes b, List<LabSpecNode> axes, int rows) throws FormatException {
        List<Map<String, String>> all = new ArrayList<>(rows);
        double[][] values = new double[axes.size()][];
        for (int a = 0; a < values.length; a++) {
            values[a] = values(b, axes.get(a), "axis " + (a + 3));
        }
        for (int i = 0; i < rows; i++) {
            Map<String, String> row = new LinkedHashMap<>();
            int rest = i;
            for (int a = 0; a < values.length; a++) {
                row.put(axes.get(a).child(LabSpecNode.TYPE).text() + " (" + axes.get(a).child(LabSpecNode.UNIT).text() + ")",
                    Double.toString(values[a][rest % values[a].length]));
                rest /= values[a].length;
            }
            all.add(row);
        }
        return all;
    }
}
