package dev.spektron.io.dataset;

import dev.spektron.io.csv.CsvDialect;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How to read the spectra of one instrument.
///
/// @param table where the spectra stand
/// @param axis where the axis comes from, empty if the table has its own
/// @param ids where the sample ids come from
/// @param where column values that a row must have to be taken, by column name
/// @param properties table of the reference values, empty if they stand beside the spectra
/// @param propertyIds column of that table that holds the sample ids, empty if its rows are in the order of the spectra
/// @param columns column of every property, by property name: a column's name, or its number from 1
public record ReadSpec(TableRef table, Optional<AxisSpec> axis, IdSpec ids, Map<String, String> where, Optional<TableRef> properties,
                       Optional<String> propertyIds, Map<String, String> columns) {
    public ReadSpec {
        where = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(where));
        columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /// The formats that can be read.
    public enum Format {
        CSV, MAT, NPY, NPZ, XLSX,
        /// Any format of spectra, told by the content.
        CONTENT
    }

    /// One table in a file.
    ///
    /// @param file name below the data folder; with `/` at its end, a folder of files with one spectrum each
    /// @param format its format
    /// @param entry variable of a MATLAB file, entry of an NPZ file, sheet of a workbook (empty: the first), empty for others
    /// @param dialect delimiter and decimal mark of a CSV file, empty to find out
    public record TableRef(String file, Format format, String entry, Optional<CsvDialect> dialect) {}

    /// Where the axis comes from.
    public sealed interface AxisSpec {
        /// Equal steps.
        record Linear(double first, double step) implements AxisSpec {}

        /// All values of another table, in their order.
        record Values(TableRef table) implements AxisSpec {}
    }

    /// Where sample ids come from.
    public sealed interface IdSpec {
        /// Those that the file has in its layout (one spectrum a column, one point a line, one file a spectrum), else counted from 1.
        record Own() implements IdSpec {}

        /// A column of the table of the spectra.
        record Column(String name) implements IdSpec {}

        /// Prefix and number, counting the rows that were taken.
        ///
        /// @param digits least number of digits
        record Counted(String prefix, int from, int digits) implements IdSpec {}

        /// All values of another table, in their order.
        record Values(TableRef table) implements IdSpec {}
    }
}
