package dev.spektron.io.safetensors;

import com.google.gson.stream.JsonWriter;
import dev.spektron.io.AtomicFiles;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Collects which parts of which arrays belong into a file, then streams them; the numbers are never copied as a whole.
public final class SafeTensorsWriter {
    private static final int CHUNK = 1 << 16;

    private record Part(Shape shape, float[] data, int offset) {}

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, String> metadata;

    /// @param metadata texts for `__metadata__`; left out if empty
    public SafeTensorsWriter(Map<String, String> metadata) {
        this.metadata = new LinkedHashMap<>(metadata);
    }

    /// A tensor whose numbers begin at `offset` of an array.
    public SafeTensorsWriter add(String name, Shape shape, float[] data, int offset) {
        if (name.equals(Header.METADATA)) {
            throw new IllegalArgumentException("tensor '" + name + "': this name is reserved by the format");
        }
        if (offset < 0 || shape.size() > data.length - offset) {
            throw new IllegalArgumentException("tensor '" + name + "'" + shape + ": expected " + shape.size() + " numbers from " + offset
                + ", found an array of " + data.length);
        }
        if (parts.putIfAbsent(name, new Part(shape, data, offset)) != null) {
            throw new IllegalArgumentException("tensor '" + name + "': there is one of this name already");
        }
        return this;
    }

    public SafeTensorsWriter addAll(Map<String, Tensor> tensors) {
        tensors.forEach((name, t) -> add(name, t.shape(), t.data(), 0));
        return this;
    }

    /// Writes the file; it appears whole or not at all.
    public void write(Path path) throws IOException {
        AtomicFiles.write(path, this::write);
    }

    /// Writes to a stream, which stays open.
    public void write(OutputStream out) throws IOException {
        byte[] json = header();
        if (json.length > Header.MOST_BYTES) {
            throw new IllegalArgumentException("safetensors: expected a header of at most " + Header.MOST_BYTES + " bytes, found "
                + json.length + "; use fewer or shorter names and metadata");
        }
        out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
        out.write(json);
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (Part p : parts.values()) {
            int end = p.offset + p.shape.size();
            for (int at = p.offset; at < end; at += CHUNK / Float.BYTES) {
                int n = Math.min(CHUNK / Float.BYTES, end - at);
                buffer.asFloatBuffer().put(p.data, at, n);
                out.write(buffer.array(), 0, n * Float.BYTES);
            }
        }
    }

    private byte[] header() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Writer text = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
        JsonWriter json = new JsonWriter(text);
        json.setHtmlSafe(false);
        json.beginObject();
        if (!metadata.isEmpty()) {
            json.name(Header.METADATA).beginObject();
            for (Map.Entry<String, String> e : metadata.entrySet()) {
                json.name(e.getKey()).value(e.getValue());
            }
            json.endObject();
        }
        long at = 0;
        for (Map.Entry<String, Part> e : parts.entrySet()) {
            Shape shape = e.getValue().shape;
            json.name(e.getKey()).beginObject().name("dtype").value(Dtype.F32.name()).name("shape").beginArray();
            for (int d : shape.dims()) {
                json.value(d);
            }
            json.endArray().name("data_offsets").beginArray().value(at);
            at += (long) Float.BYTES * shape.size();
            json.value(at).endArray().endObject();
        }
        json.endObject().flush();
        // Spaces, so that the numbers begin at a multiple of 8.
        while (bytes.size() % 8 != 0) {
            bytes.write(' ');
        }
        return bytes.toByteArray();
    }
}
