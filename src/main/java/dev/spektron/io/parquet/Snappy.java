package dev.spektron.io.parquet;

import dev.spektron.io.FormatException;

/// Unpacks a Snappy block (format description of the project google/snappy). Checked access throughout: libraries do this by raw memory.
final class Snappy {
    private Snappy() {}

    /// @param size bytes that must come out
    static byte[] unpack(String where, byte[] in, int from, int length, int size) throws FormatException {
        try {
            return run(where, in, from, from + length, size);
        } catch (IndexOutOfBoundsException e) {
            throw new FormatException(where + ": damaged Snappy data", e);
        }
    }

    private static byte[] run(String where, byte[] in, int from, int end, int size) throws FormatException {
        int at = from;
        long stated = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = in[at++];
            stated |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                break;
            }
        }
        if (stated != size) {
            throw new FormatException(where + ": the Snappy data state " + stated + " bytes, the page " + size);
        }
        byte[] out = new byte[size];
        int n = 0;
        while (at < end) {
            int tag = in[at++] & 0xff;
            int length = (tag >> 2) + 1;
            int offset;
            if ((tag & 3) == 0) {
                if (length > 60) {
                    int extra = length - 60;
                    length = little(in, at, extra) + 1;
                    at += extra;
                }
                System.arraycopy(in, at, out, n, length);
                at += length;
                n += length;
                continue;
            } else if ((tag & 3) == 1) {
                length = (tag >> 2 & 7) + 4;
                offset = tag >> 5 << 8 | in[at++] & 0xff;
            } else {
                int width = (tag & 3) == 2 ? 2 : 4;
                offset = little(in, at, width);
                at += width;
            }
            if (offset <= 0 || offset > n) {
                throw new FormatException(where + ": damaged Snappy data, a copy from " + offset + " bytes back at byte " + n);
            }
            for (int i = 0; i < length; i++) {
                out[n] = out[n - offset];
                n++;
            }
        }
        if (n != size) {
            throw new FormatException(where + ": the Snappy data end after " + n + " of " + size + " bytes");
        }
        return out;
    }

    private static int little(byte[] in, int at, int width) {
        int v = 0;
        for (int i = 0; i < width; i++) {
            v |= (in[at + i] & 0xff) << 8 * i;
        }
        return v;
    }
}
