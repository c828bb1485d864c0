package dev.spektron.io.jasco;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import dev.spektron.io.formats.Content;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The streams of an OLE compound file by name, folders not told apart. Layout: Microsoft, [MS-CFB], versions 3 and 4. Every chain of
/// sectors is followed for at most as many steps as there are sectors, so that a circle is an error and not a hang.
final class CompoundFile {
    static final String MAGIC = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";
    private static final int END = -2;
    private static final int ENTRY = 128;
    private static final int HEADER_FAT = 109;
    private static final int STREAM = 2;
    private static final int ROOT = 5;

    private final Bytes bytes;
    private final byte[] all;
    private final int shift;
    private final int[] fat;
    private final int[] miniFat;
    private final int miniShift;
    private final long miniCutoff;
    private byte[] mini = {};
    private final Map<String, int[]> entries = new LinkedHashMap<>();

    CompoundFile(Content content) throws FormatException {
        bytes = new Bytes(content, ByteOrder.LITTLE_ENDIAN);
        all = content.bytes();
        shift = bytes.u16(30, "sector size");
        miniShift = bytes.u16(32, "small sector size");
        if (shift != 9 && shift != 12 || miniShift != 6) {
            throw bytes.error(30, "expected sectors of 2^9 or 2^12 and of 2^6 bytes, found 2^" + shift + " and 2^" + miniShift
                + "; the file is damaged");
        }
        miniCutoff = bytes.u32(56, "limit of small streams");
        fat = table();
        miniFat = ints(chain(bytes.i32(60, "small sector table"), Long.MAX_VALUE));
        directory(chain(bytes.i32(48, "directory"), Long.MAX_VALUE));
    }

    private long place(int sector) throws FormatException {
        long at = (long) sector + 1 << shift;
        if (sector < 0 || at >= bytes.size()) {
            throw bytes.error(0, "expected a sector of the file, found number " + sector + "; the file is cut off or damaged");
        }
        return at;
    }

    /// The table that links sectors: 109 of its sectors are named in the header, the others in a chain of sectors of their own.
    private int[] table() throws FormatException {
        int per = (1 << shift) / 4;
        int most = (bytes.size() >> shift) + 1;
        int[] sectors = new int[most];
        int n = 0;
        for (int i = 0; i < HEADER_FAT && n < most; i++) {
            int s = bytes.i32(76 + 4L * i, "sector table");
            if (s >= 0) {
                sectors[n++] = s;
            }
        }
        int next = bytes.i32(68, "further sector table");
        for (int steps = 0; next >= 0 && steps < most; steps++) {
            long at = place(next);
            for (int i = 0; i < per - 1 && n < most; i++) {
                int s = bytes.i32(at + 4L * i, "sector table");
                if (s >= 0) {
                    sectors[n++] = s;
                }
            }
            next = bytes.i32(at + 4L * (per - 1), "sector table");
        }
        int[] links = new int[n * per];
        Arrays.fill(links, -1);
        for (int i = 0; i < n; i++) {
            long at = place(sectors[i]);
            for (int j = 0; j < per && at + 4L * j + 4 <= bytes.size(); j++) {
                links[i * per + j] = bytes.i32(at + 4L * j, "sector table");
            }
        }
        return links;
    }

    /// The bytes of a chain, at most `size` of them; what lies behind the end of the file is missing.
    private byte[] chain(int first, long size) throws FormatException {
        byte[] out = {};
        int n = 0;
        int steps = 0;
        for (int s = first; s >= 0 && n < size; s = s < fat.length ? fat[s] : END) {
            if (++steps > (bytes.size() >> shift) + 1) {
                throw bytes.error(place(first), "expected a chain of sectors with an end, found a circle; the file is damaged");
            }
            long at = place(s);
            int part = (int) Math.min(Math.min(1 << shift, all.length - at), size - n);
            if (n + part > out.length) {
                out = Arrays.copyOf(out, Math.max(2 * out.length, n + (1 << shift)));
            }
            System.arraycopy(all, (int) at, out, n, part);
            n += part;
        }
        return Arrays.copyOf(out, n);
    }

    private static int[] ints(byte[] b) {
        int[] v = new int[b.length / 4];
        for (int i = 0; i < v.length; i++) {
            v[i] = le(b, 4 * i);
        }
        return v;
    }

    private static int le(byte[] b, int at) {
        return b[at] & 0xff | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16 | b[at + 3] << 24;
    }

    private void directory(byte[] d) throws FormatException {
        for (int at = 0; at + ENTRY <= d.length; at += ENTRY) {
            int length = Math.clamp((d[at + 64] & 0xff | (d[at + 65] & 0xff) << 8) - 2, 0, 62);
            String name = new String(d, at, length, StandardCharsets.UTF_16LE);
            int first = le(d, at + 116);
            int size = le(d, at + 120);
            if (d[at + 66] == ROOT) {
                mini = chain(first, size & 0xffffffffL);
            } else if (d[at + 66] == STREAM) {
                entries.putIfAbsent(name, new int[] {first, size});
            }
        }
    }

    Iterable<String> names() {
        return entries.keySet();
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /// The content of a stream.
    byte[] stream(String name) throws FormatException {
        int[] entry = entries.get(name);
        if (entry == null) {
            throw bytes.error(0, "expected a stream '" + name + "', found only " + String.join(", ", entries.keySet()));
        }
        long size = entry[1] & 0xffffffffL;
        if (size > bytes.size()) {
            throw bytes.error(0, "stream '" + name + "' claims " + size + " bytes in a file of " + bytes.size() + "; it is damaged");
        }
        byte[] content = size < miniCutoff ? small(entry[0], (int) size) : chain(entry[0], size);
        if (content.length < size) {
            throw bytes.error(0, "expected " + size + " bytes of stream '" + name + "', found " + content.length
                + "; the file is cut off or damaged, fetch it again");
        }
        return content;
    }

    private byte[] small(int first, int size) throws FormatException {
        byte[] out = new byte[size];
        int n = 0;
        int steps = 0;
        for (int s = first; s >= 0 && n < size; s = s < miniFat.length ? miniFat[s] : END) {
            long at = (long) s << miniShift;
            if (++steps > (mini.length >> miniShift) + 1 || at >= mini.length) {
                throw bytes.error(0, "expected a chain of small sectors with an end, found a circle or sector " + s + " of "
                    + (mini.length >> miniShift) + "; the file is damaged");
            }
            int part = (int) Math.min(Math.min(1 << miniShift, mini.length - at), size - n);
            System.arraycopy(mini, (int) at, out, n, part);
            n += part;
        }
        return Arrays.copyOf(out, n);
    }
}
