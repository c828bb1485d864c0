package dev.spektron.io.wdf;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Reads wanted integers from a set of properties (PSET): entries of a letter for the type, a byte of flags, the number of a name, and the
/// value. The numbers get their names from entries of type `k`, anywhere in the set.
final class WdfProperties {
    private static final int DEEPEST = 32;
    private static final int ARRAY = 0x80;
    private static final int COMPRESSED = 0x40;
    private final Bytes bytes;
    private final Set<String> wanted;
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<Integer, Integer> firstIntegers = new HashMap<>();

    private WdfProperties(Bytes bytes, Set<String> wanted) {
        this.bytes = bytes;
        this.wanted = wanted;
    }

    /// The first integer of each wanted name in the set that begins the block; an unknown structure ends the search, since the spectra do
    /// not depend on it.
    static Map<String, Integer> integers(Bytes bytes, WdfChunks.Chunk chunk, Set<String> wanted) {
        WdfProperties p = new WdfProperties(bytes, wanted);
        Map<String, Integer> found = new HashMap<>();
        try {
            if (!bytes.text(chunk.at(), 4, "PSET").equals("PSET")) {
                return found;
            }
            long size = bytes.u32(chunk.at() + 4, "length of a PSET");
            p.set(chunk.at() + 8, Math.min(chunk.at() + chunk.size(), chunk.at() + 8 + size), 0);
        } catch (FormatException e) {
            // What was found before the unknown structure still counts.
        }
        p.names.forEach((number, name) -> {
            if (p.firstIntegers.containsKey(number)) {
                found.putIfAbsent(name, p.firstIntegers.get(number));
            }
        });
        return found;
    }

    private void set(long from, long end, int depth) throws FormatException {
        long at = from;
        while (at + 4 <= end && depth < DEEPEST) {
            char type = (char) bytes.u8(at, "type of a property");
            int flags = bytes.u8(at + 1, "flags of a property");
            int number = bytes.u16(at + 2, "name of a property");
            at += 4;
            int width = width(type);
            if (flags == COMPRESSED || width == 0) {
                long size = bytes.u32(at, "length of a property");
                at += 4;
                bytes.need(at, size, "a property");
                text(type, flags, number, at, size, depth);
                at += size;
            } else {
                long count = flags == ARRAY ? bytes.u32(at, "length of an array") : 1;
                at += flags == ARRAY ? 4 : 0;
                if (type == 'i' && flags == 0) {
                    // Only numbers that already have a name: that bounds what a long list of integers can take.
                    if (names.containsKey(number) || firstIntegers.size() < 10_000) {
                        firstIntegers.putIfAbsent(number, bytes.i32(at, "an integer"));
                    }
                }
                at += width * count;
            }
        }
    }

    private void text(char type, int flags, int number, long at, long size, int depth) throws FormatException {
        if (flags == COMPRESSED) {
            return;
        }
        if (type == 'k' && size < 100) {
            String name = bytes.text(at, (int) size, StandardCharsets.UTF_8, "name of a property");
            if (wanted.contains(name)) {
                names.putIfAbsent(number, name);
            }
        } else if (type == 'p') {
            set(at, at + size, depth + 1);
        } else if (type != 'u' && type != 'b' && type != 'k') {
            throw bytes.error(at, "unknown type of property");
        }
    }

    /// Bytes of a number, 0 for types that carry their length.
    private static int width(char type) {
        return switch (type) {
            case 'c', '?' -> 1;
            case 's' -> 2;
            case 'i', 'r' -> 4;
            case 'w', 'q', 't' -> 8;
            default -> 0;
        };
    }
}
