package dev.spektron.io.dataset;

import dev.spektron.io.FormatException;
import dev.spektron.io.SpectraTable;
import dev.spektron.io.csv.CsvTable;
import dev.spektron.io.csv.WideCsv;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.Nearest;
import java.util.List;
import java.util.Optional;

/// One table of a file, whatever its format: rows with named or numbered columns, and possibly a spectrum in every row.
sealed interface DataTable {
    /// File and part of it, for messages.
    String where();

    int rows();

    /// Axis of the spectra if the file has one.
    Optional<double[]> axis() throws FormatException;

    /// Unit of the axis if the file says so.
    Optional<AxisUnit> unit() throws FormatException;

    /// What the ordinates are, as [SpectraTable#intensity()].
    default String intensity() {
        return "unknown";
    }

    /// Ordinates in one row.
    double[] spectrum(int row) throws FormatException;

    /// Text in a column, given by name or by its number from 1.
    String text(int row, String column) throws FormatException;

    /// Reference value in a column, `NaN` where there is none.
    double reference(int row, String column) throws FormatException;

    /// Sample ids that are part of the file's layout.
    default Optional<List<String>> ids() {
        return Optional.empty();
    }

    /// All values as numbers, row by row, for an axis that is a table of its own.
    double[] allNumbers() throws FormatException;

    /// All values as texts, for sample ids that are a table of their own.
    List<String> allTexts() throws FormatException;

    /// Names of the columns beside the spectra, to keep as metadata; numbered columns are not among them.
    List<String> namedColumns() throws FormatException;

    /// A CSV table. It is taken as wide when the header holds axis positions; otherwise all columns are taken as the spectrum.
    record Csv(CsvTable table, Optional<WideCsv> wide) implements DataTable {
        @Override
        public String where() {
            return table.file();
        }

        @Override
        public int rows() {
            return table.rows();
        }

        @Override
        public Optional<double[]> axis() {
            return wide.map(WideCsv::axis);
        }

        @Override
        public Optional<AxisUnit> unit() {
            return wide.flatMap(WideCsv::unit);
        }

        @Override
        public double[] spectrum(int row) throws FormatException {
            if (wide.isPresent()) {
                return wide.get().spectrum(row);
            }
            double[] y = new double[table.columns()];
            for (int j = 0; j < y.length; j++) {
                y[j] = table.number(row, j);
            }
            return y;
        }

        private int at(String column) throws FormatException {
            boolean numbered = table.header().isEmpty() && column.matches("\\d{1,6}");
            int at = numbered ? Integer.parseInt(column) - 1 : table.column(column);
            if (at < 0 || at >= table.columns()) {
                throw new FormatException(where() + ": column " + column + " is asked for, the table has " + table.columns());
            }
            return at;
        }

        @Override
        public String text(int row, String column) throws FormatException {
            return table.text(row, at(column));
        }

        @Override
        public double reference(int row, String column) throws FormatException {
            return table.numberOrMissing(row, at(column));
        }

        @Override
        public double[] allNumbers() throws FormatException {
            double[] v = new double[table.rows() * table.columns()];
            for (int i = 0; i < v.length; i++) {
                v[i] = table.number(i / table.columns(), i % table.columns());
            }
            return v;
        }

        @Override
        public List<String> allTexts() {
            return java.util.stream.IntStream.range(0, table.rows() * table.columns())
                .mapToObj(i -> table.text(i / table.columns(), i % table.columns())).toList();
        }

        @Override
        public List<String> namedColumns() {
            return java.util.stream.IntStream.range(0, table.header().size())
                .filter(j -> wide.map(w -> !w.isChannel(j)).orElse(false) && !table.header().get(j).isBlank())
                .mapToObj(j -> table.header().get(j)).distinct().toList();
        }
    }

    /// Spectra that stand in columns, one point a line, or in a file each.
    record Spectra(SpectraTable table) implements DataTable {
        @Override
        public String where() {
            return table.source();
        }

        @Override
        public int rows() {
            return table.rows().length;
        }

        @Override
        public Optional<double[]> axis() {
            return Optional.of(table.axis());
        }

        @Override
        public Optional<AxisUnit> unit() {
            return table.unit();
        }

        @Override
        public double[] spectrum(int row) {
            return table.rows()[row];
        }

        @Override
        public Optional<List<String>> ids() {
            return Optional.of(table.ids());
        }

        @Override
        public String intensity() {
            return table.intensity();
        }

        @Override
        public String text(int row, String column) throws FormatException {
            List<String> values = table.columns().get(column);
            if (values == null) {
                throw new FormatException(where() + ": column '" + column + "' is asked for, but " + (table.columns().isEmpty()
                    ? "this layout holds spectra only" : "beside the spectra there are " + String.join(", ", table.columns().keySet()))
                    + "; give the file that has it under 'properties'");
            }
            return values.get(row);
        }

        @Override
        public double reference(int row, String column) throws FormatException {
            String text = text(row, column).strip();
            if (text.isEmpty() || text.equalsIgnoreCase("NA") || text.equalsIgnoreCase("NaN")) {
                return Double.NaN;
            }
            double v;
            try {
                v = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                v = Double.NaN;
            }
            if (!Double.isFinite(v)) {
                throw FormatException.at(where(), "spectrum '" + table.ids().get(row) + "', " + column, "expected a number, found '" + text
                    + "'");
            }
            return v;
        }

        @Override
        public double[] allNumbers() throws FormatException {
            throw new FormatException(where() + ": expected a list of numbers, found spectra");
        }

        @Override
        public List<String> allTexts() throws FormatException {
            throw new FormatException(where() + ": expected a list of texts, found spectra");
        }

        @Override
        public List<String> namedColumns() {
            return List.copyOf(table.columns().keySet());
        }
    }

    /// A numeric matrix, out of a MATLAB or NumPy file.
    ///
    /// @param axis positions of its columns, if known
    /// @param unit their unit, if known
    /// @param names names of its columns, empty if they have none
    record Matrix(String where, double[][] values, Optional<double[]> axis, Optional<AxisUnit> unit, List<String> names)
        implements DataTable {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public double[] spectrum(int row) throws FormatException {
            double[] y = values[row];
            for (int j = 0; j < y.length; j++) {
                if (!Double.isFinite(y[j])) {
                    throw FormatException.at(where, "row " + (row + 1) + ", channel " + (j + 1), "expected a finite number, found " + y[j]);
                }
            }
            return y;
        }

        @Override
        public String text(int row, String column) throws FormatException {
            double v = values[row][at(column)];
            return v == Math.rint(v) && Math.abs(v) < 1L << 53 ? Long.toString((long) v) : Double.toString(v);
        }

        @Override
        public double reference(int row, String column) throws FormatException {
            double v = values[row][at(column)];
            if (Double.isInfinite(v)) {
                throw FormatException.at(where, "row " + (row + 1), "expected a finite reference value or NaN, found " + v);
            }
            return v;
        }

        private int at(String column) throws FormatException {
            for (int j = 0; j < names.size(); j++) {
                if (names.get(j).equalsIgnoreCase(column)) {
                    return j;
                }
            }
            int columns = values.length == 0 ? 0 : values[0].length;
            int at = column.matches("\\d{1,6}") ? Integer.parseInt(column) - 1 : -1;
            if (at < 0 || at >= columns) {
                throw new FormatException(names.isEmpty() ? where + ": its columns have no names; give the number of column '" + column
                    + "' in the manifest, 1 to " + columns : Nearest.unknown("column", column, where, names));
            }
            return at;
        }

        @Override
        public double[] allNumbers() {
            return java.util.Arrays.stream(values).flatMapToDouble(java.util.Arrays::stream).toArray();
        }

        @Override
        public List<String> allTexts() throws FormatException {
            java.util.ArrayList<String> texts = new java.util.ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                for (int j = 0; j < values[i].length; j++) {
                    texts.add(text(i, Integer.toString(j + 1)));
                }
            }
            return texts;
        }

        @Override
        public List<String> namedColumns() {
            return List.of();
        }
    }

    /// A list of texts, good for sample ids only.
    record Texts(String where, List<String> allTexts) implements DataTable {
        private FormatException wrong() {
            return new FormatException(where + ": expected numbers, found texts");
        }

        @Override
        public int rows() {
            return allTexts.size();
        }

        @Override
        public Optional<double[]> axis() {
            return Optional.empty();
        }

        @Override
        public Optional<AxisUnit> unit() {
            return Optional.empty();
        }

        @Override
        public double[] spectrum(int row) throws FormatException {
            throw wrong();
        }

        @Override
        public String text(int row, String column) {
            return allTexts.get(row);
        }

        @Override
        public double reference(int row, String column) throws FormatException {
            throw wrong();
        }

        @Override
        public double[] allNumbers() throws FormatException {
            throw wrong();
        }

        @Override
        public List<String> namedColumns() {
            return List.of();
        }
    }
}
