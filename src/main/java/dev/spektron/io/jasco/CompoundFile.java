package dev.spektron.io.jasco;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.Content;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The streams of a compound file (OLE2): sectors chained through a table (FAT), small streams in a stream of small sectors with a table of
/// its own, names in a tree. Layout: [MS-CFB], Microsoft, "Compound File Binary File Format".
///
/// Chains are followed for as many sectors as their length needs, and never for more than there are, so loops end with an error.
final class CompoundFile {
    static final String MAGIC = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";
    private static final int HEADER = 512;
    private static final int FIRST_TABLES = 109;
    private static final int ENTRY = 128;
    private static final int STREAM = 2;
    private static final int NONE = -1;
    private static final int END = -2;

    /// @param size length in bytes
    private record Entry(String name, int start, long size) {}

    private final Content content;
    private final Bytes b;
    private final int shift;
    private final int smallShift;
    private final long cutoff;
    private final int[] table;
    private final int[] smallTable;
    private final byte[] small;
    private final Map<String, Entry> streams = new LinkedHashMap<>();

    private CompoundFile(Content content) throws FormatException {
        this.content = content;
        b = new Bytes(content, ByteOrder.LITTLE_ENDIAN);
        b.need(0, HEADER, "the header of a compound file");
        shift = b.u16(30, "size of a sector");
        smallShift = b.u16(32, "size of a small sector");
        if (shift != 9 && shift != 12 || smallShift != 6) {
            throw b.error(30, "expected sectors of 512 or 4096 and small ones of 64 bytes, found powers " + shift + " and " + smallShift
                + " of 2; the file is damaged, fetch it again");
        }
        cutoff = b.u32(56, "limit of small streams");
        table = table();
        byte[] directory = chain(b.i32(48, "start of the directory"), -1, "the directory");
        Bytes d = new Bytes(new Content(content.name() + " (directory)", directory), ByteOrder.LITTLE_ENDIAN);
        d.need(0, ENTRY, "the root entry");
        smallTable = ints(chain(b.i32(60, "start of the small table"), -1, "the table of small sectors"));
        small = chain(d.i32(116, "start of the small streams"), size(d, 0), "the small streams");
        names(d);
    }

    static boolean matches(Content content) {
        return content.has(0, MAGIC);
    }

    static CompoundFile read(Content content) throws FormatException {
        return new CompoundFile(content);
    }

    Set<String> names() {
        return streams.keySet();
    }

    boolean has(String name) {
        return streams.containsKey(name);
    }

    /// The bytes of a stream in the root.
    Bytes stream(String name) throws FormatException {
        Entry e = streams.get(name);
        if (e == null) {
            throw b.error(48, "expected a stream '" + name + "', found only " + String.join(", ", streams.keySet())
                + "; is it a spectrum of JASCO? If it is, export it as text");
        }
        byte[] bytes = e.size < cutoff ? smallChain(e) : chain(e.start, e.size, "stream '" + name + "'");
        return new Bytes(new Content(content.name() + " (stream " + name + ")", bytes), ByteOrder.LITTLE_ENDIAN);
    }

    private int sectors() {
        return (int) ((b.size() - 1L >> shift) + 1);
    }

    private long place(int sector) {
        return (sector + 1L) << shift;
    }

    /// The table of sectors from its own sectors, whose numbers stand in the header and in a chain of further sectors.
    private int[] table() throws FormatException {
        long count = b.u32(44, "number of sectors of the table");
        int perSector = 1 << shift - 2;
        if (count > sectors()) {
            throw b.error(44, "expected at most " + sectors() + " sectors of the table, found " + count
                + "; the file is damaged, fetch it again");
        }
        int[] entries = new int[(int) count * perSector];
        int next = b.i32(68, "start of the further table");
        long at = 76;
        int left = FIRST_TABLES;
        for (int k = 0; k < count; k++) {
            if (left == 0) {
                at = place(sector(next, "the further table"));
                b.need(at, 1L << shift, "the further table");
                next = b.i32(at + (1L << shift) - 4, "the further table");
                left = perSector - 1;
            }
            long sector = place(sector(b.i32(at, "sector of the table"), "the table"));
            b.need(sector, 1L << shift, "the table");
            for (int i = 0; i < perSector; i++) {
                entries[k * perSector + i] = b.i32(sector + 4L * i, "the table");
            }
            at += 4;
            left--;
        }
        return entries;
    }

    private int sector(int number, String what) throws FormatException {
        if (number < 0 || number >= sectors()) {
            throw b.error(HEADER, "expected a sector of " + what + " from 0 to " + (sectors() - 1) + ", found " + number
                + "; the file is cut off or damaged, fetch it again");
        }
        return number;
    }

    /// The sectors of a chain, `size` bytes or, if that is negative, all up to its end.
    private byte[] chain(int start, long size, String what) throws FormatException {
        int length = 1 << shift;
        if (size > b.size()) {
            throw b.error(HEADER, "expected at most " + b.size() + " bytes of " + what + ", found " + size
                + "; the file is damaged, fetch it again");
        }
        int count = size < 0 ? count(start, what) : (int) ((size + length - 1) / length);
        byte[] out = new byte[size < 0 ? count * length : (int) size];
        int sector = start;
        for (int k = 0; k < count; k++) {
            int n = Math.min(length, out.length - k * length);
            long at = place(sector(sector, what));
            b.need(at, n, what);
            System.arraycopy(content.bytes(), (int) at, out, k * length, n);
            sector = next(table, sector, what);
        }
        return out;
    }

    private int count(int start, String what) throws FormatException {
        int n = 0;
        for (int s = start; s != END && s != NONE; s = next(table, sector(s, what), what)) {
            if (n++ >= sectors()) {
                throw b.error(HEADER, "expected an end of " + what + ", found a loop of sectors; the file is damaged, fetch it again");
            }
        }
        return n;
    }

    private int next(int[] entries, int sector, String what) throws FormatException {
        if (sector < 0 || sector >= entries.length) {
            throw b.error(HEADER, "expected sector " + sector + " of " + what + " in a table of " + entries.length
                + "; the file is damaged, fetch it again");
        }
        return entries[sector];
    }

    private byte[] smallChain(Entry e) throws FormatException {
        if (e.size > small.length) {
            throw b.error(HEADER, "expected at most the " + small.length + " bytes of the small sectors in stream '" + e.name + "', found "
                + e.size + "; the file is damaged, fetch it again");
        }
        byte[] out = new byte[(int) e.size];
        int length = 1 << smallShift;
        int sector = e.start;
        for (int at = 0; at < out.length; at += length) {
            int n = Math.min(length, out.length - at);
            long from = (long) sector << smallShift;
            if (sector < 0 || from + n > small.length) {
                throw b.error(HEADER, "expected small sector " + sector + " of stream '" + e.name + "' among " + small.length
                    + " bytes; the file is damaged, fetch it again");
            }
            System.arraycopy(small, (int) from, out, at, n);
            sector = next(smallTable, sector, "stream '" + e.name + "'");
        }
        return out;
    }

    private static int[] ints(byte[] bytes) {
        int[] v = new int[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(v);
        return v;
    }

    private static long size(Bytes directory, int entry) throws FormatException {
        return directory.u32(ENTRY * (long) entry + 120, "length of a stream");
    }

    /// Walks the tree of names below the root; storages inside are not entered.
    private void names(Bytes d) throws FormatException {
        int count = d.size() / ENTRY;
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        open.push(d.i32(76, "first name"));
        while (!open.isEmpty()) {
            int k = open.pop();
            if (k < 0 || k >= count || seen.get(k)) {
                continue;
            }
            seen.set(k);
            long at = (long) ENTRY * k;
            int length = Math.clamp(d.u16(at + 64, "length of a name") - 2, 0, 62);
            String name = Utf16.text(d, at, length, "a name");
            if (d.u8(at + 66, "kind of an entry") == STREAM) {
                streams.putIfAbsent(name, new Entry(name, d.i32(at + 116, "start of a stream"), size(d, k)));
            }
            open.push(d.i32(at + 68, "left name"));
            open.push(d.i32(at + 72, "right name"));
        }
    }
}
