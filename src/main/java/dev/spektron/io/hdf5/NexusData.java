package dev.spektron.io.hdf5;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One NXdata group of a NeXus file: a signal over one or more axes (NeXus manual, NXdata). Older files mark the signal and the axes by
/// attributes of the datasets. The axis that names a spectral quantity becomes the channels, all others the rows.
final class NexusData {
    private static final List<String> SPECTRAL = List.of("wavenumber", "wavelength", "energy", "shift", "frequency", "lambda");
    private final Hdf5File file;
    private final Hdf5Values values;
    private final String group;

    NexusData(Hdf5File file, Hdf5Values values, String group) {
        this.file = file;
        this.values = values;
        this.group = group;
    }

    /// The block; empty if the group has no signal of numbers.
    Optional<Block> block() throws FormatException {
        String signal = signal();
        if (signal == null || !values.isNumeric(signal) || values.dims(signal).length == 0) {
            return Optional.empty();
        }
        int[] dims = values.dims(signal);
        String[] axes = axes(signal, dims);
        int along = spectral(axes, dims);
        double[] v = values.numbers(signal);
        if (v.length == 0) {
            return Optional.empty();
        }
        double[] x = axes[along] == null ? ArraySpectra.counted(dims[along]) : values.numbers(axes[along]);
        Cube cube = new Cube(v, dims, along);
        double[][] y = cube.spectra();
        String label = axes[along] == null ? "" : label(axes[along]);
        Optional<AxisUnit> unit = axes[along] == null ? Optional.of(AxisUnit.INDEX) : unit(axes[along]);
        Map<String, String> metadata = metadata();
        if (unit.equals(Optional.of(AxisUnit.WAVENUMBER)) && "raman".equals(metadata.get(MetadataKeys.MODALITY))) {
            unit = Optional.of(AxisUnit.RAMAN_SHIFT);
        }
        String[] names = new String[dims.length];
        double[][] positions = new double[dims.length][];
        for (int i = 0; i < dims.length; i++) {
            if (axes[i] != null && i != along) {
                names[i] = axes[i].substring(axes[i].lastIndexOf('/') + 1);
                positions[i] = values.numbers(axes[i]);
            }
        }
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < y.length; i++) {
            ids.add(Integer.toString(i + 1));
        }
        return Optional.of(new Block(group.substring(1), BlockKind.SPECTRUM, x, unit, label, FrameSpectra.intensity(signal),
            label(signal), y,
            ids, metadata, cube.places(names, positions)));
    }

    private String signal() throws FormatException {
        String named = file.text(group, "signal");
        if (!named.isEmpty() && file.has(group + "/" + named)) {
            return group + "/" + named;
        }
        String largest = null;
        long size = 0;
        for (String path : file.datasetsIn(group)) {
            if (file.attribute(path, "signal") != null) {
                return path;
            }
            long n = 1;
            for (int d : values.dims(path)) {
                n *= d;
            }
            if (n > size && values.isNumeric(path) && file.attribute(path, "axis") == null) {
                largest = path;
                size = n;
            }
        }
        return largest;
    }

    /// Path of the axis of every dimension, null where there is none.
    private String[] axes(String signal, int[] dims) throws FormatException {
        String[] axes = new String[dims.length];
        List<String> names = file.texts(group, "axes");
        if (names.isEmpty()) {
            names = file.texts(signal, "axes");
        }
        if (names.size() == 1 && dims.length > 1) {
            names = List.of(names.getFirst().replaceAll("[\\[\\]]", "").split("[:,]"));
        }
        for (int i = 0; i < Math.min(names.size(), dims.length); i++) {
            String path = group + "/" + names.get(i).strip();
            axes[i] = fits(path, dims[i]) ? path : null;
        }
        for (String path : file.datasetsIn(group)) {
            double[] number = number(file.attribute(path, "axis"));
            if (names.isEmpty() && number.length == 1 && number[0] >= 1 && number[0] <= dims.length && fits(path,
                dims[(int) number[0] - 1])) {
                axes[(int) number[0] - 1] = path;
            }
        }
        return axes;
    }

    private static double[] number(Object attribute) {
        try {
            return attribute instanceof String s ? new double[] {Double.parseDouble(s.strip())} : Hdf5Values.doubles("axis", attribute);
        } catch (FormatException | NumberFormatException e) {
            return new double[0];
        }
    }

    private boolean fits(String path, int extent) throws FormatException {
        return file.has(path) && values.isNumeric(path) && values.dims(path).length == 1 && values.dims(path)[0] == extent;
    }

    /// The dimension whose axis is spectral, otherwise the last.
    private int spectral(String[] axes, int[] dims) {
        for (int i = dims.length - 1; i >= 0; i--) {
            String name = axes[i] == null ? "" : label(axes[i]).toLowerCase(Locale.ROOT);
            if (SPECTRAL.stream().anyMatch(name::contains)) {
                return i;
            }
        }
        return dims.length - 1;
    }

    private String label(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String units = units(path);
        String longName = file.text(path, "long_name");
        return !longName.isEmpty() ? longName : units.isEmpty() ? name : name + " / " + units;
    }

    private String units(String path) {
        return file.text(path, "units").isEmpty() ? file.text(path, "unit") : file.text(path, "units");
    }

    private Optional<AxisUnit> unit(String path) {
        Optional<AxisUnit> stated = ChannelNames.unitOf(units(path));
        return stated.isPresent() ? stated : ChannelNames.unitOf(label(path));
    }

    private Map<String, String> metadata() throws FormatException {
        Map<String, String> m = new LinkedHashMap<>();
        String entry = group;
        while (entry.lastIndexOf('/') > 0 && !file.text(entry, "NX_class").equals("NXentry")) {
            entry = entry.substring(0, entry.lastIndexOf('/'));
        }
        put(m, MetadataKeys.TITLE, group + "/title", entry + "/title");
        put(m, MetadataKeys.SAMPLE, entry + "/sample/substance/name", entry + "/sample/name");
        put(m, MetadataKeys.INSTRUMENT, entry + "/instrument/device_information/model", entry + "/instrument/name");
        put(m, "vendor", entry + "/instrument/device_information/vendor");
        put(m, MetadataKeys.LASER, entry + "/instrument/beam_incident/wavelength");
        put(m, MetadataKeys.DATE, entry + "/start_time");
        put(m, MetadataKeys.OPERATOR, entry + "/user/name");
        put(m, "definition", entry + "/definition");
        put(m, "experiment", entry + "/experiment_type");
        String what = (m.getOrDefault("definition", "") + m.getOrDefault("experiment", "")).toLowerCase(Locale.ROOT);
        if (what.contains("raman")) {
            m.put(MetadataKeys.MODALITY, "raman");
        }
        return m;
    }

    private void put(Map<String, String> m, String key, String... paths) throws FormatException {
        for (String path : paths) {
            if (!m.containsKey(key) && file.has(path)) {
                String text = "";
                if (values.isText(path) && values.dims(path).length <= 1) {
                    text = String.join(", ", values.texts(path)).strip();
                } else if (values.isNumeric(path) && values.dims(path).length == 0) {
                    text = Facts.number(values.numbers(path)[0]);
                }
                if (!text.isEmpty()) {
                    m.put(key, text);
                }
            }
        }
    }
}
