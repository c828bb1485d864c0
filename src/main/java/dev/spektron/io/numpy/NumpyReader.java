package dev.spektron.io.numpy;

import dev.spektron.io.FormatException;
import dev.spektron.io.SpectraTable;
import dev.spektron.io.formats.ArraySpectra;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.BlockTable;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Spectra in NPZ files, ours ([NpzSpectra]) and others with a matrix and an axis, and bare matrices in NPY files.
public final class NumpyReader implements Reader {
    private static final int DIRECTORY_NAME = 30;

    @Override
    public String format() {
        return "numpy";
    }

    @Override
    public String title() {
        return "NumPy (NPY, NPZ)";
    }

    @Override
    public List<String> endings() {
        return List.of(".npz", ".npy");
    }

    @Override
    public Match match(Content c) {
        if (c.has(0, "\u0093NUMPY")) {
            return Match.CERTAIN;
        }
        if (!c.has(0, "PK\u0003\u0004")) {
            return Match.NO;
        }
        // The name of the first entry stands in the local header.
        byte[] b = c.bytes();
        int n = b.length > DIRECTORY_NAME ? (b[26] & 0xff) + 256 * (b[27] & 0xff) : 0;
        return n >= 4 && c.has(DIRECTORY_NAME + n - 4, ".npy") ? Match.CERTAIN : c.fileName().endsWith(".npz") ? Match.LIKELY : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        String name = content.name();
        if (content.has(0, "\u0093NUMPY")) {
            return new SpectralFile(name, format(), List.of(bare(name, Npy.read(name, content.bytes()))), Map.of(), List.of());
        }
        Map<String, NpyArray> arrays = Npz.read(name, content.bytes());
        if (arrays.containsKey("spectra") && (arrays.containsKey("axis") || arrays.containsKey("wavelengths"))) {
            SpectraTable table = NpzSpectra.read(name, arrays);
            return new SpectralFile(name, format(), List.of(BlockTable.toBlock("spectra", table)), Map.of(), List.of());
        }
        List<Block> blocks = others(arrays);
        if (blocks.isEmpty()) {
            List<String> there = new ArrayList<>();
            arrays.forEach((n, a) -> there.add(n + " (" + a.describe() + ")"));
            throw new FormatException(name + ": expected a matrix of spectra, found " + String.join(", ", there));
        }
        return new SpectralFile(name, format(), blocks, Map.of(), List.of());
    }

    private static List<Block> others(Map<String, NpyArray> arrays) {
        List<ArraySpectra.Array> numbers = new ArrayList<>();
        List<ArraySpectra.Volume> volumes = new ArrayList<>();
        Map<String, List<String>> texts = new LinkedHashMap<>();
        arrays.forEach((name, a) -> {
            if (a.isText() && a.shape().length <= 1) {
                texts.put(name, Arrays.asList(a.texts()));
            } else if (!a.isText() && a.numbers().length > 0 && a.shape().length > 0 && a.shape().length <= 2) {
                boolean vector = a.shape().length == 1 || a.shape()[0] == 1 || a.shape()[1] == 1;
                numbers.add(new ArraySpectra.Array(name, vector ? new double[][] {a.numbers()} : a.matrix(), vector, ""));
            } else if (!a.isText() && a.numbers().length > 0 && a.shape().length > 2) {
                volumes.add(new ArraySpectra.Volume(name, a.numbers(), a.shape(), false, ""));
            }
        });
        return ArraySpectra.find("", numbers, volumes, texts);
    }

    private static Block bare(String name, NpyArray a) throws FormatException {
        if (a.isText() || a.numbers().length == 0 || a.shape().length < 1 || a.shape().length > 2) {
            throw new FormatException(name + ": expected a vector or a matrix of numbers, found " + a.describe());
        }
        double[][] rows = a.shape().length == 1 ? new double[][] {a.numbers()} : a.matrix();
        return Block.rows("array", BlockKind.SPECTRUM, ArraySpectra.counted(rows[0].length), Optional.of(AxisUnit.INDEX), "",
            IntensityKind.UNKNOWN, "", rows, Map.of());
    }
}
