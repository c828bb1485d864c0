package dev.spektron.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.backend.Backend;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.tornado.HostTornado;
import dev.spektron.corpus.source.MemorySource;
import dev.spektron.model.Tiny;
import dev.spektron.model.config.EmbeddingConfig.Kind;
import dev.spektron.train.checkpoint.CheckpointStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;

/// Whole pretrainings on the host double of TornadoVM: step, norm, update, validation and checkpoints share the device's variables, and no
/// bit differs from what the scalar backend does.
class HostPretrainingTest {
    private static final MemorySource SOURCE = TinyRuns.source(8);

    @TempDir
    private Path folder;

    /// What a run leaves.
    private record Trace(Map<String, int[]> bits, List<String> lines) {
        void same(Trace other) {
            assertEquals(lines, other.lines);
            assertEquals(bits.keySet(), other.bits.keySet());
            bits.forEach((name, b) -> assertArrayEquals(b, other.bits.get(name), name));
        }
    }

    private CheckpointStore store(String name) {
        return new CheckpointStore(folder.resolve(name));
    }

    private Trace run(PretrainConfig c, Backend backend, String name) throws IOException {
        TinyRuns.Lines lines = new TinyRuns.Lines();
        try (backend; Pretraining p = new Pretraining(TinyRuns.setup(c, SOURCE, backend, store(name), lines))) {
            p.run(() -> false);
            return new Trace(TinyRuns.bits(p), lines.lines);
        }
    }

    /// Ten steps of selective scans with a mixture of experts and a transformer behind them, all seven losses.
    @Test
    void tenStepsGiveTheBitsOfTheScalarBackend() throws IOException {
        PretrainConfig c = TinyRuns.config(Tiny.of(Tiny.backbones().get("mamba"), Kind.WAVELET), 10);
        run(c, new ScalarBackend(1), "scalar").same(run(c, HostTornado.backend(), "tornado"));
    }

    /// The same with a GPU's kernels, which add up in other orders: what is printed of the first two steps agrees to four digits. Then
    /// the transport term, whose slope is that of a distance between almost equal points, parts any two orders, also those of processors.
    @Test
    void stepsWithKernelsInGroupsFollowTheScalarBackend() throws IOException {
        PretrainConfig c = TinyRuns.config(Tiny.of(Tiny.backbones().get("mamba"), Kind.WAVELET), 2);
        List<String> expected = run(c, new ScalarBackend(1), "scalar").lines;
        List<String> found = run(c, HostTornado.tuned("always", TornadoDeviceType.GPU), "tornado").lines;
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            String[] a = expected.get(i).split("[\\s,:={}]+");
            String[] b = found.get(i).split("[\\s,:={}]+");
            assertEquals(a.length, b.length, found.get(i));
            for (int k = 0; k < a.length; k++) {
                if (a[k].matches("-?\\d+\\.\\d+(E-?\\d+)?")) {
                    double x = Double.parseDouble(a[k]);
                    assertEquals(x, Double.parseDouble(b[k]), 1e-4 * Math.abs(x) + 1e-6, a[k - 1] + " of " + found.get(i));
                } else {
                    assertEquals(a[k], b[k], found.get(i));
                }
            }
        }
    }

    /// Running statistics that the host saves, accumulated gradients, averaged weights.
    @Test
    void whatTheHostReadsAndWritesBetweenStepsArrives() throws IOException {
        PretrainConfig c = ResumeTest.everything(4);
        run(c, new ScalarBackend(1), "scalar").same(run(c, HostTornado.backend(), "tornado"));
    }

    @Test
    void aCheckpointGoesOn() throws IOException {
        PretrainConfig c = TinyRuns.config(Tiny.of("light"), 5);
        Trace expected = run(c, new ScalarBackend(1), "scalar");
        try (Backend backend = HostTornado.backend()) {
            CheckpointStore store = store("tornado");
            TinyRuns.Lines lines = new TinyRuns.Lines();
            try (Pretraining p = new Pretraining(TinyRuns.setup(c, SOURCE, backend, store, lines))) {
                int[] steps = new int[1];
                p.run(() -> steps[0]++ == 2);
            }
            try (Pretraining p = new Pretraining(TinyRuns.setup(c, SOURCE, backend, store, lines))) {
                p.resume(store.latest().orElseThrow());
                p.run(() -> false);
                expected.same(new Trace(TinyRuns.bits(p), lines.lines));
            }
        }
    }
}
