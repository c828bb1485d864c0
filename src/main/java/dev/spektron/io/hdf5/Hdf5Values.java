package dev.spektron.io.hdf5;

import dev.spektron.io.FormatException;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.Reference;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Values of datasets, with their sizes checked before anything is read.
public final class Hdf5Values {
    private static final int SHORT = 2;
    /// Memory for the index of a run of values in a chunk.
    private static final int INDEX = 16;
    private static final long EXACT = 1L << 53;
    private final Hdf5File file;

    public Hdf5Values(Hdf5File file) {
        this.file = file;
    }

    /// Extents; empty for a single value.
    public int[] dims(String path) throws FormatException {
        int[] dims = Hdf5File.guard(file.name(), path, () -> file.dataset(path).getDimensions());
        if (Arrays.stream(dims).anyMatch(d -> d < 0)) {
            throw new FormatException(file.name() + ", dataset " + path + ": expected extents, found " + Arrays.toString(dims)
                + "; the file is damaged");
        }
        return dims;
    }

    /// Whether it holds numbers.
    public boolean isNumeric(String path) throws FormatException {
        return isNumeric(file.dataset(path), path);
    }

    private boolean isNumeric(Dataset d, String path) throws FormatException {
        return Hdf5File.guard(file.name(), path, () -> {
            Class<?> type = d.getJavaType();
            return !d.isVariableLength() && !d.isCompound() && (type.isPrimitive() && type != boolean.class
                || Number.class.isAssignableFrom(type))
                && !(d.getDataType() instanceof Reference)
                && !(d.getDataType() instanceof io.jhdf.object.datatype.ArrayDataType);
        });
    }

    boolean isText(String path) throws FormatException {
        return Hdf5File.guard(file.name(), path, () -> file.dataset(path).getJavaType() == String.class
            && !(file.dataset(path).getDataType() instanceof EnumDataType));
    }

    /// Whether it holds references to other objects of the file.
    public boolean isReference(String path) throws FormatException {
        return Hdf5File.guard(file.name(), path, () -> file.dataset(path).getDataType() instanceof Reference r
            && r.getType() == Reference.ReferenceType.OBJECT);
    }

    /// Paths of the objects that references name, in C order.
    public List<String> references(String path) throws FormatException {
        Object v = flat(file.dataset(path), path);
        long[] addresses = v instanceof long[] many ? many : v instanceof Long one ? new long[] {one} : new long[0];
        List<String> paths = new ArrayList<>(addresses.length);
        for (long address : addresses) {
            paths.add(file.at(path, address));
        }
        return paths;
    }

    /// All numbers in C order.
    public double[] numbers(String path) throws FormatException {
        Dataset d = file.dataset(path);
        double[] v = doubles(file.name() + ", dataset " + path, flat(d, path));
        long n = Hdf5File.guard(file.name(), path, d::getSize);
        return v.length == 0 && n > 0 ? unwritten(d, path, n) : v;
    }

    /// A dataset that was created and never written holds its fill value everywhere.
    private double[] unwritten(Dataset d, String path, long n) throws FormatException {
        file.allowance().numbers("dataset " + path, n);
        double[] fill = doubles(path, Hdf5File.guard(file.name(), path, d::getFillValue));
        double[] v = new double[(int) n];
        Arrays.fill(v, fill.length == 1 ? fill[0] : 0);
        return v;
    }

    /// All texts in C order.
    List<String> texts(String path) throws FormatException {
        Object v = flat(file.dataset(path), path);
        return switch (v) {
            case null -> List.of();
            case String s -> List.of(s);
            case String[] s -> Arrays.asList(s);
            default -> throw new FormatException(file.name() + ", dataset " + path + ": expected texts, found "
                + v.getClass().getSimpleName());
        };
    }

    /// The raw values as the library gives them, in one dimension.
    Object flat(Dataset d, String path) throws FormatException {
        return Hdf5File.guard(file.name(), "dataset " + path, () -> {
            check(d, path);
            Object v = d.isScalar() ? d.getData() : d.getDataFlat();
            // The library gives an empty Object[] for a dataset without elements.
            return v instanceof Object[] o && o.length == 0 ? null : v;
        });
    }

    private void check(Dataset d, String path) throws FormatException {
        long n = 1;
        for (long extent : d.getDimensionsAsLong()) {
            n = extent == 0 ? 0 : n > Integer.MAX_VALUE ? n : n * extent;
        }
        if (n > Integer.MAX_VALUE) {
            throw new FormatException(file.name() + ", dataset " + path + ": more than " + Integer.MAX_VALUE + " values; split it");
        }
        int width = d.getDataType().getSize();
        String where = "dataset " + path;
        if (!d.getJavaType().isPrimitive()) {
            file.allowance().objects(where, n, 2L * width);
        } else if (width > Double.BYTES) {
            // The library copies what it unpacks twice, and takes any width that a damaged type states.
            file.allowance().bytes(where, n, 3L * width);
        } else if (width <= SHORT && d.getFilters().isEmpty()) {
            // Unpacked bytes need no more than 8 times the file that has them.
            file.allowance().bytes(where, n, Double.BYTES);
        } else {
            file.allowance().numbers(where, n);
        }
        if (d instanceof ChunkedDataset c) {
            chunks(c, path);
        }
    }

    /// Refuses chunks that are too large, and counts what the library makes of them: an index for every run of neighbouring values in a
    /// chunk, once more in each chunk that reaches beyond the edge.
    private void chunks(ChunkedDataset d, String path) throws FormatException {
        int[] dims = d.getDimensions();
        int[] extents = d.getChunkDimensions();
        long chunk = d.getDataType().getSize();
        long runs = 1;
        double chunks = 1;
        double whole = 1;
        for (int i = 0; i < extents.length; i++) {
            chunk = chunk > Integer.MAX_VALUE ? chunk : chunk * extents[i];
            runs = runs > Integer.MAX_VALUE || i == extents.length - 1 ? runs : runs * extents[i];
            chunks *= Math.ceilDiv(dims[i], Math.max(1, extents[i]));
            whole *= dims[i] / Math.max(1, extents[i]);
        }
        if (chunk <= 0 || chunk > BoundedDeflate.LARGEST_CHUNK) {
            throw new FormatException(file.name() + ", dataset " + path + ": chunks of " + chunk + " bytes are not read, at most "
                + BoundedDeflate.LARGEST_CHUNK + " are; write it again with smaller chunks");
        }
        file.allowance().bytes("chunks of dataset " + path, runs, (long) (INDEX * (1 + chunks - whole)));
    }

    static double[] doubles(String where, Object v) throws FormatException {
        return switch (v) {
            case null -> new double[0];
            case double[] d -> d;
            case BigInteger n -> new double[] {exact(where, n.bitLength() < Long.SIZE ? n.longValue() : Long.MAX_VALUE)};
            case Long n -> new double[] {exact(where, n)};
            case Number n -> new double[] {n.doubleValue()};
            default -> {
                double[] d = new double[v.getClass().isArray() ? Array.getLength(v) : 0];
                copy(where, v, 0, d);
                yield d;
            }
        };
    }

    /// A matrix as rows, without its numbers standing in memory three times.
    ///
    /// @param turned whether the rows stand in the second dimension, as MATLAB writes them
    double[][] rows(String path, boolean turned) throws FormatException {
        int[] dims = dims(path);
        if (dims[0] == 0 || dims[1] == 0) {
            return new double[0][0];
        }
        Object v = flat(file.dataset(path), path);
        file.allowance().objects("dataset " + path, dims[turned ? 1 : 0], 0);
        String where = file.name() + ", dataset " + path;
        if (v == null || Array.getLength(v) != dims[0] * dims[1]) {
            v = numbers(path);
        }
        if (!turned) {
            double[][] rows = new double[dims[0]][dims[1]];
            for (int i = 0; i < dims[0]; i++) {
                copy(where, v, i * dims[1], rows[i]);
            }
            return rows;
        }
        double[][] rows = new double[dims[1]][dims[0]];
        double[] column = new double[dims[1]];
        for (int i = 0; i < dims[0]; i++) {
            copy(where, v, i * dims[1], column);
            for (int j = 0; j < dims[1]; j++) {
                rows[j][i] = column[j];
            }
        }
        return rows;
    }

    /// Fills `to` with the values of an array from `from` on.
    private static void copy(String where, Object array, int from, double[] to) throws FormatException {
        switch (array) {
            case double[] v -> System.arraycopy(v, from, to, 0, to.length);
            case float[] v -> {
                for (int i = 0; i < to.length; i++) {
                    to[i] = v[from + i];
                }
            }
            case int[] v -> {
                for (int i = 0; i < to.length; i++) {
                    to[i] = v[from + i];
                }
            }
            case short[] v -> {
                for (int i = 0; i < to.length; i++) {
                    to[i] = v[from + i];
                }
            }
            case byte[] v -> {
                for (int i = 0; i < to.length; i++) {
                    to[i] = v[from + i];
                }
            }
            case long[] v -> {
                for (int i = 0; i < to.length; i++) {
                    to[i] = exact(where, v[from + i]);
                }
            }
            case BigInteger[] v -> {
                for (int i = 0; i < to.length; i++) {
                    BigInteger n = v[from + i];
                    to[i] = exact(where, n.bitLength() < Long.SIZE ? n.longValue() : Long.MAX_VALUE);
                }
            }
            default -> throw new FormatException(where + ": expected numbers, found " + array.getClass().getSimpleName());
        }
    }

    private static double exact(String where, long v) throws FormatException {
        if (v > EXACT || v < -EXACT) {
            throw new FormatException(where + ": the 64-bit integer " + v + " is not exact as a double");
        }
        return v;
    }
}
