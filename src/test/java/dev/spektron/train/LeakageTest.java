package dev.spektron.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Planner;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import dev.spektron.corpus.source.GroupSplit;
import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.corpus.source.SpectrumSource;
import dev.spektron.model.Tiny;
import dev.spektron.model.config.EmbeddingConfig.Kind;
import dev.spektron.model.config.LossConfig;
import dev.spektron.train.data.Batch;
import dev.spektron.train.data.BatchBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// From the source to the loss: what is masked is the target of the reconstruction and nothing else (pitfalls P2 and P31).
class LeakageTest {
    private static final SpectrumSource SOURCE = TinyRuns.source(4);
    private static final GroupSplit SPLIT = new GroupSplit(IntStream.range(0, 16).toArray(), new int[] {16, 17, 18, 19});

    @AfterAll
    static void close() {
        TinyRuns.close();
    }

    /// The source with other numbers where a batch does not show them.
    private record Disturbed(Map<Integer, float[]> values) implements SpectrumSource {
        static Disturbed of(Batch b) {
            Map<Integer, float[]> values = new LinkedHashMap<>();
            for (int r = 0; r < b.size; r++) {
                float[] x = values.computeIfAbsent(b.rows[r], i -> SOURCE.get(i).values().clone());
                for (int j = 0; j < b.channels; j++) {
                    if (concealed(b, r * b.channels + j)) {
                        x[j] = 5 - 3 * x[j];
                    }
                }
            }
            return new Disturbed(values);
        }

        @Override
        public int size() {
            return SOURCE.size();
        }

        @Override
        public SourceSpectrum get(int i) {
            SourceSpectrum s = SOURCE.get(i);
            return new SourceSpectrum(values.getOrDefault(i, s.values()), s.first(), s.last(), s.unit(), s.modality(), s.kind(),
                s.dataset(),
                s.instrument(), s.group(), s.sample(), s.id());
        }

        @Override
        public int channels() {
            return SOURCE.channels();
        }

        @Override
        public String digest() {
            return "disturbed";
        }

        @Override
        public String describe() {
            return "disturbed";
        }
    }

    /// Whether a sample is hidden, or another spectrum's stands in its place.
    private static boolean concealed(Batch b, int i) {
        return b.given == null ? b.visible[i] == 0 : b.given.visible[i] == 0 || b.given.spectrum[i] != b.spectrum[i];
    }

    /// All terms that see masked spectra alone.
    private static PretrainConfig config(Kind kind, boolean bert) {
        PretrainConfig c = TinyRuns.config(Tiny.of(Tiny.backbones().get("linoss batch"), kind), 4);
        LossConfig l = c.losses();
        MaskConfig m = c.masks();
        LossConfig losses = new LossConfig(1, 0, 0, 0.1f, 0.1f, 0.15f, 0.01f, l.target(), l.views(), l.alignment(), l.physical(),
            l.bottleneck());
        return new PretrainConfig(c.model(), c.data(), new MaskConfig(m.strategy(), m.start(), m.ratio(), m.ramp(), m.spans(), m.gamma(),
            m.peakShare(), bert), losses, c.optimiser(), c.schedule());
    }

    private static Batch fill(BatchBuilder builder, int step) {
        Batch b = builder.allocate();
        builder.fill(step, 0, b);
        return b;
    }

    private static void same(String title, float[] expected, float[] found) {
        assertArrayEquals(TinyRuns.bits(expected), TinyRuns.bits(found), title);
    }

    /// Every spectrum stands once in the batch, so that its masked samples are not another row's visible ones.
    private static void inputs(Batch a, Batch b) {
        assertEquals(a.size, IntStream.of(a.rows).distinct().count());
        assertArrayEquals(a.rows, b.rows);
        same("visible", a.visible, b.visible);
        same("masked", a.masked, b.masked);
        same("positions", a.positions, b.positions);
        same("axisKnown", a.axisKnown, b.axisKnown);
        same("domain", a.domain, b.domain);
        same("instrument", a.instrument, b.instrument);
        same("slots", a.slots, b.slots);
        same("mean", a.mean, b.mean);
        same("scale", a.scale, b.scale);
        same("distance", a.distance, b.distance);
        if (a.given != null) {
            same("given spectrum", hide(a), hide(b));
            same("given visible", a.given.visible, b.given.visible);
            same("given masked", a.given.masked, b.given.masked);
        }
        int changed = 0;
        for (int i = 0; i < a.spectrum.length; i++) {
            boolean hidden = concealed(a, i);
            assertEquals(hidden, a.spectrum[i] != b.spectrum[i], "only hidden samples are other ones");
            changed += hidden ? 1 : 0;
        }
        assertTrue(changed > a.size * 5);
    }

    /// What the model is given, 0 where it is given nothing.
    private static float[] hide(Batch b) {
        float[] out = b.given.spectrum.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] = b.given.visible[i] == 0 ? 0 : out[i];
        }
        return out;
    }

    /// A step in whose batch there is everything: hidden samples, replaced ones, ones that are left though they are predicted.
    private static int step(BatchBuilder builder, boolean bert) {
        int step = 2;
        Batch b = fill(builder, step);
        while (bert && !everything(b)) {
            assertTrue(step < 500, "no batch has everything");
            builder.fill(++step, 0, b);
        }
        return step;
    }

    private static boolean everything(Batch b) {
        boolean[] found = new boolean[3];
        for (int i = 0; i < b.spectrum.length; i++) {
            if (b.visible[i] == 0) {
                found[b.given.visible[i] == 0 ? 0 : b.given.spectrum[i] != b.spectrum[i] ? 1 : 2] = true;
            }
        }
        return found[0] && found[1] && found[2] && IntStream.of(b.rows).distinct().count() == b.size;
    }

    private static Map<String, float[]> outputs(Executable run, Batch b, Schedules schedules) {
        Feed.all(b, run);
        schedules.step(2, 0, run);
        run.run();
        Map<String, float[]> out = new LinkedHashMap<>();
        for (String name : run.plan().outputs().keySet()) {
            float[] x = new float[run.plan().output(name).size()];
            run.read(name, x);
            out.put(name, x);
        }
        return out;
    }

    @ParameterizedTest
    @CsvSource({"WAVELET,false", "RAW,false", "WAVELET,true", "RAW,true"})
    void maskedSamplesReachTheReconstructionsTargetAlone(Kind kind, boolean bert) {
        PretrainConfig c = config(kind, bert);
        BatchBuilder clean = Pipeline.training(c, SOURCE, SPLIT, TinyRuns.SEED);
        int step = step(clean, bert);
        Batch a = fill(clean, step);
        Batch b = fill(Pipeline.training(c, Disturbed.of(a), SPLIT, TinyRuns.SEED), step);
        inputs(a, b);
        Programs programs = new Programs(c, TinyRuns.SEED);
        Backend backend = TinyRuns.backend(1);
        Schedules schedules = new Schedules(c);
        Variables variables = Variables.allocate(programs.parameters().layout(), Section.GRADIENTS);
        programs.parameters().initialise(variables, TinyRuns.SEED);
        Plan plan = Planner.plan(programs.step().graph(), backend);
        try (Executable run = backend.compile(plan, variables, false)) {
            assertEquals(bert, run.plan().inputs().containsKey(Inputs.masked(Inputs.TARGET)));
            Map<String, float[]> before = outputs(run, a, schedules);
            Map<String, float[]> after = outputs(run, b, schedules);
            before.forEach((name, x) -> {
                if (name.equals("loss") || name.equals("loss.msrp")) {
                    assertNotEquals(x[0], after.get(name)[0], name);
                } else {
                    same(name, x, after.get(name));
                }
            });
            assertTrue(before.keySet().containsAll(List.of("loss.physics", "loss.vib", "loss.moe_balance", "kl.chem", "spread")),
                before.keySet().toString());
        }
    }

    /// The same in validation, whose masks depend on the spectrum's name alone.
    @ParameterizedTest
    @EnumSource
    void maskedSamplesDoNotReachTheReconstructionOfValidation(Kind kind) {
        PretrainConfig c = config(kind, true);
        Batch a = fill(Pipeline.validation(c, SOURCE, SPLIT), 0);
        Batch b = fill(Pipeline.validation(c, Disturbed.of(a), SPLIT), 0);
        inputs(a, b);
        Programs programs = new Programs(c, TinyRuns.SEED);
        Backend backend = TinyRuns.backend(1);
        Variables variables = Variables.allocate(programs.parameters().layout(), Section.STATE);
        programs.parameters().initialise(variables, TinyRuns.SEED);
        Plan plan = Planner.plan(programs.validation(), backend);
        float[][] found = new float[2][plan.output("reconstruction").size()];
        try (Executable run = backend.compile(plan, variables, false)) {
            for (int i = 0; i < 2; i++) {
                Feed.masked(i == 0 ? a : b, run);
                run.run();
                run.read("reconstruction", found[i]);
            }
        }
        same("reconstruction", found[0], found[1]);
    }
}
