package dev.spektron.experiment.pretrain;

import dev.spektron.autograd.PlanOptions;
import dev.spektron.backend.Backend;
import dev.spektron.corpus.source.GroupSplit;
import dev.spektron.corpus.source.SpectrumSource;
import dev.spektron.experiment.StudyResult.Provenance;
import dev.spektron.experiment.report.PretrainReport;
import dev.spektron.io.config.RecordYaml;
import dev.spektron.train.PretrainConfig;
import dev.spektron.train.Pretraining;
import dev.spektron.train.Pretraining.Outcome;
import dev.spektron.train.Validation;
import dev.spektron.train.checkpoint.Checkpoint;
import dev.spektron.train.log.ConsoleProgress;
import dev.spektron.train.log.JsonlSink;
import dev.spektron.train.log.MetricSink;
import dev.spektron.train.log.MlflowOptions;
import dev.spektron.train.log.MlflowSink;
import dev.spektron.train.log.SafeSinks;
import dev.spektron.train.log.TensorBoardSink;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// One run of `spektron pretrain`, from its folder to its report.
public final class PretrainRun {
    private static final String DATA = "data sha256";
    private static final String MLFLOW = "mlflow run";
    /// How long a stopped program waits for its last checkpoint.
    private static final int STOP_SECONDS = 120;

    private final Request request;
    private final PretrainConfig config;
    private final String text;
    private final List<String> events = new ArrayList<>();

    /// What is asked for.
    ///
    /// @param config      the configuration, with as many instrument classes as the source has
    /// @param source      spectra
    /// @param folder      where everything goes
    /// @param resumed     the checkpoint to go on from
    /// @param backend     what it runs on
    /// @param options     choices of the planner
    /// @param check       whether every number is looked at
    /// @param seed        of everything random
    /// @param tensorBoard whether measurements go to an event file, too
    /// @param mlflow      server that measurements go to, too
    /// @param progress    progress on stderr; null for none
    /// @param say         takes messages
    /// @param provenance  what is needed to repeat it
    public record Request(PretrainConfig config, SpectrumSource source, RunFolder folder, Optional<Checkpoint> resumed, Backend backend,
                          PlanOptions options, boolean check, long seed, boolean tensorBoard, Optional<MlflowOptions> mlflow,
                          boolean progress, Consumer<String> say, Provenance provenance) { }

    public PretrainRun(Request r) {
        request = r;
        config = r.config();
        text = RecordYaml.write(config);
    }

    /// Trains and writes the report.
    public Outcome run() throws IOException {
        long from = request.resumed().map(c -> c.state().step()).orElse(0L);
        requireSameData();
        request.folder().checkpoints().clean();
        GroupSplit split = GroupSplit.of(request.source(), config.data().validation(), request.seed());
        if (split.validation().length == 0) {
            throw new IllegalArgumentException("data.corpus: expected a data set with at least two samples, one to train on and one to "
                + "validate with, found a single one in each of them (" + split.training().length + " spectra); add more");
        }
        request.say().accept(split.training().length + " training and " + split.validation().length + " validation spectra");
        try (Sinks sinks = sinks(from);
             ConsoleProgress line = request.progress() ? new ConsoleProgress("pretrain", from, config.schedule().steps()) : null) {
            Pretraining.Setup setup = new Pretraining.Setup(config, text, request.source(), split, request.backend(), request.options(),
                request.check(), request.seed(), request.folder().checkpoints(), sinks.all(),
                observer(line), provenance(sinks));
            try (Pretraining training = new Pretraining(setup)) {
                return train(training, sinks, from);
            }
        }
    }

    private Outcome train(Pretraining training, Sinks sinks, long from) throws IOException {
        if (request.resumed().isPresent()) {
            training.resume(request.resumed().get());
            event("step " + from + ": resumed from " + request.resumed().get().folder().getFileName());
        }
        request.say().accept(String.format(Locale.ROOT, "%,d parameters, %d MiB for a step", training.programs().parameters().count(""),
            training.memoryBytes() >> 20));
        sinks.all().header(header());
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            stop.set(true);
            await(ended);
        }, "spektron-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Outcome outcome = training.run(stop::get);
            finish(training, outcome, sinks);
            return outcome;
        } finally {
            ended.countDown();
            forget(hook);
        }
    }

    private void finish(Pretraining training, Outcome outcome, Sinks sinks) throws IOException {
        if (!outcome.finished()) {
            event("step " + outcome.step() + ": stopped; a checkpoint is saved, go on with --resume");
        } else {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("step", outcome.step());
            outcome.best().ifPresent(b -> {
                facts.put("best_" + b.metric(), b.value());
                facts.put("best_step", b.step());
            });
            facts.put("skipped", outcome.skipped());
            sinks.all().summary(facts);
        }
        sinks.all().flush();
        PretrainReport.write(new Summary(request, text, events).of(training), request.folder().report());
    }

    private static void await(CountDownLatch ended) {
        try {
            if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("stopped without a last checkpoint: the step took more than " + STOP_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is being stopped: the hook waits for what follows here.
            return;
        }
    }

    private void event(String what) {
        events.add(what);
        request.say().accept(what);
    }

    private Pretraining.Observer observer(ConsoleProgress line) {
        return new Pretraining.Observer() {
            @Override
            public void step(long step, long samples, Map<String, Double> metrics) {
                if (line != null) {
                    line.step(step, samples, metrics);
                }
            }

            @Override
            public void message(String what) {
                events.add(what);
                tell(what);
            }

            @Override
            public void validated(long step, Validation v) {
                tell(String.format(Locale.ROOT, "step %d: validation msrp %.4f, per sample %.4f (zero %.4f, mean %.4f, "
                    + "interpolation %.4f)", step, v.msrp(), v.all().model(), v.all().zero(), v.all().mean(), v.all().interpolation()));
            }

            private void tell(String what) {
                if (line != null) {
                    line.message(what);
                } else {
                    request.say().accept(what);
                }
            }
        };
    }

    private void requireSameData() {
        String before = request.resumed().map(c -> c.state().provenance().get(DATA)).orElse(null);
        if (before != null && !before.equals(request.source().digest())) {
            throw new IllegalArgumentException("--resume: expected the data that the run began with (SHA-256 " + before
                + "), found others (" + request.source().digest() + "); put the files back, or begin a new run");
        }
    }

    private Map<String, String> provenance(Sinks sinks) {
        Map<String, String> out = new LinkedHashMap<>();
        out.put(DATA, request.source().digest());
        out.put("seed", Long.toString(request.seed()));
        out.put("command", request.provenance().command());
        out.put("version", request.provenance().version());
        out.put("java", request.provenance().java());
        sinks.mlflowRun().ifPresent(id -> out.put(MLFLOW, id));
        return out;
    }

    private Map<String, Object> header() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("config", text);
        out.put("version", request.provenance().version() + " " + request.provenance().commit());
        out.put("data_hash", request.source().digest());
        out.put("seed", request.seed());
        return out;
    }

    /// Where measurements go.
    private record Sinks(MetricSink all, Optional<MlflowSink> mlflow) implements AutoCloseable {
        Optional<String> mlflowRun() {
            return mlflow.flatMap(MlflowSink::runId);
        }

        @Override
        public void close() {
            all.close();
        }
    }

    private Sinks sinks(long from) throws IOException {
        InstantSource clock = InstantSource.system();
        boolean resumed = request.resumed().isPresent();
        List<MetricSink> out = new ArrayList<>();
        out.add(resumed ? JsonlSink.resume(request.folder().metrics(), from, clock) : JsonlSink.create(request.folder().metrics(), clock));
        if (request.tensorBoard()) {
            out.add(resumed ? TensorBoardSink.resume(request.folder().path(), from, clock)
                : TensorBoardSink.create(request.folder().path(), clock));
        }
        Optional<String> run = request.resumed().map(c -> c.state().provenance().get(MLFLOW));
        Optional<MlflowSink> server = request.mlflow()
            .map(o -> new MlflowSink(run.map(o::resuming).orElse(o), clock, request.say()));
        server.ifPresent(out::add);
        return new Sinks(new SafeSinks(request.say(), out), server);
    }
}
