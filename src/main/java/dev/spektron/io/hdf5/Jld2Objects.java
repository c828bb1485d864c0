package dev.spektron.io.hdf5;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.ArraySpectra;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Frame;
import dev.spektron.io.formats.FrameSpectra;
import io.jhdf.api.Dataset;
import io.jhdf.object.datatype.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Objects of Julia in JLD2 files: structs are compound values whose fields are references to other objects. Data frames
/// (`columns`, `colindex.names`) and arrays are read, everything else is passed over.
final class Jld2Objects {
    private static final int DEEPEST = 12;
    private static final int MOST = 20_000;
    private final Hdf5File file;
    private final Hdf5Values values;
    private int objects;

    Jld2Objects(Hdf5File file) {
        this.file = file;
        values = new Hdf5Values(file);
    }

    List<Block> blocks() throws FormatException {
        List<Block> blocks = new ArrayList<>();
        for (String path : file.datasets()) {
            if (path.startsWith("/_types") || !isCompound(file.dataset(path), path)) {
                continue;
            }
            frames(path.substring(1), resolve(file.dataset(path), path, 0), blocks);
        }
        return blocks;
    }

    private boolean isCompound(Dataset d, String path) throws FormatException {
        return Hdf5File.guard(file.name(), path, d::isCompound);
    }

    /// A value with its references replaced by what they refer to: maps, lists, `double[]`, `String`, or null.
    private Object resolve(Dataset d, String path, int depth) throws FormatException {
        if (depth > DEEPEST || ++objects > MOST) {
            return null;
        }
        Object v = values.flat(d, path);
        boolean reference = Hdf5File.guard(file.name(), path, () -> d.getDataType() instanceof Reference);
        return value(v, reference, path, depth);
    }

    private Object value(Object v, boolean reference, String path, int depth) throws FormatException {
        return switch (v) {
            case null -> null;
            case Map<?, ?> m -> {
                Map<String, Object> out = new LinkedHashMap<>();
                for (Map.Entry<?, ?> e : m.entrySet()) {
                    // The library gives the addresses behind references as whole numbers, and so are counters: what is no object is passed over.
                    out.put(String.valueOf(e.getKey()), value(e.getValue(), e.getValue() instanceof Long || e.getValue() instanceof long[],
                        path, depth + 1));
                }
                yield out;
            }
            case String s -> s;
            case String[] s -> Arrays.asList(s);
            case Long address when reference -> follow(address, path, depth);
            case long[] addresses when reference -> {
                List<Object> out = new ArrayList<>();
                for (long a : addresses) {
                    out.add(follow(a, path, depth));
                }
                yield out.size() == 1 ? out.getFirst() : out;
            }
            case Object[] o when o.length == 1 -> value(o[0], false, path, depth + 1);
            case Object o when o.getClass().isArray() && o.getClass().componentType().isPrimitive() && !(o instanceof boolean[]) ->
                Hdf5Values.doubles(file.name(), o);
            default -> null;
        };
    }

    private Object follow(long address, String path, int depth) {
        if (address <= 0) {
            return null;
        }
        try {
            return resolve(file.at(address), path + " -> " + address, depth + 1);
        } catch (FormatException e) {
            // A number that was no reference, or an object of a kind that is not data.
            return null;
        }
    }

    private void frames(String name, Object v, List<Block> blocks) {
        if (!(v instanceof Map<?, ?> m)) {
            return;
        }
        if (m.get("columns") instanceof List<?> columns && m.get("colindex") instanceof Map<?, ?> index
            && index.get("names") instanceof List<?> names && names.size() == columns.size()) {
            blocks.addAll(frame(name, columns, names));
            return;
        }
        m.forEach((key, part) -> frames(name + "/" + key, part, blocks));
    }

    private static List<Block> frame(String name, List<?> columns, List<?> names) {
        Map<String, Frame.Column> out = new LinkedHashMap<>();
        int rows = -1;
        for (int j = 0; j < columns.size(); j++) {
            Frame.Column c = switch (columns.get(j)) {
                case double[] d -> new Frame.Numbers(d);
                case List<?> l when l.stream().allMatch(t -> t == null || t instanceof String) ->
                    new Frame.Texts(l.stream().map(t -> (String) t).toArray(String[]::new));
                case null, default -> null;
            };
            if (c != null && names.get(j) instanceof String n && (rows < 0 || c.rows() == rows)) {
                rows = c.rows();
                out.putIfAbsent(n, c);
            }
        }
        if (out.isEmpty() || rows == 0) {
            return List.of();
        }
        List<Block> found = FrameSpectra.find(name, new Frame(rows, out, List.of()));
        if (!found.isEmpty()) {
            return found;
        }
        List<ArraySpectra.Array> matrix = List.of(new ArraySpectra.Array(name, matrix(out, rows), false, ""));
        return ArraySpectra.find("", matrix, Map.of());
    }

    private static double[][] matrix(Map<String, Frame.Column> columns, int rows) {
        List<double[]> numbers = columns.values().stream().filter(c -> c instanceof Frame.Numbers).map(c -> ((Frame.Numbers) c).values())
            .toList();
        double[][] m = new double[rows][numbers.size()];
        for (int j = 0; j < numbers.size(); j++) {
            for (int i = 0; i < rows; i++) {
                m[i][j] = numbers.get(j)[i];
            }
        }
        return m;
    }
}
