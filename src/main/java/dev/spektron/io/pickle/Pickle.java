package dev.spektron.io.pickle;

import dev.spektron.io.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads pickles of protocols 2 to 5 (Python's `pickletools` documents the opcodes) without ever making an object that is not data.
///
/// Values become [Long], [Double], [Boolean], [String], `byte[]`, [List], [Map] with text keys as they stand, null, and
/// [dev.spektron.io.numpy.NpyArray] for arrays and scalars of NumPy. Of globals only NumPy's reconstructors, `_codecs.encode` as protocol 2
/// writes bytes, and `collections.OrderedDict` are known; every other one ends the reading.
public final class Pickle {
    private static final int MOST_ITEMS = 50_000_000;
    private final String name;
    private final ByteBuffer in;
    private final Numpy numpy;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Pickle(String name, byte[] bytes) {
        this.name = name;
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        numpy = new Numpy(this, bytes.length);
    }

    /// @param name name for messages
    /// @throws FormatException if it is damaged or wants anything but data
    public static Object read(String name, byte[] bytes) throws FormatException {
        return Numpy.plain(new Pickle(name, bytes).run());
    }

    FormatException error(String what) {
        return FormatException.at(name, "byte " + in.position() + " of the pickle", what);
    }

    private Object run() throws FormatException {
        while (true) {
            int op = u8();
            if (op == '.') {
                return pop();
            }
            step(op);
        }
    }

    private void step(int op) throws FormatException {
        switch (op) {
            case 0x80 -> protocol();
            case 0x95 -> skipFrame();
            case '(' -> marks.add(stack.size());
            case '0' -> pop();
            case '1' -> toMark();
            case '2' -> push(top());
            case 'N' -> push(null);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'J' -> push((long) i32());
            case 'K' -> push((long) u8());
            case 'M' -> push((long) (u8() | u8() << 8));
            case 0x8a -> push(big(u8()));
            case 0x8b -> push(big(i32()));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(i64())));
            case 0x8c, 'X', 0x8d -> push(new String(bytes(op == 0x8c ? u8() : op == 'X' ? u32() : i64()), StandardCharsets.UTF_8));
            case 'C', 'B', 0x8e, 0x96 -> push(bytes(op == 'C' ? u8() : op == 'B' ? u32() : i64()));
            case 'U', 'T' -> push(new String(bytes(op == 'U' ? u8() : i32()), StandardCharsets.ISO_8859_1));
            case 'q' -> memo.put(u8(), top());
            case 'r' -> memo.put(i32(), top());
            case 0x94 -> memo.put(memo.size(), top());
            case 'h' -> push(recall(u8()));
            case 'j' -> push(recall(i32()));
            case 'c' -> push(numpy.global(line(), line()));
            case 0x93 -> {
                Object global = pop();
                push(numpy.global(text(pop()), text(global)));
            }
            case 'R' -> {
                Object arguments = pop();
                push(numpy.call(pop(), list(arguments)));
            }
            case 'b' -> {
                Object state = pop();
                numpy.build(top(), state);
            }
            default -> collection(op);
        }
    }

    private void collection(int op) throws FormatException {
        switch (op) {
            case ']', ')', 0x8f -> push(new ArrayList<>());
            case '}' -> push(new LinkedHashMap<>());
            case 'l', 't', 0x91 -> push(toMark());
            case 0x85, 0x86, 0x87 -> {
                List<Object> tuple = new ArrayList<>();
                for (int i = 0; i <= op - 0x85; i++) {
                    tuple.add(pop());
                }
                Collections.reverse(tuple);
                push(tuple);
            }
            case 'd' -> {
                List<Object> items = toMark();
                push(new LinkedHashMap<>());
                set(items);
            }
            case 'a' -> {
                Object item = pop();
                list(top()).add(item);
            }
            case 'e', 0x90 -> {
                List<Object> items = toMark();
                list(top()).addAll(items);
            }
            case 's' -> {
                Object value = pop();
                set(Arrays.asList(pop(), value));
            }
            case 'u' -> set(toMark());
            default -> throw error("expected an opcode that only makes data, found 0x" + Integer.toHexString(op) + (op >= ' ' && op < 0x7f
                ? " ('" + (char) op + "')" : "") + "; objects of other classes are never made");
        }
    }

    @SuppressWarnings("unchecked")
    private void set(List<Object> items) throws FormatException {
        if (!(top() instanceof Map<?, ?> m) || items.size() % 2 != 0) {
            throw error("expected a dictionary and pairs for it");
        }
        for (int i = 0; i < items.size(); i += 2) {
            Object key = items.get(i);
            if (!(key instanceof String || key instanceof Long || key instanceof Double || key instanceof Boolean || key == null)) {
                throw error("expected a text or a number as key of a dictionary");
            }
            ((Map<Object, Object>) m).put(key, items.get(i + 1));
        }
    }

    private void protocol() throws FormatException {
        int version = u8();
        if (version < 2 || version > 5) {
            throw error("expected protocol 2 to 5, found " + version);
        }
    }

    private void skipFrame() throws FormatException {
        long length = i64();
        if (length < 0 || length > in.remaining()) {
            throw error("a frame of " + length + " bytes is announced, " + in.remaining() + " are left");
        }
    }

    private void push(Object o) throws FormatException {
        if (stack.size() > MOST_ITEMS) {
            throw error("more than " + MOST_ITEMS + " items");
        }
        stack.add(o);
    }

    private Object pop() throws FormatException {
        if (stack.isEmpty() || !marks.isEmpty() && marks.getLast() >= stack.size()) {
            throw error("expected a value on the stack, found none");
        }
        return stack.removeLast();
    }

    private Object top() throws FormatException {
        if (stack.isEmpty()) {
            throw error("expected a value on the stack, found none");
        }
        return stack.getLast();
    }

    private List<Object> toMark() throws FormatException {
        if (marks.isEmpty()) {
            throw error("expected a mark on the stack, found none");
        }
        int from = marks.removeLast();
        List<Object> items = new ArrayList<>(stack.subList(from, stack.size()));
        stack.subList(from, stack.size()).clear();
        return items;
    }

    private Object recall(int at) throws FormatException {
        if (!memo.containsKey(at)) {
            throw error("value " + at + " is recalled, but was not kept");
        }
        return memo.get(at);
    }

    @SuppressWarnings("unchecked")
    private List<Object> list(Object o) throws FormatException {
        if (o instanceof List<?> l) {
            return (List<Object>) l;
        }
        throw error("expected a list or tuple, found " + (o == null ? "None" : o.getClass().getSimpleName()));
    }

    String text(Object o) throws FormatException {
        if (o instanceof String s) {
            return s;
        }
        throw error("expected a text, found " + (o == null ? "None" : o.getClass().getSimpleName()));
    }

    private Object big(long n) throws FormatException {
        byte[] b = bytes(n);
        if (b.length > Long.BYTES) {
            throw error("expected a whole number of at most 8 bytes, found " + b.length);
        }
        long v = 0;
        for (int i = b.length - 1; i >= 0; i--) {
            v = i == b.length - 1 ? b[i] : v << 8 | b[i] & 0xff;
        }
        return v;
    }

    private void need(long n) throws FormatException {
        if (n < 0 || n > in.remaining()) {
            throw error("expected " + n + " bytes, found " + in.remaining() + "; the pickle is cut off or damaged");
        }
    }

    private byte[] bytes(long n) throws FormatException {
        need(n);
        byte[] b = new byte[(int) n];
        in.get(b);
        return b;
    }

    private int u8() throws FormatException {
        need(1);
        return in.get() & 0xff;
    }

    private int i32() throws FormatException {
        need(Integer.BYTES);
        return in.getInt();
    }

    private long u32() throws FormatException {
        return i32() & 0xffffffffL;
    }

    private long i64() throws FormatException {
        need(Long.BYTES);
        return in.getLong();
    }

    private String line() throws FormatException {
        int from = in.position();
        while (u8() != '\n') {
            if (in.position() - from > 1000) {
                throw error("expected a name and the end of its line");
            }
        }
        Charset ascii = StandardCharsets.US_ASCII;
        return new String(in.array(), from, in.position() - from - 1, ascii);
    }
}
