package dev.spektron.nn;

/// First values of a parameter.
@FunctionalInterface
public interface Init {
    Init ZERO = (out, rng) -> { };
    Init ONE = (out, rng) -> java.util.Arrays.fill(out, 1);

    /// Fills `out`, which is 0.
    void fill(float[] out, Rng rng);

    /// Uniform between -1 / sqrt(fanIn) and 1 / sqrt(fanIn): weights and biases of layers and convolutions.
    static Init fanIn(int fanIn) {
        return uniform((float) (1 / Math.sqrt(fanIn)));
    }

    static Init uniform(float bound) {
        return (out, rng) -> {
            for (int i = 0; i < out.length; i++) {
                out[i] = bound * (2 * rng.uniform() - 1);
            }
        };
    }

    static Init normal(float deviation) {
        return (out, rng) -> {
            for (int i = 0; i < out.length; i++) {
                out[i] = deviation * rng.normal();
            }
        };
    }
}
