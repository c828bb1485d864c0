package dev.spektron.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.PlanOptions;
import dev.spektron.autograd.Planner;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import dev.spektron.corpus.source.GroupSplit;
import dev.spektron.corpus.source.MemorySource;
import dev.spektron.corpus.source.Sources;
import dev.spektron.model.Tiny;
import dev.spektron.model.config.LossConfig;
import dev.spektron.model.config.ModelConfig;
import dev.spektron.model.config.Presets;
import dev.spektron.model.config.VibConfig;
import dev.spektron.train.data.Batch;
import dev.spektron.train.data.BatchBuilder;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// That a pretraining learns (training specification, section 8, checks 1 and 2).
class LearningTest {
    @AfterAll
    static void close() {
        TinyRuns.close();
    }

    /// The light preset over 7 tokens.
    private static ModelConfig light(int instruments) {
        ModelConfig m = Presets.find("light");
        VibConfig z = m.vib();
        return new ModelConfig(m.compat(), Tiny.CHANNELS, m.width(), Tiny.embedding(m.embedding().kind()), m.backbone(), m.mixture(),
            m.transformer(), new VibConfig(z.chemistry(), z.instrument(), instruments), m.heads());
    }

    /// Eight spectra with the same masks in each of 300 steps are learnt by heart, with dropout and all terms that need no second view.
    @Test
    void eightSpectraAreLearntByHeart() {
        MemorySource source = TinyRuns.source(4);
        int[] eight = IntStream.range(0, 8).toArray();
        ModelConfig m = Tiny.of("light");
        LossConfig l = TinyRuns.config(m, 300).losses();
        LossConfig losses = new LossConfig(l.msrp(), 0, 0, 0, l.physics(), l.vib(), l.balance(), l.target(), l.views(), l.alignment(),
            l.physical(), l.bottleneck());
        PretrainConfig c = PretrainConfig.of(m).with(losses).with(TinyRuns.schedule(300, 0, 1000, 1000))
            .with(new OptimiserConfig(8, 1, 1e-2f, 20, 0.01f, 0.9f, 0.999f, 1e-8f, 5, 1, 0));
        Programs programs = new Programs(c, TinyRuns.SEED);
        Backend backend = TinyRuns.backend(2);
        Variables variables = Variables.allocate(programs.parameters().layout(), Section.MOMENT2);
        programs.parameters().initialise(variables, TinyRuns.SEED);
        GroupSplit split = new GroupSplit(eight, eight);
        BatchBuilder builder = Pipeline.validation(c, source, split);
        Batch fixed = builder.allocate();
        builder.fill(0, 0, fixed);
        try (Validator validator = new Validator(c, programs, backend, variables, source, eight, builder, PlanOptions.DEFAULT)) {
            double before = validator.run(0).msrp();
            learn(programs, c, backend, variables, fixed);
            double after = validator.run(0).msrp();
            assertTrue(before > 0.5, "before: " + before);
            assertTrue(after < 0.05, "after: " + after);
        }
    }

    private static void learn(Programs programs, PretrainConfig c, Backend backend, Variables variables, Batch fixed) {
        Schedules schedules = new Schedules(c);
        try (Executable step = backend.compile(Planner.plan(programs.step().graph(), backend), variables, false);
             Executable norm = backend.compile(Planner.plan(programs.norm(), backend), variables, false);
             Executable update = backend.compile(Planner.plan(programs.update(), backend), variables, false)) {
            Feed.all(fixed, step);
            for (int k = 0; k < c.schedule().steps(); k++) {
                schedules.step(k, 0, step);
                step.run();
                norm.run();
                schedules.update(k, norm.scalar("norm"), update, programs);
                update.run();
            }
        }
    }

    /// The loss falls within 20 steps on simulated spectra.
    @Test
    void theLossFallsInTwentySteps() throws IOException {
        MemorySource source = Sources.open("sim:pretrain:24:2", null, Tiny.CHANNELS, 1);
        PretrainConfig plain = TinyRuns.config(light(source.instruments().size()), 20);
        MaskConfig k = plain.masks();
        // As many hidden tokens in every step.
        MaskConfig masks = new MaskConfig(k.strategy(), k.ratio(), k.ratio(), 0, k.spans(), k.gamma(), k.peakShare(), false);
        PretrainConfig c = new PretrainConfig(plain.model(), plain.data(), masks, plain.losses(), plain.optimiser(), plain.schedule())
            .with(new OptimiserConfig(16, 1, 1e-3f, 2, 0.01f, 0.9f, 0.999f, 1e-8f, 5, 1, 0)).with(TinyRuns.schedule(20, 0, 1000, 1000));
        TinyRuns.Lines lines = new TinyRuns.Lines();
        try (Pretraining p = new Pretraining(TinyRuns.setup(c, source, TinyRuns.backend(2), null, lines))) {
            p.run(() -> false);
        }
        for (String name : new String[] {"train/loss", "train/msrp"}) {
            double[] x = lines.series(name);
            double first = Arrays.stream(x, 0, 4).average().orElseThrow();
            double last = Arrays.stream(x, 16, 20).average().orElseThrow();
            assertTrue(last < 0.9 * first, name + ": " + Arrays.toString(x));
        }
    }
}
