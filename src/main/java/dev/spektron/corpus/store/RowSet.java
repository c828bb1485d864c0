package dev.spektron.corpus.store;

import java.util.Arrays;
import java.util.function.LongPredicate;

/// A set of row numbers, one bit and a little each: what is in it, how many, and which is the k-th.
public final class RowSet {
    /// Words of 64 rows for which one sum is kept.
    private static final int BLOCK = 8;

    private final long[] words;
    private final long[] before;
    private final long size;

    private RowSet(long[] words) {
        this.words = words;
        before = new long[words.length / BLOCK + 2];
        long sum = 0;
        for (int w = 0; w < words.length; w++) {
            if (w % BLOCK == 0) {
                before[w / BLOCK] = sum;
            }
            sum += Long.bitCount(words[w]);
        }
        size = sum;
        Arrays.fill(before, (words.length + BLOCK - 1) / BLOCK, before.length, sum);
    }

    /// Those of 0 to `rows - 1` that `member` takes; asked in rising order.
    public static RowSet of(long rows, LongPredicate member) {
        long[] words = new long[Math.toIntExact((rows + 63) / 64)];
        for (long r = 0; r < rows; r++) {
            if (member.test(r)) {
                words[(int) (r >>> 6)] |= 1L << r;
            }
        }
        return new RowSet(words);
    }

    public long size() {
        return size;
    }

    public boolean contains(long row) {
        return (words[(int) (row >>> 6)] >>> row & 1) != 0;
    }

    /// The `k`-th member, from 0.
    public long select(long k) {
        if (k < 0 || k >= size) {
            throw new IndexOutOfBoundsException("member " + k + " of " + size);
        }
        int found = Arrays.binarySearch(before, k);
        int block = found >= 0 ? found : -found - 2;
        while (block + 1 < before.length && before[block + 1] <= k) {
            block++;
        }
        long left = k - before[block];
        int w = block * BLOCK;
        while (left >= Long.bitCount(words[w])) {
            left -= Long.bitCount(words[w++]);
        }
        long word = words[w];
        for (; left > 0; left--) {
            word &= word - 1;
        }
        return 64L * w + Long.numberOfTrailingZeros(word);
    }
}
