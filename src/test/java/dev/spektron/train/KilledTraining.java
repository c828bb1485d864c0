package dev.spektron.train;

import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import dev.spektron.corpus.source.MemorySource;
import dev.spektron.model.Tiny;
import dev.spektron.train.checkpoint.Checkpoint;
import dev.spektron.train.checkpoint.CheckpointStore;
import dev.spektron.train.log.JsonlSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/// A training that is killed, and goes on from its checkpoint when it is started again. Arguments: run folder, steps from one checkpoint to
/// the next. It says each step that it has done.
final class KilledTraining {
    static final int STEPS = 30;
    static final String LOG = "metrics.jsonl";

    private KilledTraining() {}

    /// From the latest checkpoint on, or from the start.
    static void run(Path run, int save, BooleanSupplier stop, LongConsumer steps) throws IOException {
        PretrainConfig c = TinyRuns.config(Tiny.of("light"), STEPS).with(TinyRuns.optimiser(4, 1, 0.9f))
            .with(new ScheduleConfig(STEPS, 2, 10, save, 3, 3, 8, 0));
        MemorySource source = TinyRuns.source(8);
        CheckpointStore store = new CheckpointStore(run);
        store.clean();
        Optional<Checkpoint> latest = store.latest();
        long done = latest.map(k -> k.state().step()).orElse(0L);
        try (Backend backend = Backends.create("vector", 1).backend();
             JsonlSink sink = latest.isPresent() ? JsonlSink.resume(run.resolve(LOG), done, InstantSource.system())
                 : JsonlSink.create(run.resolve(LOG), InstantSource.system())) {
            Pretraining.Setup s = TinyRuns.setup(c, source, backend, store, sink);
            Pretraining.Observer watch = new Pretraining.Observer() {
                @Override
                public void step(long step, long samples, Map<String, Double> metrics) {
                    steps.accept(step);
                }
            };
            try (Pretraining p = new Pretraining(new Pretraining.Setup(c, "tiny", source, s.split(), backend, s.options(), false, s.seed(),
                store, sink, watch, Map.of()))) {
                if (latest.isPresent()) {
                    p.resume(latest.get());
                }
                p.run(stop);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        AtomicBoolean asked = new AtomicBoolean();
        Thread main = Thread.currentThread();
        // The program ends when the hook does: it waits until the step is done and saved.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.set(true);
            try {
                main.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        run(Path.of(args[0]), Integer.parseInt(args[1]), asked::get, step -> System.out.println("step " + step));
    }
}
