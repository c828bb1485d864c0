package dev.spektron.io.parquet;

import dev.spektron.io.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Structs in Thrift's compact protocol, which holds all metadata of Parquet, as maps from field number to value: [Long] for whole numbers
/// and booleans, [Double], `byte[]`, [List] and [Map].
final class Thrift {
    private static final int DEEPEST = 32;
    private final String file;
    private final byte[] bytes;
    private final int end;
    private int at;

    Thrift(String file, byte[] bytes, int from, int end) {
        this.file = file;
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /// First byte after what was read.
    int at() {
        return at;
    }

    Map<Integer, Object> struct() throws FormatException {
        return struct(0);
    }

    private Map<Integer, Object> struct(int depth) throws FormatException {
        if (depth > DEEPEST) {
            throw error("structs nested deeper than " + DEEPEST);
        }
        Map<Integer, Object> fields = new HashMap<>();
        int id = 0;
        while (true) {
            int head = u8();
            int type = head & 15;
            if (type == 0) {
                return fields;
            }
            id = head >> 4 != 0 ? id + (head >> 4) : (int) zigzag();
            fields.put(id, type <= 2 ? Long.valueOf(2 - type) : value(type, depth));
        }
    }

    private Object value(int type, int depth) throws FormatException {
        return switch (type) {
            case 1, 2 -> (long) (u8() == 1 ? 1 : 0);
            case 3 -> (long) (byte) u8();
            case 4, 5, 6 -> zigzag();
            case 7 -> {
                require(8);
                at += 8;
                yield ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getDouble(at - 8);
            }
            case 8 -> {
                long n = varint();
                require(n);
                byte[] b = java.util.Arrays.copyOfRange(bytes, at, at + (int) n);
                at += (int) n;
                yield b;
            }
            case 9, 10 -> list(depth);
            case 11 -> map(depth);
            case 12 -> struct(depth + 1);
            default -> throw error("expected a type of Thrift, found " + type);
        };
    }

    private List<Object> list(int depth) throws FormatException {
        if (depth > DEEPEST) {
            throw error("lists nested deeper than " + DEEPEST);
        }
        int head = u8();
        long n = head >> 4 == 15 ? varint() : head >> 4;
        require(n);
        List<Object> out = new ArrayList<>();
        for (long i = 0; i < n; i++) {
            out.add(value(head & 15, depth + 1));
        }
        return out;
    }

    private Map<Object, Object> map(int depth) throws FormatException {
        long n = varint();
        require(n);
        Map<Object, Object> out = new HashMap<>();
        int types = n == 0 ? 0 : u8();
        for (long i = 0; i < n; i++) {
            Object key = value(types >> 4, depth + 1);
            out.put(key, value(types & 15, depth + 1));
        }
        return out;
    }

    private void require(long n) throws FormatException {
        if (n < 0 || n > end - at) {
            throw error("expected " + n + " more bytes or elements, found " + (end - at) + " bytes");
        }
    }

    private int u8() throws FormatException {
        require(1);
        return bytes[at++] & 0xff;
    }

    private long varint() throws FormatException {
        long v = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = u8();
            v |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return v;
            }
        }
        throw error("a number of more than ten bytes");
    }

    private long zigzag() throws FormatException {
        long v = varint();
        return v >>> 1 ^ -(v & 1);
    }

    private FormatException error(String what) {
        return FormatException.at(file, "byte " + at, "damaged metadata of Parquet: " + what);
    }

    static long number(Map<Integer, Object> struct, int field, long otherwise) {
        return struct.get(field) instanceof Long v ? v : otherwise;
    }

    static String text(Map<Integer, Object> struct, int field) {
        return struct.get(field) instanceof byte[] b ? new String(b, StandardCharsets.UTF_8) : "";
    }

    @SuppressWarnings("unchecked")
    static Map<Integer, Object> struct(Map<Integer, Object> struct, int field) {
        return struct.get(field) instanceof Map<?, ?> m ? (Map<Integer, Object>) m : Map.of();
    }

    /// The structs of a list; whatever else stands in it is left out.
    @SuppressWarnings("unchecked")
    static List<Map<Integer, Object>> structs(Map<Integer, Object> struct, int field) {
        List<Map<Integer, Object>> out = new ArrayList<>();
        if (struct.get(field) instanceof List<?> l) {
            for (Object o : l) {
                if (o instanceof Map<?, ?> m) {
                    out.add((Map<Integer, Object>) m);
                }
            }
        }
        return out;
    }
}
