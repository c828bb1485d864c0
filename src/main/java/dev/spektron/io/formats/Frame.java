package dev.spektron.io.formats;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Named columns of equal length out of a table, a data frame or a struct, before anybody has decided which of them are spectra.
///
/// @param rows number of rows
/// @param columns columns by name, in their order
/// @param rowNames one name a row, or empty
public record Frame(int rows, Map<String, Column> columns, List<String> rowNames) {
    /// @throws IllegalArgumentException if a column has another length: a defect of the reader, not of the file
    public Frame {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        rowNames = List.copyOf(rowNames);
        for (Map.Entry<String, Column> c : columns.entrySet()) {
            if (c.getValue().rows() != rows) {
                throw new IllegalArgumentException("column '" + c.getKey() + "' has " + c.getValue().rows() + " rows of " + rows);
            }
        }
    }

    /// A column.
    public sealed interface Column {
        int rows();

        /// The cell as text, empty where there is no value.
        String text(int row);
    }

    /// Numbers, `NaN` where there is no value.
    public record Numbers(double[] values) implements Column {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public String text(int row) {
            return Facts.number(values[row]);
        }
    }

    /// Texts, null where there is no value.
    public record Texts(String[] values) implements Column {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public String text(int row) {
            return values[row] == null ? "" : values[row];
        }
    }

    /// A column that holds a whole row of numbers in every cell.
    ///
    /// @param names names of the numbers in a cell, or empty
    public record Matrix(double[][] values, List<String> names) implements Column {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public String text(int row) {
            return values[row].length + " numbers";
        }
    }
}
