package dev.spektron.io.csv;

import dev.spektron.io.FormatException;
import dev.spektron.io.SpectraTable;
import dev.spektron.spectra.AxisUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Spectra out of a text table in one of these layouts: *wide* (a row is a spectrum, the header holds the axis), *long* (a row is a
/// point: sample, x, y), *columns* (the first column is the axis, every other one a spectrum; with two columns: x and y).
public final class CsvSpectra {
    private static final Set<String> SAMPLE = Set.of("id", "sample", "sampleid", "samplename", "name", "spectrum");
    private static final Set<String> X = Set.of("x", "axis", "wavelength", "wavelengthnm", "wavenumber", "wavenumbercm1", "nm", "cm1",
        "ramanshift", "ramanshiftcm1", "shift", "channel", "wl");
    private static final Set<String> Y = Set.of("y", "intensity", "absorbance", "reflectance", "transmittance", "counts", "value",
        "signal");
    private static final Pattern NOTE = Pattern.compile("#\\s*(property .{1,200}|[A-Za-z][^:]{0,80}):\\s*(.*)");
    private static final int FEWEST_POINTS = 3;

    private CsvSpectra() {}

    /// @param file name for messages
    /// @param dialect how the text is written, or null to find out
    /// @throws FormatException if no layout fits, an ordinate is no finite number, an axis does not run one way or an id stands twice
    public static SpectraTable read(String file, byte[] bytes, CsvDialect dialect) throws FormatException {
        return read(CsvTable.parse(file, bytes, dialect));
    }

    /// The spectra of a table that is already split.
    public static SpectraTable read(CsvTable t) throws FormatException {
        String file = t.file();
        if (t.rows() == 0) {
            throw new FormatException(file + ": expected spectra below the header, found no line");
        }
        List<String> keys = t.header().stream().map(CsvSpectra::key).toList();
        int x = first(keys, X);
        int y = first(keys, Y);
        if (x >= 0 && y >= 0 && (t.columns() == 3 && first(keys, SAMPLE) >= 0)) {
            return longTable(t, first(keys, SAMPLE), x, y);
        }
        Optional<WideCsv> wide = WideCsv.of(t);
        if (wide.isPresent() && !((x == 0 ? wide.get().isCounted() || wide.get().isPart() : wide.get().isPart() && fractions(t))
            && runsOneWay(t))) {
            return wide(wide.get(), first(keys, SAMPLE));
        }
        if (t.columns() >= 2 && t.rows() >= FEWEST_POINTS && numeric(t)) {
            return columns(t);
        }
        throw new FormatException(file + ": no layout fits the " + t.rows() + " lines of " + t.columns() + " columns: expected a header "
            + "with axis positions (one spectrum a line), the columns sample, x, y (one point a line), or an axis in the first column");
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static int first(List<String> keys, Set<String> wanted) {
        for (int j = 0; j < keys.size(); j++) {
            if (wanted.contains(keys.get(j))) {
                return j;
            }
        }
        return -1;
    }

    /// Whether the first column is an axis: then the counted columns `s1`, `s2`, ... beside it are samples, not channels.
    private static boolean runsOneWay(CsvTable t) throws FormatException {
        if (t.rows() < FEWEST_POINTS) {
            return false;
        }
        double before = Double.NaN;
        double direction = 0;
        for (int i = 0; i < t.rows(); i++) {
            double v = t.isNumber(i, 0) ? t.number(i, 0) : Double.NaN;
            double sign = Math.signum(v - before);
            if (i > 0 && (!(Math.abs(sign) == 1) || direction != 0 && sign != direction)) {
                return false;
            }
            direction = i > 0 ? sign : 0;
            before = v;
        }
        return true;
    }

    /// Whether the first column has other numbers than whole ones, which may count the rows.
    private static boolean fractions(CsvTable t) throws FormatException {
        for (int i = 0; i < t.rows(); i++) {
            if (t.isNumber(i, 0) && t.number(i, 0) != Math.rint(t.number(i, 0))) {
                return true;
            }
        }
        return false;
    }

    private static boolean numeric(CsvTable t) {
        for (int j = 0; j < t.columns(); j++) {
            if (!t.isNumber(0, j) && !t.isNumber(1, j)) {
                return false;
            }
        }
        return true;
    }

    private static SpectraTable wide(WideCsv wide, int idColumn) throws FormatException {
        CsvTable t = wide.table();
        double[][] rows = new double[t.rows()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = wide.spectrum(i);
        }
        List<String> ids = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < rows.length && idColumn >= 0; i++) {
            String id = t.text(i, idColumn).strip();
            if (id.isEmpty()) {
                throw t.wrong(i, idColumn, "a sample id");
            }
            requireNew(t, seen, id, i);
            ids.add(id);
        }
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (int j = 0; j < t.columns(); j++) {
            if (!wide.isChannel(j) && j != idColumn && !t.header().get(j).isBlank()) {
                List<String> column = new ArrayList<>(rows.length);
                for (int i = 0; i < rows.length; i++) {
                    // Numbers leave with a point, whatever mark the file has.
                    column.add(t.isNumber(i, j) && t.dialect().decimal() == ',' ? t.text(i, j).replace(',', '.') : t.text(i, j));
                }
                if (columns.put(t.header().get(j), column) != null) {
                    throw FormatException.at(t.file(), "header line, column " + (j + 1), "column '" + t.header().get(j) + "' stands twice");
                }
            }
        }
        return new SpectraTable(t.file(), wide.axis(), wide.unit(), rows, idColumn < 0 ? SpectraTable.counted(rows.length) : ids, columns,
            notes(t));
    }

    private static void requireNew(CsvTable t, Map<String, Integer> seen, String id, int row) throws FormatException {
        Integer before = seen.put(id, row);
        if (before != null) {
            throw FormatException.at(t.file(), "line " + t.line(row), "sample '" + id + "' stands already in line " + t.line(before)
                + "; give each spectrum its own id");
        }
    }

    private static SpectraTable longTable(CsvTable t, int sample, int x, int y) throws FormatException {
        Map<String, Integer> starts = new LinkedHashMap<>();
        List<int[]> blocks = new ArrayList<>();
        for (int i = 0; i < t.rows();) {
            String id = t.text(i, sample).strip();
            if (id.isEmpty()) {
                throw t.wrong(i, sample, "a sample id");
            }
            requireNew(t, starts, id, i);
            int end = i + 1;
            while (end < t.rows() && t.sameText(i, end, sample)) {
                end++;
            }
            blocks.add(new int[] {i, end});
            i = end;
        }
        double[] axis = axis(t, x, blocks.getFirst()[0], blocks.getFirst()[1]);
        double[][] rows = new double[blocks.size()][axis.length];
        for (int s = 0; s < rows.length; s++) {
            int from = blocks.get(s)[0];
            int n = blocks.get(s)[1] - from;
            if (n != axis.length) {
                throw FormatException.at(t.file(), "line " + t.line(from), "sample '" + t.text(from, sample) + "' has " + n
                    + " points, the first one " + axis.length);
            }
            for (int j = 0; j < n; j++) {
                if (t.number(from + j, x) != axis[j]) {
                    throw t.wrong(from + j, x, "the axis of the first sample, " + axis[j]);
                }
                rows[s][j] = t.number(from + j, y);
            }
        }
        return new SpectraTable(t.file(), axis, unit(t, x), rows, List.copyOf(starts.keySet()), Map.of(), notes(t));
    }

    private static double[] axis(CsvTable t, int column, int from, int to) throws FormatException {
        double[] axis = new double[to - from];
        for (int i = 0; i < axis.length; i++) {
            axis[i] = t.number(from + i, column);
            if (i > 0 && (axis[i] - axis[i - 1]) * (axis[1] - axis[0]) <= 0) {
                throw t.wrong(from + i, column, "an axis that runs strictly one way (" + axis[i - 1] + " stands before)");
            }
        }
        return axis;
    }

    private static SpectraTable columns(CsvTable t) throws FormatException {
        double[] axis = axis(t, 0, 0, t.rows());
        double[][] rows = new double[t.columns() - 1][axis.length];
        for (int i = 0; i < axis.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                rows[j][i] = t.number(i, j + 1);
            }
        }
        boolean named = !t.header().isEmpty() && t.columns() > 2;
        List<String> ids = new ArrayList<>();
        for (int j = 1; j < t.columns() && named; j++) {
            String id = t.header().get(j).strip();
            if (id.isEmpty() || ids.contains(id)) {
                throw FormatException.at(t.file(), "header line, column " + (j + 1), id.isEmpty() ? "expected a sample id, found an empty "
                    + "field" : "sample '" + id + "' stands twice");
            }
            ids.add(id);
        }
        return new SpectraTable(t.file(), axis, unit(t, 0), rows, named ? ids : SpectraTable.counted(rows.length), Map.of(), notes(t));
    }

    /// The unit in the name of an axis column. A bare `wavelength` says none: it may be in micrometres.
    private static Optional<AxisUnit> unit(CsvTable t, int column) {
        String name = t.header().isEmpty() ? "" : key(t.header().get(column));
        if (name.contains("shift")) {
            return Optional.of(AxisUnit.RAMAN_SHIFT);
        }
        if (name.contains("wavenumber") || name.endsWith("cm1")) {
            return Optional.of(AxisUnit.WAVENUMBER);
        }
        return name.endsWith("nm") ? Optional.of(AxisUnit.NANOMETRE)
            : name.equals("channel") || name.equals("index") ? Optional.of(AxisUnit.INDEX) : Optional.empty();
    }

    private static Map<String, String> notes(CsvTable t) {
        Map<String, String> notes = new LinkedHashMap<>();
        for (String line : t.preamble()) {
            Matcher m = NOTE.matcher(line.strip());
            if (m.matches()) {
                notes.putIfAbsent(m.group(1).strip(), m.group(2).strip());
            }
        }
        return notes;
    }
}
