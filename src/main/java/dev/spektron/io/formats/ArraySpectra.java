package dev.spektron.io.formats;

import dev.spektron.spectra.AxisUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the spectra among named arrays that stand side by side: variables of a MATLAB file, fields of a struct, entries of an NPZ file,
/// datasets of an HDF5 group. A vector with the name of an axis is the axis of every matrix with as many columns, or else rows.
public final class ArraySpectra {
    private static final Pattern AXIS = Pattern.compile("(?:.*(?:wavelength|wavenumber|wave_?num|raman_?shift|frequenc|lambda|axisscale).*"
        + "|wl|wn|wav|wave|waves|w|x|nm|nu|shift|axis|freq|xaxis|x_axis|wls|wns)(?:_?(?:nm|cm_?1|um))?");
    private static final Pattern IDS = Pattern.compile("ids?|sample_?ids?|samples?|sample_?names?|names?|labels?|m");
    private static final Pattern SPECTRA = Pattern.compile(".*(?:spectr|absorb|reflect|transmit|raman|intensit).*|ir|nir|mir|ftir|spc");
    private static final int FEWEST = 3;

    private ArraySpectra() {}

    /// Numbers with a name.
    ///
    /// @param rows `[row][column]`; a vector is one row
    /// @param vector whether it is a vector, whichever way it lies
    /// @param label what else is said of it, such as its unit; may be empty
    public record Array(String name, double[][] rows, boolean vector, String label) {
        /// Length of the rows.
        public int columns() {
            return rows.length == 0 ? 0 : rows[0].length;
        }
    }

    /// Numbers with a name in three or more dimensions, such as a map.
    ///
    /// @param values in C order
    /// @param dims extents in C order
    /// @param turned whether the file has them the other way round
    /// @param label what else is said of it
    public record Volume(String name, double[] values, int[] dims, boolean turned, String label) {}

    /// The blocks of [#find], and of every volume that has a dimension of the length of an axis.
    public static List<Block> find(String prefix, List<Array> arrays, List<Volume> volumes, Map<String, List<String>> texts) {
        List<Block> blocks = find(prefix, arrays, texts);
        if (volumes.isEmpty()) {
            return blocks;
        }
        List<Array> axes = arrays.stream().filter(ArraySpectra::isAxis).toList();
        for (Volume v : volumes) {
            int along = -1;
            Array axis = null;
            for (Array x : axes) {
                for (int d = 0; d < v.dims.length; d++) {
                    // MATLAB's last dimension is the first here.
                    boolean better = along < 0 || (v.turned ? d < along : d > along);
                    if (v.dims[d] == x.columns() && better) {
                        along = d;
                        axis = x;
                    }
                }
            }
            if (axis != null) {
                Cube cube = new Cube(v.values, v.dims, along);
                double[][] y = cube.spectra();
                blocks.add(new Block(prefix.isEmpty() ? v.name : prefix + "/" + v.name, BlockKind.SPECTRUM, axis.rows[0], unit(axis),
                    axis.name, FrameSpectra.intensity(v.name + " " + v.label), v.label, y, ids(y.length, texts), Map.of(),
                    cube.indices(v.turned)));
            }
        }
        return blocks;
    }

    /// The blocks; matrices without an axis whose name speaks of no spectra are of kind [BlockKind#OTHER].
    ///
    /// @param prefix what names of blocks begin with, may be empty
    /// @param texts lists of texts by name
    public static List<Block> find(String prefix, List<Array> arrays, Map<String, List<String>> texts) {
        List<Array> axes = arrays.stream().filter(ArraySpectra::isAxis).toList();
        List<Block> blocks = new ArrayList<>();
        for (Array a : arrays) {
            if (!axes.contains(a) && a.columns() > 0) {
                Block b = block(prefix, a, axes, arrays, texts);
                if (b != null) {
                    blocks.add(b);
                }
            }
        }
        return blocks;
    }

    /// Whether a vector has the name of an axis and runs one way.
    public static boolean isAxis(Array a) {
        if (!a.vector || a.columns() < FEWEST || !AXIS.matcher(a.name.toLowerCase(Locale.ROOT)).matches()) {
            return false;
        }
        return isMonotone(a.rows[0]);
    }

    /// Whether values are finite and run strictly one way.
    public static boolean isMonotone(double[] v) {
        for (int i = 0; i < v.length; i++) {
            if (!Double.isFinite(v[i]) || i > 0 && (v[i] - v[i - 1]) * (v[1] - v[0]) <= 0) {
                return false;
            }
        }
        return true;
    }

    private static Block block(String prefix, Array a, List<Array> axes, List<Array> arrays, Map<String, List<String>> texts) {
        Array axis = null;
        boolean turn = false;
        for (Array x : axes) {
            boolean along = x.columns() == a.columns();
            boolean across = !a.vector && x.columns() == a.rows.length;
            if (along && (axis == null || turn) || across && axis == null) {
                axis = x;
                turn = !along;
            }
        }
        if (a.vector && (axis == null || a.columns() < FEWEST)) {
            return null;
        }
        double[][] y = turn ? transposed(a.rows) : a.rows;
        double[] x = axis == null ? null : axis.rows[0];
        Optional<AxisUnit> unit = axis == null ? Optional.of(AxisUnit.INDEX) : unit(axis);
        if (axis == null) {
            Optional<ChannelNames> run = texts.values().stream().map(ChannelNames::find).flatMap(Optional::stream)
                .filter(r -> r.axis().length == a.columns()).findFirst();
            x = run.map(ChannelNames::axis).orElseGet(() -> counted(a.columns()));
            unit = run.isPresent() ? run.get().unit() : unit;
        }
        boolean spectra = axis != null || unit.isEmpty() || unit.get() != AxisUnit.INDEX
            || SPECTRA.matcher(a.name.toLowerCase(Locale.ROOT)).matches();
        if (!spectra && x.length < FEWEST) {
            return null;
        }
        String name = prefix.isEmpty() ? a.name : prefix + "/" + a.name;
        return new Block(name, spectra ? BlockKind.SPECTRUM : BlockKind.OTHER, x, unit, axis == null ? "" : axis.name,
            FrameSpectra.intensity(a.name + " " + a.label), a.label, y, ids(y.length, texts), Map.of(), facts(y.length, a, axes, arrays,
            texts));
    }

    private static Optional<AxisUnit> unit(Array axis) {
        Optional<AxisUnit> stated = ChannelNames.unitOf(axis.label);
        return stated.isPresent() ? stated : ChannelNames.unitOf(axis.name);
    }

    private static List<String> ids(int rows, Map<String, List<String>> texts) {
        for (Map.Entry<String, List<String>> t : texts.entrySet()) {
            if (rows > 1 && t.getValue().size() == rows && IDS.matcher(t.getKey().toLowerCase(Locale.ROOT)).matches()) {
                return Facts.unique(t.getValue().stream().map(String::strip).toList());
            }
        }
        return Facts.unique(Collections.nCopies(rows, ""));
    }

    /// Vectors and texts with one value a row.
    private static List<Map<String, String>> facts(int rows, Array of, List<Array> axes, List<Array> arrays,
                                                   Map<String, List<String>> texts) {
        Map<String, Frame.Column> columns = new LinkedHashMap<>();
        for (Array a : arrays) {
            if (a != of && a.vector && rows > 1 && a.columns() == rows && !axes.contains(a)) {
                columns.put(a.name, new Frame.Numbers(a.rows[0]));
            }
        }
        texts.forEach((name, t) -> {
            if (rows > 1 && t.size() == rows) {
                columns.putIfAbsent(name, new Frame.Texts(t.stream().map(String::strip).toArray(String[]::new)));
            }
        });
        return Facts.rows(new Frame(rows, columns, List.of()),
            List.copyOf(columns.keySet()));
    }

    private static double[][] transposed(double[][] m) {
        double[][] t = new double[m[0].length][m.length];
        for (int i = 0; i < m.length; i++) {
            for (int j = 0; j < t.length; j++) {
                t[j][i] = m[i][j];
            }
        }
        return t;
    }

    /// 1, 2, ..., n.
    public static double[] counted(int n) {
        double[] v = new double[n];
        Arrays.setAll(v, i -> i + 1);
        return v;
    }
}
