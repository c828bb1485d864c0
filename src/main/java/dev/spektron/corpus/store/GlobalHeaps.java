package dev.spektron.corpus.store;

import io.jhdf.storage.HdfFileChannel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Objects of variable length in global heap collections. Equal objects are kept once. HDF5 File Format Specification 3.0, section III.E.
final class GlobalHeaps {
    private static final int HEADER = 16;
    /// Least size of a collection that the HDF5 library makes.
    private static final int LEAST = 4096;
    /// Objects of a collection have numbers of two bytes.
    private static final int MOST_OBJECTS = 60_000;
    private static final int MOST_BYTES = 4 << 20;

    private final Map<Key, Integer> known = new HashMap<>();
    private final List<byte[]> objects = new ArrayList<>();
    private final List<Integer> references = new ArrayList<>();
    private long[] addresses;
    private int[] indices;

    private record Key(byte[] bytes) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Key k && Arrays.equals(bytes, k.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /// @return number of the object
    int add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /// @return number of the object, little-endian float32
    int add(float[] values) {
        ByteBuffer b = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        b.asFloatBuffer().put(values);
        return add(b.array());
    }

    private int add(byte[] bytes) {
        int number = known.computeIfAbsent(new Key(bytes), k -> {
            objects.add(k.bytes());
            references.add(0);
            return objects.size() - 1;
        });
        references.set(number, references.get(number) + 1);
        return number;
    }

    int size(int object) {
        return objects.get(object).length;
    }

    /// Address of the collection with the object, 0 for an empty one; known once they are written.
    long address(int object) {
        return addresses[object];
    }

    int index(int object) {
        return indices[object];
    }

    /// Writes all collections from `position` on, aligned to 8 bytes.
    ///
    /// @return the first byte behind them
    long write(HdfFileChannel channel, long position) {
        addresses = new long[objects.size()];
        indices = new int[objects.size()];
        long at = (position + 7) / 8 * 8;
        int from = 0;
        while (from < objects.size()) {
            int to = from;
            long bytes = HEADER;
            while (to < objects.size() && to - from < MOST_OBJECTS && (to == from || bytes + need(to) <= MOST_BYTES)) {
                bytes += need(to++);
            }
            ByteBuffer heap = collection(from, to, at, Math.max(LEAST, Math.toIntExact(bytes) + HEADER));
            Channels.write(channel, heap, at);
            at += heap.capacity();
            from = to;
        }
        return at;
    }

    private int need(int object) {
        int n = objects.get(object).length;
        return n == 0 ? 0 : HEADER + (n + 7) / 8 * 8;
    }

    private ByteBuffer collection(int from, int to, long at, int size) {
        ByteBuffer b = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        b.put("GCOL".getBytes(StandardCharsets.US_ASCII)).putInt(1).putLong(size);
        int index = 0;
        for (int k = from; k < to; k++) {
            byte[] o = objects.get(k);
            if (o.length == 0) {
                continue;
            }
            addresses[k] = at;
            indices[k] = ++index;
            int next = b.position() + need(k);
            b.putShort((short) index).putShort((short) Math.min(references.get(k), 0xffff)).putInt(0).putLong(o.length).put(o)
                .position(next);
        }
        // Object 0 is the free space, its size includes this head.
        int free = size - b.position();
        b.putInt(0).putInt(0).putLong(free);
        return b.rewind();
    }
}
