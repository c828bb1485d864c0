package dev.spektron.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.backend.NonFiniteException;
import dev.spektron.corpus.source.GroupSplit;
import dev.spektron.corpus.source.SpectrumSource;
import dev.spektron.model.Tiny;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig.Kind;
import dev.spektron.train.checkpoint.Checkpoint;
import dev.spektron.train.checkpoint.CheckpointStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Steps whose gradient is not finite: they say why, change nothing, and end the training when there are too many in a row.
class NonFiniteTest {
    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        TinyRuns.close();
    }

    /// Batch statistics, moving averages, a target network and micro-batches: all that could be spoilt.
    private static PretrainConfig everything(Compat compat, int steps) {
        PretrainConfig c = TinyRuns.config(Tiny.of(Tiny.backbones().get("linoss batch"), Kind.WAVELET).with(compat), steps);
        return c.with(TinyRuns.optimiser(4, 2, 0.9f)).with(TinyRuns.schedule(steps, 0, 1000, 1000));
    }

    private Pretraining.Setup setup(PretrainConfig c, SpectrumSource source, CheckpointStore store, List<String> messages,
                                    TinyRuns.Lines lines) {
        Pretraining.Setup s = TinyRuns.setup(c, source, TinyRuns.backend(1), store, lines);
        return new Pretraining.Setup(c, "", source, new GroupSplit(IntStream.range(0, 16).toArray(), IntStream.range(16, 20).toArray()),
            s.backend(), s.options(), false, s.seed(), store, lines, new Pretraining.Observer() {
                @Override
                public void message(String text) {
                    messages.add(text);
                }
            }, Map.of());
    }

    /// One spectrum of sixteen is broken, so that of two steps one fails; the other is as it is without that failure.
    @Test
    void aStepThatFailsChangesNothing() throws IOException {
        for (Compat compat : Compat.values()) {
            SpectrumSource whole = TinyRuns.source(8);
            PretrainConfig c = everything(compat, 4);
            List<String> messages = new ArrayList<>();
            TinyRuns.Lines lines = new TinyRuns.Lines();
            Map<String, int[]>[] states = states(setup(c, new BrokenSource(whole, i -> i == 5), null, messages, lines), 4);
            double[] losses = lines.series("train/loss");
            int failed = 0;
            for (double x : losses) {
                failed += Double.isNaN(x) ? 1 : 0;
            }
            assertTrue(failed >= 1 && failed < 4, Arrays.toString(losses));
            for (int k = 0; k < 4; k++) {
                assertEquals(Double.isNaN(losses[k]), equal(states[k], states[k + 1]), compat + " step " + (k + 1));
            }
            for (Map.Entry<String, int[]> e : states[4].entrySet()) {
                for (int b : e.getValue()) {
                    assertTrue(Float.isFinite(Float.intBitsToFloat(b)), e.getKey());
                }
            }
            assertEquals(failed, messages.size());
            assertEquals(failed, lines.series("train/skipped")[3]);
            for (String m : messages) {
                assertTrue(m.matches("step [1-4]: left out, \\S*main\\S*: .*found NaN.*\\(spectrum 'nir/i0/s5' is not finite\\)"), m);
            }
        }
    }

    private static boolean equal(Map<String, int[]> a, Map<String, int[]> b) {
        return a.keySet().stream().allMatch(n -> Arrays.equals(a.get(n), b.get(n)));
    }

    /// All variables before the first step and after each.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, int[]>[] states(Pretraining.Setup s, int steps) throws IOException {
        Map<String, int[]>[] out = new Map[steps + 1];
        try (Pretraining p = new Pretraining(s)) {
            out[0] = TinyRuns.bits(p);
            for (int k = 1; k <= steps; k++) {
                int last = k;
                p.run(() -> p.done() >= last);
                out[k] = TinyRuns.bits(p);
            }
        }
        return out;
    }

    @Test
    void tooManyInARowEndTheTraining() throws IOException {
        PretrainConfig c = everything(Compat.FIXED, 50);
        CheckpointStore store = new CheckpointStore(folder);
        List<String> messages = new ArrayList<>();
        Pretraining.Setup s = setup(c, new BrokenSource(TinyRuns.source(8), _ -> true), store, messages, new TinyRuns.Lines());
        try (Pretraining p = new Pretraining(s)) {
            Map<String, int[]> before = TinyRuns.bits(p);
            NonFiniteException e = assertThrows(NonFiniteException.class, () -> p.run(() -> false));
            assertEquals(3, messages.size());
            assertEquals("step 3", e.place());
            assertTrue(e.getMessage().contains("found NaN"), e.getMessage());
            assertTrue(e.getMessage().endsWith("this was step 3 in a row whose gradient was not finite. Lower "
                + "optimiser.rate or look at the "
                + "data; the checkpoint of step 3 holds the weights as they were before"), e.getMessage());
            Checkpoint latest = store.latest().orElseThrow();
            assertEquals(3, latest.state().step());
            assertEquals(3, latest.state().counters().get("skipped"));
            assertFalse(store.last().isPresent());
            try (Pretraining again = new Pretraining(s)) {
                again.resume(latest);
                Map<String, int[]> after = TinyRuns.bits(again);
                before.forEach((name, x) -> assertArrayEquals(x, after.get(name), name));
                // Who goes on has the same patience again.
                assertEquals("step 6", assertThrows(NonFiniteException.class, () -> again.run(() -> false)).place());
            }
        }
    }

    /// A run that is checked ends at the first number that is not finite.
    @Test
    void checksNameTheOperationAtOnce() throws IOException {
        Pretraining.Setup s = setup(everything(Compat.FIXED, 5), new BrokenSource(TinyRuns.source(8), _ -> true), null, new ArrayList<>(),
            new TinyRuns.Lines());
        Pretraining.Setup checked = new Pretraining.Setup(s.config(), "", s.source(), s.split(), s.backend(), s.options(), true, s.seed(),
            null, s.sink(), s.observer(), Map.of());
        try (Pretraining p = new Pretraining(checked)) {
            NonFiniteException e = assertThrows(NonFiniteException.class, () -> p.run(() -> false));
            assertTrue(e.getMessage().contains("found NaN"), e.getMessage());
        }
    }
}
