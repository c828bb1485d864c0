package dev.spektron.io.matlab;

import dev.spektron.io.FormatException;
import dev.spektron.io.hdf5.Hdf5File;
import dev.spektron.io.hdf5.Hdf5Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The variables of a MATLAB 7.3 file, which is HDF5.
///
/// Extents stand turned round: the numbers, in the order of HDF5, are MATLAB's: column by column. The attribute `MATLAB_class` names
/// the class. A struct is a group with a member for each field; a cell holds references to its elements, which stand in the group `#refs#`,
/// and so does every field of a struct array. Of an empty array, marked by `MATLAB_empty`, the extents are stored in its place.
///
/// Source: MATLAB's documentation of `save` (-v7.3) says that it is HDF5, not how; the rest was taken from files that MATLAB wrote and from
/// mat73 (Python). Not read: sparse matrices, complex numbers, function handles and objects of newer classes (string, table, datetime).
final class Mat73 {
    private static final String CLASS = "MATLAB_class";
    private static final Set<String> NUMBERS = Set.of("double", "single", "logical", "int8", "uint8", "int16", "uint16", "int32", "uint32",
        "int64", "uint64");
    private static final int DEEPEST = 64;
    /// What reading one value takes beside its numbers. In a file of MATLAB each has a header of several hundred bytes.
    private static final int VALUE = 1500;
    private static final int MOST_WARNINGS = 20;
    private final Hdf5File file;
    private final Hdf5Values values;
    private final List<String> warnings = new ArrayList<>();

    private Mat73(Hdf5File file) {
        this.file = file;
        values = new Hdf5Values(file);
    }

    /// @param warnings what could not be read, and why
    record Found(Map<String, MatValue> variables, List<String> warnings) {}

    /// All variables in the order of their names.
    ///
    /// @throws FormatException if cells refer to each other without end, or to more than the size of the file justifies
    static Found read(Hdf5File file) throws FormatException {
        Mat73 mat = new Mat73(file);
        Map<String, MatValue> variables = new LinkedHashMap<>();
        for (String path : file.membersOf("/")) {
            if (path.charAt(1) != '#') {
                variables.put(path.substring(1), mat.value(path, 0));
            }
        }
        return new Found(variables, mat.warnings);
    }

    private MatValue value(String path, int depth) throws FormatException {
        if (depth > DEEPEST) {
            throw new FormatException(file.name() + ", " + path + ": expected cells and structs nested at most " + DEEPEST
                + " deep, found more; the references between them are damaged");
        }
        file.allowance().objects("its values", 1, VALUE);
        String type = file.text(path, CLASS);
        if (file.isGroup(path)) {
            return group(path, type, depth);
        }
        int[] dims = {1, 1};
        List<String> targets;
        try {
            dims = turned(values.dims(path));
            if (!values.isReference(path)) {
                return array(path, type, dims);
            }
            targets = values.references(path);
        } catch (FormatException e) {
            if (warnings.size() < MOST_WARNINGS) {
                warnings.add(e.getMessage());
            }
            return new MatValue.Opaque(type, dims);
        }
        return new MatValue.Cell(dims, each(targets, depth));
    }

    private MatValue array(String path, String type, int[] dims) throws FormatException {
        if (file.attribute(path, "MATLAB_empty") instanceof Number n && n.intValue() != 0) {
            return empty(path, type);
        }
        if (type.equals("char")) {
            double[] codes = values.numbers(path);
            StringBuilder s = new StringBuilder(codes.length);
            for (double c : codes) {
                s.append((char) c);
            }
            return new MatValue.Text(dims, s.toString());
        }
        boolean known = NUMBERS.contains(type) || type.isEmpty();
        return known && values.isNumeric(path) ? new MatValue.Numeric(type.isEmpty() ? "number" : type, dims, values.numbers(path),
            new double[0]) : new MatValue.Opaque(type, dims);
    }

    private MatValue empty(String path, String type) throws FormatException {
        int[] dims = Arrays.stream(values.numbers(path)).mapToInt(v -> (int) v).toArray();
        int[] two = dims.length < 2 ? new int[2] : dims;
        return switch (type) {
            case "char" -> new MatValue.Text(two, "");
            case "cell" -> new MatValue.Cell(two, List.of());
            case "struct" -> new MatValue.Struct(two, "", List.of(), List.of());
            default -> new MatValue.Numeric(type, two, new double[0], new double[0]);
        };
    }

    private MatValue group(String path, String type, int depth) throws FormatException {
        if (file.attribute(path, "MATLAB_sparse") != null) {
            return new MatValue.Opaque("sparse " + type, new int[] {1, 1});
        }
        List<String> members = file.membersOf(path);
        List<String> fields = members.stream().map(m -> m.substring(path.length() + 1)).toList();
        String className = type.equals("struct") ? "" : type;
        List<List<String>> columns = columns(members);
        if (columns.isEmpty()) {
            return new MatValue.Struct(new int[] {1, 1}, className, fields, List.of(each(members, depth)));
        }
        List<List<MatValue>> elements = new ArrayList<>();
        for (int i = 0; i < columns.getFirst().size(); i++) {
            int element = i;
            elements.add(each(columns.stream().map(c -> c.get(element)).toList(), depth));
        }
        return new MatValue.Struct(turned(values.dims(members.getFirst())), className, fields, elements);
    }

    /// What the fields of a struct array refer to, element by element; empty for a single struct.
    private List<List<String>> columns(List<String> members) {
        List<List<String>> columns = new ArrayList<>();
        try {
            for (String member : members) {
                if (file.isGroup(member) || !file.text(member, CLASS).isEmpty() || !values.isReference(member)) {
                    return List.of();
                }
                columns.add(values.references(member));
                if (columns.getLast().size() != columns.getFirst().size()) {
                    return List.of();
                }
            }
            return columns;
        } catch (FormatException e) {
            // Reading the field by itself will say it again.
            return List.of();
        }
    }

    private List<MatValue> each(List<String> paths, int depth) throws FormatException {
        List<MatValue> each = new ArrayList<>();
        for (String path : paths) {
            each.add(value(path, depth + 1));
        }
        return each;
    }

    /// The extents the other way round, at least two: MATLAB's of those of HDF5, and back.
    static int[] turned(int[] dims) {
        int[] t = new int[Math.max(2, dims.length)];
        Arrays.fill(t, 1);
        for (int i = 0; i < dims.length; i++) {
            t[i] = dims[dims.length - 1 - i];
        }
        return t;
    }
}
