package dev.spektron.corpus.store;

import dev.spektron.kernels.Philox;

/// A permutation of 0 to n - 1 as a pure function of (seed, epoch, position), in constant memory: four Feistel rounds over Philox words on
/// the next power of four, walked along its cycle until the value is below n (Black and Rogaway 2002, doi:10.1007/3-540-45760-7_9).
///
/// Not thread-safe.
public final class Permutation {
    private static final int ROUNDS = 4;
    private static final int PURPOSE = "corpus.store.permutation".hashCode();

    private final long size;
    private final int half;
    private final int mask;
    private final int key0;
    private final int key1;
    private final int[] words = new int[4];

    /// @param size n, at least 1
    public Permutation(long size, long seed) {
        if (size < 1 || size > 1L << 60) {
            throw new IllegalArgumentException("permutation: expected a size from 1, found " + size);
        }
        this.size = size;
        half = Math.max(1, (65 - Long.numberOfLeadingZeros(size - 1)) / 2);
        mask = (int) ((1L << half) - 1);
        key0 = (int) seed;
        key1 = (int) (seed >>> 32);
    }

    /// The value at `position` of the order of an epoch.
    public long at(int epoch, long position) {
        long v = position;
        do {
            v = step(epoch, v);
        } while (v >= size);
        return v;
    }

    private long step(int epoch, long v) {
        int left = (int) (v >>> half);
        int right = (int) v & mask;
        for (int r = 0; r < ROUNDS; r++) {
            Philox.block(right, epoch, r, PURPOSE, key0, key1, words, 0);
            int next = left ^ words[0] & mask;
            left = right;
            right = next;
        }
        return (long) left << half | right & 0xffffffffL;
    }
}
