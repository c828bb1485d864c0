package dev.spektron.io.numpy;

import dev.spektron.io.FormatException;
import dev.spektron.io.SpectraTable;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.SpectrumSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Spectra in an NPZ file. Entries: `spectra` (samples x channels), `axis` or `wavelengths` (channels), `ids` (texts or numbers),
/// `unit`, `instrument`, `intensity`, `modality` (one text each), `property_NAME` (numbers), `unit_NAME` (one text), `meta_NAME` (texts).
/// Only the first two are required.
public final class NpzSpectra {
    private static final String PROPERTY = "property_";
    private static final String UNIT = "unit_";
    private static final String META = "meta_";

    private NpzSpectra() {}

    /// @param file name for messages
    public static SpectraTable read(String file, byte[] bytes) throws FormatException {
        return read(file, Npz.read(file, bytes));
    }

    static SpectraTable read(String file, Map<String, NpyArray> arrays) throws FormatException {
        NpyArray spectra = Npz.require(file, arrays, "spectra");
        if (spectra.isText() || spectra.shape().length != 2 || spectra.numbers().length == 0) {
            throw new FormatException(file + ", entry spectra: expected a matrix of samples x channels, found " + spectra.describe());
        }
        double[][] rows = spectra.matrix();
        NpyArray axis = Npz.require(file, arrays, arrays.containsKey("axis") ? "axis" : "wavelengths");
        if (axis.isText() || axis.numbers().length != rows[0].length) {
            throw new FormatException(file + ": " + rows[0].length + " channels, but the axis is " + axis.describe());
        }
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                if (!Double.isFinite(rows[i][j])) {
                    throw FormatException.at(file, "entry spectra, row " + (i + 1) + ", channel " + (j + 1),
                        "expected a finite number, found " + rows[i][j]);
                }
            }
        }
        Map<String, List<String>> columns = new LinkedHashMap<>();
        Map<String, String> notes = new LinkedHashMap<>();
        for (Map.Entry<String, NpyArray> e : arrays.entrySet()) {
            String name = e.getKey();
            if (name.startsWith(PROPERTY) || name.startsWith(META)) {
                String plain = name.substring(name.startsWith(META) ? META.length() : PROPERTY.length());
                columns.put(plain, texts(file, name, e.getValue(), rows.length));
                if (name.startsWith(PROPERTY)) {
                    notes.put(SpectraTable.PROPERTY + plain, note(arrays, UNIT + plain));
                }
            }
        }
        for (String key : List.of("instrument", "intensity", "modality")) {
            if (arrays.containsKey(key)) {
                notes.put(key, note(arrays, key));
            }
        }
        List<String> ids = arrays.containsKey("ids") ? texts(file, "ids", arrays.get("ids"), rows.length)
            : SpectraTable.counted(rows.length);
        return new SpectraTable(file, axis.numbers(), unit(file, arrays), rows, ids, columns, notes);
    }

    private static Optional<AxisUnit> unit(String file, Map<String, NpyArray> arrays) throws FormatException {
        String text = note(arrays, "unit");
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(AxisUnit.parse(text));
        } catch (IllegalArgumentException e) {
            throw new FormatException(file + ", entry unit: " + e.getMessage(), e);
        }
    }

    private static String note(Map<String, NpyArray> arrays, String key) {
        NpyArray a = arrays.get(key);
        return a != null && a.texts().length == 1 ? a.texts()[0] : "";
    }

    private static List<String> texts(String file, String entry, NpyArray a, int n) throws FormatException {
        List<String> out = new ArrayList<>(n);
        int there = a.isText() ? a.texts().length : a.numbers().length;
        if (there != n) {
            throw FormatException.at(file, "entry " + entry, "expected " + n + " values, one a spectrum, found " + a.describe());
        }
        for (int i = 0; i < n; i++) {
            double v = a.isText() ? 0 : a.numbers()[i];
            boolean whole = v == Math.rint(v) && Math.abs(v) < 1L << 53 && a.dtype().indexOf('f') < 0;
            out.add(a.isText() ? a.texts()[i] : whole ? Long.toString((long) v) : Double.isNaN(v) ? "" : Double.toString(v));
        }
        return out;
    }

    /// @param units unit by property name
    public static byte[] write(SpectrumSet set, Map<String, String> units) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("spectra", NpyArray.of(set.rows()));
        arrays.put("axis", NpyArray.of(set.axis().values(), set.channels()));
        arrays.put("ids", NpyArray.of(set.sampleIds().toArray(String[]::new)));
        arrays.put("unit", NpyArray.of(set.axis().unit().symbol()));
        arrays.put("instrument", NpyArray.of(set.instrument()));
        arrays.put("intensity", NpyArray.of(set.kind().label()));
        arrays.put("modality", NpyArray.of(set.modality().label()));
        for (Map.Entry<String, double[]> e : set.properties().entrySet()) {
            arrays.put(PROPERTY + plain(e.getKey()), NpyArray.of(e.getValue(), e.getValue().length));
            arrays.put(UNIT + plain(e.getKey()), NpyArray.of(units.getOrDefault(e.getKey(), "")));
        }
        Set<String> metadata = new LinkedHashSet<>();
        set.metadata().forEach(m -> metadata.addAll(m.keySet()));
        for (String name : metadata) {
            arrays.put(META + plain(name), NpyArray.of(set.metadata().stream().map(m -> m.getOrDefault(name, "")).toArray(String[]::new)));
        }
        return Npz.write(arrays);
    }

    /// Entry names are file names for other programs.
    private static String plain(String name) {
        return name.replaceAll("[/\\\\:]|\\.\\.", "_");
    }
}
