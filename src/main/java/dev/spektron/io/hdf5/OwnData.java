package dev.spektron.io.hdf5;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Facts;
import dev.spektron.io.formats.Frame;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads back what [Hdf5Writer] wrote.
final class OwnData {
    private final Hdf5File file;
    private final Hdf5Values values;
    private final String group;

    OwnData(Hdf5File file, Hdf5Values values, String group) {
        this.file = file;
        this.values = values;
        this.group = group;
    }

    boolean fits() {
        return !file.text(group, "spektron").isEmpty();
    }

    Block block() throws FormatException {
        String spectra = group + "/" + Hdf5Writer.SPECTRA;
        String axis = group + "/" + Hdf5Writer.AXIS;
        int[] dims = values.dims(spectra);
        double[] x = values.numbers(axis);
        double[][] y = dims.length == 2 ? values.rows(spectra, false) : new double[0][];
        List<String> ids = values.texts(group + "/" + Hdf5Writer.IDS);
        if (dims.length != 2 || dims[1] != x.length || ids.size() != dims[0] || y.length != dims[0]) {
            throw new FormatException(file.name() + ", group " + group + ": spectra, axis and ids do not fit together");
        }
        Map<String, Frame.Column> columns = new LinkedHashMap<>();
        List<String> names = list(Hdf5Writer.FACTS + "/names");
        for (int i = 0; i < names.size(); i++) {
            List<String> column = list(Hdf5Writer.FACTS + "/" + i);
            if (column.size() == dims[0]) {
                columns.put(names.get(i), new Frame.Texts(column.toArray(String[]::new)));
            }
        }
        Map<String, String> notes = new LinkedHashMap<>();
        List<String> keys = list(Hdf5Writer.NOTES + "/names");
        List<String> texts = list(Hdf5Writer.NOTES + "/values");
        for (int i = 0; i < Math.min(keys.size(), texts.size()); i++) {
            notes.put(keys.get(i), texts.get(i));
        }
        try {
            String unit = file.text(axis, "units");
            return new Block(file.text(group, "spektron"), BlockKind.valueOf(file.text(group, "kind")), x,
                unit.isEmpty() ? Optional.empty() : Optional.of(AxisUnit.parse(unit)), file.text(axis, "long_name"),
                IntensityKind.parse(file.text(spectra, "intensity")), file.text(spectra, "long_name"),
                y, Facts.unique(ids), notes,
                Facts.rows(new Frame(dims[0], columns, List.of()), List.copyOf(columns.keySet())));
        } catch (IllegalArgumentException e) {
            throw new FormatException(file.name() + ", group " + group + ": " + e.getMessage(), e);
        }
    }

    private List<String> list(String name) throws FormatException {
        return file.has(group + "/" + name) ? values.texts(group + "/" + name) : List.of();
    }
}
