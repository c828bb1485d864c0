package dev.spektron.io.jcamp;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.text.Quantities;
import dev.spektron.io.text.Warnings;
import dev.spektron.spectra.IntensityKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Turns one data table and its header into blocks: scales, checks against what the header says, converts units.
final class TableReader {
    private static final double CLOSE = 1e-3;
    /// Larger transmittance or reflectance is percent.
    private static final double LARGEST_FRACTION = 5;
    /// A spectrum in percent that stays below 1.5 % everywhere is rather one in fractions.
    private static final double SMALLEST_PERCENT = 0.015;

    private final String name;
    private final byte[] bytes;
    private final JcampBlock block;
    private final Warnings warnings;
    /// Variables of several tables: then what the block says of their extremes is said of all together.
    private final Set<List<String>> repeated = new HashSet<>();

    TableReader(String name, byte[] bytes, JcampBlock block, Warnings warnings) {
        this.name = name;
        this.bytes = bytes;
        this.block = block;
        this.warnings = warnings;
        Set<List<String>> seen = new HashSet<>();
        for (DataTable t : block.tables()) {
            if (!seen.add(t.form().symbols())) {
                repeated.add(t.form().symbols());
            }
        }
    }

    private boolean tuples(DataTable data) {
        return data.label().equals("DATATABLE");
    }

    private Variable variable(DataTable data, String symbol) {
        Variable v = tuples(data) ? Variable.ofTuples(block, data.own(), symbol) : Variable.ofBlock(block, symbol);
        // Beside XYDATA the factors are those of its integers; peaks then stand in true numbers.
        boolean peaks = data.form().shape() != TableForm.Shape.EVEN && data.label().startsWith("PEAK");
        if (peaks && block.tables().stream().anyMatch(t -> t.form().shape() == TableForm.Shape.EVEN)) {
            v = v.ofPeaks();
        }
        return data.npoints() >= 0 ? v.withPoints(data.npoints()) : v;
    }

    private String where(DataTable data) {
        return "table in line " + (data.line() - 1) + ": ";
    }

    /// @param most points that the table may have
    /// @return empty if the table has no points
    List<Block> read(DataTable data, int most) throws FormatException {
        return data.form().shape() == TableForm.Shape.EVEN ? even(data, most) : groups(data, most);
    }

    private List<Block> even(DataTable data, int most) throws FormatException {
        Variable x = variable(data, data.form().symbols().get(0));
        Variable y = variable(data, data.form().symbols().get(1));
        y = !data.page().isEmpty() && repeated.contains(data.form().symbols()) ? y.ofOnePage(data.own()) : y;
        EvenTable t = new EvenDecoder(name, bytes, block.mark(), most).decode(data, x.points());
        if (t.size() == 0) {
            return List.of();
        }
        checkCounts(data, x, t);
        double[] axis = AxisChoice.axis(t, x, where(data), warnings);
        double[] values = scaled(t.values(), y.factor());
        checkOrdinates(data, y, values);
        return List.of(block(data, x, y, axis, values, Map.of()));
    }

    private void checkCounts(DataTable data, Variable x, EvenTable t) throws FormatException {
        boolean few = x.points() > t.size();
        boolean other = x.points() >= 0 && x.points() != t.size();
        if (t.wrongChecks() > 0 && other && 2 * t.wrongChecks() > t.checks()) {
            throw FormatException.at(name, "line " + data.line(), "expected " + x.points() + " points whose Y-checks agree, found "
                + t.size() + " and " + t.wrongChecks() + " of " + t.checks() + " checks wrong (" + t.firstWrong()
                + "); lines are missing or damaged");
        }
        if (few && !block.ended()) {
            throw FormatException.at(name, "line " + data.line(), "expected " + x.points() + " points and ##END=, found " + t.size()
                + " points and the end of the file; it is cut off");
        }
        if (other) {
            warnings.add(where(data) + x.points() + " points are stated, " + t.size() + " found; those found are believed");
        }
        if (t.wrongChecks() > 0) {
            warnings.add(where(data) + t.wrongChecks() + " of " + t.checks() + " Y-checks are wrong, the ordinate before is kept; "
                + t.firstWrong());
        }
    }

    private static double[] scaled(double[] v, double factor) {
        for (int i = 0; i < v.length && factor != 1; i++) {
            v[i] *= factor;
        }
        return v;
    }

    private void checkOrdinates(DataTable data, Variable y, double[] v) {
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : v) {
            least = value < least ? value : least;
            largest = value > largest ? value : largest;
        }
        double tolerance = CLOSE * Math.max(Math.abs(largest), Math.abs(least)) + 1.5 * Math.abs(y.factor());
        disagree(data, "FIRST" + y.symbol(), y.first(), v[0], tolerance);
        disagree(data, "MAX" + y.symbol(), y.max(), largest, tolerance);
        disagree(data, "MIN" + y.symbol(), y.min(), least, tolerance);
    }

    private void disagree(DataTable data, String what, double stated, double found, double tolerance) {
        if (Math.abs(stated - found) > tolerance) {
            boolean percent = Math.abs(stated - 100 * found) <= CLOSE * Math.abs(stated);
            warnings.add(where(data) + what + " = " + stated + " is stated, the table has " + found + "; the table is believed"
                + (percent ? ", the header seems to count in percent" : ""));
        }
    }

    private List<Block> groups(DataTable data, int most) throws FormatException {
        GroupTable t = GroupTable.decode(name, bytes, block.mark(), data, most);
        if (t.groups() == 0) {
            return List.of();
        }
        List<String> symbols = data.form().symbols();
        Variable x = variable(data, symbols.getFirst());
        if (x.points() >= 0 && x.points() != t.groups()) {
            if (x.points() > t.groups() && !block.ended()) {
                throw FormatException.at(name, "line " + data.line(), "expected " + x.points() + " points and ##END=, found " + t.groups()
                    + " points and the end of the file; it is cut off");
            }
            warnings.add(where(data) + x.points() + " points are stated, " + t.groups() + " found; those found are believed");
        }
        List<Block> blocks = new ArrayList<>();
        Map<String, String> texts = t.texts().isEmpty() ? Map.of() : Map.of("assignments", t.texts());
        for (int s = 1; s < t.width(); s++) {
            Variable y = variable(data, symbols.get(s));
            double[] values = t.column(s);
            // The first dependent variable makes the block, of the others only those that have numbers.
            if (s == 1 || !java.util.Arrays.stream(values).allMatch(Double::isNaN)) {
                blocks.add(block(data, x, y, scaled(t.column(0), x.factor()), scaled(values, y.factor()), texts));
            }
        }
        return blocks;
    }

    private Block block(DataTable data, Variable x, Variable y, double[] axis, double[] values, Map<String, String> more)
        throws FormatException {
        for (double v : axis) {
            if (!Double.isFinite(v)) {
                throw FormatException.at(name, "line " + data.line(), "expected finite abscissae, found " + v + "; check the header's FIRST"
                    + x.symbol() + ", LAST" + x.symbol() + " and factor");
            }
        }
        for (double v : values) {
            if (Double.isInfinite(v)) {
                throw FormatException.at(name, "line " + data.line(), "expected finite ordinates, found an infinity; check the factor of "
                    + y.symbol());
            }
        }
        boolean raman = JcampMetadata.modality(block.text("DATATYPE")).equals("raman");
        Quantities.AxisScale scale = Quantities.axis(x.units(), raman);
        if (scale.unit().isEmpty() && x.units().isEmpty()) {
            scale = Quantities.axis(x.name(), raman);
        }
        IntensityKind kind = Quantities.intensity(y.units());
        kind = kind == IntensityKind.UNKNOWN ? Quantities.intensity(y.name()) : kind;
        if (Quantities.isPercentOf(y.units(), kind)) {
            for (int i = 0; i < values.length; i++) {
                values[i] /= 100;
            }
        }
        warnOfPercent(data, y, kind, values);
        Map<String, String> metadata = JcampMetadata.of(block);
        if (!data.page().isEmpty()) {
            metadata.put("page", data.page());
        }
        metadata.putAll(more);
        return Block.single(title(data, y), kind(data, y), scale.apply(axis), scale.unit(), x.label(), kind, y.label(), values,
            new LinkedHashMap<>(metadata));
    }

    /// Programs write percent and say `TRANSMITTANCE`, and the other way round. What is stated is done; what it looks like is told.
    private void warnOfPercent(DataTable data, Variable y, IntensityKind kind, double[] values) {
        if (kind != IntensityKind.TRANSMITTANCE && kind != IntensityKind.REFLECTANCE) {
            return;
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            largest = v > largest ? v : largest;
        }
        if (!Quantities.percent(y.units()) && largest > LARGEST_FRACTION) {
            warnings.add(where(data) + "the " + kind.label() + " reaches " + largest
                + ", which looks like percent; the file does not say so, and the values stand as they are");
        } else if (Quantities.percent(y.units()) && largest > 0 && largest < SMALLEST_PERCENT) {
            warnings.add(where(data) + "the unit '" + y.units() + "' states percent, but the largest value is " + 100 * largest
                + "; it is divided by 100 as stated");
        }
    }

    private String title(DataTable data, Variable y) {
        String title = block.text("TITLE").lines().findFirst().orElse("");
        String page = data.page().isEmpty() ? "" : " " + data.page();
        boolean plain = y.symbol().equals("Y") || y.symbol().equals("A") && !tuples(data);
        return (title + page + (plain ? "" : " " + (y.name().isEmpty() ? y.symbol() : y.name()))).strip();
    }

    private BlockKind kind(DataTable data, Variable y) {
        BlockKind stated = JcampLabels.kind(block.text(JcampBlock.key(JcampLabels.KIND)));
        if (stated != null) {
            return stated;
        }
        if (data.label().startsWith("PEAK") || data.form().shape() == TableForm.Shape.ASSIGNMENTS) {
            return BlockKind.PEAKS;
        }
        String type = block.text("DATATYPE").toUpperCase(Locale.ROOT);
        String what = y.name().toUpperCase(Locale.ROOT);
        if (type.contains("INTERFEROGRAM") || data.label().equals("RADATA")) {
            return BlockKind.INTERFEROGRAM;
        }
        if (what.contains("IMAG") || what.contains("FID") || type.contains("FID")
            || type.contains("CHROMATO") || type.contains("TITRATION")) {
            return BlockKind.OTHER;
        }
        return type.contains("BACKGROUND") || type.contains("REFERENCE") ? BlockKind.REFERENCE
            : type.contains("SINGLE BEAM") ? BlockKind.SINGLE_BEAM : BlockKind.SPECTRUM;
    }
}
