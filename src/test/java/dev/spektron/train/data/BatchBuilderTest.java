package dev.spektron.train.data;

import static dev.spektron.train.data.Spectra.CHANNELS;
import static dev.spektron.train.data.Spectra.nir;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.corpus.source.MemorySource;
import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.corpus.source.SpectrumSource;
import dev.spektron.io.numpy.NpyArray;
import dev.spektron.io.numpy.Npz;
import dev.spektron.model.config.AugmentConfig;
import dev.spektron.spectra.Modality;
import dev.spektron.train.data.BatchBuilder.Settings;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchBuilderTest {
    private static final int TOKENS = 4;
    /// Token n covers 8 samples; one token is masked, another one for each row and step.
    static final MaskProvider ONE_TOKEN = (step, row, _, visible, masked) -> {
        Arrays.fill(visible, 1);
        Arrays.fill(masked, 0);
        int n = (step + row) % TOKENS;
        masked[n] = 1;
        Arrays.fill(visible, 8 * n, 8 * n + 8, 0);
    };
    static final PositionProvider PLACES = (s, positions) -> {
        for (int n = 0; n < TOKENS; n++) {
            positions[n] = (float) s.axis(8 * n) / 1000;
        }
        return s.modality() != Modality.UNKNOWN;
    };

    private static Settings full(int views) {
        return new Settings(Normaliser.VISIBLE, AugmentConfig.VIEW, AugmentConfig.VIEW, AugmentConfig.NOISE, views, 3, 2, 8);
    }

    static BatchBuilder builder(SpectrumSource s, BatchPlan plan, Settings settings) {
        return new BatchBuilder(s, plan, ONE_TOKEN, PLACES, TOKENS, settings);
    }

    private static BatchPlan plan(MemorySource s, int batch) {
        return new ShuffledPlan(s, Spectra.all(s), new BatchConfig(batch, 2, 0, 1, true), 5);
    }

    static void assertSame(Batch a, Batch b) throws IllegalAccessException {
        sameFields(a, b);
        if (a.views != null) {
            sameFields(a.views, b.views);
        }
    }

    private static void sameFields(Object a, Object b) throws IllegalAccessException {
        for (Field f : a.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(f.getModifiers()) || f.getType() == Views.class) {
                continue;
            }
            if (f.getType() == float[].class) {
                assertArrayEquals((float[]) f.get(a), (float[]) f.get(b), f.getName());
            } else if (f.getType() == int[].class) {
                assertArrayEquals((int[]) f.get(a), (int[]) f.get(b), f.getName());
            } else {
                assertEquals(f.get(a), f.get(b), f.getName());
            }
        }
    }

    @Test
    void namesMasksAndPositions() {
        MemorySource s = Spectra.source(nir("a", 2, 5), new Spectra.Lab("r", Modality.RAMAN, 1, 6));
        BatchBuilder builder = builder(s, plan(s, 4), Settings.plain(1));
        Batch b = builder.allocate();
        builder.fill(3, 1, b);
        assertEquals(4, b.used);
        for (int r = 0; r < 4; r++) {
            SourceSpectrum x = s.get(b.rows[r]);
            assertEquals(x.modality() == Modality.NIR ? 0 : 2, b.domain[r]);
            assertEquals(s.instruments().indexOf(x.instrument()), b.instrument[r]);
            assertEquals(-1, b.slots[r]);
            assertEquals((float) x.wavenumberStep(), b.distance[r]);
            assertEquals(1, b.axisKnown[r]);
            assertEquals((float) x.axis(24) / 1000, b.positions[r * TOKENS + 3]);
            int n = (3 + 4 + r) % TOKENS;
            for (int t = 0; t < TOKENS; t++) {
                assertEquals(t == n ? 1 : 0, b.masked[r * TOKENS + t]);
            }
            for (int j = 0; j < CHANNELS; j++) {
                int at = r * CHANNELS + j;
                boolean seen = j / 8 != n;
                assertEquals(seen ? 1 : 0, b.visible[at]);
                assertEquals(x.values()[j], b.mean[r] + b.scale[r] * b.spectrum[at], 1e-5);
            }
            for (int q = 0; q < 4; q++) {
                assertEquals(x.sample().equals(s.get(b.rows[q]).sample()), b.sample[r] == b.sample[q]);
            }
        }
    }

    @Property(tries = 100)
    void maskedSamplesChangeNoBitOfTheInput(@ForAll @IntRange(min = 0, max = 3) int step, @ForAll float replacement) {
        MemorySource s = Spectra.source(nir("a", 1, 1));
        float[] other = s.get(0).values().clone();
        Arrays.fill(other, 8 * step, 8 * step + 8, Float.isFinite(replacement) ? replacement : 1e30f);
        SpectrumSource changed = new Changed(s, other);
        Batch[] b = new Batch[2];
        for (int k = 0; k < 2; k++) {
            BatchBuilder builder = builder(k == 0 ? s : changed, BatchPlan.inOrder(new int[] {0}, 1), Settings.plain(1));
            b[k] = builder.allocate();
            builder.fill(step, 0, b[k]);
        }
        for (int j = 0; j < CHANNELS; j++) {
            assertEquals(b[0].visible[j], b[1].visible[j]);
            assertEquals(j / 8 == step ? 0 : 1, b[0].visible[j]);
            if (b[0].visible[j] == 1) {
                assertEquals(Float.floatToRawIntBits(b[0].spectrum[j]), Float.floatToRawIntBits(b[1].spectrum[j]));
            }
        }
        assertEquals(b[0].mean[0], b[1].mean[0]);
        assertEquals(b[0].scale[0], b[1].scale[0]);
    }

    @Test
    void wholeNormalisationDoesLeak() {
        MemorySource s = Spectra.source(nir("a", 1, 1));
        float[] other = s.get(0).values().clone();
        other[3] += 5;
        Settings whole = new Settings(Normaliser.WHOLE, AugmentConfig.NONE, AugmentConfig.NONE, AugmentConfig.NONE, 0, 0, 0, 1);
        float[] input = new float[2];
        for (int k = 0; k < 2; k++) {
            BatchBuilder builder = builder(k == 0 ? s : new Changed(s, other), BatchPlan.inOrder(new int[] {0}, 1), whole);
            Batch b = builder.allocate();
            builder.fill(0, 0, b);
            assertEquals(1, b.relativeScale[0]);
            assertEquals(1, b.visible[20]);
            input[k] = b.spectrum[20];
        }
        assertNotEquals(input[0], input[1]);
    }

    /// The first spectrum of a source, with other values.
    private record Changed(SpectrumSource inner, float[] values) implements SpectrumSource {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public SourceSpectrum get(int i) {
            SourceSpectrum s = inner.get(0);
            return new SourceSpectrum(values, s.first(), s.last(), s.unit(), s.modality(), s.kind(), s.dataset(), s.instrument(), s.group(),
                s.sample(), s.id());
        }

        @Override
        public int channels() {
            return inner.channels();
        }

        @Override
        public String digest() {
            return "";
        }

        @Override
        public String describe() {
            return "";
        }
    }

    @Test
    void visibleNormalisationAsNumpy() throws Exception {
        Map<String, NpyArray> golden = Npz.read(Path.of("src/test/resources/golden/corpus/grid.npz"));
        float[] x = floats(golden.get("snv_x"));
        float[] v = floats(golden.get("snv_visible"));
        float[] want = floats(golden.get("snv"));
        double[] m = new double[2];
        Normaliser.moments(x, v, m);
        for (int j = 0; j < x.length; j++) {
            assertEquals(want[j], (x[j] - m[0]) / m[1], 2e-6);
        }
    }

    private static float[] floats(NpyArray a) {
        float[] out = new float[a.numbers().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) a.numbers()[i];
        }
        return out;
    }

    @Test
    void constantOrNoVisibleSamples() {
        double[] m = new double[2];
        Normaliser.moments(new float[] {7, 7, 7, 900}, new float[] {1, 1, 1, 0}, m);
        assertArrayEquals(new double[] {7, 1}, m);
        Normaliser.moments(new float[] {7, 8}, new float[] {0, 0}, m);
        assertArrayEquals(new double[] {0, 1}, m);
    }

    @Test
    void snvHasMeanZeroAndDeviationOne() {
        MemorySource s = Spectra.source(nir("a", 1, 8));
        BatchBuilder builder = new BatchBuilder(s, plan(s, 8), MaskProvider.NONE, PLACES, TOKENS, Settings.plain(1));
        Batch b = builder.allocate();
        builder.fill(0, 0, b);
        for (int r = 0; r < 8; r++) {
            double sum = 0;
            double squares = 0;
            for (int j = 0; j < CHANNELS; j++) {
                sum += b.spectrum[r * CHANNELS + j];
                squares += b.spectrum[r * CHANNELS + j] * b.spectrum[r * CHANNELS + j];
            }
            assertEquals(0, sum / CHANNELS, 1e-6);
            assertEquals(1, squares / CHANNELS, 1e-6);
            assertEquals(1, b.relativeScale[r], 1e-6);
        }
    }

    @Test
    void relativeScaleBringsResidualsIntoUnitsOfTheWholeSpectrum() {
        MemorySource s = Spectra.source(nir("a", 1, 8));
        BatchBuilder builder = builder(s, plan(s, 8), Settings.plain(1));
        Batch b = builder.allocate();
        builder.fill(0, 0, b);
        for (int r = 0; r < 8; r++) {
            double[] m = new double[2];
            Normaliser.moments(s.get(b.rows[r]).values(), null, m);
            assertEquals(b.scale[r] / m[1], b.relativeScale[r], 1e-6);
        }
    }

    @Test
    void viewsArePairsWhereThereAreAny() {
        MemorySource s = Spectra.source(nir("a", 2, 4), nir("alone", 1, 8));
        BatchBuilder builder = builder(s, plan(s, 8), full(8));
        Batch b = builder.allocate();
        builder.fill(0, 0, b);
        int pairs = 0;
        for (int r = 0; r < 8; r++) {
            boolean pair = s.get(b.rows[r]).dataset().equals("a");
            pairs += pair ? 1 : 0;
            assertEquals(pair, b.second[r] >= 0);
            float[] second = Arrays.copyOfRange(b.views.second, r * CHANNELS, (r + 1) * CHANNELS);
            float[] clean = Arrays.copyOfRange(b.views.clean, r * CHANNELS, (r + 1) * CHANNELS);
            float[] noisy = Arrays.copyOfRange(b.views.noisy, r * CHANNELS, (r + 1) * CHANNELS);
            double[] m = new double[2];
            Normaliser.moments(second, null, m);
            assertEquals(0, m[0], 1e-6);
            assertEquals(1, m[1], 1e-6);
            assertFalse(Arrays.equals(clean, noisy));
            if (pair) {
                Normaliser.moments(s.get(b.second[r]).values(), null, m);
                assertEquals((s.get(b.second[r]).values()[5] - m[0]) / m[1], second[5], 1e-6);
            } else {
                assertFalse(Arrays.equals(clean, second));
            }
        }
        assertTrue(pairs > 0 && pairs < 8);
    }

    /// Two laboratories of one modality, then one of another: classes 0, 1 and 2, of which the third is alone.
    @Test
    void onlyInstrumentsOfTheModalityArePossible() {
        MemorySource s = Spectra.source(nir("a", 2, 6), new Spectra.Lab("r", Modality.RAMAN, 1, 6));
        BatchBuilder builder = builder(s, plan(s, 4), full(4));
        Batch b = builder.allocate();
        builder.fill(2, 0, b);
        for (int r = 0; r < 4; r++) {
            for (int k = 0; k < 3; k++) {
                int known = k;
                boolean same = IntStream.range(0, s.size()).mapToObj(s::get)
                    .filter(x -> x.instrument().equals(s.instruments().get(known))).findFirst().orElseThrow().modality()
                    == s.get(b.rows[r]).modality();
                assertEquals(same ? 1 : 0, b.allowed[3 * r + k], r + " " + k);
            }
            assertEquals(1, b.allowed[3 * r + (int) b.instrument[r]]);
        }
    }

    /// The ordinates of a mixture are the mixture of the ordinates.
    @Test
    void mixturesAreMixedBeforeTheyAreNormalised() {
        MemorySource s = Spectra.source(nir("a", 1, 8), new Spectra.Lab("r", Modality.RAMAN, 1, 8));
        BatchBuilder builder = builder(s, plan(s, 8), full(8));
        Batch b = builder.allocate();
        builder.fill(0, 0, b);
        Views v = b.views;
        for (int k = 0; k < 4; k++) {
            boolean one = s.get(b.rows[2 * k]).dataset().equals(s.get(b.rows[2 * k + 1]).dataset());
            boolean absorbance = s.get(b.rows[2 * k]).modality() == Modality.NIR;
            assertEquals(one && absorbance ? 1 : 0, v.mixable[k]);
            for (int j = 0; j < CHANNELS; j++) {
                int i = 2 * k * CHANNELS + j;
                double a = v.mean[2 * k] + v.scale[2 * k] * v.noisy[i];
                double c = v.mean[2 * k + 1] + v.scale[2 * k + 1] * v.noisy[i + CHANNELS];
                double mixed = v.mixedMean[k] + v.mixedScale[k] * v.mixed[k * CHANNELS + j];
                assertEquals(v.shares[k] * a + (1 - v.shares[k]) * c, mixed, 1e-5 * (1 + Math.abs(mixed)));
            }
        }
    }

    @Test
    void augmentedInputsCanBeUndone() {
        MemorySource s = Spectra.source(nir("a", 1, 4));
        AugmentConfig offset = new AugmentConfig(1, 0, 0, 0, 0, 0, 0, 0.1f, 0, 0, 0, 0);
        BatchBuilder builder = builder(s, plan(s, 4), new Settings(Normaliser.VISIBLE, offset, AugmentConfig.NONE,
            AugmentConfig.NONE, 0, 0, 0, 1));
        Batch b = builder.allocate();
        builder.fill(0, 0, b);
        for (int r = 0; r < 4; r++) {
            float[] x = s.get(b.rows[r]).values();
            double shift = b.mean[r] + b.scale[r] * b.spectrum[r * CHANNELS] - x[0];
            assertTrue(Math.abs(shift) > 1e-4);
            for (int j = 0; j < CHANNELS; j++) {
                assertEquals(shift, b.mean[r] + b.scale[r] * b.spectrum[r * CHANNELS + j] - x[j], 1e-5);
            }
        }
    }

    @Test
    void aBatchIsAFunctionOfItsStep() throws Exception {
        MemorySource s = Spectra.source(nir("a", 2, 9), new Spectra.Lab("r", Modality.RAMAN, 1, 6));
        BatchBuilder one = builder(s, plan(s, 4), full(4));
        Batch a = one.allocate();
        for (int step = 0; step < 9; step++) {
            one.fill(step, 0, a);
        }
        one.fill(4, 1, a);
        BatchBuilder two = builder(s, plan(s, 4), full(4));
        Batch b = two.allocate();
        two.fill(4, 1, b);
        assertSame(a, b);
    }

    /// Accumulation: rows, masks, views and noise of 2 x 4 are those of 1 x 8.
    @Test
    void microBatchesArePartsOfTheStep() {
        MemorySource s = Spectra.source(nir("a", 2, 9));
        BatchBuilder whole = builder(s, new ShuffledPlan(s, Spectra.all(s), new BatchConfig(8, 1, 0, 1, true), 5), full(8));
        BatchBuilder parts = builder(s, plan(s, 4), full(4));
        Batch w = whole.allocate();
        Batch p = parts.allocate();
        whole.fill(6, 0, w);
        for (int micro = 0; micro < 2; micro++) {
            parts.fill(6, micro, p);
            int from = micro * 4 * CHANNELS;
            int to = from + 4 * CHANNELS;
            assertArrayEquals(Arrays.copyOfRange(w.spectrum, from, to), p.spectrum);
            assertArrayEquals(Arrays.copyOfRange(w.visible, from, to), p.visible);
            assertArrayEquals(Arrays.copyOfRange(w.views.second, from, to), p.views.second);
            assertArrayEquals(Arrays.copyOfRange(w.views.noisy, from, to), p.views.noisy);
        }
    }
}
