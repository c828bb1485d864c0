package dev.spektron.train.mask;

import dev.spektron.kernels.Philox;
import java.nio.charset.StandardCharsets;

/// Random numbers on the host as a pure function of (seed, step, index, position); one object serves any number of streams in turn.
final class Draws {
    private final int[] words = new int[4];
    private int key0;
    private int key1;
    private int step;
    private int index;
    private int next;

    /// Begins the stream of spectrum `index` of step `step`.
    void begin(long seed, int step, int index) {
        key0 = (int) seed;
        key1 = (int) (seed >>> 32);
        this.step = step;
        this.index = index;
        next = 0;
    }

    private int word() {
        if (next % 4 == 0) {
            Philox.block(next / 4, step, index, 0x4D41534B, key0, key1, words, 0);
        }
        return words[next++ % 4];
    }

    /// Uniform from 0 to n - 1.
    int below(int n) {
        return (int) ((word() & 0xFFFFFFFFL) * n >>> 32);
    }

    /// Uniform in (0, 1).
    float uniform() {
        return Philox.unit(word());
    }

    /// A seed of a name: FNV-1a, 64 bits.
    static long hash(String name) {
        long h = 0xCBF29CE484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return h;
    }
}
