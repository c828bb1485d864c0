package dev.spektron.io.matlab;

import java.util.ArrayList;
import java.util.List;

/// A value out of a MATLAB file. Arrays are stored column by column, the first index running fastest.
public sealed interface MatValue {
    /// Extents, at least two.
    int[] dims();

    /// What it is, for messages: `double 80x700`, `object dataset 1x1`.
    String describe();

    private static String shape(int[] dims) {
        StringBuilder s = new StringBuilder();
        for (int d : dims) {
            s.append(s.isEmpty() ? "" : "x").append(d);
        }
        return s.toString();
    }

    /// Numbers or logicals of any MATLAB class; 64-bit integers are exact up to 2^53, and the reader refuses larger ones.
    ///
    /// @param type MATLAB class, `logical` for logicals
    /// @param re real parts
    /// @param im imaginary parts, empty for a real array
    record Numeric(String type, int[] dims, double[] re, double[] im) implements MatValue {
        @Override
        public String describe() {
            return type + " " + shape(dims) + (im.length > 0 ? " complex" : "");
        }

        /// A real matrix as `[row][column]`.
        ///
        /// @throws IllegalArgumentException if it is complex or has more than two dimensions
        public double[][] matrix() {
            if (dims.length != 2 || im.length > 0) {
                throw new IllegalArgumentException("expected a real matrix, found " + describe());
            }
            if (re.length == 0) {
                // A matrix of 0 columns may announce any number of rows.
                return new double[0][0];
            }
            double[][] m = new double[dims[0]][dims[1]];
            for (int j = 0; j < dims[1]; j++) {
                for (int i = 0; i < dims[0]; i++) {
                    m[i][j] = re[j * dims[0] + i];
                }
            }
            return m;
        }
    }

    /// Characters.
    ///
    /// @param chars all of them, column by column
    record Text(int[] dims, String chars) implements MatValue {
        @Override
        public String describe() {
            return "char " + shape(dims);
        }

        /// One string a row, blanks at the end kept; of an array with more dimensions its first page.
        public List<String> rows() {
            if (chars.isEmpty()) {
                // A matrix of 0 columns or pages may announce any number of rows.
                return List.of();
            }
            List<String> rows = new ArrayList<>(dims[0]);
            for (int i = 0; i < dims[0]; i++) {
                StringBuilder s = new StringBuilder(dims[1]);
                for (int j = 0; j < dims[1]; j++) {
                    s.append(chars.charAt(j * dims[0] + i));
                }
                rows.add(s.toString());
            }
            return rows;
        }
    }

    /// A cell array.
    record Cell(int[] dims, List<MatValue> values) implements MatValue {
        public Cell {
            values = List.copyOf(values);
        }

        @Override
        public String describe() {
            return "cell " + shape(dims);
        }
    }

    /// A struct array or an array of old-style class objects, which are stored like structs.
    ///
    /// @param className class of an object, empty for a struct
    /// @param fields names in their order; some writers repeat one
    /// @param elements `[element][field]`
    record Struct(int[] dims, String className, List<String> fields, List<List<MatValue>> elements) implements MatValue {
        public Struct {
            fields = List.copyOf(fields);
            elements = List.copyOf(elements);
        }

        @Override
        public String describe() {
            return (className.isEmpty() ? "struct " : "object " + className + " ") + shape(dims);
        }

        /// Value of a field in one element, null if there is no such field.
        public MatValue get(int element, String field) {
            int at = fields.indexOf(field);
            return at < 0 || element >= elements.size() ? null : elements.get(element).get(at);
        }
    }

    /// A sparse matrix in compressed columns.
    ///
    /// @param rowOf row of every stored value
    /// @param columnStart first stored value of every column, and their number at the end
    record Sparse(int[] dims, int[] rowOf, int[] columnStart, double[] re, double[] im) implements MatValue {
        @Override
        public String describe() {
            return "sparse " + shape(dims);
        }
    }

    /// Something that a file of numbers does not need: a function handle, an object of a newer class.
    ///
    /// @param what MATLAB's name of it
    record Opaque(String what, int[] dims) implements MatValue {
        @Override
        public String describe() {
            return what + " " + shape(dims) + " (not read)";
        }
    }
}
