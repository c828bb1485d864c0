package dev.spektron.io.hdf5;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.ChannelNames;
import dev.spektron.io.formats.FrameSpectra;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// PTIR files (Photothermal mIRage): groups `Measurement_NNN` with `Spectroscopic_Values` and, in `Channel_NNN`, `Raw_Data` as positions x
/// points; the attributes of a channel say what it is. Infrared and Raman spectra stand in one file.
final class Ptir {
    private final Hdf5File file;
    private final Hdf5Values values;
    private final Map<String, List<String>> raw = new HashMap<>();

    Ptir(Hdf5File file, Hdf5Values values) {
        this.file = file;
        this.values = values;
        for (String path : file.datasets()) {
            int channel = path.lastIndexOf("/Channel_");
            if (channel > 0 && path.endsWith("/Raw_Data")) {
                raw.computeIfAbsent(path.substring(0, channel), k -> new ArrayList<>()).add(path);
            }
        }
    }

    List<Block> measurement(String group) throws FormatException {
        double[] axis = values.numbers(group + "/Spectroscopic_Values");
        String units = file.text(group + "/Spectroscopic_Values", "units");
        List<Block> blocks = new ArrayList<>();
        for (String path : raw.getOrDefault(group, List.of())) {
            double[] v = values.numbers(path);
            if (axis.length == 0 || v.length == 0 || v.length % axis.length != 0) {
                throw new FormatException(file.name() + ", dataset " + path + ": expected spectra of " + axis.length + " points as in "
                    + "Spectroscopic_Values, found " + v.length + " numbers");
            }
            double[][] y = new double[v.length / axis.length][];
            for (int i = 0; i < y.length; i++) {
                y[i] = Arrays.copyOfRange(v, i * axis.length, (i + 1) * axis.length);
            }
            String channel = path.substring(0, path.length() - "/Raw_Data".length());
            blocks.add(block(group, channel, axis, units, y));
        }
        return blocks;
    }

    private Block block(String group, String channel, double[] axis, String units, double[][] y) {
        String own = (file.text(channel, "Label") + " " + file.text(channel, "DataSignal")).strip();
        String label = own.isEmpty() ? file.text(group, "Label") : own;
        boolean raman = label.toLowerCase(Locale.ROOT).contains("raman");
        Map<String, String> metadata = new LinkedHashMap<>();
        for (String key : List.of("Label", "DataSignal", "Units", "DateTime", "Timestamp")) {
            String text = file.text(channel, key).isEmpty() ? file.text(group, key) : file.text(channel, key);
            if (!text.isEmpty()) {
                metadata.put(key, text);
            }
        }
        if (!own.isEmpty()) {
            metadata.put(MetadataKeys.MODALITY, raman ? "raman" : "ir");
        }
        Optional<AxisUnit> unit = raman ? Optional.of(AxisUnit.RAMAN_SHIFT) : ChannelNames.unitOf(units);
        String name = group.substring(1) + channel.substring(group.length());
        BlockKind kind = label.toLowerCase(Locale.ROOT).startsWith("background") ? BlockKind.REFERENCE : BlockKind.SPECTRUM;
        return Block.rows(name, kind, axis, unit, units, raman ? IntensityKind.COUNTS : FrameSpectra.intensity(label), label, y,
            metadata);
    }
}
