package dev.spektron.io.csv;

import dev.spektron.io.FormatException;
import dev.spektron.spectra.AxisUnit;
import java.util.Optional;

/// One spectrum a row: the header holds the axis positions, and names of other columns.
public final class WideCsv {
    private final CsvTable table;
    private final AxisNames.Run run;

    private WideCsv(CsvTable table, AxisNames.Run run) {
        this.table = table;
        this.run = run;
    }

    /// Takes a table as wide, if at least three neighbouring columns are named after axis positions.
    ///
    /// @throws FormatException if those positions do not run strictly one way
    public static Optional<WideCsv> of(CsvTable table) throws FormatException {
        return table.header().isEmpty() ? Optional.empty() : AxisNames.find(table).map(run -> new WideCsv(table, run));
    }

    /// Whether the columns are named by one word and a count, and not by positions.
    boolean isCounted() {
        return run.counted();
    }

    /// Whether the names begin with a letter and at least as many other columns stand beside them: then they rather name samples.
    boolean isPart() {
        return Character.isLetter(table.header().get(run.from()).strip().codePointAt(0)) && 2 * run.axis().length <= table.columns();
    }

    public CsvTable table() {
        return table;
    }

    public double[] axis() {
        return run.axis().clone();
    }

    /// Unit if the column names tell it.
    public Optional<AxisUnit> unit() {
        return run.unit();
    }

    /// Whether a column belongs to the spectra.
    public boolean isChannel(int column) {
        return column >= run.from() && column < run.to();
    }

    /// The spectrum in one row.
    ///
    /// @throws FormatException for a field that is empty or no finite number
    public double[] spectrum(int row) throws FormatException {
        double[] y = new double[run.axis().length];
        for (int j = 0; j < y.length; j++) {
            y[j] = table.number(row, run.from() + j);
        }
        return y;
    }
}
