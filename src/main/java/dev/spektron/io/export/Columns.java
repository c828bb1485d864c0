package dev.spektron.io.export;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Facts;
import dev.spektron.io.text.Quantities;
import dev.spektron.io.text.Quantities.AxisScale;
import dev.spektron.io.text.TextLines;
import dev.spektron.io.text.UniqueNames;
import dev.spektron.io.text.Warnings;
import dev.spektron.spectra.IntensityKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Blocks out of a table with one column for the axis.
final class Columns {
    private static final int MOST_COLUMNS = 20_000;
    private static final double MOST_FRACTION = 2;
    private static final double PERCENT = 100;

    private final String file;
    private final TextLines lines;
    private final NumberTable t;
    private final Header h;
    private final Map<String, String> metadata;
    private final Warnings warnings;
    private final boolean raman;
    private final int from;
    private final int to;
    private final int axis;
    private final int[] kept;
    private final double[] x;
    private final AxisScale scale;
    private final UniqueNames names;

    /// The blocks of a table: over one axis, or of groups of columns with an axis each, as Cary's programs write them.
    ///
    /// @throws FormatException if the table has so many columns that it is none of spectra below each other
    static List<Block> of(String file, TextLines lines, NumberTable t, Header h, Map<String, String> metadata, boolean ocean,
                          Warnings warnings) throws FormatException {
        if (t.width() > MOST_COLUMNS) {
            throw FormatException.at(file, "line " + lines.number(t.first()), "expected an axis and at most " + MOST_COLUMNS
                + " columns beside it, found " + t.width() + " columns; a table with one spectrum a line needs a line with the positions "
                + "above it");
        }
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int j = 1; j < t.width() && ColumnRole.axisRank(h.label(0)) > 0; j++) {
            if (h.label(j).equals(h.label(0))) {
                starts.add(j);
            }
        }
        UniqueNames names = new UniqueNames();
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int to = i + 1 < starts.size() ? starts.get(i + 1) : t.width();
            blocks.addAll(new Columns(file, lines, t, h, metadata, ocean, warnings, names, starts.get(i), to).blocks());
        }
        return blocks;
    }

    private Columns(String file, TextLines lines, NumberTable t, Header h, Map<String, String> metadata, boolean ocean, Warnings warnings,
                    UniqueNames names, int from, int to) {
        this.from = from;
        this.to = to;
        this.names = names;
        this.file = file;
        this.lines = lines;
        this.t = t;
        this.h = h;
        this.metadata = metadata;
        this.warnings = warnings;
        raman = AxisOf.raman(h);
        axis = axis();
        kept = positioned();
        AxisScale named = Quantities.axis(h.label(axis), raman);
        AxisScale below = named.unit().isPresent() ? named : Quantities.axis(h.unit(axis), raman);
        scale = below.unit().isPresent() ? below : AxisOf.header(h, ocean);
        x = scale.apply(values(axis));
        checkDirection();
        checkCount();
    }

    /// Some headers state the number of points.
    private void checkCount() {
        String stated = h.fact("Number of Pixels in Spectrum", "Number of Pixels in Processed Spectrum", "NPOINTS", "Data points");
        if (stated != null && !stated.equals(Integer.toString(t.rows()))) {
            warnings.add("the header states " + stated + " points, the table has " + t.rows() + "; all of them are kept");
        }
    }

    private int axis() {
        int best = from;
        int bestRank = 0;
        for (int j = from; j < to; j++) {
            int rank = ColumnRole.axisRank(h.label(j));
            if (rank > bestRank && !t.isEmpty(j)) {
                best = j;
                bestRank = rank;
            }
        }
        return best;
    }

    /// Rows that have a position.
    private int[] positioned() {
        int[] rows = new int[t.rows()];
        int n = 0;
        for (int i = 0; i < rows.length; i++) {
            if (Double.isFinite(t.columns()[axis][i])) {
                rows[n++] = i;
            }
        }
        if (n < rows.length && from == 0 && to == t.width()) {
            metadata.put("lines without position", Integer.toString(rows.length - n));
        }
        return java.util.Arrays.copyOf(rows, n);
    }

    private double[] values(int column) {
        double[] v = new double[kept.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = t.columns()[column][kept[i]];
        }
        return v;
    }

    private void checkDirection() {
        for (int i = 2; i < x.length; i++) {
            if ((x[i] - x[i - 1]) * (x[1] - x[0]) <= 0) {
                warnings.add("line " + lines.number(t.first() + kept[i]) + ": the positions do not run strictly one way, " + x[i]
                    + " follows "
                    + x[i - 1]);
                return;
            }
        }
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        List<Integer> unnamed = new ArrayList<>();
        boolean finished = false;
        for (int j = from; j < to; j++) {
            finished |= j != axis && ColumnRole.isFinished(h.name(j));
        }
        for (int j = from; j < to && kept.length > 0; j++) {
            if (j == axis || t.isEmpty(j)) {
                continue;
            }
            ColumnRole role = ColumnRole.of(h.name(j), h.label(j), finished, raman);
            if (ColumnRole.axisRank(h.label(j)) > 0) {
                blocks.add(block(j, BlockKind.OTHER, IntensityKind.UNKNOWN, false));
            } else if (role.kind().isPresent()) {
                double[] v = values(j);
                boolean nothing = constant(v) && v[0] == 0;
                blocks.add(block(j, nothing ? BlockKind.OTHER : role.kind().get(), role.intensity(), role.percent()));
            } else {
                unnamed.add(j);
            }
        }
        if (!unnamed.isEmpty()) {
            blocks.addFirst(samples(unnamed));
        }
        return blocks;
    }

    /// What stands over the axis of the group.
    private String group() {
        return from < h.groups.size() ? h.groups.get(from) : "";
    }

    private static boolean constant(double[] v) {
        for (double d : v) {
            if (d != v[0]) {
                return false;
            }
        }
        return true;
    }

    private String axisLabel() {
        return h.label(axis).isEmpty() ? AxisOf.label(h) : h.label(axis);
    }

    private Block block(int column, BlockKind kind, IntensityKind intensity, boolean percent) {
        double[] y = values(column);
        IntensityKind known = scaled(new double[][] {y}, intensity, percent, h.label(column));
        String name = names.take(group().isEmpty() ? h.name(column) : group(), "spectrum");
        return Block.single(name, kind, x, scale.unit(), axisLabel(), known, h.label(column), y, metadata);
    }

    /// Columns without a word that says what they are: one spectrum each.
    private Block samples(List<Integer> columns) {
        double[][] y = new double[columns.size()][];
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < y.length; i++) {
            y[i] = values(columns.get(i));
            ids.add(y.length == 1 && !group().isEmpty() ? group() : h.name(columns.get(i)));
        }
        String label = AxisOf.ordinates(h);
        if (label.isEmpty() && y.length == 1) {
            label = h.label(columns.getFirst());
        }
        IntensityKind intensity = ColumnRole.intensityOf(label);
        intensity = scaled(y, intensity, Quantities.isPercentOf(label, intensity), label);
        String name = names.take(y.length == 1 ? ids.getFirst() : "", y.length == 1 ? "spectrum" : "spectra");
        return new Block(name, BlockKind.SPECTRUM, x, scale.unit(), axisLabel(), intensity, label, y,
            y.length == 1 ? List.of(name) : Facts.unique(ids), metadata, Collections.nCopies(y.length, Map.of()));
    }

    /// Brings stated percent to fractions. A kind that means fractions is taken away from numbers that are none.
    private IntensityKind scaled(double[][] y, IntensityKind intensity, boolean percent, String label) {
        double max = 0;
        for (double[] row : y) {
            for (int i = 0; i < row.length; i++) {
                row[i] = percent ? row[i] / PERCENT : row[i];
                max = Math.max(max, row[i]);
            }
        }
        boolean fractions = intensity == IntensityKind.TRANSMITTANCE || intensity == IntensityKind.REFLECTANCE;
        if (percent || !fractions || max <= MOST_FRACTION) {
            return intensity;
        }
        warnings.add(file + ": '" + label + "' means fractions of 1, but the numbers reach " + (float) max
            + "; they look like percent and are kept as they stand, without a kind");
        return IntensityKind.UNKNOWN;
    }
}
