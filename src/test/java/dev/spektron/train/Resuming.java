package dev.spektron.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.corpus.source.MemorySource;
import dev.spektron.train.checkpoint.Checkpoint;
import dev.spektron.train.checkpoint.CheckpointStore;
import dev.spektron.train.checkpoint.TrainState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Compares trainings that were stopped with one that was not.
final class Resuming {
    private static final MemorySource SOURCE = TinyRuns.source(8);

    /// What is left of a training.
    ///
    /// @param bits  weights, buffers, target network, moments, average
    /// @param lines what it logged, without what the clock says
    /// @param state what its last checkpoint says besides tensors
    record Trace(Map<String, int[]> bits, List<String> lines, TrainState state) {
        void same(String title, Trace found) {
            assertEquals(lines, found.lines, title);
            assertEquals(bits.keySet(), found.bits.keySet(), title);
            bits.forEach((name, x) -> assertArrayEquals(x, found.bits.get(name), title + ": " + name));
            assertEquals(state, found.state, title);
        }
    }

    private Resuming() {}

    private static Pretraining training(PretrainConfig c, int threads, CheckpointStore store, TinyRuns.Lines lines) {
        return new Pretraining(TinyRuns.setup(c, SOURCE, TinyRuns.backend(threads), store, lines));
    }

    /// From a checkpoint, or from the start, to the end.
    static Trace toTheEnd(PretrainConfig c, int threads, Checkpoint from, List<String> before, Path folder) throws IOException {
        CheckpointStore store = new CheckpointStore(folder);
        TinyRuns.Lines lines = new TinyRuns.Lines();
        lines.lines.addAll(before);
        try (Pretraining p = training(c, threads, store, lines)) {
            if (from != null) {
                p.resume(from);
            }
            assertTrue(p.run(() -> false).finished());
            return new Trace(TinyRuns.bits(p), lines.lines, store.last().orElseThrow().state());
        }
    }

    /// From a checkpoint, or from the start, up to step `k`: the checkpoint that is left.
    static Checkpoint upTo(PretrainConfig c, int threads, Checkpoint from, int k, List<String> lines, Path folder) throws IOException {
        CheckpointStore store = new CheckpointStore(folder);
        TinyRuns.Lines sink = new TinyRuns.Lines();
        try (Pretraining p = training(c, threads, store, sink)) {
            if (from != null) {
                p.resume(from);
            }
            assertFalse(p.run(() -> p.done() >= k).finished());
        }
        lines.addAll(sink.lines);
        Checkpoint left = store.latest().orElseThrow();
        assertEquals(k, left.state().step());
        return left;
    }

    /// Stopped after `k` steps and gone on with, by a new object.
    static Trace stopped(PretrainConfig c, int threads, int k, Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        Checkpoint left = upTo(c, threads, null, k, lines, folder);
        return toTheEnd(c, threads, left, lines, folder);
    }

    /// A training each of whose steps is one of its own, gone on with from the checkpoint of the last; and of every so many of these
    /// checkpoints one that goes on to the end. Arguments: folder for checkpoints, steps, every how many (1: all).
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        int steps = Integer.parseInt(args[1]);
        int every = Integer.parseInt(args[2]);
        PretrainConfig c = ResumeTest.everything(steps);
        Trace whole = toTheEnd(c, 1, null, List.of(), folder.resolve("whole"));
        List<String> lines = new ArrayList<>();
        Checkpoint at = null;
        int ends = 0;
        for (int k = 1; k < steps; k++) {
            at = upTo(c, 1, at, k, lines, folder.resolve("steps"));
            if (k % every == 0 || k == steps - 1) {
                whole.same("stopped after " + k, toTheEnd(c, 1, at, lines, folder.resolve("rest")));
                ends++;
            }
        }
        System.out.println("stopped after each of " + (steps - 1) + " steps and gone on with, " + ends + " times to the end: the same "
            + whole.bits().values().stream().mapToLong(x -> x.length).sum() + " numbers and " + whole.lines().size() + " lines each time");
        TinyRuns.close();
    }
}
