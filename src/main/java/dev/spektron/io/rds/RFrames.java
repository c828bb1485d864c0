package dev.spektron.io.rds;

import dev.spektron.io.formats.Frame;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Data frames and matrices of R as frames.
final class RFrames {
    private static final double LATEST_DAY = 1e7;
    private static final double LATEST_SECOND = 1e12;

    private RFrames() {}

    /// The columns of a data frame that are vectors or matrices of its length.
    static Frame frame(RValue.Elements list) {
        List<String> names = list.names();
        int rows = rows(list);
        Map<String, Frame.Column> columns = new LinkedHashMap<>();
        for (int j = 0; j < list.length() && j < names.size(); j++) {
            Frame.Column column = column(list.values()[j], rows);
            if (column != null && names.get(j) != null) {
                columns.putIfAbsent(names.get(j), column);
            }
        }
        return new Frame(rows, columns, rowNames(list, rows));
    }

    /// Number of rows: that of the first column, as R's compact row names may be absent in a list.
    private static int rows(RValue.Elements list) {
        if (list.length() == 0) {
            return 0;
        }
        RValue first = list.values()[0];
        return first.dims().length == 2 ? first.dims()[0] : first.length();
    }

    /// Row names that are texts. The compact form (`NA`, -n) and whole numbers only count the rows.
    private static List<String> rowNames(RValue.Elements list, int rows) {
        List<String> names = list.texts("row.names");
        return names.size() == rows && names.stream().noneMatch(n -> n == null) ? names : List.of();
    }

    private static Frame.Column column(RValue v, int rows) {
        int[] dims = v.dims();
        if (dims.length == 2 && dims[0] == rows && isMatrix(v)) {
            return new Frame.Matrix(matrix(v), dimNames(v, 1));
        }
        if (v.length() != rows) {
            return null;
        }
        if (v.is("factor") && v instanceof RValue.Ints codes) {
            return new Frame.Texts(levels(codes));
        }
        if (v.is("Date") || v.is("POSIXct")) {
            return new Frame.Texts(times(doubles(v), v.is("Date")));
        }
        return switch (v) {
            case RValue.Elements e -> cells(e);
            case RValue.Texts t -> new Frame.Texts(t.values());
            case RValue.Doubles d -> new Frame.Numbers(doubles(d));
            case RValue.Ints n -> new Frame.Numbers(doubles(n));
            default -> null;
        };
    }

    /// A list whose elements are tables of one row with the same names, as simplerspec keeps spectra; null for other lists.
    private static Frame.Column cells(RValue.Elements list) {
        List<String> names = null;
        double[][] rows = new double[list.length()][];
        for (int i = 0; i < rows.length; i++) {
            RValue cell = list.values()[i];
            List<String> own = isMatrix(cell) && cell.dims()[0] == 1 ? dimNames(cell, 1)
                : cell instanceof RValue.Elements e && e.is("data.frame") ? e.names() : List.of();
            if (own.isEmpty() || names != null && !own.equals(names)) {
                return null;
            }
            names = own;
            rows[i] = cell instanceof RValue.Elements e ? numbers(e) : doubles(cell);
            if (rows[i] == null || rows[i].length != names.size()) {
                return null;
            }
        }
        return names == null ? null : new Frame.Matrix(rows, names);
    }

    /// The numbers of a table of one row, null if it is none.
    private static double[] numbers(RValue.Elements row) {
        double[] v = new double[row.length()];
        for (int j = 0; j < v.length; j++) {
            double[] one = doubles(row.values()[j]);
            if (one.length != 1) {
                return null;
            }
            v[j] = one[0];
        }
        return v;
    }

    private static String[] levels(RValue.Ints codes) {
        List<String> levels = codes.texts("levels");
        String[] texts = new String[codes.length()];
        for (int i = 0; i < texts.length; i++) {
            int c = codes.values()[i];
            texts[i] = c >= 1 && c <= levels.size() ? levels.get(c - 1) : null;
        }
        return texts;
    }

    private static String[] times(double[] v, boolean days) {
        String[] texts = new String[v.length];
        for (int i = 0; i < v.length; i++) {
            if (days && Math.abs(v[i]) < LATEST_DAY) {
                texts[i] = LocalDate.ofEpochDay((long) Math.floor(v[i])).toString();
            } else if (!days && Math.abs(v[i]) < LATEST_SECOND) {
                texts[i] = Instant.ofEpochMilli(Math.round(v[i] * 1000)).atOffset(ZoneOffset.UTC).toString();
            }
        }
        return texts;
    }

    static boolean isMatrix(RValue v) {
        int[] d = v.dims();
        return (v instanceof RValue.Doubles || v instanceof RValue.Ints) && d.length == 2 && d[0] > 0 && d[1] > 0
            && (long) d[0] * d[1] == v.length();
    }

    /// Numbers of a vector, `NaN` for `NA`; empty for other values.
    static double[] doubles(RValue v) {
        return switch (v) {
            case RValue.Doubles d -> d.values();
            case RValue.Ints n -> Arrays.stream(n.values()).mapToDouble(i -> i == RValue.Ints.NA ? Double.NaN : i).toArray();
            default -> new double[0];
        };
    }

    /// A matrix as `[row][column]`.
    static double[][] matrix(RValue v) {
        int rows = v.dims()[0];
        int columns = v.dims()[1];
        double[][] m = new double[rows][columns];
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                m[i][j] = value(v, j * rows + i);
            }
        }
        return m;
    }

    /// The columns of a matrix as rows.
    static double[][] transposed(RValue v) {
        int rows = v.dims()[0];
        double[][] m = new double[v.dims()[1]][rows];
        for (int j = 0; j < m.length; j++) {
            for (int i = 0; i < rows; i++) {
                m[j][i] = value(v, j * rows + i);
            }
        }
        return m;
    }

    private static double value(RValue v, int i) {
        return v instanceof RValue.Ints n ? n.values()[i] == RValue.Ints.NA ? Double.NaN : n.values()[i] : ((RValue.Doubles) v).values()[i];
    }

    /// Names along a mode of a matrix, empty if there are none.
    static List<String> dimNames(RValue v, int mode) {
        if (v.attribute("dimnames") instanceof RValue.Elements e && mode < e.length() && e.values()[mode] instanceof RValue.Texts t) {
            List<String> names = new ArrayList<>(Arrays.asList(t.values()));
            return names.size() == v.dims()[mode] && !names.contains(null) ? names : List.of();
        }
        return List.of();
    }
}
