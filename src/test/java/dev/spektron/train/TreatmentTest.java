package dev.spektron.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.corpus.source.GroupSplit;
import dev.spektron.corpus.source.SpectrumSource;
import dev.spektron.model.Tiny;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig.Kind;
import dev.spektron.train.data.Batch;
import dev.spektron.train.data.BatchBuilder;
import dev.spektron.train.data.Normaliser;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `masks.bert`: 80 % of the runs of masked tokens hidden, 10 % replaced, 10 % left (Devlin et al., arXiv:1810.04805, section 3.1).
class TreatmentTest {
    private static final SpectrumSource SOURCE = TinyRuns.source(4);
    private static final GroupSplit SPLIT = new GroupSplit(IntStream.range(0, 16).toArray(), new int[] {16, 17, 18, 19});
    private static final int STEPS = 400;

    private static PretrainConfig config(Kind kind, boolean bert) {
        PretrainConfig c = TinyRuns.config(Tiny.of(Tiny.backbones().get("linoss batch"), kind), 4);
        MaskConfig m = c.masks();
        return new PretrainConfig(c.model(), c.data(), new MaskConfig(m.strategy(), m.start(), m.ratio(), m.ramp(), m.spans(), m.gamma(),
            m.peakShare(), bert), c.losses(), c.optimiser(), c.schedule());
    }

    /// Samples of a row that are not what they seem: those of one training spectrum that is not in the batch, normalised alike.
    private static boolean isDonor(Batch b, int r, int donor) {
        float[] x = SOURCE.get(donor).values();
        float[] visible = new float[b.channels];
        System.arraycopy(b.visible, r * b.channels, visible, 0, b.channels);
        double[] moments = new double[2];
        Normaliser.moments(x, visible, moments);
        for (int j = 0; j < b.channels; j++) {
            int i = r * b.channels + j;
            if (b.given.spectrum[i] != b.spectrum[i] && b.given.spectrum[i] != (float) ((x[j] - moments[0]) / moments[1])) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @EnumSource
    void fourOfFiveRunsAreHidden(Kind kind) {
        BatchBuilder builder = Pipeline.training(config(kind, true), SOURCE, SPLIT, TinyRuns.SEED);
        BatchBuilder plain = Pipeline.training(config(kind, false), SOURCE, SPLIT, TinyRuns.SEED);
        Batch b = builder.allocate();
        Batch p = plain.allocate();
        assertNull(p.given);
        double[] n = new double[3];
        for (int step = 0; step < STEPS; step++) {
            builder.fill(step, 0, b);
            plain.fill(step, 0, p);
            // What is predicted, and in which units, is the same.
            assertArrayEquals(b.masked, p.masked);
            assertArrayEquals(b.visible, p.visible);
            assertArrayEquals(b.spectrum, p.spectrum);
            for (int r = 0; r < b.size; r++) {
                boolean replaced = false;
                for (int j = 0; j < b.channels; j++) {
                    int i = r * b.channels + j;
                    boolean other = b.given.spectrum[i] != b.spectrum[i];
                    if (b.visible[i] == 1) {
                        assertFalse(other, "what is not masked stays");
                        assertEquals(1, b.given.visible[i]);
                    } else {
                        n[b.given.visible[i] == 0 ? 0 : other ? 1 : 2]++;
                        replaced |= other;
                    }
                }
                int row = r;
                assertTrue(!replaced || IntStream.of(SPLIT.training()).filter(d -> IntStream.of(b.rows).noneMatch(x -> x == d))
                    .anyMatch(d -> isDonor(b, row, d)), "samples of a training spectrum outside of the batch");
                for (int t = 0; t < b.tokens; t++) {
                    assertTrue(b.given.masked[r * b.tokens + t] <= b.masked[r * b.tokens + t]);
                }
            }
        }
        double all = n[0] + n[1] + n[2];
        assertEquals(0.8, n[0] / all, 0.03);
        assertEquals(0.1, n[1] / all, 0.025);
        assertEquals(0.1, n[2] / all, 0.025);
    }

    /// A hidden token lies in hidden samples with its whole patch; a token that is not hidden has its samples or others.
    @ParameterizedTest
    @EnumSource
    void hiddenTokensAreHiddenWhole(Kind kind) {
        PretrainConfig c = config(kind, true);
        BatchBuilder builder = Pipeline.training(c, SOURCE, SPLIT, TinyRuns.SEED);
        Batch b = builder.allocate();
        int patch = c.model().embedding().tokenWidth();
        int stride = patch == 1 ? 1 : c.model().embedding().stride();
        for (int step = 0; step < 50; step++) {
            builder.fill(step, 0, b);
            for (int r = 0; r < b.size; r++) {
                float[] expected = new float[b.channels];
                Arrays.fill(expected, 1);
                for (int t = 0; t < b.tokens; t++) {
                    if (b.given.masked[r * b.tokens + t] == 1) {
                        Arrays.fill(expected, t * stride, t * stride + patch, 0);
                    }
                }
                assertArrayEquals(expected,
                    Arrays.copyOfRange(b.given.visible, r * b.channels, (r + 1) * b.channels));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void itIsRefusedWhereItCannotWork(Kind kind) {
        PretrainConfig c = config(kind, true);
        GroupSplit few = new GroupSplit(new int[] {0, 1, 2, 3}, new int[] {4});
        assertEquals("masks.bert: expected more training spectra than a batch has rows, whose samples stand in for masked ones, found 4 "
            + "for 4 rows (optimiser.batch)", assertThrows(IllegalArgumentException.class,
                () -> Pipeline.training(c, SOURCE, few, 1)).getMessage());
        assertEquals("masks.bert: expected false for the reference, which hides all masked tokens, found true",
            assertThrows(IllegalArgumentException.class, () -> c.with(c.model().with(Compat.REFERENCE)).check()).getMessage());
    }
}
