package dev.spektron.io.dataset;

import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import dev.spektron.io.SpectraTable;
import dev.spektron.io.csv.CsvSpectra;
import dev.spektron.io.matlab.DataSetObject;
import dev.spektron.io.matlab.MatFile;
import dev.spektron.io.matlab.MatValue;
import dev.spektron.io.numpy.NpzSpectra;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads a single file of spectra, whose format is told by its first bytes: CSV in any layout, NPZ, or a MATLAB file with one DataSet
/// Object that has an axis. `.gz` is unpacked.
public final class SpectraFile {
    private SpectraFile() {}

    /// @throws FormatException if the file holds no spectra that can be read without a manifest
    public static SpectraTable read(Path file) throws IOException {
        return read(file.toString(), FileBytes.read(file));
    }

    /// @param name name for messages
    public static SpectraTable read(String name, byte[] raw) throws FormatException {
        byte[] bytes = FileBytes.isGzip(raw) ? FileBytes.gunzip(name, raw) : raw;
        if (starts(bytes, "PK")) {
            return NpzSpectra.read(name, bytes);
        }
        if (starts(bytes, "MATLAB") || name.toLowerCase(Locale.ROOT).endsWith(".mat")) {
            return matlab(name, bytes);
        }
        if (starts(bytes, "\u0093NUMPY")) {
            throw new FormatException(name + ": an NPY file has no axis; use an NPZ file with the entries spectra and axis, or a manifest");
        }
        return CsvSpectra.read(name, bytes, null);
    }

    private static boolean starts(byte[] bytes, String mark) {
        byte[] m = mark.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= m.length && java.util.Arrays.equals(bytes, 0, m.length, m, 0, m.length);
    }

    private static SpectraTable matlab(String name, byte[] bytes) throws FormatException {
        Map<String, DataSetObject> objects = new LinkedHashMap<>();
        for (Map.Entry<String, MatValue> e : MatFile.read(name, bytes).entrySet()) {
            if (DataSetObject.is(e.getValue())) {
                DataSetObject o = DataSetObject.of(name + ", " + e.getKey(), e.getValue());
                if (o.axisScale(1).isPresent()) {
                    objects.put(e.getKey(), o);
                }
            }
        }
        if (objects.size() != 1) {
            throw new FormatException(name + ": expected one DataSet Object with an axis, found " + (objects.isEmpty() ? "none"
                : String.join(", ", objects.keySet())) + "; say in a manifest which variable to read (docs/data.md)");
        }
        DataSetObject o = objects.values().iterator().next();
        double[][] rows = o.data();
        double[] axis = o.axisScale(1).orElseThrow();
        if (rows.length == 0 || rows[0].length != axis.length) {
            throw new FormatException(name + ": " + (rows.length == 0 ? 0 : rows[0].length) + " channels, but " + axis.length
                + " axis values");
        }
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < axis.length; j++) {
                if (!Double.isFinite(rows[i][j])) {
                    throw FormatException.at(name, "row " + (i + 1) + ", channel " + (j + 1),
                        "expected a finite number, found " + rows[i][j]);
                }
            }
        }
        List<String> labels = o.labels(0);
        boolean usable = labels.size() == rows.length && labels.stream().noneMatch(String::isEmpty)
            && labels.stream().distinct().count() == rows.length;
        List<String> ids = usable ? labels : SpectraTable.counted(rows.length);
        return new SpectraTable(name, axis, Optional.empty(), rows, ids, Map.of(), Map.of());
    }
}
