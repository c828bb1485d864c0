package dev.spektron.io.opus;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import java.util.ArrayList;
import java.util.List;

/// One entry of the directory.
///
/// @param type what the block is
/// @param at where it begins
/// @param size its bytes
record OpusEntry(OpusType type, int at, int size) {
    private static final int HEADER = 24;
    private static final int BYTES = 12;

    /// The directory: place, greatest number and number of entries stand in the header; an entry that begins at 0 ends it.
    static List<OpusEntry> directory(Bytes b, List<String> warnings) throws FormatException {
        b.need(0, HEADER, "header of an OPUS file");
        long start = b.i32(12, "place of the directory");
        long count = b.i32(20, "number of blocks");
        if (start < HEADER || count < 1) {
            throw b.error(12, "expected a directory behind the header with at least 1 block, found place " + start + " and " + count
                + " blocks; the file is damaged");
        }
        b.need(start, count * BYTES, "the directory of " + count + " blocks");
        List<OpusEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long at = start + (long) BYTES * i;
            int type = b.i32(at, "type of a block");
            long size = 4 * b.u32(at + 4, "size of a block");
            int from = b.i32(at + 8, "place of a block");
            if (from <= 0) {
                break;
            }
            OpusEntry entry = of(b, at, OpusType.of(type), from, size, warnings);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /// A block that is not there spoils the file only if it holds ordinates or their scale.
    private static OpusEntry of(Bytes b, long at, OpusType type, int from, long size, List<String> warnings) throws FormatException {
        boolean inside = from <= b.size() && size <= b.size() - from;
        if (!inside && (type.isData() || type.isStatus())) {
            throw b.error(at, "expected a block " + type.name() + " of " + size + " bytes at byte " + from
                + ", found the end of the file of " + b.size() + " bytes; it is cut off or damaged, fetch it again");
        }
        if (!inside) {
            warnings.add("a block of parameters or text at byte " + from + " lies outside the file and is left out");
            return null;
        }
        return new OpusEntry(type, from, (int) size);
    }
}
