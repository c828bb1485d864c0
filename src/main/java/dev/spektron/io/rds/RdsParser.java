package dev.spektron.io.rds;

import dev.spektron.io.FormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Parses the items of a serialization (R Internals, section 1.8, and `src/main/serialize.c` as documentation of the numbers). An item is a
/// word of flags, its data, and its attributes.
///
/// Code is not data: closures, promises, built-in functions and byte code end the reading, and the message names their place. Calls are
/// read as lists of symbols, because labels of plots are made of them, and never evaluated.
final class RdsParser {
    private static final int DEEPEST = 256;
    private static final int ATTRIBUTES = 0x200;
    private static final int TAG = 0x400;
    private static final int LEVELS = 12;
    private static final int BYTES = 1 << 1;
    private static final int LATIN1 = 1 << 2;
    private static final int NIL_VALUE = 254;
    private final RStream in;
    private final Charset fallback;
    private final Deque<String> path = new ArrayDeque<>();
    private final List<RValue> references = new ArrayList<>();
    private final Altrep altrep;
    private int depth;

    /// @param fallback charset of texts that are not marked
    RdsParser(RStream in, Charset fallback) {
        this.in = in;
        this.fallback = fallback;
        altrep = new Altrep(this, in.bytes.length);
    }

    RValue item() throws FormatException {
        return item(in.readInt("an item of R"));
    }

    private RValue item(int flags) throws FormatException {
        if (++depth > DEEPEST) {
            throw error("expected items nested at most " + DEEPEST + " deep, found more");
        }
        RValue value = read(flags, flags & 0xff);
        depth--;
        return value;
    }

    private RValue read(int flags, int type) throws FormatException {
        return switch (type) {
            case 0, NIL_VALUE -> RValue.Null.VALUE;
            case 253, 242, 241, 250, 252, 251 -> new RValue.Opaque(type == 251 || type == 252 ? "symbol" : "environment", Map.of());
            case 255 -> reference(flags);
            case 1 -> remember(new RValue.Symbol(symbol()));
            case 247, 248, 249 -> remember(persistent());
            case 4 -> environment();
            case 22 -> pointer(flags);
            case 23 -> {
                int at = reserve();
                yield fill(at, new RValue.Opaque("weakref", attributes(flags)));
            }
            case 2, 239 -> pairs(flags, "pairlist");
            case 6, 240 -> pairs(flags, "language");
            case 9 -> {
                String text = text(flags);
                attributes(flags);
                yield new RValue.Texts(new String[] {text}, Map.of());
            }
            case 10 -> ints("logical", flags);
            case 13 -> ints("integer", flags);
            case 14 -> new RValue.Doubles(in.readDoubles(length(8)), attributes(flags));
            case 15 -> complex(flags);
            case 16 -> texts(flags);
            case 19 -> list("list", flags);
            case 20 -> list("expression", flags);
            case 24 -> new RValue.Raw(in.readRaw(length(1)), attributes(flags));
            case 25 -> new RValue.S4(attributes(flags));
            case 238 -> altrep.read();
            default -> throw refused(type);
        };
    }

    private FormatException refused(int type) {
        String what = switch (type) {
            case 3 -> "a function (closure)";
            case 5 -> "a promise";
            case 7, 8 -> "a built-in function";
            case 17 -> "arguments of a call (...)";
            case 21, 243, 244 -> "byte code";
            default -> null;
        };
        return error(what == null ? "expected an item of R, found type " + type + "; the file is damaged or of a later version of R"
            : "expected data, found " + what + "; code is never read: save the data without it in R");
    }

    FormatException error(String what) {
        StringBuilder place = new StringBuilder();
        path.descendingIterator().forEachRemaining(place::append);
        return in.error((place.isEmpty() ? "" : "at " + place + ": ") + what);
    }

    private int length(int binary) throws FormatException {
        int n = in.readInt("a length");
        if (n == -1) {
            // Two words follow for vectors of more than 2^31 elements.
            throw error("a vector of more than 2147483647 elements is not read");
        }
        in.require(n, binary, "a vector");
        return n;
    }

    private RValue remember(RValue value) {
        references.add(value);
        return value;
    }

    private int reserve() {
        references.add(RValue.Null.VALUE);
        return references.size() - 1;
    }

    private RValue fill(int at, RValue value) {
        references.set(at, value);
        return value;
    }

    private RValue reference(int flags) throws FormatException {
        int at = flags >>> 8;
        at = at == 0 ? in.readInt("a reference") : at;
        if (at < 1 || at > references.size()) {
            throw error("reference " + at + ", but " + references.size() + " objects stand before it");
        }
        return references.get(at - 1);
    }

    private String symbol() throws FormatException {
        int flags = in.readInt("a name");
        if ((flags & 0xff) != 9) {
            throw error("expected the text of a name (type 9), found type " + (flags & 0xff));
        }
        String name = text(flags);
        return name == null ? "NA" : name;
    }

    private RValue persistent() throws FormatException {
        in.readInt("zero");
        int n = length(4);
        for (int i = 0; i < n; i++) {
            symbol();
        }
        return new RValue.Opaque("environment", Map.of());
    }

    /// The parts are read for what they may refer to, and because code in them must be found; their values are not kept.
    private RValue environment() throws FormatException {
        in.readInt("the lock of an environment");
        int at = reserve();
        path.push("<environment>");
        for (int part = 0; part < 4; part++) {
            item();
        }
        path.pop();
        return fill(at, new RValue.Opaque("environment", Map.of()));
    }

    private RValue pointer(int flags) throws FormatException {
        int at = reserve();
        item();
        item();
        return fill(at, new RValue.Opaque("externalptr", attributes(flags)));
    }

    private RValue pairs(int first, String type) throws FormatException {
        List<RValue> values = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        Map<String, RValue> attributes = Map.of();
        boolean named = false;
        int flags = first;
        while (true) {
            int kind = flags & 0xff;
            if (kind != 2 && kind != 6 && kind != 239 && kind != 240) {
                if (kind != NIL_VALUE && kind != 0) {
                    values.add(item(flags));
                    tags.add("");
                }
                break;
            }
            Map<String, RValue> own = (flags & ATTRIBUTES) != 0 || kind > 200 ? pairMap(item()) : Map.of();
            attributes = values.isEmpty() ? own : attributes;
            RValue tag = (flags & TAG) != 0 ? item() : RValue.Null.VALUE;
            String name = tag instanceof RValue.Symbol(String n) ? n : "";
            named |= !name.isEmpty();
            path.push(name.isEmpty() ? "[[" + (values.size() + 1) + "]]" : "$" + name);
            values.add(item());
            path.pop();
            tags.add(name);
            flags = in.readInt("the rest of a pair list");
        }
        if (named) {
            attributes = new LinkedHashMap<>(attributes);
            attributes.put("names", new RValue.Texts(tags.toArray(String[]::new), Map.of()));
        }
        return new RValue.Elements(type, values.toArray(RValue[]::new), attributes);
    }

    private Map<String, RValue> attributes(int flags) throws FormatException {
        if ((flags & ATTRIBUTES) == 0) {
            return Map.of();
        }
        path.push("<attributes>");
        Map<String, RValue> map = pairMap(item());
        path.pop();
        return map;
    }

    /// Elements of a pair list by name.
    static Map<String, RValue> pairMap(RValue pairs) {
        if (!(pairs instanceof RValue.Elements e)) {
            return Map.of();
        }
        Map<String, RValue> map = LinkedHashMap.newLinkedHashMap(e.length());
        List<String> names = e.names();
        for (int i = 0; i < e.length() && i < names.size(); i++) {
            map.put(names.get(i), e.values()[i]);
        }
        return map;
    }

    private RValue ints(String type, int flags) throws FormatException {
        return new RValue.Ints(type, in.readInts(length(4)), attributes(flags));
    }

    private RValue complex(int flags) throws FormatException {
        int n = length(16);
        if (n > Integer.MAX_VALUE / 2) {
            throw error(n + " complex numbers are more than an array can hold");
        }
        double[] both = in.readDoubles(2 * n);
        double[] re = new double[n];
        double[] im = new double[n];
        for (int i = 0; i < n; i++) {
            re[i] = both[2 * i];
            im[i] = both[2 * i + 1];
        }
        return new RValue.Complex(re, im, attributes(flags));
    }

    private RValue texts(int flags) throws FormatException {
        String[] values = new String[length(8)];
        String last = "";
        for (int i = 0; i < values.length; i++) {
            int each = in.readInt("a text");
            if ((each & 0xff) != 9) {
                throw error("expected a text (type 9), found type " + (each & 0xff));
            }
            String text = text(each);
            attributes(each);
            // Columns repeat their texts.
            values[i] = last.equals(text) ? last : text;
            last = text == null ? "" : values[i];
        }
        return new RValue.Texts(values, attributes(flags));
    }

    private RValue list(String type, int flags) throws FormatException {
        RValue[] values = new RValue[length(4)];
        for (int i = 0; i < values.length; i++) {
            path.push("[[" + (i + 1) + "]]");
            values[i] = item();
            path.pop();
        }
        return new RValue.Elements(type, values, attributes(flags));
    }

    private String text(int flags) throws FormatException {
        int n = in.readInt("the length of a text");
        if (n == -1) {
            return null;
        }
        in.require(n, 1, "text");
        byte[] bytes = in.readText(n);
        int levels = flags >>> LEVELS;
        if ((levels & BYTES) != 0) {
            return escaped(bytes);
        }
        if ((levels & LATIN1) != 0) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, fallback);
        }
    }

    /// Texts of encoding "bytes" are shown as R prints them.
    private static String escaped(byte[] bytes) {
        StringBuilder s = new StringBuilder();
        for (byte b : bytes) {
            s.append(b >= 0 ? Character.toString(b) : "\\x" + Integer.toHexString(b & 0xff));
        }
        return s.toString();
    }
}
