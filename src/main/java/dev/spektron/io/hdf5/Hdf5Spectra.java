package dev.spektron.io.hdf5;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.ArraySpectra;
import dev.spektron.io.formats.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the spectra of a file: NeXus groups first, then PTIR, signals of HyperSpy, and then any group with a
/// matrix.
final class Hdf5Spectra {
    private final Hdf5File file;
    private final Hdf5Values values;
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    private Hdf5Spectra(Hdf5File file) {
        this.file = file;
        values = new Hdf5Values(file);
    }

    /// @param blocks at least one
    record Found(List<Block> blocks, List<String> warnings) {}

    static Found find(Hdf5File file) throws FormatException {
        Hdf5Spectra s = new Hdf5Spectra(file);
        s.nexus();
        s.ptir();
        s.hyperSpy();
        if (s.blocks.isEmpty()) {
            s.groups();
        }
        file.unread().forEach(path -> s.warnings.add("group " + path + " is not read: one of its attributes has a type without a name"));
        file.links().forEach((path, target) -> {
            if (target.startsWith("file ")) {
                s.warnings.add(path + " is a link to another file (" + target.substring("file ".length()) + "), which is not followed");
            }
        });
        if (s.blocks.isEmpty()) {
            List<String> all = file.datasets();
            throw new FormatException(file.name() + ": expected spectra (an NXdata group, or a matrix of numbers beside an axis), found "
                + (all.isEmpty() ? "no dataset" : String.join(", ", all.subList(0, Math.min(20, all.size()))))
                + (s.warnings.isEmpty() ? "" : "; " + String.join("; ", s.warnings)));
        }
        return new Found(Block.unique(s.blocks), s.warnings);
    }

    private void nexus() throws FormatException {
        for (String group : file.groups()) {
            if (file.text(group, "NX_class").equals("NXdata")) {
                try {
                    OwnData own = new OwnData(file, values, group);
                    if (own.fits()) {
                        blocks.add(own.block());
                    } else {
                        new NexusData(file, values, group).block().ifPresent(blocks::add);
                    }
                } catch (FormatException e) {
                    warnings.add(e.getMessage());
                }
            }
        }
        requireSome();
    }

    private void ptir() throws FormatException {
        Ptir ptir = new Ptir(file, values);
        for (String group : file.groups()) {
            String axis = group + "/Spectroscopic_Values";
            if (file.has(axis)) {
                try {
                    blocks.addAll(ptir.measurement(group));
                } catch (FormatException e) {
                    warnings.add(e.getMessage());
                }
            }
        }
        requireSome();
    }

    private void hyperSpy() throws FormatException {
        for (String group : file.groups()) {
            HyperSpy signal = new HyperSpy(file, values, group);
            if (signal.fits()) {
                try {
                    signal.block().ifPresent(blocks::add);
                } catch (FormatException e) {
                    warnings.add(e.getMessage());
                }
            }
        }
        requireSome();
    }

    /// When everything that should have been a spectrum failed, the first failure is the answer.
    private void requireSome() throws FormatException {
        if (blocks.isEmpty() && !warnings.isEmpty()) {
            throw new FormatException(warnings.getFirst());
        }
    }

    private void groups() throws FormatException {
        List<FormatException> failures = new ArrayList<>();
        for (String group : file.groups()) {
            if (taken.contains(group) || group.startsWith("/#")) {
                continue;
            }
            List<ArraySpectra.Array> arrays = new ArrayList<>();
            List<String> large = new ArrayList<>();
            Map<String, List<String>> texts = new LinkedHashMap<>();
            collect(group, arrays, large, texts, failures);
            String beside = group.equals("/") ? "/metadata" : group + "/metadata";
            if (file.isGroup(beside)) {
                // Our corpora keep one value a spectrum in the group below.
                taken.add(beside);
                collect(beside, arrays, large, texts, failures);
            }
            blocks.addAll(ArraySpectra.find(group.equals("/") ? "" : group.substring(1), arrays,
                volumes(large, arrays, failures), texts));
        }
        if (blocks.isEmpty() && !failures.isEmpty()) {
            throw failures.getFirst();
        }
        failures.forEach(f -> warnings.add(f.getMessage()));
    }

    private void collect(String group, List<ArraySpectra.Array> arrays, List<String> large,
        Map<String, List<String>> texts, List<FormatException> failures) {
        for (String path : file.datasetsIn(group)) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            try {
                int[] dims = values.dims(path);
                String matlab = file.text(path, "MATLAB_class");
                if (matlab.equals("char")) {
                    texts.put(name, characters(path, dims));
                } else if (values.isNumeric(path) && dims.length > 0 && dims.length <= 2) {
                    array(name, path, dims, !matlab.isEmpty(), arrays);
                } else if (values.isNumeric(path) && dims.length > 2) {
                    large.add(path);
                } else if (values.isText(path) && dims.length <= 1) {
                    texts.put(name, values.texts(path));
                }
            } catch (FormatException e) {
                failures.add(e);
            }
        }
    }

    private void array(String name, String path, int[] dims, boolean turned, List<ArraySpectra.Array> arrays) throws FormatException {
        boolean vector = dims.length == 1 || dims[0] == 1 || dims[1] == 1;
        double[][] rows = vector ? new double[][] {values.numbers(path)} : values.rows(path, turned);
        if (rows.length == 0 || rows[0].length == 0) {
            return;
        }
        arrays.add(new ArraySpectra.Array(name, rows, vector, label(path)));
    }

    /// Of arrays in three and more dimensions, which may be images, only those are read that lie along an axis.
    private List<ArraySpectra.Volume> volumes(List<String> paths, List<ArraySpectra.Array> arrays, List<FormatException> failures) {
        List<ArraySpectra.Volume> volumes = new ArrayList<>();
        for (String path : paths) {
            try {
                int[] dims = values.dims(path);
                if (arrays.stream().filter(ArraySpectra::isAxis).anyMatch(x -> Arrays.stream(dims).anyMatch(d -> d == x.columns()))) {
                    volumes.add(new ArraySpectra.Volume(path.substring(path.lastIndexOf('/') + 1), values.numbers(path), dims,
                        !file.text(path, "MATLAB_class").isEmpty(), label(path)));
                }
            } catch (FormatException e) {
                failures.add(e);
            }
        }
        return volumes;
    }

    private String label(String path) {
        return (file.text(path, "units") + " " + file.text(path, "unit") + " " + file.text(path, "long_name")).strip();
    }

    /// MATLAB's characters: UTF-16 in a matrix whose columns stand in the first dimension.
    private List<String> characters(String path, int[] dims) throws FormatException {
        double[] v = values.numbers(path);
        List<String> rows = new ArrayList<>();
        for (int i = 0; dims.length == 2 && i < dims[1]; i++) {
            StringBuilder s = new StringBuilder();
            for (int j = 0; j < dims[0] && v.length == dims[0] * dims[1]; j++) {
                s.append((char) v[j * dims[1] + i]);
            }
            rows.add(s.toString());
        }
        return rows;
    }
}
