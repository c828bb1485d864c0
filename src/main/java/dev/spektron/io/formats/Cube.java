package dev.spektron.io.formats;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Numbers in any number of dimensions, one of which runs along the spectra: a map, a series of maps.
///
/// @param values in C order: the last index runs fastest
/// @param dims extents
/// @param along the dimension of the spectra
public record Cube(double[] values, int[] dims, int along) {
    /// Spectra, one a row, in the order of the other indices; the last of them runs fastest.
    public double[][] spectra() {
        int inner = 1;
        for (int i = along + 1; i < dims.length; i++) {
            inner *= dims[i];
        }
        int channels = dims[along];
        double[][] y = new double[values.length / channels][channels];
        for (int row = 0; row < y.length; row++) {
            int start = row / inner * inner * channels + row % inner;
            for (int j = 0; j < channels; j++) {
                y[row][j] = values[start + j * inner];
            }
        }
        return y;
    }

    /// Facts of every spectrum: where it stands in the other dimensions.
    ///
    /// @param names of the dimensions
    /// @param positions along the dimensions; null where there are none
    public List<Map<String, String>> places(String[] names, double[][] positions) {
        return places(dims, along, names, positions);
    }

    private static List<Map<String, String>> places(int[] dims, int along, String[] names, double[][] positions) {
        int rows = 1;
        for (int i = 0; i < dims.length; i++) {
            rows *= i == along ? 1 : dims[i];
        }
        Map<String, Frame.Column> columns = new LinkedHashMap<>();
        int inner = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            if (i == along) {
                continue;
            }
            if (positions[i] != null) {
                double[] column = new double[rows];
                for (int row = 0; row < rows; row++) {
                    column[row] = positions[i][row / inner % dims[i]];
                }
                columns.put(names[i], new Frame.Numbers(column));
            }
            inner *= dims[i];
        }
        return Facts.rows(new Frame(rows, columns, List.of()), List.copyOf(columns.keySet()));
    }

    /// Facts of every spectrum: its indices in the other dimensions, counted from 1, as `index 1`, `index 2`, ...
    ///
    /// @param turned whether the program that wrote them counts the dimensions from the last, as MATLAB does
    public List<Map<String, String>> indices(boolean turned) {
        return indices(dims, along, turned);
    }

    /// As [#indices(boolean)], for spectra that already stand in rows.
    public static List<Map<String, String>> indices(int[] dims, int along, boolean turned) {
        String[] names = new String[dims.length];
        Arrays.setAll(names, i -> "index " + (turned ? dims.length - i : i + 1));
        return places(dims, along, names, Arrays.stream(dims).mapToObj(ArraySpectra::counted).toArray(double[][]::new));
    }
}
