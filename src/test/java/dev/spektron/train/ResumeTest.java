package dev.spektron.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.model.Tiny;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig.Kind;
import dev.spektron.train.checkpoint.Checkpoint;
import dev.spektron.train.checkpoint.CheckpointStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A training that is stopped at any step and gone on with gives the same numbers, to the bit, as one that is not stopped.
///
/// [Resuming#main(String[])] tries it for every step of a longer one.
class ResumeTest {
    private static final String VECTOR_BITS = "spektron.vector.bits";

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        TinyRuns.close();
    }

    /// All that a step can leave behind: batch statistics, micro-batches, a moving average, a target network, all seven terms. Nothing
    /// happens in the same steps as something else.
    static PretrainConfig everything(int steps) {
        return with(TinyRuns.config(Tiny.of(Tiny.backbones().get("linoss batch"), Kind.WAVELET), steps), 2, 0.9f);
    }

    private static PretrainConfig with(PretrainConfig c, int accumulation, float average) {
        return c.with(TinyRuns.optimiser(4, accumulation, average))
            .with(new ScheduleConfig(c.schedule().steps(), 1, 2, 3, 3, 3, 8, 3));
    }

    private void stopAndGoOn(PretrainConfig c, int threads, int... stops) throws IOException {
        Resuming.Trace whole = Resuming.toTheEnd(c, 1, null, List.of(), folder.resolve("whole"));
        for (int k : stops) {
            whole.same("stopped after " + k, Resuming.stopped(c, threads, k, folder.resolve("stopped" + k)));
        }
    }

    @Test
    void everythingGoesOn() throws IOException {
        stopAndGoOn(everything(7), 1, 1, 2, 3, 5, 6);
    }

    /// The last ones, and those that are best and final.
    @Test
    void asManyCheckpointsAreKeptAsIsSaid() throws IOException {
        for (int keep : new int[] {1, 4}) {
            PretrainConfig c = TinyRuns.config(Tiny.of("light"), 6).with(new ScheduleConfig(6, 1, 1000, 1, keep, 3, 8, 0));
            Resuming.toTheEnd(c, 1, null, List.of(), folder.resolve("keep" + keep));
            try (Stream<Path> files = Files.list(folder.resolve("keep" + keep))) {
                assertEquals(keep, files.filter(Files::isDirectory).count());
            }
        }
    }

    @Test
    void onTwoThreadsToo() throws IOException {
        stopAndGoOn(everything(5), 2, 2, 4);
    }

    @Test
    void theReferenceGoesOn() throws IOException {
        PretrainConfig c = TinyRuns.config(Tiny.of(Tiny.backbones().get("linoss batch"), Kind.RAW).with(Compat.REFERENCE), 5);
        stopAndGoOn(with(c, 2, 0.9f), 1, 1, 3);
    }

    @Test
    void plainTrainingsGoOn() throws IOException {
        stopAndGoOn(with(TinyRuns.config(Tiny.of("default"), 5), 1, 0), 1, 2, 3);
        stopAndGoOn(with(TinyRuns.config(Tiny.of("benchmark-transformer"), 4), 1, 0), 2, 1);
    }

    /// Starts a child that saves every `save` steps, and waits until it has done some.
    private static Process start(Path run, int save, int steps) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--add-modules", "jdk.incubator.vector", "-cp",
                System.getProperty("java.class.path")));
        // The same bits need vectors of the same width.
        String bits = System.getProperty(VECTOR_BITS);
        if (bits != null) {
            command.add("-D" + VECTOR_BITS + "=" + bits);
        }
        command.addAll(List.of(KilledTraining.class.getName(), run.toString(), Integer.toString(save)));
        Process child = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader out = child.inputReader();
        for (int k = 0; k < steps; k++) {
            String line = out.readLine();
            assertEquals(true, line != null && line.startsWith("step "), "the child says: " + line);
        }
        return child;
    }

    private static List<String> log(Path run) throws IOException {
        List<String> out = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve(KilledTraining.LOG))) {
            JsonObject json = JsonParser.parseString(line).getAsJsonObject();
            List.copyOf(json.keySet()).stream().filter(TinyRuns.Lines::clock).forEach(json::remove);
            out.add(json.toString());
        }
        return out;
    }

    /// A real process: asked to end (SIGTERM), which saves a checkpoint where it stands, and killed (SIGKILL) in the midst of steps each of
    /// which saves one.
    @Test
    void processesThatWereKilledGoOn() throws Exception {
        Path run = folder.resolve("run");
        CheckpointStore store = new CheckpointStore(run);
        Process asked = start(run, 1000, 3);
        asked.destroy();
        assertEquals(128 + 15, asked.waitFor());
        long first = store.latest().orElseThrow().state().step();
        assertEquals(true, first >= 3 && first < KilledTraining.STEPS, "asked to end after step " + first);
        Process killed = start(run, 1, 3);
        killed.destroyForcibly();
        assertEquals(128 + 9, killed.waitFor());
        long second = store.latest().orElseThrow().state().step();
        assertEquals(true, second > first && second < KilledTraining.STEPS, "killed after step " + second);
        KilledTraining.run(run, 1, () -> false, _ -> { });
        Path whole = folder.resolve("whole");
        KilledTraining.run(whole, 1000, () -> false, _ -> { });
        Checkpoint expected = new CheckpointStore(whole).last().orElseThrow();
        Checkpoint found = store.last().orElseThrow();
        for (String file : List.of(Checkpoint.MODEL, Checkpoint.OPTIMIZER)) {
            assertArrayEquals(Files.readAllBytes(expected.folder().resolve(file)), Files.readAllBytes(found.folder().resolve(file)), file);
        }
        assertEquals(expected.state(), found.state());
        assertEquals(log(whole), log(run));
    }
}
