package dev.spektron.io.hdf5;

import dev.spektron.io.FormatException;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.object.datatype.EnumDataType;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/// Values of datasets, with their sizes checked before anything is read.
final class Hdf5Values {
    /// What an element of a type without fixed size may cost.
    private static final int OBJECT_BYTES = 80;
    private static final long EXACT = 1L << 53;
    private final Hdf5File file;

    Hdf5Values(Hdf5File file) {
        this.file = file;
    }

    /// Extents; empty for a single value.
    int[] dims(String path) throws FormatException {
        return Hdf5File.guard(file.name(), path, () -> file.dataset(path).getDimensions());
    }

    boolean isNumeric(String path) throws FormatException {
        return isNumeric(file.dataset(path), path);
    }

    private boolean isNumeric(Dataset d, String path) throws FormatException {
        return Hdf5File.guard(file.name(), path, () -> {
            Class<?> type = d.getJavaType();
            return !d.isVariableLength() && !d.isCompound() && (type.isPrimitive() && type != boolean.class
                || Number.class.isAssignableFrom(type))
                && !(d.getDataType() instanceof io.jhdf.object.datatype.Reference)
                && !(d.getDataType() instanceof io.jhdf.object.datatype.ArrayDataType);
        });
    }

    boolean isText(String path) throws FormatException {
        return Hdf5File.guard(file.name(), path, () -> file.dataset(path).getJavaType() == String.class
            && !(file.dataset(path).getDataType() instanceof EnumDataType));
    }

    /// All numbers in C order.
    double[] numbers(String path) throws FormatException {
        Dataset d = file.dataset(path);
        double[] v = doubles(file.name() + ", dataset " + path, flat(d, path));
        long n = Hdf5File.guard(file.name(), path, d::getSize);
        return v.length == 0 && n > 0 ? unwritten(d, path, n) : v;
    }

    /// A dataset that was created and never written holds its fill value everywhere.
    private double[] unwritten(Dataset d, String path, long n) throws FormatException {
        file.spend(path, Double.BYTES * n);
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
        boolean objects = !d.getJavaType().isPrimitive();
        long each = d.getDataType().getSize() + (long) (objects ? OBJECT_BYTES : d.getDataType().getSize());
        file.spend(path, n > Integer.MAX_VALUE ? Long.MAX_VALUE : n * each);
        if (d instanceof ChunkedDataset c) {
            long chunk = d.getDataType().getSize();
            for (int extent : c.getChunkDimensions()) {
                chunk = chunk > Integer.MAX_VALUE ? chunk : chunk * extent;
            }
            if (chunk <= 0 || chunk > BoundedDeflate.LARGEST_CHUNK) {
                throw new FormatException(file.name() + ", dataset " + path + ": chunks of " + chunk + " bytes are not read, at most "
                    + BoundedDeflate.LARGEST_CHUNK + " are; write it again with smaller chunks");
            }
        }
    }

    static double[] doubles(String where, Object v) throws FormatException {
        return switch (v) {
            case null -> new double[0];
            case double[] d -> d;
            case float[] f -> {
                double[] d = new double[f.length];
                for (int i = 0; i < d.length; i++) {
                    d[i] = f[i];
                }
                yield d;
            }
            case int[] n -> Arrays.stream(n).asDoubleStream().toArray();
            case long[] n -> {
                double[] d = new double[n.length];
                for (int i = 0; i < d.length; i++) {
                    d[i] = exact(where, n[i]);
                }
                yield d;
            }
            case short[] n -> {
                double[] d = new double[n.length];
                for (int i = 0; i < d.length; i++) {
                    d[i] = n[i];
                }
                yield d;
            }
            case byte[] n -> {
                double[] d = new double[n.length];
                for (int i = 0; i < d.length; i++) {
                    d[i] = n[i];
                }
                yield d;
            }
            case BigInteger[] n -> {
                double[] d = new double[n.length];
                for (int i = 0; i < d.length; i++) {
                    d[i] = exact(where, n[i].bitLength() < Long.SIZE ? n[i].longValue() : Long.MAX_VALUE);
                }
                yield d;
            }
            case BigInteger n -> new double[] {exact(where, n.bitLength() < Long.SIZE ? n.longValue() : Long.MAX_VALUE)};
            case Long n -> new double[] {exact(where, n)};
            case Number n -> new double[] {n.doubleValue()};
            default -> throw new FormatException(where + ": expected numbers, found " + v.getClass().getSimpleName());
        };
    }

    private static double exact(String where, long v) throws FormatException {
        if (v > EXACT || v < -EXACT) {
            throw new FormatException(where + ": the 64-bit integer " + v + " is not exact as a double");
        }
        return v;
    }
}
