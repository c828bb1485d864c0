package dev.spektron.io.safetensors;

import dev.spektron.io.FormatException;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/// An open file of named tensors. The header is read and checked as a whole when it is opened; numbers are read when they are asked for.
public final class SafeTensors implements AutoCloseable {
    private static final int CHUNK = 1 << 16;
    private final String file;
    private final FileChannel channel;
    private final Header header;
    private final long dataStart;

    private SafeTensors(String file, FileChannel channel, Header header, long dataStart) {
        this.file = file;
        this.channel = channel;
        this.header = header;
        this.dataStart = dataStart;
    }

    /// @throws FormatException if the file breaks any rule of the format
    /// @throws java.nio.file.NoSuchFileException if there is none
    public static SafeTensors read(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FormatException(path + ": expected a safetensors file, found a folder");
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return open(path.toString(), channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static SafeTensors open(String file, FileChannel channel) throws IOException {
        long bytes = channel.size();
        if (bytes < 8) {
            throw new FormatException(file + ": expected at least the 8 bytes of the header's length, found " + bytes
                + " bytes; fetch or copy the file again");
        }
        ByteBuffer first = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        fill(file, channel, first, 0);
        long length = first.getLong(0);
        if (length < 0 || length > Header.MOST_BYTES) {
            throw new FormatException(file + ", byte 0: expected a header of at most " + Header.MOST_BYTES + " bytes, found "
                + Long.toUnsignedString(length) + "; this is no safetensors file");
        }
        if (length > bytes - 8) {
            throw new FormatException(file + ", byte 0: the header is said to have " + length + " bytes, found only " + (bytes - 8)
                + "; the file is cut off, fetch or copy it again");
        }
        ByteBuffer json = ByteBuffer.allocate((int) length);
        fill(file, channel, json, 8);
        return new SafeTensors(file, channel, Header.parse(file, json.array(), bytes - 8 - length), 8 + length);
    }

    private static void fill(String file, FileChannel channel, ByteBuffer to, long at) throws IOException {
        long position = at;
        while (to.hasRemaining()) {
            int n = channel.read(to, position);
            if (n < 0) {
                throw new FormatException(file + ": ended at byte " + position + " while it was read");
            }
            position += n;
        }
    }

    /// Names in the order of the numbers.
    public Set<String> names() {
        return Collections.unmodifiableSet(header.tensors().keySet());
    }

    /// What the header says, by name, in the order of the numbers.
    public Map<String, TensorInfo> infos() {
        return Collections.unmodifiableMap(header.tensors());
    }

    /// The `__metadata__` of the file; empty if it has none.
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    /// @throws FormatException if there is no tensor of this name
    public TensorInfo info(String name) throws FormatException {
        TensorInfo t = header.tensors().get(name);
        if (t == null) {
            throw new FormatException(file + ": there is no tensor '" + name + "' among " + header.tensors().size());
        }
        return t;
    }

    /// A tensor, its numbers converted to float (rounded to the nearest if they are F64 or large whole numbers).
    public Tensor tensor(String name) throws IOException {
        Shape shape = arrayShape(info(name));
        float[] out = new float[shape.size()];
        read(name, out, 0);
        return new Tensor(shape, out);
    }

    /// Reads a tensor into a part of an array, converted to float.
    public void read(String name, float[] out, int offset) throws IOException {
        TensorInfo t = info(name);
        int n = arrayShape(t).size();
        if (offset < 0 || n > out.length - offset) {
            throw new IllegalArgumentException("tensor '" + name + "': expected room for " + n + " numbers from " + offset + ", found "
                + out.length);
        }
        int[] at = {offset};
        chunks(t, in -> {
            if (t.dtype() == Dtype.F32) {
                int k = in.remaining() / Float.BYTES;
                in.asFloatBuffer().get(out, at[0], k);
                at[0] += k;
            } else if (t.dtype() == Dtype.I64 || t.dtype() == Dtype.U64) {
                while (in.hasRemaining()) {
                    out[at[0]++] = toFloat(t.dtype(), in.getLong());
                }
            } else {
                while (in.hasRemaining()) {
                    out[at[0]++] = (float) t.dtype().next(in);
                }
            }
        });
    }

    /// Rounds once; by way of a double it would round twice.
    private static float toFloat(Dtype dtype, long v) {
        return dtype == Dtype.I64 || v >= 0 ? v : ((v >>> 1) | (v & 1)) * 2f;
    }

    /// The numbers of a tensor as doubles.
    public double[] doubles(String name) throws IOException {
        TensorInfo t = info(name);
        double[] out = new double[arrayShape(t).size()];
        int[] at = {0};
        chunks(t, in -> {
            while (in.hasRemaining()) {
                out[at[0]++] = t.dtype().next(in);
            }
        });
        return out;
    }

    /// The numbers of a tensor of whole numbers.
    ///
    /// @throws FormatException if they are not whole numbers
    public long[] longs(String name) throws IOException {
        TensorInfo t = info(name);
        if (!t.dtype().whole()) {
            throw new FormatException(file + ", '" + name + "': expected whole numbers, found " + t.dtype());
        }
        long[] out = new long[arrayShape(t).size()];
        int[] at = {0};
        chunks(t, in -> {
            while (in.hasRemaining()) {
                out[at[0]++] = t.dtype().nextWhole(in);
            }
        });
        return out;
    }

    private Shape arrayShape(TensorInfo t) throws FormatException {
        if (t.size() > Integer.MAX_VALUE - 16 || t.shape().stream().anyMatch(d -> d > Integer.MAX_VALUE)) {
            throw new FormatException(file + ", '" + t.name() + "': shape " + t.shape() + " is more than one array can hold");
        }
        return t.hostShape();
    }

    @FunctionalInterface
    private interface Chunk {
        void take(ByteBuffer in);
    }

    private void chunks(TensorInfo t, Chunk each) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(CHUNK, t.end() - t.begin())).order(ByteOrder.LITTLE_ENDIAN);
        for (long at = t.begin(); at < t.end(); at += buffer.limit()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), t.end() - at));
            fill(file, channel, buffer, dataStart + at);
            each.take(buffer.flip());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /// Writes tensors in the order of the map, as F32; the file appears whole or not at all.
    public static void write(Path path, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        new SafeTensorsWriter(metadata).addAll(tensors).write(path);
    }
}
