package dev.spektron.train.data;

import dev.spektron.kernels.Philox;

/// A stream of random numbers that is a pure function of (seed, purpose, step, index). One object serves many streams one after another:
/// [#at(int, int)] begins the next. Not thread-safe. Functions from `StrictMath`, so that every machine draws the same.
final class Draw {
    /// What the numbers are for; the name is part of them.
    enum Purpose {
        PERMUTATION, EPOCH, SLOTS, PAIR, INPUT, SECOND_VIEW, NOISE, MIXTURE, DONOR;

        private int word() {
            return ("train.data." + name()).hashCode();
        }
    }

    private final int key0;
    private final int key1;
    private final int purpose;
    private final int[] words = new int[4];
    private int step;
    private int index;
    private int block;
    private int next;
    private double spare;
    private boolean spared;

    Draw(long seed, Purpose purpose) {
        key0 = (int) seed;
        key1 = (int) (seed >>> 32);
        this.purpose = purpose.word();
    }

    /// Begins the stream of a step and an index.
    Draw at(int newStep, int newIndex) {
        step = newStep;
        index = newIndex;
        block = 0;
        next = 4;
        spared = false;
        return this;
    }

    private int word() {
        if (next == 4) {
            Philox.block(block++, index, step, purpose, key0, key1, words, 0);
            next = 0;
        }
        return words[next++];
    }

    /// Uniform in 0 to n - 1; the rare words that would make it uneven are drawn again.
    int below(int n) {
        long limit = (1L << 32) / n * n;
        long w = word() & 0xFFFFFFFFL;
        while (w >= limit) {
            w = word() & 0xFFFFFFFFL;
        }
        return (int) (w % n);
    }

    /// Uniform in (0, 1).
    float uniform() {
        return Philox.unit(word());
    }

    /// Uniform in (-limit, limit).
    float symmetric(float limit) {
        return limit * (2 * uniform() - 1);
    }

    /// Standard normal, by the polar method (Marsaglia and Bray 1964, doi:10.1137/1006063): sine and cosine of `StrictMath` leave objects.
    float normal() {
        spared = !spared;
        if (!spared) {
            return (float) spare;
        }
        double u = symmetric(1);
        double v = symmetric(1);
        double s = u * u + v * v;
        while (s >= 1) {
            u = symmetric(1);
            v = symmetric(1);
            s = u * u + v * v;
        }
        double f = Math.sqrt(-2 * StrictMath.log(s) / s);
        spare = f * v;
        return (float) (f * u);
    }

    /// Shuffles `a` (Fisher and Yates, from the back).
    void shuffle(int[] a) {
        for (int i = a.length - 1; i > 0; i--) {
            int j = below(i + 1);
            int held = a[i];
            a[i] = a[j];
            a[j] = held;
        }
    }
}
