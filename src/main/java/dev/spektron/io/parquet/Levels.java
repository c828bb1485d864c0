package dev.spektron.io.parquet;

import dev.spektron.io.FormatException;

/// Small whole numbers in Parquet's hybrid of runs and packed bits (encoding RLE).
final class Levels {
    private Levels() {}

    /// Reads `n` values of `width` bits from bytes `[from, end)`.
    static int[] read(String where, byte[] b, int from, int end, int width, int n) throws FormatException {
        int[] v = new int[n];
        if (width == 0) {
            return v;
        }
        if (width < 0 || width > 32) {
            throw new FormatException(where + ": expected numbers of at most 32 bits, found " + width);
        }
        int at = from;
        int count = 0;
        while (count < n) {
            long head = 0;
            for (int shift = 0; ; shift += 7) {
                if (at >= end || shift > 28) {
                    throw new FormatException(where + ": the runs end after " + count + " of " + n + " numbers");
                }
                int next = b[at++];
                head |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    break;
                }
            }
            if ((head & 1) == 0) {
                int bytes = (width + 7) / 8;
                if (at + bytes > end) {
                    throw new FormatException(where + ": a run is cut off");
                }
                int value = 0;
                for (int i = 0; i < bytes; i++) {
                    value |= (b[at++] & 0xff) << 8 * i;
                }
                long to = Math.min(n, count + (head >> 1));
                if (head >> 1 == 0) {
                    throw new FormatException(where + ": a run of no number");
                }
                while (count < to) {
                    v[count++] = value;
                }
            } else {
                long numbers = (head >> 1) * 8;
                long bytes = (head >> 1) * width;
                if (numbers == 0 || bytes > end - at && (end - at) * 8L / width < Math.min(numbers, n - count)) {
                    throw new FormatException(where + ": packed numbers are cut off");
                }
                for (long i = 0; i < numbers && count < n; i++) {
                    v[count++] = bits(b, at, i * width, width);
                }
                at = (int) Math.min(end, at + bytes);
            }
        }
        return v;
    }

    private static int bits(byte[] b, int at, long bit, int width) {
        int v = 0;
        for (int k = 0; k < width; k++) {
            long p = bit + k;
            v |= (b[at + (int) (p >> 3)] >> (int) (p & 7) & 1) << k;
        }
        return v;
    }
}
