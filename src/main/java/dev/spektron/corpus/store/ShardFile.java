package dev.spektron.corpus.store;

import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.io.FormatException;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A shard of layout v1, mapped into memory: jhdf tells once where the columns lie, rows are then copied from the mapping. Any number of
/// threads may read. The mapping goes when the object does.
public final class ShardFile {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final AxisUnit[] UNITS = AxisUnit.values();
    private static final IntensityKind[] KINDS = IntensityKind.values();

    private final Path path;
    private final MemorySegment bytes;
    private final int rows;
    private final int points;
    private final List<String> sources;
    private final long spectra;
    private final long modality;
    private final long source;
    private final long range;
    private final long moments;
    private final long unit;
    private final long kind;
    private final long parent;
    private final Strings id;
    private final Strings instrument;
    private final Strings group;
    private final Strings sample;

    /// Where fixed-length strings lie.
    private record Strings(long address, int length) {}

    /// Where columns lie, checked against the file's size.
    private record Columns(Path path, HdfFile hdf, long size, int rows) {
        long at(String name, int elementBytes, int... more) throws FormatException {
            Dataset d = dataset(path, hdf, name);
            int elements = rows;
            for (int m : more) {
                elements = Math.multiplyExact(elements, m);
            }
            long address = hdf.getUserBlockSize() + contiguous(path, name, d).getDataAddress();
            if (d.getDataType().getSize() != elementBytes || d.getSize() != elements || address < 0
                || address + (long) elements * elementBytes > size) {
                throw FormatException.at(path.toString(), "dataset /" + name, "expected " + elements + " elements of " + elementBytes
                    + " bytes inside the file, found " + d.getSize() + " of " + d.getDataType().getSize() + " at byte " + address
                    + " of " + size + "; the shard is damaged, build it again");
            }
            return address;
        }

        Strings strings(String name) throws FormatException {
            int length = dataset(path, hdf, name).getDataType().getSize();
            return new Strings(at(name, length), length);
        }
    }

    private ShardFile(Path path, HdfFile hdf) throws IOException {
        this.path = path;
        Dataset all = dataset(path, hdf, "spectra");
        int[] shape = all.getDimensions();
        if (shape.length != 2 || all.getJavaType() != float.class) {
            throw FormatException.at(path.toString(), "dataset /spectra", "expected float32 of two dimensions, found "
                + all.getJavaType() + " of " + shape.length);
        }
        rows = shape[0];
        points = shape[1];
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
        }
        Columns c = new Columns(path, hdf, bytes.byteSize(), rows);
        spectra = c.at("spectra", Float.BYTES, points);
        modality = c.at("modality", 1);
        source = c.at("source", Short.BYTES);
        range = c.at("metadata/range", Double.BYTES, 2);
        moments = c.at("metadata/moments", Double.BYTES, 2);
        unit = c.at("metadata/unit", 1);
        kind = c.at("metadata/kind", 1);
        parent = c.at("metadata/parent", Integer.BYTES);
        id = c.strings("metadata/id");
        instrument = c.strings("metadata/instrument");
        group = c.strings("metadata/group");
        sample = c.strings("metadata/sample");
        sources = List.of((String[]) dataset(path, hdf, "source").getAttribute("names").getData());
    }

    /// Opens a shard of layout v1.
    ///
    /// @throws FormatException if it is not one
    public static ShardFile open(Path path) throws IOException {
        try (HdfFile hdf = new HdfFile(path)) {
            return new ShardFile(path, hdf);
        } catch (HdfException | ClassCastException | NullPointerException | ArithmeticException e) {
            // jhdf throws whatever its parser meets in damaged bytes.
            throw new FormatException(path + ": expected a shard of layout v1 (HDF5), found something else (" + e.getMessage()
                + "); build it again, or convert layout v2 with: spektron corpus merge", e);
        }
    }

    private static Dataset dataset(Path path, HdfFile hdf, String name) throws FormatException {
        Node node = hdf;
        for (String part : name.split("/")) {
            node = node instanceof Group g ? g.getChild(part) : null;
        }
        if (node instanceof Dataset d) {
            return d;
        }
        throw FormatException.at(path.toString(), "dataset /" + name, "expected it, found none; is this a corpus shard of layout v1?");
    }

    private static ContiguousDataset contiguous(Path path, String name, Dataset d) throws FormatException {
        if (d instanceof ContiguousDataset c) {
            return c;
        }
        throw FormatException.at(path.toString(), "dataset /" + name, "expected contiguous storage, found chunks; convert the corpus with: "
            + "spektron corpus merge --layout v1");
    }

    public Path path() {
        return path;
    }

    public int rows() {
        return rows;
    }

    public int points() {
        return points;
    }

    /// Copies the values of a row, with mean 0 and variance 1, to `out` from `at` on. Allocates nothing.
    public void values(int row, float[] out, int at) {
        MemorySegment.copy(bytes, FLOAT, spectra + (long) row * points * Float.BYTES, out, at, points);
    }

    public Modality modality(int row) {
        return Codes.modality(bytes.get(ValueLayout.JAVA_BYTE, modality + row));
    }

    public String source(int row) {
        return sources.get(bytes.get(SHORT, source + (long) row * Short.BYTES));
    }

    public String group(int row) {
        return text(group, row);
    }

    public String sample(int row) {
        return text(sample, row);
    }

    public String instrument(int row) {
        return text(instrument, row);
    }

    public String id(int row) {
        return text(id, row);
    }

    /// Row of the spectrum from which this one was made, [ShardRow#NO_PARENT] for none.
    public int parent(int row) {
        return bytes.get(INT, parent + (long) row * Integer.BYTES);
    }

    public double mean(int row) {
        return bytes.get(DOUBLE, moments + 16L * row);
    }

    public double deviation(int row) {
        return bytes.get(DOUBLE, moments + 16L * row + Double.BYTES);
    }

    private String text(Strings column, int row) {
        long at = column.address + (long) row * column.length;
        int n = 0;
        while (n < column.length && bytes.get(ValueLayout.JAVA_BYTE, at + n) != 0) {
            n++;
        }
        return new String(bytes.asSlice(at, n).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /// A row with its names and axis.
    ///
    /// @param values its values, which the spectrum then holds
    public SourceSpectrum spectrum(int row, float[] values) {
        return new SourceSpectrum(values, bytes.get(DOUBLE, range + 16L * row), bytes.get(DOUBLE, range + 16L * row + Double.BYTES),
            UNITS[bytes.get(ValueLayout.JAVA_BYTE, unit + row)], modality(row), KINDS[bytes.get(ValueLayout.JAVA_BYTE, kind + row)],
            source(row), instrument(row), group(row), sample(row), id(row));
    }
}
