package dev.spektron.model.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import dev.spektron.backend.op.Dwt;
import dev.spektron.backend.op.Wavelet;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import dev.spektron.testing.Compute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Wavelet coefficients stand at the tokens to which they belong (pitfall P19).
class PooledScalesTest {
    private static final int LEVELS = 4;

    private static List<float[]> run(Function<List<Value>, List<Value>> f, Tensor x) {
        try (Backend backend = Backends.create("vector", 2).backend()) {
            return Compute.of(backend, f, x);
        }
    }

    private static Dwt dwt(Wavelet wavelet) {
        return new Dwt(wavelet, Dwt.Boundary.SYMMETRIC);
    }

    /// (count, channels): impulses at the samples.
    private static Tensor impulses(int channels, List<Integer> at) {
        Tensor x = Tensor.zeros(Shape.of(at.size(), channels));
        for (int i = 0; i < at.size(); i++) {
            x.data()[i * channels + at.get(i)] = 1;
        }
        return x;
    }

    /// The place of a coefficient in the middle of a long row is the centre of the energy of its answers to impulses.
    @ParameterizedTest
    @ValueSource(strings = {"DB4", "DB1", "DB7", "SYM8"})
    void placesAreThoseThatImpulsesShow(String name) {
        Wavelet wavelet = Wavelet.valueOf(name);
        int n = 1024;
        List<Integer> all = new ArrayList<>();
        for (int t = 0; t < n; t++) {
            all.add(t);
        }
        List<float[]> answers = run(v -> Fn.waveDecompose(v.getFirst(), dwt(wavelet), LEVELS), impulses(n, all));
        PooledScales scales = new PooledScales(wavelet, LEVELS, Patches.of(EmbeddingConfig.WAVELET, n));
        for (int scale = 0; scale <= LEVELS; scale++) {
            int step = 1 << (scale == 0 ? LEVELS : LEVELS + 1 - scale);
            int width = answers.get(scale).length / n;
            int k = n / 2 / step;
            double moment = 0;
            double energy = 0;
            for (int t = 0; t < n; t++) {
                double e = Math.pow(answers.get(scale)[t * width + k], 2);
                moment += t * e;
                energy += e;
            }
            assertEquals(moment / energy, step * k - scales.delay(scale), 1e-3, name + " scale " + scale);
        }
    }

    /// An impulse in the middle of a patch has the most energy, at every scale, at that token or at one whose patch holds it, too.
    @ParameterizedTest
    @ValueSource(ints = {256, 700, 2048})
    void anImpulseIsStrongestAtItsToken(int channels) {
        Patches patches = Patches.of(EmbeddingConfig.WAVELET, channels);
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < patches.count(); i++) {
            at.add((int) patches.centre(i));
        }
        PooledScales scales = new PooledScales(Wavelet.DB4, LEVELS, patches);
        List<float[]> pooled = run(v -> {
            List<Value> out = new ArrayList<>();
            List<Value> coefficients = Fn.waveDecompose(v.getFirst(), dwt(Wavelet.DB4), LEVELS);
            for (int scale = 0; scale <= LEVELS; scale++) {
                out.add(scales.apply(v.getFirst().graph(), scale, coefficients.get(scale)));
            }
            return out;
        }, impulses(channels, at));
        for (int scale = 0; scale <= LEVELS; scale++) {
            for (int i = 0; i < patches.count(); i++) {
                int best = strongest(pooled.get(scale), i, patches.count());
                assertTrue(patches.holds(best, at.get(i)), "scale " + scale + ": impulse at " + at.get(i) + " of token " + i
                    + " is strongest at token " + best);
            }
        }
    }

    /// The token with the greatest second number in row `row`.
    private static int strongest(float[] pooled, int row, int tokens) {
        int best = 0;
        for (int i = 0; i < tokens; i++) {
            best = pooled[2 * (row * tokens + i) + 1] > pooled[2 * (row * tokens + best) + 1] ? i : best;
        }
        return best;
    }

    /// Means of ones are 1 and so are their roots of mean squares, also where the nearest coefficient stands in.
    @ParameterizedTest
    @CsvSource({"32, 16", "4, 2", "1, 1"})
    void weightsOfATokenAddUpToOne(int patch, int stride) {
        int channels = 64;
        Patches patches = Patches.of(new EmbeddingConfig(EmbeddingConfig.Kind.WAVELET, patch, stride, "db4", 4, 15, 0, 4), channels);
        PooledScales scales = new PooledScales(Wavelet.DB4, LEVELS, patches);
        Value row = new Graph().input("x", Shape.of(1, channels));
        List<Value> lengths = Fn.waveDecompose(row, dwt(Wavelet.DB4), LEVELS);
        for (int scale = 0; scale <= LEVELS; scale++) {
            int s = scale;
            int n = lengths.get(scale).shape().last();
            float[] ones = new float[n];
            Arrays.fill(ones, 1);
            for (float v : run(in -> List.of(scales.apply(in.getFirst().graph(), s, in.getFirst())),
                    Tensor.of(Shape.of(1, n), ones)).getFirst()) {
                assertEquals(1, v, 1e-6f);
            }
        }
    }
}
