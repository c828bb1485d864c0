package dev.spektron.experiment.pretrain;

import dev.spektron.io.config.RecordYaml;
import dev.spektron.train.PretrainConfig;
import dev.spektron.train.checkpoint.Checkpoint;
import dev.spektron.train.checkpoint.CheckpointStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// The folder of a run.
///
/// | file | what |
/// |---|---|
/// | `config.yaml` | the whole configuration |
/// | `metrics.jsonl` | measurements, one JSON object a line |
/// | `events.out.tfevents...` | the same for TensorBoard |
/// | `checkpoint-...`, `latest`, `best`, `final` | checkpoints and pointers to them |
/// | `report.html` | curves and reconstructions |
/// | `.lock` | locked while a training runs |
///
/// @param path the folder
public record RunFolder(Path path) {
    public Path config() {
        return path.resolve("config.yaml");
    }

    public Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    public Path report() {
        return path.resolve("report.html");
    }

    public CheckpointStore checkpoints() {
        return new CheckpointStore(path);
    }

    /// The configuration of a run that is there already.
    public PretrainConfig read() throws IOException {
        if (!Files.exists(config())) {
            throw new NoSuchFileException(config().toString(), null,
                "expected the configuration of the run to resume, found none; is --out "
                + "the folder of a run? Without --resume a new run begins there");
        }
        return RecordYaml.read(config().toString(), Files.readAllBytes(config()), PretrainConfig.class);
    }

    /// Makes sure that no run is overwritten.
    ///
    /// @throws IllegalArgumentException if there is one
    public void requireNew() throws IOException {
        Optional<Checkpoint> there = checkpoints().latest();
        if (there.isPresent()) {
            throw new IllegalArgumentException("--out " + path + ": holds a run at step " + there.get().state().step() + " already; go on "
                + "with --resume, or name another folder");
        }
    }

    /// Keeps other trainings out until it is closed; see [RunLock].
    ///
    /// @param warn told where the file system knows no locks
    /// @throws IllegalArgumentException if another training runs in the folder
    public RunLock lock(Consumer<String> warn) throws IOException {
        return RunLock.of(path, warn);
    }

    public void begin(PretrainConfig c) throws IOException {
        Files.createDirectories(path);
        RecordYaml.write(config(), c);
    }
}
