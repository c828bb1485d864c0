package dev.spektron.io.dataset;

import dev.spektron.io.FormatException;
import dev.spektron.io.dataset.ReadSpec.AxisSpec;
import dev.spektron.io.dataset.ReadSpec.IdSpec;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Manifest;
import dev.spektron.spectra.SpectrumSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Reads the spectra of one instrument as its manifest says.
final class InstrumentReader {
    private final DataManifest manifest;
    private final String instrument;
    private final ReadSpec spec;
    private final TableReader tables;

    InstrumentReader(DataManifest manifest, String instrument, TableReader tables) {
        this.manifest = manifest;
        this.instrument = instrument;
        this.spec = manifest.reads().get(instrument);
        this.tables = tables;
    }

    /// @param split receives the sample ids of every part
    SpectrumSet read(Map<String, Set<String>> split) throws IOException {
        DataTable table = tables.spectra(spec.table(), spec.axis().isEmpty() && manifest.manifest().axisUnit() != AxisUnit.INDEX);
        int[] rows = rows(table);
        double[][] x = new double[rows.length][];
        for (int i = 0; i < x.length; i++) {
            x[i] = table.spectrum(rows[i]);
        }
        List<String> ids = ids(table, rows);
        requireMeasured(table, x, ids);
        requireIntensity(table);
        Map<String, double[]> properties = properties(table, rows, ids);
        addSplit(table, rows, ids, split);
        Manifest m = manifest.manifest();
        try {
            return new SpectrumSet(instrument, axis(table, x[0].length), m.intensity(), m.modality(), ids, x, properties,
                metadata(table, rows));
        } catch (IllegalArgumentException e) {
            throw new FormatException(table.where() + ": " + e.getMessage(), e);
        }
    }

    private int[] rows(DataTable table) throws FormatException {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < table.rows(); i++) {
            boolean taken = true;
            for (Map.Entry<String, String> e : spec.where().entrySet()) {
                taken &= table.text(i, e.getKey()).strip().equals(e.getValue());
            }
            if (taken) {
                rows.add(i);
            }
        }
        if (rows.isEmpty()) {
            throw new FormatException(table.where() + ": expected spectra of instrument '" + instrument + "', found "
                + (spec.where().isEmpty() ? "no rows" : "no row where " + spec.where()));
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    private void requireMeasured(DataTable table, double[][] x, List<String> ids) throws FormatException {
        for (int i = 0; i < x.length; i++) {
            double[] y = x[i];
            boolean flat = y.length > 1;
            for (int j = 1; j < y.length && flat; j++) {
                flat = y[j] == y[0];
            }
            if (flat || y.length == 0) {
                throw new FormatException(table.where() + ", sample '" + ids.get(i) + "': " + (y.length == 0 ? "the spectrum is empty"
                    : "all " + y.length + " ordinates are " + y[0] + "; this is no measurement, take the row out"));
            }
        }
    }

    private void requireIntensity(DataTable table) throws FormatException {
        IntensityKind said = manifest.manifest().intensity();
        String found = table.intensity();
        if (said != IntensityKind.UNKNOWN && !found.equals("unknown") && !found.equals(said.label())) {
            throw new FormatException(table.where() + ": the manifest says intensity " + said.label() + ", the files say " + found
                + "; correct the manifest, or convert the files first");
        }
    }

    private Axis axis(DataTable table, int channels) throws IOException {
        AxisUnit unit = manifest.manifest().axisUnit();
        Optional<AxisUnit> stated = table.unit();
        boolean agrees = stated.isEmpty() || stated.get() == unit
            || stated.get() == AxisUnit.WAVENUMBER && unit == AxisUnit.RAMAN_SHIFT;
        if (spec.axis().isEmpty() && !agrees) {
            throw new FormatException(table.where() + ": the manifest says axis-unit " + unit.symbol() + ", the columns are named in "
                + stated.get().symbol());
        }
        double[] values = switch (spec.axis().orElse(null)) {
            case AxisSpec.Linear(double first, double step) -> IntStream.range(0, channels).mapToDouble(j -> first + j * step).toArray();
            case AxisSpec.Values(ReadSpec.TableRef ref) -> tables.read(ref).allNumbers();
            case null -> table.axis().orElseGet(() -> unit == AxisUnit.INDEX
                ? IntStream.range(0, channels).asDoubleStream().toArray() : new double[0]);
        };
        if (values.length != channels) {
            throw new FormatException(table.where() + ": " + channels + " channels, but "
                + (values.length == 0 ? "no axis: the file has none, give 'axis' in the manifest" : values.length + " axis values"));
        }
        return new Axis(unit, values);
    }

    private List<String> ids(DataTable table, int[] rows) throws IOException {
        List<String> ids = new ArrayList<>(rows.length);
        switch (spec.ids()) {
            case IdSpec.Counted(String prefix, int from, int digits) -> {
                for (int i = 0; i < rows.length; i++) {
                    ids.add(prefix + String.format(Locale.ROOT, "%0" + digits + "d", from + i));
                }
            }
            case IdSpec.Own() -> {
                List<String> own = table.ids().orElse(List.of());
                for (int i = 0; i < rows.length; i++) {
                    ids.add(own.isEmpty() ? Integer.toString(i + 1) : own.get(rows[i]));
                }
            }
            case IdSpec.Column(String column) -> {
                for (int row : rows) {
                    ids.add(table.text(row, column).strip());
                }
            }
            case IdSpec.Values(ReadSpec.TableRef ref) -> {
                DataTable other = tables.read(ref);
                List<String> all = other.allTexts();
                requireRows(table, other, all.size());
                for (int row : rows) {
                    ids.add(all.get(row).strip());
                }
            }
        }
        for (int i = 0; i < ids.size(); i++) {
            if (ids.get(i).isEmpty()) {
                throw new FormatException(table.where() + ": row " + (rows[i] + 1) + " has an empty sample id");
            }
        }
        return ids;
    }

    private static void requireRows(DataTable spectra, DataTable other, int rows) throws FormatException {
        if (rows != spectra.rows()) {
            throw new FormatException(other.where() + " has " + rows + " rows, the spectra in " + spectra.where() + " have "
                + spectra.rows());
        }
    }

    private Map<String, double[]> properties(DataTable table, int[] rows, List<String> ids) throws IOException {
        DataTable from = spec.properties().isPresent() ? tables.read(spec.properties().get()) : table;
        int[] at = rows;
        if (spec.propertyIds().isPresent()) {
            at = join(from, spec.propertyIds().get(), ids);
        } else {
            requireRows(table, from, from.rows());
        }
        Map<String, double[]> properties = new LinkedHashMap<>();
        for (Map.Entry<String, String> e : spec.columns().entrySet()) {
            double[] y = new double[rows.length];
            for (int i = 0; i < y.length; i++) {
                y[i] = at[i] < 0 ? Double.NaN : from.reference(at[i], e.getValue());
            }
            properties.put(e.getKey(), y);
        }
        return properties;
    }

    /// Row of every sample in a table of reference values, -1 where it has none.
    private static int[] join(DataTable from, String column, List<String> ids) throws FormatException {
        Map<String, Integer> rowOf = new LinkedHashMap<>();
        for (int i = 0; i < from.rows(); i++) {
            String id = from.text(i, column).strip();
            if (!id.isEmpty() && rowOf.put(id, i) != null) {
                throw new FormatException(from.where() + ": sample '" + id + "' stands twice in column " + column);
            }
        }
        int[] at = ids.stream().mapToInt(id -> rowOf.getOrDefault(id, -1)).toArray();
        if (IntStream.of(at).allMatch(i -> i < 0)) {
            throw new FormatException(from.where() + ", column " + column + ": none of the sample ids of the spectra is there, which begin "
                + "with '" + ids.getFirst() + "'; the table has: " + String.join(", ", rowOf.keySet().stream().limit(5).toList()));
        }
        return at;
    }

    private void addSplit(DataTable table, int[] rows, List<String> ids, Map<String, Set<String>> split) throws FormatException {
        if (manifest.splitColumn().isEmpty()) {
            return;
        }
        DataManifest.SplitColumn by = manifest.splitColumn().get();
        for (Map.Entry<String, String> part : by.parts().entrySet()) {
            Set<String> members = split.computeIfAbsent(part.getKey(), k -> new LinkedHashSet<>());
            for (int i = 0; i < rows.length; i++) {
                if (table.text(rows[i], by.column()).strip().equals(part.getValue())) {
                    members.add(ids.get(i));
                }
            }
            if (members.isEmpty()) {
                throw new FormatException(table.where() + ": no row has '" + part.getValue() + "' in column " + by.column()
                    + ", which marks the part '" + part.getKey() + "'");
            }
        }
    }

    private List<Map<String, String>> metadata(DataTable table, int[] rows) throws FormatException {
        List<String> columns = new ArrayList<>(table.namedColumns());
        if (spec.properties().isEmpty()) {
            columns.removeIf(c -> spec.columns().values().stream().anyMatch(c::equalsIgnoreCase));
        }
        if (spec.ids() instanceof IdSpec.Column(String name)) {
            columns.removeIf(name::equalsIgnoreCase);
        }
        List<Map<String, String>> metadata = new ArrayList<>(rows.length);
        for (int row : rows) {
            Map<String, String> values = new LinkedHashMap<>();
            for (String column : columns) {
                values.put(column, table.text(row, column));
            }
            metadata.add(values);
        }
        return metadata;
    }
}
