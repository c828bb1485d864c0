package dev.spektron.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.backend.op.Section;
import dev.spektron.corpus.source.MemorySource;
import dev.spektron.corpus.source.SpectrumSource;
import dev.spektron.model.Tiny;
import dev.spektron.model.config.BackboneConfig;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig.Kind;
import dev.spektron.model.config.LossConfig;
import dev.spektron.model.config.ModelConfig;
import dev.spektron.model.config.Presets;
import dev.spektron.model.config.VibConfig;
import dev.spektron.nn.Pass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a pretraining does to the weights (training specification, section 8).
class PretrainingTest {
    private static final MemorySource SOURCE = TinyRuns.source(8);

    static Stream<String> presets() {
        // Those of one size differ in width alone, which the tiny ones do not.
        return Presets.all().keySet().stream().filter(p -> !p.startsWith("scaling-") && !p.equals("dlinoss-light"));
    }

    @AfterAll
    static void close() {
        TinyRuns.close();
    }

    private static Pretraining.Outcome run(Pretraining p) throws IOException {
        return p.run(() -> false);
    }

    private static boolean zero(float[] x) {
        for (float v : x) {
            if (v != 0) {
                return false;
            }
        }
        return true;
    }

    /// Which parameters have no gradient after some steps: heads that pretraining does not reach are frozen and have none at all.
    private static TreeSet<String> without(ModelConfig m) throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        try (Pretraining p = start(TinyRuns.config(m, 3), 1)) {
            p.parameters().layout().entries().forEach(e -> {
                if (e.trained() && zero(p.variables().get(Section.MOMENT1, e.name()))) {
                    missing.add(e.name());
                }
                boolean head = e.name().startsWith("regression.") || e.name().startsWith("fno.") || e.name().startsWith("cross.");
                if (!e.trained() && p.parameters().names().contains(e.name())) {
                    assertTrue(head, e.name() + " is frozen");
                }
            });
        }
        return missing;
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyTrainedParameterHasAGradient(String preset) throws IOException {
        assertEquals(new TreeSet<>(), without(Tiny.of(preset)));
    }

    /// The reference has a layer for wavenumbers that nobody calls (P7).
    @ParameterizedTest
    @MethodSource("presets")
    void everyTrainedParameterOfTheReferenceHasAGradient(String preset) throws IOException {
        assertEquals(new TreeSet<>(List.of("embedding.position.bias", "embedding.position.weight")),
            without(Tiny.of(preset).with(Compat.REFERENCE)));
    }

    /// Runs with batches of their own.
    private static Pretraining start(PretrainConfig c, SpectrumSource source, int threads, Pass.Mode mode, TinyRuns.Lines lines)
        throws IOException {
        Pretraining p = new Pretraining(TinyRuns.setup(c, source, TinyRuns.backend(threads), null, lines), mode);
        run(p);
        return p;
    }

    private static Pretraining start(PretrainConfig c, int threads) throws IOException {
        return start(c, SOURCE, threads, Pass.Mode.TRAIN, new TinyRuns.Lines());
    }

    private static void same(String title, Map<String, int[]> expected, Map<String, int[]> found) {
        assertEquals(expected.keySet(), found.keySet(), title);
        expected.forEach((name, x) -> assertArrayEquals(x, found.get(name), title + ": " + name));
    }

    @Test
    void weightsDoNotDependOnThreads() throws IOException {
        for (BackboneConfig b : List.of(Tiny.backbones().get("mamba"), Tiny.backbones().get("linoss batch"))) {
            PretrainConfig c = TinyRuns.config(Tiny.of(b, Kind.WAVELET), 5).with(TinyRuns.optimiser(4, 2, 0.9f));
            try (Pretraining one = start(c, 1); Pretraining two = start(c, 2); Pretraining three = start(c, 3)) {
                same("2 threads", TinyRuns.bits(one), TinyRuns.bits(two));
                same("3 threads", TinyRuns.bits(one), TinyRuns.bits(three));
            }
        }
    }

    /// Heads that no loss reaches keep their first values to the bit; all others change.
    @Test
    void frozenHeadsStayWhatTheyAre() throws IOException {
        PretrainConfig c = TinyRuns.config(Tiny.of(Tiny.backbones().get("s4d"), Kind.RAW), 3);
        try (Pretraining p = new Pretraining(TinyRuns.setup(c, SOURCE, TinyRuns.backend(1), null, new TinyRuns.Lines()))) {
            Map<String, int[]> before = TinyRuns.bits(p);
            run(p);
            Map<String, int[]> after = TinyRuns.bits(p);
            int frozen = 0;
            for (String name : p.parameters().names()) {
                boolean head = name.startsWith("regression.") || name.startsWith("fno.") || name.startsWith("cross.");
                assertEquals(head, Arrays.equals(before.get(name), after.get(name)), name);
                frozen += head ? 1 : 0;
            }
            assertTrue(frozen > 10);
        }
    }

    private static double norm(Pretraining p, Section s) {
        double sum = 0;
        for (var e : p.parameters().layout().entries()) {
            if (e.trained()) {
                for (float x : p.variables().get(s, e.name())) {
                    sum += (double) x * x;
                }
            }
        }
        return Math.sqrt(sum);
    }

    /// After one step the first moment is (1 - beta1) times the clipped gradient.
    @Test
    void clippingBoundsTheNormAndKeepsTheDirection() throws IOException {
        PretrainConfig c = TinyRuns.config(Tiny.of("light"), 1);
        OptimiserConfig o = c.optimiser();
        for (float clip : new float[] {0.01f, 1e6f, 0}) {
            OptimiserConfig with = new OptimiserConfig(o.batch(), 1, o.rate(), o.warmUp(), o.decay(), o.beta1(), o.beta2(), o.eps(), clip,
                o.dynamics(), 0);
            TinyRuns.Lines lines = new TinyRuns.Lines();
            try (Pretraining p = start(c.with(with), SOURCE, 1, Pass.Mode.TRAIN, lines)) {
                double before = norm(p, Section.GRADIENTS);
                assertEquals(before, lines.series("train/grad_norm")[0], 1e-6 * before, "the norm that is logged is that before clipping");
                boolean clipped = clip == 0.01f;
                assertEquals(clipped ? 1 : 0, lines.series("train/clipped")[0]);
                double factor = clipped ? clip / before : 1;
                assertEquals(before * factor, norm(p, Section.MOMENT1) / (1 - 0.9f), 1e-5 * before * factor);
                for (var e : p.parameters().layout().entries()) {
                    if (e.trained()) {
                        float[] g = p.variables().get(Section.GRADIENTS, e.name());
                        float[] m = p.variables().get(Section.MOMENT1, e.name());
                        for (int i = 0; i < g.length; i++) {
                            assertEquals(0.1 * factor * g[i], m[i], 1e-6 * before * factor, e.name());
                        }
                    }
                }
            }
        }
    }

    /// Four micro-batches of 4 are one batch of 16 if nothing is random and no term looks at the batch as a whole: without free bits (a
    /// maximum over means), balance of experts, normalised batches, alignment of instruments and the mean over all peaks of a batch.
    @Test
    void accumulationIsALargerBatch() throws IOException {
        MemorySource source = TinyRuns.source(24);
        ModelConfig m = Tiny.of("light");
        PretrainConfig c = TinyRuns.config(m, 1);
        LossConfig l = c.losses();
        var p = l.physical();
        LossConfig.Views v = new LossConfig.Views(l.views().kind(), LossConfig.Views.Norm.LAYER, 12, 6, l.views().tau(), 0.1f);
        LossConfig rowwise = new LossConfig(1, 0.3f, 0.2f, 0, 0.1f, 0.15f, 0, l.target(), v, l.alignment(),
            new LossConfig.Physical(p.smoothness(), p.nonNegativity(), p.derivative(), 0, 0, p.lowPass(), 0, p.peakWindow(),
            p.prominence()),
            new LossConfig.Bottleneck(0, 0));
        DataConfig d = c.data();
        PretrainConfig plain = c.with(rowwise).with(new DataConfig(d.corpus(), d.validation(), 1, d.temperature(), d.pairs(),
            d.distortion(),
            d.view(), d.noise()));
        TinyRuns.Lines one = new TinyRuns.Lines();
        TinyRuns.Lines four = new TinyRuns.Lines();
        try (Pretraining large = start(plain.with(TinyRuns.optimiser(16, 1, 0)), source, 1, Pass.Mode.TRAIN_WITHOUT_NOISE, one);
             Pretraining small = start(plain.with(TinyRuns.optimiser(4, 4, 0)), source, 1, Pass.Mode.TRAIN_WITHOUT_NOISE, four)) {
            for (String term : List.of("loss", "msrp", "contrastive", "denoise", "physics", "vib", "grad_norm")) {
                double expected = one.series("train/" + term)[0];
                assertEquals(expected, four.series("train/" + term)[0], 1e-6 * Math.max(1, Math.abs(expected)), term);
            }
            double norm = norm(large, Section.MOMENT1);
            large.parameters().layout().entries().stream().filter(e -> e.trained()).forEach(e -> assertArrayEquals(
                large.variables().get(Section.MOMENT1, e.name()), small.variables().get(Section.MOMENT1, e.name()), (float) (1e-6 * norm),
                e.name()));
        }
    }

    /// average = decay average + (1 - decay) weights with decay = min(0.9, k / (k + 10)) after step k, counted from 0; validation looks
    /// through it.
    @Test
    void theMovingAverageFollowsTheWeightsAndIsValidated() throws IOException {
        PretrainConfig c = TinyRuns.config(Tiny.of("light"), 4).with(TinyRuns.optimiser(4, 1, 0.15f));
        List<Map<String, float[]>> weights = new ArrayList<>();
        Pretraining[] running = new Pretraining[1];
        Pretraining.Observer watch = new Pretraining.Observer() {
            @Override
            public void step(long step, long samples, Map<String, Double> metrics) {
                Map<String, float[]> now = new TreeMap<>();
                running[0].parameters().layout().entries().stream().filter(e -> e.trained())
                    .forEach(e -> now.put(e.name(), running[0].variables().get(e.name())));
                weights.add(now);
            }
        };
        Pretraining.Setup s = TinyRuns.setup(c, SOURCE, TinyRuns.backend(1), null, new TinyRuns.Lines());
        try (Pretraining p = new Pretraining(new Pretraining.Setup(c, "", s.source(), s.split(), s.backend(), s.options(), false, s.seed(),
            null, s.sink(), watch, Map.of()));
             Pretraining other = new Pretraining(TinyRuns.setup(c.with(TinyRuns.optimiser(4, 1, 0)), SOURCE, s.backend(), null,
                 new TinyRuns.Lines()))) {
            running[0] = p;
            Validation seen = run(p).validation();
            for (String name : weights.getFirst().keySet()) {
                double[] average = new double[weights.getFirst().get(name).length];
                for (int k = 0; k < weights.size(); k++) {
                    double decay = Math.min(0.15, k / (k + 10.0));
                    for (int i = 0; i < average.length; i++) {
                        average[i] = decay * average[i] + (1 - decay) * weights.get(k).get(name)[i];
                    }
                }
                float[] found = p.variables().get(Section.AVERAGE, name);
                for (int i = 0; i < average.length; i++) {
                    assertEquals(average[i], found[i], 1e-6, name);
                }
                other.variables().set(name, found);
            }
            assertEquals(seen.msrp(), other.examples().msrp(), "validation looks at the average");
            weights.getLast().forEach((name, w) -> other.variables().set(name, w));
            assertNotEquals(seen.msrp(), other.examples().msrp());
        }
    }

    /// How often the terms' gradients are measured changes nothing, running means included.
    @Test
    void measuringChangesNothing() throws IOException {
        PretrainConfig c = TinyRuns.config(Tiny.of(Tiny.backbones().get("linoss batch"), Kind.RAW), 4);
        try (Pretraining often = start(c.with(TinyRuns.schedule(4, 1, 1, 1000)), 1);
             Pretraining never = start(c.with(TinyRuns.schedule(4, 0, 1000, 1000)), 1)) {
            same("norms", TinyRuns.bits(never), TinyRuns.bits(often));
        }
    }

    /// More instruments than the classifiers have classes would make their loss something that is no number.
    @Test
    void tooManyInstrumentsAreOneClearError() {
        ModelConfig m = Tiny.of("light");
        ModelConfig few = new ModelConfig(m.compat(), m.channels(), m.width(), m.embedding(), m.backbone(), m.mixture(), m.transformer(),
            new VibConfig(6, 4, 3), m.heads());
        Pretraining.Setup s = TinyRuns.setup(TinyRuns.config(few, 1), SOURCE, TinyRuns.backend(1), null, new TinyRuns.Lines());
        assertEquals("model.vib.instruments: expected at least the 4 instruments of the corpus, found 3; give the classifiers as many "
            + "classes, or set losses.vib to 0", assertThrows(IllegalArgumentException.class, () -> new Pretraining(s)).getMessage());
    }
}
