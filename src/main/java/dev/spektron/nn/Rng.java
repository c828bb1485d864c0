package dev.spektron.nn;

import dev.spektron.kernels.Philox;

/// Random numbers on the host as a pure function of (seed, name, position): every parameter has a stream of its own, so its first numbers
/// depend neither on the order of construction nor on other parameters.
public final class Rng {
    private final int key0;
    private final int key1;
    private final int stream;
    private final int[] words = new int[4];
    private int next;

    /// The stream of a name.
    public Rng(long seed, String name) {
        key0 = (int) seed;
        key1 = (int) (seed >>> 32);
        stream = name.hashCode();
    }

    private Rng(int key0, int key1, int stream) {
        this.key0 = key0;
        this.key1 = key1;
        this.stream = stream;
    }

    /// The stream of another name under the same seed, from its beginning: first values that depend on those of another parameter draw
    /// the same numbers again.
    public Rng of(String name) {
        return new Rng(key0, key1, name.hashCode());
    }

    private int word() {
        if (next % 4 == 0) {
            Philox.block(next / 4, 0, stream, 0, key0, key1, words, 0);
        }
        return words[next++ % 4];
    }

    /// Uniform in (0, 1).
    public float uniform() {
        return Philox.unit(word());
    }

    /// Standard normal (Box and Muller, one of the pair).
    public float normal() {
        double radius = Math.sqrt(-2 * StrictMath.log(uniform()));
        return (float) (radius * StrictMath.cos(2 * Math.PI * uniform()));
    }
}
