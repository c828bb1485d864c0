package dev.spektron.io.hdf5;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.ChannelNames;
import dev.spektron.io.formats.Cube;
import dev.spektron.io.formats.Facts;
import dev.spektron.io.formats.FrameSpectra;
import dev.spektron.io.formats.MetadataKeys;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Signals as HyperSpy and its relatives (LumiSpy, RamanSPy) save them: a dataset `data` beside groups `axis-0`, `axis-1`, ... whose
/// attributes state `size`, `offset`, `scale`, `name`, `units`, and by `navigate` which of them run over the map.
final class HyperSpy {
    private final Hdf5File file;
    private final Hdf5Values values;
    private final String group;
    private final String data;

    HyperSpy(Hdf5File file, Hdf5Values values, String group) {
        this.file = file;
        this.values = values;
        this.group = group;
        data = group + "/data";
    }

    boolean fits() {
        return file.has(data) && file.isGroup(axis(0)) && file.attribute(axis(0), "size") != null;
    }

    private String axis(int i) {
        return group + "/axis-" + i;
    }

    /// The block; empty for images and other signals that are no spectra.
    Optional<Block> block() throws FormatException {
        int[] dims = values.isNumeric(data) ? values.dims(data) : new int[0];
        int along = -1;
        int signals = 0;
        for (int i = 0; i < dims.length; i++) {
            if (!file.isGroup(axis(i)) || number(axis(i), "size", -1) != dims[i]) {
                throw new FormatException(file.name() + ", group " + group + ": expected the size " + dims[i] + " of dimension " + i
                    + " in group axis-" + i + ", found " + number(axis(i), "size", -1));
            }
            if (!navigates(i)) {
                along = i;
                signals++;
            }
        }
        if (along < 0 || signals > 1 && isStated() || dims[along] < 2) {
            return Optional.empty();
        }
        Cube cube = new Cube(values.numbers(data), dims, along);
        double[][] y = cube.spectra();
        String[] names = new String[dims.length];
        double[][] positions = new double[dims.length][];
        for (int i = 0; i < dims.length; i++) {
            String name = file.text(axis(i), "name");
            names[i] = name.isEmpty() || name.contains("undefined") ? "index " + (i + 1) : name;
            positions[i] = positions(i, dims[i]);
        }
        String units = file.text(axis(along), "units").replace("$", "");
        String label = units.isEmpty() ? names[along] : names[along] + " / " + units;
        Map<String, String> metadata = new HashMap<>();
        String title = file.text(group + "/metadata/General", "title");
        if (!title.isEmpty()) {
            metadata.put(MetadataKeys.TITLE, title);
        }
        String quantity = file.text(group + "/metadata/Signal", "quantity");
        return Optional.of(new Block(group.substring(1), BlockKind.SPECTRUM, positions[along], ChannelNames.unitOf(label), label,
            FrameSpectra.intensity(quantity), quantity, y, Facts.unique(Collections.nCopies(y.length, "")), metadata,
            cube.places(names, positions)));
    }

    /// Whether the axes say which of them run over the map; older files do not.
    private boolean isStated() {
        return file.attribute(axis(0), "navigate") != null;
    }

    private boolean navigates(int i) {
        return switch (file.attribute(axis(i), "navigate")) {
            case String s -> s.equalsIgnoreCase("true");
            case Boolean b -> b;
            case Number n -> n.intValue() != 0;
            case null, default -> false;
        };
    }

    private double number(String path, String attribute, double otherwise) {
        return file.attribute(path, attribute) instanceof Number n ? n.doubleValue() : otherwise;
    }

    private double[] positions(int i, int size) throws FormatException {
        if (file.has(axis(i) + "/axis") && values.dims(axis(i) + "/axis").length == 1 && values.dims(axis(i) + "/axis")[0] == size) {
            return values.numbers(axis(i) + "/axis");
        }
        double offset = number(axis(i), "offset", 0);
        double scale = number(axis(i), "scale", 1);
        double[] x = new double[size];
        for (int j = 0; j < size; j++) {
            x[j] = offset + scale * j;
        }
        return x;
    }
}
