package dev.spektron.kernels;

/// Fields of random numbers. Number `i` of a field is a pure function of (seed, purpose, step, i): it comes from word i % 4 of the Philox
/// block with counter (i / 4, 0, step, purpose) and key (`k0`, `k1`), the lower and the upper half of the seed. The step is a whole number
/// that stands in a float array. Each item is one block, that is four numbers; `words` from `wo` on is room for its words.
public final class Randoms {
    private static final float TWO_PI = 6.2831853f;

    private Randoms() {}

    /// Number `i`, uniform in (0, 1).
    public static float uniform(int i, int step, int purpose, int k0, int k1, int[] words, int wo) {
        Philox.block(i / 4, 0, step, purpose, k0, k1, words, wo);
        return Philox.unit(words[wo + i % 4]);
    }

    /// Block `b` of `n` uniform numbers y.
    public static void uniforms(int b, float[] step, int so, int purpose, int k0, int k1, int[] words, int wo, float[] y, int yo, int n) {
        Philox.block(b, 0, (int) step[so], purpose, k0, k1, words, wo);
        int last = Math.min(4, n - 4 * b);
        for (int i = 0; i < last; i++) {
            y[yo + 4 * b + i] = Philox.unit(words[wo + i]);
        }
    }

    /// Block `b` of `n` standard normal numbers y: the words u, v of a pair give sqrt(-2 log u) cos(2 pi v) and sqrt(-2 log u) sin(2 pi v)
    /// (Box and Muller 1958).
    public static void normals(int b, float[] step, int so, int purpose, int k0, int k1, int[] words, int wo, float[] y, int yo, int n) {
        Philox.block(b, 0, (int) step[so], purpose, k0, k1, words, wo);
        int last = Math.min(4, n - 4 * b);
        for (int i = 0; i < last; i++) {
            int pair = wo + i / 2 * 2;
            float radius = (float) Math.sqrt(-2 * (float) Math.log(Philox.unit(words[pair])));
            float angle = TWO_PI * Philox.unit(words[pair + 1]);
            y[yo + 4 * b + i] = radius * (i % 2 == 0 ? (float) Math.cos(angle) : (float) Math.sin(angle));
        }
    }

    /// Block `b` of dropout: y[i] = x[i] / (1 - rate) where uniform number i is at least `rate`, else 0.
    public static void dropout(int b, float rate, float[] step, int so, int purpose, int k0, int k1, int[] words, int wo, float[] x, int xo,
        float[] y, int yo, int n) {
        Philox.block(b, 0, (int) step[so], purpose, k0, k1, words, wo);
        float scale = 1 / (1 - rate);
        int first = 4 * b;
        int last = Math.min(4, n - first);
        for (int i = 0; i < last; i++) {
            y[yo + first + i] = Philox.unit(words[wo + i]) >= rate ? scale * x[xo + first + i] : 0;
        }
    }
}
