package dev.spektron.io.formats;

import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Data of a file over one axis: one row for a single spectrum, many for a map or series. Values stand as the file's own scale factors
/// give them; nothing is resampled, sorted or converted, and what the file does not say is not guessed.
///
/// @param name unique in its file, such as `AB` or `spectrum 3`
/// @param kind what it is
/// @param x position of every channel in the file's order, in the unit given; micrometres are converted to nanometres
/// @param unit unit of x, empty if the file does not say it or it is none of ours (then `xLabel` has it)
/// @param xLabel what the file calls its axis, with its unit
/// @param intensity meaning of the ordinates; percent is converted to fractions only where the file states percent
/// @param yLabel what the file calls its ordinates, with their unit
/// @param y `[row][channel]`, `NaN` where the file has no value
/// @param ids one unique name a row
/// @param metadata facts of the whole block
/// @param rowMetadata facts of each row (position, time, temperature ...), one map a row
public record Block(String name, BlockKind kind, double[] x, Optional<AxisUnit> unit, String xLabel, IntensityKind intensity, String yLabel,
                    double[][] y, List<String> ids, Map<String, String> metadata, List<Map<String, String>> rowMetadata) {
    /// @throws IllegalArgumentException if lengths differ: a defect of the reader, not of the file
    public Block {
        ids = List.copyOf(ids);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        rowMetadata = List.copyOf(rowMetadata);
        if (ids.size() != y.length || rowMetadata.size() != y.length) {
            throw new IllegalArgumentException("block '" + name + "': " + y.length + " rows, " + ids.size() + " ids, " + rowMetadata.size()
                + " metadata entries");
        }
        for (double[] row : y) {
            if (row.length != x.length) {
                throw new IllegalArgumentException("block '" + name + "': " + row.length + " ordinates on an axis of " + x.length);
            }
        }
    }

    /// A block of one row whose id is the block's name.
    public static Block single(String name, BlockKind kind, double[] x, Optional<AxisUnit> unit, String xLabel, IntensityKind intensity,
                               String yLabel, double[] y, Map<String, String> metadata) {
        return new Block(name, kind, x, unit, xLabel, intensity, yLabel, new double[][] {y}, List.of(name), metadata, List.of(Map.of()));
    }

    /// A block of many rows named `1`, `2`, ... without facts of their own.
    public static Block rows(String name, BlockKind kind, double[] x, Optional<AxisUnit> unit, String xLabel, IntensityKind intensity,
                             String yLabel, double[][] y, Map<String, String> metadata) {
        List<String> ids = new ArrayList<>(y.length);
        for (int i = 1; i <= y.length; i++) {
            ids.add(Integer.toString(i));
        }
        return new Block(name, kind, x, unit, xLabel, intensity, yLabel, y, ids, metadata, Collections.nCopies(y.length, Map.of()));
    }

    /// The same block under another name.
    public Block named(String other) {
        return new Block(other, kind, x, unit, xLabel, intensity, yLabel, y, ids, metadata, rowMetadata);
    }

    /// The blocks with names that are unique.
    public static List<Block> unique(List<Block> blocks) {
        List<String> names = Facts.unique(blocks.stream().map(Block::name).toList());
        List<Block> unique = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            unique.add(blocks.get(i).named(names.get(i)));
        }
        return unique;
    }

    public int rows() {
        return y.length;
    }

    public int channels() {
        return x.length;
    }
}
