package dev.spektron.io;

import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import dev.spektron.spectra.SpectrumSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Spectra out of one file, before anybody has said what the file itself does not say.
///
/// @param source file for messages
/// @param axis position of every channel, strictly rising or falling as in the file
/// @param unit unit of the axis if the file says so
/// @param rows `[spectrum][channel]`, finite
/// @param ids one unique sample id a row; `1`, `2`, ... where the file has none
/// @param columns all other columns by name, as text
/// @param notes what the file says of itself: `instrument`, `intensity`, `modality`, and `property NAME` with the unit of a reference value
public record SpectraTable(String source, double[] axis, Optional<AxisUnit> unit, double[][] rows, List<String> ids,
                           Map<String, List<String>> columns, Map<String, String> notes) {
    /// Key of a note that names a property; its value is the unit.
    public static final String PROPERTY = "property ";
    private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "null", "-", ".");

    public SpectraTable {
        ids = List.copyOf(ids);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /// What the ordinates are, as the file says it; `unknown` if it does not.
    public String intensity() {
        return notes.getOrDefault("intensity", "unknown");
    }

    /// Units of the properties that the notes name.
    public Map<String, String> units() {
        Map<String, String> units = new LinkedHashMap<>();
        notes.forEach((key, value) -> {
            if (key.startsWith(PROPERTY)) {
                units.put(key.substring(PROPERTY.length()), value);
            }
        });
        return units;
    }

    /// The same with a name for the only spectrum, if the file gave it none.
    public SpectraTable named(String id) {
        return ids.equals(counted(1)) ? new SpectraTable(source, axis, unit, rows, List.of(id), columns, notes) : this;
    }

    /// The names `1`, `2`, ...
    public static List<String> counted(int n) {
        List<String> ids = new ArrayList<>(n);
        for (int i = 1; i <= n; i++) {
            ids.add(Integer.toString(i));
        }
        return ids;
    }

    /// The set, with the columns of numbers as properties. If notes name properties, only those are taken.
    ///
    /// @param otherwise unit to take where the file states none, or null
    /// @throws FormatException if the unit is not known, or is not the one that was expected
    public SpectrumSet toSet(AxisUnit otherwise) throws FormatException {
        AxisUnit u = unit.orElse(otherwise);
        if (u == null) {
            throw new FormatException(source + ": the file does not say the unit of its axis (" + axis.length + " values from " + axis[0]
                + " to " + axis[axis.length - 1] + "); say nm, cm-1, cm-1 shift or index");
        }
        if (otherwise != null && u != otherwise && !(u == AxisUnit.WAVENUMBER && otherwise == AxisUnit.RAMAN_SHIFT)) {
            throw new FormatException(source + ": expected an axis in " + otherwise.symbol() + ", the file says " + u.symbol());
        }
        Map<String, double[]> properties = new LinkedHashMap<>();
        List<String> texts = new ArrayList<>();
        boolean named = notes.keySet().stream().anyMatch(k -> k.startsWith(PROPERTY));
        for (Map.Entry<String, List<String>> column : columns.entrySet()) {
            double[] y = named && !notes.containsKey(PROPERTY + column.getKey()) ? null : numbers(column.getValue());
            if (y == null) {
                texts.add(column.getKey());
            } else {
                properties.put(column.getKey(), y);
            }
        }
        List<Map<String, String>> metadata = new ArrayList<>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            Map<String, String> values = new LinkedHashMap<>();
            for (String name : texts) {
                values.put(name, columns.get(name).get(i));
            }
            metadata.add(values);
        }
        try {
            return new SpectrumSet(notes.getOrDefault("instrument", ""), new Axis(otherwise == null ? u : otherwise, axis),
                IntensityKind.parse(intensity()), Modality.parse(notes.getOrDefault("modality", "unknown")),
                ids, rows, properties, metadata);
        } catch (IllegalArgumentException e) {
            throw new FormatException(source + ": " + e.getMessage(), e);
        }
    }

    /// The column as numbers with `NaN` for missing ones, or null if it holds a text or no number at all.
    private static double[] numbers(List<String> column) {
        double[] y = new double[column.size()];
        boolean some = false;
        for (int i = 0; i < y.length; i++) {
            String text = column.get(i).strip();
            if (MISSING.contains(text.toLowerCase(Locale.ROOT))) {
                y[i] = Double.NaN;
                continue;
            }
            try {
                y[i] = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                return null;
            }
            if (!Double.isFinite(y[i])) {
                return null;
            }
            some = true;
        }
        return some ? y : null;
    }
}
