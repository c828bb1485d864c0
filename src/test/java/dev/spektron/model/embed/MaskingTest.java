package dev.spektron.model.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.model.config.EmbeddingConfig.Kind;
import dev.spektron.nn.Pass;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Masked samples reach nothing, and masked tokens have a place (pitfalls P1 and P2). The reference is held to its faults, so that they are
/// known to be what the tests see.
class MaskingTest {
    private static final int CHANNELS = 256;

    /// The batch with other numbers at masked samples.
    private static void disturb(Map<String, float[]> x) {
        float[] other = {-0f, 1e30f, -3, Float.NaN, Float.POSITIVE_INFINITY};
        for (int t = 0; t < x.get("visible").length; t++) {
            if (x.get("visible")[t] == 0) {
                x.get("spectrum")[t] = other[t % other.length];
            }
        }
    }

    private static int[] bits(float[] x) {
        int[] out = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = Float.floatToRawIntBits(x[i]);
        }
        return out;
    }

    @ParameterizedTest
    @CsvSource({"WAVELET, EVALUATE", "RAW, EVALUATE", "WAVELET, TRAIN", "RAW, TRAIN"})
    void maskedSamplesChangeNotOneBit(Kind kind, Pass.Mode mode) {
        EmbeddingConfig c = Batches.config(kind);
        Map<String, float[]> x = Batches.draw(c, 3, CHANNELS, true);
        float[][] before = Batches.run(c, Compat.FIXED, CHANNELS, mode, x);
        disturb(x);
        float[][] after = Batches.run(c, Compat.FIXED, CHANNELS, mode, x);
        assertArrayEquals(bits(before[0]), bits(after[0]));
        assertArrayEquals(bits(before[1]), bits(after[1]));
    }

    /// Visible samples next to a masked span do change tokens: the test above does not pass because nothing matters.
    @ParameterizedTest
    @EnumSource
    void visibleSamplesChangeTokens(Kind kind) {
        EmbeddingConfig c = Batches.config(kind);
        Map<String, float[]> x = Batches.draw(c, 3, CHANNELS, true);
        float[][] before = Batches.run(c, Compat.FIXED, CHANNELS, Pass.Mode.EVALUATE, x);
        x.get("spectrum")[CHANNELS / 4 - 1] += 1;
        assertFalse(Arrays.equals(before[1], Batches.run(c, Compat.FIXED, CHANNELS, Pass.Mode.EVALUATE, x)[1]));
    }

    @ParameterizedTest
    @EnumSource
    void theReferenceLeaks(Kind kind) {
        EmbeddingConfig c = Batches.config(kind);
        Map<String, float[]> x = Batches.draw(c, 3, CHANNELS, true);
        float[][] before = Batches.run(c, Compat.REFERENCE, CHANNELS, Pass.Mode.EVALUATE, x);
        x.get("spectrum")[CHANNELS / 4] += 1;
        assertFalse(Arrays.equals(before[1], Batches.run(c, Compat.REFERENCE, CHANNELS, Pass.Mode.EVALUATE, x)[1]));
    }

    private static Set<String> maskedTokens(float[] content, float[] masked) {
        Set<String> out = new HashSet<>();
        for (int i = 0; i < masked.length; i++) {
            if (masked[i] == 1) {
                out.add(Arrays.toString(Arrays.copyOfRange(content, i * Batches.WIDTH, (i + 1) * Batches.WIDTH)));
            }
        }
        return out;
    }

    @ParameterizedTest
    @EnumSource
    void maskedTokensDifferByTheirPlace(Kind kind) {
        EmbeddingConfig c = Batches.config(kind);
        Map<String, float[]> x = Batches.draw(c, 1, CHANNELS, true);
        float[] masked = x.get("masked");
        int count = 0;
        for (float m : masked) {
            count += (int) m;
        }
        assertEquals(count, maskedTokens(Batches.run(c, Compat.FIXED, CHANNELS, Pass.Mode.EVALUATE, x)[1], masked).size());
        assertEquals(1, maskedTokens(Batches.run(c, Compat.REFERENCE, CHANNELS, Pass.Mode.EVALUATE, x)[1], masked).size());
    }

    /// Two masked tokens with their positions exchanged are exchanged.
    @ParameterizedTest
    @EnumSource
    void permutingMaskedPositionsPermutesTheTokens(Kind kind) {
        EmbeddingConfig c = Batches.config(kind);
        Map<String, float[]> x = Batches.draw(c, 1, CHANNELS, true);
        float[] before = Batches.run(c, Compat.FIXED, CHANNELS, Pass.Mode.EVALUATE, x)[1];
        int a = c.tokens(CHANNELS) / 2 - 1;
        int b = a + 2;
        assertEquals(2, x.get("masked")[a] + x.get("masked")[b]);
        float[] u = x.get("positions");
        float old = u[a];
        u[a] = u[b];
        u[b] = old;
        float[] after = Batches.run(c, Compat.FIXED, CHANNELS, Pass.Mode.EVALUATE, x)[1];
        int d = Batches.WIDTH;
        assertArrayEquals(Arrays.copyOfRange(before, a * d, (a + 1) * d), Arrays.copyOfRange(after, b * d, (b + 1) * d));
        assertFalse(Arrays.equals(Arrays.copyOfRange(before, a * d, (a + 1) * d), Arrays.copyOfRange(after, a * d, (a + 1) * d)));
    }

    /// With nothing masked, masks of ones and zeros and no masks are the same.
    @ParameterizedTest
    @EnumSource
    void noMaskIsAMaskOfNothing(Kind kind) {
        EmbeddingConfig c = Batches.config(kind);
        Map<String, float[]> x = Batches.draw(c, 2, CHANNELS, true);
        Arrays.fill(x.get("visible"), 1);
        Arrays.fill(x.get("masked"), 0);
        float[][] with = Batches.run(c, Compat.FIXED, CHANNELS, Pass.Mode.EVALUATE, x);
        float[][] without = Batches.run(c, Compat.FIXED, CHANNELS, Pass.Mode.EVALUATE, Batches.draw(c, 2, CHANNELS, false));
        assertArrayEquals(without[0], with[0]);
    }
}
