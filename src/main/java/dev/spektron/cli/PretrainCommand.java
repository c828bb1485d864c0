package dev.spektron.cli;

import com.google.gson.GsonBuilder;
import dev.spektron.autograd.PlanOptions;
import dev.spektron.autograd.PlanTooLargeException;
import dev.spektron.backend.Backend;
import dev.spektron.corpus.source.Sources;
import dev.spektron.corpus.source.SpectrumSource;
import dev.spektron.experiment.pretrain.PretrainRun;
import dev.spektron.experiment.pretrain.RunFolder;
import dev.spektron.experiment.pretrain.RunLock;
import dev.spektron.io.config.RecordYaml;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.Presets;
import dev.spektron.train.PretrainConfig;
import dev.spektron.train.Pretraining.Outcome;
import dev.spektron.train.checkpoint.Checkpoint;
import dev.spektron.train.log.MlflowOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `spektron pretrain`: trains a model on spectra without reference values.
@Command(name = "pretrain", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Trains a spectral foundation model on spectra without reference values: parts of each spectrum are hidden and the "
            + "model learns to fill them in.", "", "The run folder holds the configuration, measurements (JSON lines and TensorBoard), "
            + "checkpoints and report.html. A run that was stopped goes on with --resume, to the bit as if it had not been."},
    footer = {"", "Examples:", "  spektron pretrain --preset light --steps 200 --out run1",
        "  spektron pretrain --resume --out run1", "  spektron pretrain --corpus corn,rruff,sim:pretrain:2000 --data-dir data --out run2",
        "  spektron pretrain --preset light --set optimiser.rate=1e-3 --set masks.strategy=peak_aware --print-config"})
final class PretrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--corpus", paramLabel = "C", description = "What to train on, with commas between: sim:PRESET[:samples], corn, "
        + "tablets, wheat, rruff, all, or a folder with a manifest.yaml. Default: sim:pretrain:2000, which needs no files.")
    private String corpus;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Folder of the data sets' files. Default: $SPEKTRON_DATA, else "
        + "~/.cache/spektron.")
    private Path dataDir;

    @Option(names = "--preset", paramLabel = "NAME", description = "Model: default, light, dlinoss, dlinoss-light, benchmark-mamba, "
        + "benchmark-dlinoss, benchmark-transformer, benchmark-cnn1d, benchmark-s4d, scaling-128 to scaling-512. Default: default.")
    private String preset;

    @Option(names = "--backbone", paramLabel = "NAME", description = "Another backbone for the preset: mamba, linoss, s4d, cnn1d or "
        + "transformer, of the preset's size.")
    private String backbone;

    @Option(names = "--compat", paramLabel = "WHICH", description = "fixed, or reference for the behaviour of the published reference. "
        + "Default: fixed.")
    private Compat compat;

    @Option(names = "--config", paramLabel = "FILE", description = "YAML file that says what differs from the preset.")
    private Path file;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A single setting, such as optimiser.rate=1e-3; can be repeated.")
    private List<String> settings = List.of();

    @Option(names = "--steps", paramLabel = "N", description = "Steps of the optimiser (schedule.steps). The warm-up takes at most a "
        + "tenth of them, unless --set or --config say otherwise.")
    private Integer steps;

    @Option(names = "--batch", paramLabel = "B", description = "Spectra of a micro-batch (optimiser.batch).")
    private Integer batch;

    @Option(names = "--out", paramLabel = "DIR", description = "Run folder. Default: runs/pretrain.")
    private Path out = Path.of("runs", "pretrain");

    @Option(names = "--resume", description = "Go on with the run in --out, with its configuration.")
    private boolean resume;

    @Option(names = "--no-tensorboard", description = "No event file for TensorBoard.")
    private boolean noTensorBoard;

    @Option(names = "--mlflow", paramLabel = "URL", description = "Also send measurements to this MLflow server.")
    private URI mlflow;

    @Option(names = "--print-config", description = "Print the whole configuration as YAML and stop.")
    private boolean print;

    @Mixin
    private RunOptions run;

    @Mixin
    private DeviceOptions device;

    @Override
    public Integer call() throws IOException {
        RunFolder folder = new RunFolder(out);
        PretrainConfig config = resume ? resumed(folder) : chosen();
        if (print) {
            run.out().print(RecordYaml.write(config));
            run.out().flush();
            return 0;
        }
        config.check();
        print(resume ? goOn(config, folder, server()) : begin(config, folder, server()), folder);
        return 0;
    }

    private Optional<MlflowOptions> server() {
        return Optional.ofNullable(mlflow).map(u -> MlflowOptions.of(u, "spektron", out.toAbsolutePath().getFileName().toString()));
    }

    /// Nothing is written before the corpus is there: a mistake in its name leaves no folder behind.
    private Outcome begin(PretrainConfig config, RunFolder folder, Optional<MlflowOptions> server) throws IOException {
        Outputs.possible("--out", out);
        folder.requireNew();
        SpectrumSource source = open(config, run.seed());
        PretrainConfig fitting = withClasses(config, source);
        Outputs.folder("--out", out);
        try (RunLock _ = folder.lock(run::warn)) {
            // Another run may have begun and ended meanwhile.
            folder.requireNew();
            folder.begin(fitting);
            return train(fitting, source, folder, Optional.empty(), run.seed(), server);
        }
    }

    private Outcome goOn(PretrainConfig config, RunFolder folder, Optional<MlflowOptions> server) throws IOException {
        Outputs.folder("--out", out);
        try (RunLock _ = folder.lock(run::warn)) {
            Optional<Checkpoint> from = folder.checkpoints().latest();
            if (from.isPresent() && from.get().state().step() >= config.schedule().steps()) {
                throw new IllegalArgumentException("--resume: the run in " + out + " is finished, all " + config.schedule().steps()
                    + " steps are done; begin a new one in another folder");
            }
            requireSeed(from);
            long seed = from.map(c -> c.state().position().seed()).orElse(run.seed());
            return train(config, open(config, seed), folder, from, seed, server);
        }
    }

    private SpectrumSource open(PretrainConfig config, long seed) throws IOException {
        SpectrumSource source = Sources.open(config.data().corpus(), dataDir, config.model().channels(), seed);
        run.say(source.describe());
        return source;
    }

    private Outcome train(PretrainConfig config, SpectrumSource source, RunFolder folder, Optional<Checkpoint> from, long seed,
                          Optional<MlflowOptions> server) throws IOException {
        try (Backend backend = device.open(run).backend()) {
            Map<String, String> inputs = Map.of("spectra", source.digest());
            return new PretrainRun(new PretrainRun.Request(config, source, folder, from, backend,
                PlanOptions.DEFAULT.withMemoryLimit(device.memoryLimit()), device.checkNumerics(), seed, !noTensorBoard, server,
                run.log() != null, run::say, Provenances.of(spec.commandLine(), seed, inputs, Map.of()))).run();
        } catch (PlanTooLargeException e) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "--memory: a step with these settings needs %d MiB, was given "
                + "%d MiB; give more (also to Java: SPEKTRON_JAVA_OPTS=-Xmx8g), or take a smaller --batch", (e.needed() >> 20) + 1,
                e.limit() >> 20), e);
        }
    }

    /// A run keeps its seed; without a checkpoint nobody knows it.
    private void requireSeed(Optional<Checkpoint> from) {
        if (from.isEmpty()) {
            run.warn("no checkpoint is saved yet: the run begins again at its first step, with seed " + run.seed());
            return;
        }
        long seed = from.get().state().position().seed();
        if (spec.commandLine().getParseResult().hasMatchedOption("--seed") && run.seed() != seed) {
            throw new IllegalArgumentException("--seed: expected the seed " + seed + " of the run that goes on, found " + run.seed()
                + "; leave it out");
        }
    }

    private PretrainConfig resumed(RunFolder folder) throws IOException {
        if (corpus != null || preset != null || backbone != null || compat != null || file != null || !settings.isEmpty() || steps != null
            || batch != null) {
            throw new IllegalArgumentException("--resume: a run goes on with its own configuration, " + folder.config()
                + "; leave out --corpus, --preset, --backbone, --compat, --config, --set, --steps and --batch");
        }
        return folder.read();
    }

    private PretrainConfig chosen() throws IOException {
        Compat which = compat == null ? Compat.FIXED : compat;
        PretrainConfig c = PretrainConfig.of(Presets.find(preset == null ? "default" : preset, backbone, which));
        if (file != null) {
            c = RecordYaml.read(file, c);
        }
        if (corpus != null) {
            c = c.with(c.data().withCorpus(corpus));
        }
        if (steps != null) {
            c = Settings.apply(c, "--steps " + steps, "schedule.steps", steps.toString());
            if (file == null && c.optimiser().warmUp() > steps / 10) {
                // A short run would end before its learning rate has risen.
                c = Settings.apply(c, "--steps " + steps, "optimiser.warmUp", Integer.toString(steps / 10));
            }
        }
        if (batch != null) {
            c = Settings.apply(c, "--batch " + batch, "optimiser.batch", batch.toString());
        }
        return Settings.apply(c, settings);
    }

    /// As many classes of instruments as there are; the reference always has the same.
    private static PretrainConfig withClasses(PretrainConfig c, SpectrumSource source) {
        int found = Math.max(2, source.instruments().size());
        if (c.model().compat() == Compat.REFERENCE) {
            if (found > c.model().vib().instruments()) {
                throw new IllegalArgumentException("model.vib.instruments: expected at least the " + found + " instruments of the corpus, "
                    + "found " + c.model().vib().instruments() + "; set it, or take fewer sources");
            }
            return c;
        }
        return c.with(c.model().withInstruments(found));
    }

    private void print(Outcome o, RunFolder folder) {
        if (run.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("command", Provenances.command(spec.commandLine()));
            json.put("step", o.step());
            json.put("finished", o.finished());
            json.put("skipped", o.skipped());
            o.best().ifPresent(b -> json.put("best", Map.of("metric", b.metric(), "value", b.value(), "step", b.step())));
            json.put("validation", o.validation());
            json.put("folder", out.toString());
            run.out().println(new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeSpecialFloatingPointValues().create()
                .toJson(json));
        } else {
            o.best().ifPresent(b -> run.out().println("best validation: " + b.metric() + " " + (float) b.value() + " at step " + b.step()));
            run.out().println("report: " + folder.report());
        }
        run.out().flush();
        if (!o.finished()) {
            run.say("stopped at step " + o.step() + "; go on with: spektron pretrain --resume --out " + out);
        }
    }
}
