package dev.spektron.io.matlab;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.ArraySpectra;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.ChannelNames;
import dev.spektron.io.formats.Cube;
import dev.spektron.io.formats.Facts;
import dev.spektron.io.formats.FrameSpectra;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.spectra.AxisUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the spectra among variables: DataSet Objects, and matrices beside a vector with the name of an axis, also inside of structs.
final class MatSpectra {
    private static final int DEEPEST = 6;
    private static final int MOST_STRUCTS = 4096;
    private final String file;
    private final List<Block> blocks = new ArrayList<>();
    private int structs;

    private MatSpectra(String file) {
        this.file = file;
    }

    static List<Block> find(String file, Map<String, MatValue> variables) throws FormatException {
        MatSpectra s = new MatSpectra(file);
        s.scope("", variables, 0);
        return Block.unique(s.blocks);
    }

    private void scope(String prefix, Map<String, MatValue> values, int depth) throws FormatException {
        if (depth > DEEPEST || ++structs > MOST_STRUCTS) {
            return;
        }
        List<ArraySpectra.Array> arrays = new ArrayList<>();
        List<ArraySpectra.Volume> volumes = new ArrayList<>();
        Map<String, List<String>> texts = new LinkedHashMap<>();
        for (Map.Entry<String, MatValue> e : values.entrySet()) {
            String name = prefix.isEmpty() ? e.getKey() : prefix + "/" + e.getKey();
            switch (e.getValue()) {
                case MatValue.Numeric n when n.dims().length == 2 && n.im().length == 0 && n.re().length > 0 ->
                    arrays.add(array(e.getKey(), n));
                case MatValue.Numeric n when n.dims().length > 2 && n.im().length == 0 && n.re().length > 0 ->
                    volumes.add(new ArraySpectra.Volume(e.getKey(), n.re(), Mat73.turned(n.dims()), true, ""));
                case MatValue.Text t when t.dims().length == 2 -> texts.put(e.getKey(), t.rows());
                case MatValue.Cell c -> cell(e.getKey(), name, c, texts, depth);
                case MatValue.Struct s when DataSetObject.is(s) -> dataSet(name, DataSetObject.of(file + ", " + name, s));
                case MatValue.Struct s -> struct(name, s, depth);
                default -> { }
            }
        }
        blocks.addAll(ArraySpectra.find(prefix, arrays, volumes, texts));
    }

    private void struct(String name, MatValue.Struct s, int depth) throws FormatException {
        for (int i = 0; i < s.elements().size(); i++) {
            Map<String, MatValue> fields = new LinkedHashMap<>();
            for (int f = 0; f < s.fields().size(); f++) {
                fields.putIfAbsent(s.fields().get(f), s.elements().get(i).get(f));
            }
            scope(s.elements().size() == 1 ? name : name + "(" + (i + 1) + ")", fields, depth + 1);
        }
    }

    /// A cell of texts is a list of names; other cells are looked through.
    private void cell(String key, String name, MatValue.Cell c, Map<String, List<String>> texts, int depth) throws FormatException {
        if (!c.values().isEmpty() && c.values().stream().allMatch(v -> v instanceof MatValue.Text t && t.rows().size() <= 1)) {
            texts.put(key, c.values().stream().map(v -> String.join("", ((MatValue.Text) v).rows())).toList());
            return;
        }
        for (int i = 0; i < c.values().size(); i++) {
            if (c.values().get(i) instanceof MatValue.Struct || c.values().get(i) instanceof MatValue.Cell) {
                scope(name, Map.of("{" + (i + 1) + "}", c.values().get(i)), depth + 1);
            }
        }
    }

    private static ArraySpectra.Array array(String name, MatValue.Numeric n) {
        boolean vector = n.dims()[0] == 1 || n.dims()[1] == 1;
        return new ArraySpectra.Array(name, vector ? new double[][] {n.re()} : n.matrix(), vector, "");
    }

    private void dataSet(String name, DataSetObject o) throws FormatException {
        double[][] y;
        try {
            y = o.data();
        } catch (FormatException e) {
            // An image or a set without data beside others is no reason to refuse the file.
            return;
        }
        if (y.length == 0 || y[0].length == 0) {
            return;
        }
        int channels = y[0].length;
        Optional<double[]> scale = o.axisScale(1).filter(v -> v.length == channels);
        Optional<ChannelNames> named = ChannelNames.find(o.labels(1)).filter(r -> r.axis().length == channels);
        double[] x = scale.orElseGet(() -> named.map(ChannelNames::axis).orElseGet(() -> ArraySpectra.counted(channels)));
        String label = o.axisName(1).isEmpty() ? o.title(1) : o.axisName(1);
        boolean placed = scale.isPresent() || named.isPresent();
        Optional<AxisUnit> unit = scale.isPresent() ? ChannelNames.unitOf(label) : placed ? named.get().unit()
            : Optional.of(AxisUnit.INDEX);
        List<String> labels = o.labels(0).size() == y.length ? o.labels(0) : Collections.nCopies(y.length, "");
        Map<String, String> metadata = new LinkedHashMap<>();
        o.text("name").ifPresent(t -> metadata.put(MetadataKeys.TITLE, t));
        o.text("author").ifPresent(t -> metadata.put(MetadataKeys.OPERATOR, t));
        o.text("description").ifPresent(t -> metadata.put("description", t));
        if (!placed && o.labels(1).size() == channels) {
            metadata.put("columns", String.join(", ", o.labels(1)));
        }
        String title = o.title(0) + " " + o.text("title").orElse("");
        int[] image = o.image(y.length);
        List<Map<String, String>> facts = image.length == 0 ? Collections.nCopies(y.length, Map.of())
            : Cube.indices(new int[] {channels, image[1], image[0]}, 0, true);
        blocks.add(new Block(name, placed ? BlockKind.SPECTRUM : BlockKind.OTHER, x, unit, label, FrameSpectra.intensity(title), "", y,
            Facts.unique(labels), metadata, facts));
    }
}
