package dev.spektron.experiment.smoke;

import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import dev.spektron.corpus.source.MemorySource;
import dev.spektron.model.config.LossConfig;
import dev.spektron.model.config.LossConfig.Alignment;
import dev.spektron.model.config.ModelConfig;
import dev.spektron.model.config.Presets;
import dev.spektron.model.loss.TotalLoss.Reading;
import dev.spektron.model.loss.TotalLoss.Term;
import dev.spektron.nn.Rng;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import dev.spektron.spectra.SpectrumSet;
import dev.spektron.train.DataConfig;
import dev.spektron.train.FixedBatch;
import dev.spektron.train.OptimiserConfig;
import dev.spektron.train.PretrainConfig;
import dev.spektron.train.ScheduleConfig;
import dev.spektron.train.checkpoint.Checkpoint;
import dev.spektron.train.checkpoint.CheckpointStore;
import dev.spektron.train.checkpoint.TrainState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A preset as a whole: a pretraining step over random spectra with all terms of the loss, some steps on the same batch, a checkpoint.
final class WholeModel {
    private static final int SPECTRA = 4;
    private static final int STEPS = 3;

    private final String preset;
    private final Engine engine;
    private final Consumer<Check> each;

    /// @param each takes each check when it is done
    WholeModel(String preset, Engine engine, Consumer<Check> each) {
        this.preset = preset;
        this.engine = engine;
        this.each = each;
    }

    void run() throws IOException {
        ModelConfig model = Presets.find(preset).withInstruments(2);
        long start = System.nanoTime();
        try (FixedBatch batch = new FixedBatch(config(model), spectra(model.channels()), engine.backend(), engine.options(), engine.check(),
            engine.seed())) {
            double first = batch.loss();
            step(batch, first, start);
            descent(batch, first);
            checkpoint(batch);
        }
    }

    /// Of two instruments, one of which tells no axis, so that whatever the model knows of axes is needed.
    private MemorySource spectra(int channels) {
        MemorySource.Builder b = new MemorySource.Builder(channels);
        for (int k = 0; k < 2; k++) {
            Axis axis = Axis.linear(k == 0 ? AxisUnit.NANOMETRE : AxisUnit.INDEX, k == 0 ? 1100 : 0, 1400.0 / channels, channels);
            double[][] rows = new double[SPECTRA][];
            for (int i = 0; i < SPECTRA; i++) {
                rows[i] = bands(new Rng(engine.seed(), "smoke.spectrum." + i), channels, 1 + 0.1 * k);
            }
            b.add("random", new SpectrumSet("i" + k, axis, IntensityKind.ABSORBANCE, Modality.NIR,
                IntStream.range(0, SPECTRA).mapToObj(i -> "s" + i).toList(), rows, Map.of(), Collections.nCopies(SPECTRA, Map.of())));
        }
        return b.build();
    }

    private static double[] bands(Rng rng, int channels, double gain) {
        double[] y = new double[channels];
        for (int band = 0; band < 6; band++) {
            double at = channels * rng.uniform();
            double width = channels * (0.01 + 0.05 * rng.uniform());
            double height = gain * (0.2 + rng.uniform());
            for (int j = 0; j < channels; j++) {
                y[j] += height * Math.exp(-0.5 * (j - at) * (j - at) / (width * width));
            }
        }
        for (int j = 0; j < channels; j++) {
            y[j] += 0.3 + 0.005 * rng.normal();
        }
        return y;
    }

    /// All spectra also seen whole, two instruments in a batch.
    private static PretrainConfig config(ModelConfig model) {
        PretrainConfig c = PretrainConfig.of(model);
        DataConfig d = c.data();
        LossConfig l = c.losses();
        Alignment a = l.alignment();
        OptimiserConfig o = c.optimiser();
        ScheduleConfig s = c.schedule();
        return c.with(new DataConfig(d.corpus(), d.validation(), 1, d.temperature(), d.pairs(), d.distortion(), d.view(), d.noise()))
            .with(new LossConfig(l.msrp(), l.contrastive(), l.denoise(), l.transport(), l.physics(), l.vib(), l.balance(), l.target(),
                l.views(), new Alignment(a.kind(), a.eps(), a.iterations(), a.tolerance(), 2), l.physical(), l.bottleneck()))
            .with(new OptimiserConfig(SPECTRA, 1, 1e-3f, 0, o.decay(), o.beta1(), o.beta2(), o.eps(), o.clip(), o.dynamics(), 0))
            .with(new ScheduleConfig(2 * STEPS, s.log(), s.validate(), s.save(), s.keep(), s.patience(), s.validation(), 0));
    }

    private void step(FixedBatch batch, double loss, long start) {
        List<String> wrong = new ArrayList<>();
        StringJoiner absent = new StringJoiner(", ");
        StringJoiner bad = new StringJoiner(", ");
        for (Map.Entry<Term, Reading> t : batch.terms().entrySet()) {
            if (!t.getValue().present()) {
                absent.add(t.getKey().key());
            } else if (!Double.isFinite(t.getValue().raw())) {
                bad.add(t.getKey().key() + " " + t.getValue().raw());
            }
        }
        if (absent.length() > 0) {
            wrong.add("expected all terms of the loss, found none for " + absent);
        }
        if (bad.length() > 0 || !Double.isFinite(loss)) {
            wrong.add("expected finite losses, found " + loss + (bad.length() > 0 ? " with " + bad : ""));
        }
        List<String> none = batch.withoutGradient();
        if (!none.isEmpty()) {
            wrong.add("expected a gradient for every trained parameter, found none for " + String.join(", ", none));
        }
        each.accept(new Check(preset + ": pretraining step", batch.parameters().layout().parameterCount(),
            String.format(Locale.ROOT, "loss %.4g of %d terms", loss, batch.terms().size()), String.join("; ", wrong), since(start)));
    }

    private void descent(FixedBatch batch, double first) {
        long start = System.nanoTime();
        for (int k = 0; k < STEPS; k++) {
            batch.update();
            batch.loss();
        }
        double last = batch.loss();
        String failure = last < first ? "" : "expected a loss below " + first + " after " + STEPS
            + " steps of AdamW on the same batch, found " + last;
        each.accept(new Check(preset + ": " + STEPS + " steps of AdamW", 0, String.format(Locale.ROOT, "loss %.4g to %.4g", first, last),
            failure, since(start)));
    }

    private void checkpoint(FixedBatch batch) throws IOException {
        long start = System.nanoTime();
        Path folder = Files.createTempDirectory("spektron-smoke");
        try {
            double before = batch.loss();
            Map<String, float[]> saved = numbers(batch.variables());
            CheckpointStore store = new CheckpointStore(folder);
            store.save(batch.variables(), new TrainState(STEPS, new TrainState.Position(0, 0, engine.seed()), preset, Map.of(),
                Optional.empty(), Map.of(), Map.of()));
            Arrays.fill(batch.variables().data(), 0);
            Checkpoint found = store.latest().orElseThrow(() -> new IOException("the checkpoint that was saved is not there"));
            found.load(batch.variables());
            List<String> wrong = new ArrayList<>();
            Map<String, float[]> loaded = numbers(batch.variables());
            saved.forEach((name, x) -> {
                if (!Arrays.equals(x, loaded.get(name))) {
                    wrong.add("expected " + name + " as it was saved, found other numbers");
                }
            });
            double after = batch.loss();
            if (before != after || found.state().step() != STEPS) {
                wrong.add("expected loss " + before + " and step " + STEPS + " after loading, found " + after + " and "
                    + found.state().step());
            }
            long bytes = Files.size(found.folder().resolve(Checkpoint.MODEL)) + Files.size(found.folder().resolve(Checkpoint.OPTIMIZER));
            each.accept(new Check(preset + ": checkpoint saved and loaded", 0, String.format(Locale.ROOT, "%,d bytes", bytes),
                String.join("; ", wrong), since(start)));
        } finally {
            delete(folder);
        }
    }

    /// Weights, buffers and moments by name.
    private static Map<String, float[]> numbers(Variables v) {
        Map<String, float[]> out = new LinkedHashMap<>();
        v.layout().entries().forEach(e -> {
            out.put(e.name(), v.get(e.name()));
            if (e.trained()) {
                out.put("moment 1 of " + e.name(), v.get(Section.MOMENT1, e.name()));
                out.put("moment 2 of " + e.name(), v.get(Section.MOMENT2, e.name()));
            }
        });
        return out;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path p : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
