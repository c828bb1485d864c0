package dev.spektron.io.parquet;

import dev.spektron.io.FormatException;

/// Whole numbers in encoding DELTA_BINARY_PACKED (parquet-format, Encodings.md): number of values a block, miniblocks a block, number of
/// values and first value; then blocks of their least difference, the bits of each miniblock and what the differences exceed the least by.
final class Delta {
    private static final int LARGEST_BLOCK = 1 << 20;
    private final String where;
    private final byte[] b;
    private final int end;
    private int at;

    /// @param from first byte of the numbers
    Delta(String where, byte[] b, int from, int end) {
        this.where = where;
        this.b = b;
        at = from;
        this.end = end;
    }

    /// First byte behind the numbers.
    int at() {
        return at;
    }

    /// @param wanted how many numbers there must be
    /// @throws FormatException if there are others or the bytes end before
    long[] read(int wanted) throws FormatException {
        long block = varint();
        long minis = varint();
        long count = varint();
        if (block < 1 || block > LARGEST_BLOCK || minis < 1 || minis > block || block % (8 * minis) != 0 || count != wanted) {
            throw error("expected " + wanted + " numbers in blocks of miniblocks of a multiple of 8, found " + count + " in blocks of "
                + block + " in " + minis);
        }
        long[] v = new long[wanted];
        long value = zigzag();
        int n = 0;
        if (wanted > 0) {
            v[n++] = value;
        }
        int each = (int) (block / minis);
        while (n < wanted) {
            long least = zigzag();
            int widths = at;
            need(minis);
            at += (int) minis;
            for (int m = 0; m < minis && n < wanted; m++) {
                int width = b[widths + m] & 0xff;
                if (width > Long.SIZE) {
                    throw error("a miniblock of " + width + " bits a number");
                }
                need((long) each * width / 8);
                for (int i = 0; i < each && n < wanted; i++) {
                    value += least + bits((long) i * width, width);
                    v[n++] = value;
                }
                at += each * width / 8;
            }
        }
        return v;
    }

    /// `width` bits from bit `from` behind `at`, the lowest first.
    private long bits(long from, int width) {
        long v = 0;
        for (int k = 0; k < width;) {
            int bit = (int) ((from + k) & 7);
            int take = Math.min(8 - bit, width - k);
            long part = (b[at + (int) ((from + k) >> 3)] & 0xff) >> bit & (1 << take) - 1;
            v |= part << k;
            k += take;
        }
        return v;
    }

    private long varint() throws FormatException {
        long v = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            need(1);
            byte next = b[at++];
            v |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return v;
            }
        }
        throw error("a number of more than 64 bits");
    }

    private long zigzag() throws FormatException {
        long v = varint();
        return v >>> 1 ^ -(v & 1);
    }

    private void need(long n) throws FormatException {
        if (n > end - at) {
            throw error("expected " + n + " bytes of differences, found " + Math.max(0, end - at) + "; the page is cut off");
        }
    }

    private FormatException error(String what) {
        return new FormatException(where + ", byte " + at + " of an unpacked page: " + what);
    }
}
