package dev.spektron.io.wdf;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The chunks of a file: name, number and length with its header of 16 bytes, one behind the other.
///
/// @param first place of the first chunk of each name
/// @param warnings what is wrong behind the data that are needed
record WdfChunks(Map<String, Chunk> first, List<String> warnings) {
    static final int HEADER = 16;

    /// @param at   where the content begins
    /// @param size bytes of content that are there
    record Chunk(int at, int size) {}

    static WdfChunks read(Bytes bytes) throws FormatException {
        Map<String, Chunk> first = new LinkedHashMap<>();
        List<String> warnings = List.of();
        long at = 0;
        while (at + HEADER <= bytes.size()) {
            String name = bytes.text(at, 4, StandardCharsets.ISO_8859_1, "chunk name");
            long size = bytes.i64(at + 8, "chunk size");
            if (size < HEADER || size > bytes.size() - at) {
                // The chunks that follow the data are not needed; a cut in the data themselves is found where they are read.
                warnings = List.of("chunk '" + name + "' at byte " + at + " claims " + size + " bytes, " + (bytes.size() - at)
                    + " are left; what follows was not read");
                first.putIfAbsent(name, new Chunk((int) at + HEADER, (int) (bytes.size() - at) - HEADER));
                break;
            }
            first.putIfAbsent(name, new Chunk((int) at + HEADER, (int) size - HEADER));
            at += size;
        }
        return new WdfChunks(first, warnings);
    }

    Chunk need(Bytes bytes, String name) throws FormatException {
        Chunk c = first.get(name);
        if (c == null) {
            throw bytes.error(bytes.size(), "expected a chunk " + name + ", found only " + String.join(", ", first.keySet())
                + "; the file is cut off or was never finished");
        }
        return c;
    }
}
