package dev.spektron.backend.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.backend.Backend;
import dev.spektron.backend.op.DiagonalScan;
import dev.spektron.backend.op.OscillatoryScan;
import dev.spektron.backend.op.SelectiveScan;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.OpCheck;
import dev.spektron.testing.OpSample;
import dev.spektron.testing.OpSamples;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;

/// Recurrences by chunks of time on the host double, and the rule that says which are and how.
class HostChunksTest {
    private static final Backend CHUNKS = HostTornado.tuned("always", TornadoDeviceType.GPU);

    @AfterAll
    static void close() {
        CHUNKS.close();
    }

    static Stream<OpSample> samples() {
        return Stream.of(SelectiveScan.class, OscillatoryScan.class, DiagonalScan.class).flatMap(c -> OpSamples.of(c).stream());
    }

    /// The states between chunks are the products of other factors, and shares are sums over chunks: within the tolerance of all backends.
    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void chunksComputeResultsAndGradients(OpSample sample) {
        OpCheck.backend(sample, CHUNKS, 3);
        OpCheck.firstResult(sample, CHUNKS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void chunksComputeTheSameTwice(OpSample sample) {
        OpCheck.same(sample, CHUNKS, CHUNKS);
    }

    /// As a GPU does it: states of a small batch are carried from chunk to chunk, those of a larger one walked.
    @Test
    void chunksOfAGpuComputeResultsAndGradients() {
        assertFalse(Chunking.walks(Tuning.LARGE, 128 * 16));
        assertTrue(Chunking.walks(Tuning.LARGE, 4 * 512 * 16));
        try (Backend gpu = HostTornado.tuned("auto", TornadoDeviceType.GPU)) {
            OpCheck.backend(selective("carried", false, 1, 129, 128, 16), gpu, 0);
            OpCheck.backend(selective("walked", true, 4, 34, 512, 16), gpu, 0);
        }
    }

    private static OpSample selective(String name, boolean exact, int... s) {
        return OpSample.of(name, new SelectiveScan(exact), OpSample.normal(s[0], s[1], s[2]),
            OpSample.any(OpSample.Numbers.STEP, s[0], s[1], s[2]), OpSample.any(OpSample.Numbers.NEGATIVE, s[2], s[3]),
            OpSample.normal(s[0], s[1], s[3]), OpSample.normal(s[0], s[1], s[3]), OpSample.normal(s[2]));
    }

    /// States that are walked through all of time have the bits of the scalar backend, and so has y.
    @Test
    void walkedStatesGiveTheBitsOfTheScalarBackend() {
        Shape a = Shape.of(16, 8);
        assertTrue(Chunking.walks(Tuning.ALWAYS, 2 * a.size()));
        try (Backend scalar = new ScalarBackend(1)) {
            for (boolean exact : new boolean[] {false, true}) {
                OpCheck.same(selective("walked", exact, 2, 129, 16, 8), scalar, CHUNKS, 0, false);
            }
        }
    }

    @Test
    void scratchOfFiltersAndOscillatorsCountsTheirChunks() {
        Shape u = Shape.of(64, 129, 256);
        int chunks = 64 * 256 * 8;
        assertEquals(2 * chunks * 64, DiagonalLaunches.scratch(Tuning.LARGE, u, Shape.of(2, 256, 64)));
        assertEquals(4 * chunks * 64 + 2 * 19 * Chunking.BUSY + 4 * 256 * 64,
            DiagonalLaunches.gradScratch(Tuning.LARGE, u, Shape.of(2, 256, 64)));
        assertEquals(2 * chunks, OscillatoryLaunches.scratch(Tuning.LARGE, u));
        assertEquals(10 * chunks + 2 * 17 * Chunking.BUSY, OscillatoryLaunches.gradScratch(Tuning.LARGE, u));
        assertFalse(OscillatoryLaunches.takes(Tuning.LARGE, u), "few steps");
        assertTrue(OscillatoryLaunches.takesGrad(Tuning.LARGE, u));
    }

    /// The default preset: 64 spectra of 129 places, 512 channels of 16 states.
    @Test
    void channelsAreCutUntilTheyKeepAGpuBusy() {
        assertEquals(33, Chunking.steps(Tuning.LARGE, 64 * 512, 129));
        assertEquals(4, Chunking.chunks(Tuning.LARGE, 64 * 512, 129));
        assertTrue(64 * 512 * 4 >= Chunking.BUSY);
        assertTrue(Chunking.walks(Tuning.LARGE, 64 * 512 * 16));
        assertFalse(Chunking.walks(Tuning.LARGE, 512 * 16), "one spectrum");
        assertEquals(17, Chunking.steps(Tuning.LARGE, 512, 129), "no chunk is shorter than 16 steps");
        assertEquals(8, Chunking.chunks(Tuning.LARGE, 512, 129));
        assertEquals(7, Chunking.steps(Tuning.LARGE, 512, 7));
        assertEquals(129 / 3, Chunking.steps(Tuning.LARGE, 1 << 20, 129), "nor longer than 64");
        assertEquals(64, Chunking.steps(Tuning.LARGE, 64 * 512, 2048));
    }

    @Test
    void recurrencesThatAreLongEnoughAreCut() {
        assertTrue(Chunking.takes(Tuning.LARGE, 64 * 512, 129, 16));
        assertFalse(Chunking.takes(Tuning.LARGE, 64 * 512, 31, 16), "one chunk");
        assertFalse(Chunking.takes(Tuning.LARGE, 64 * 512, 129, 1), "few steps");
        assertTrue(Chunking.takes(Tuning.LARGE, 64 * 512, 2050, 1));
        assertTrue(Chunking.takes(Tuning.ALWAYS, 1, 1, 1));
        assertFalse(Chunking.takes(Tuning.ALWAYS, 0, 7, 3), "no channel");
        assertFalse(Chunking.takes(Tuning.ALWAYS, 7, 0, 3), "no step");
        assertFalse(Chunking.takes(Tuning.NEVER, 64 * 512, 2050, 16));
    }

    @Test
    void onlyRecurrencesByChunksNeedTheirScratch() {
        List<Shape> in = List.of(Shape.of(64, 129, 512), Shape.of(64, 129, 512), Shape.of(512, 16), Shape.of(64, 129, 16),
            Shape.of(64, 129, 16), Shape.of(512), Shape.of(64, 129, 512));
        assertEquals(0, ScanLaunches.selectiveScratch(in, Tuning.NEVER));
        assertEquals(64 * 4 * 512 * 16, ScanLaunches.selectiveScratch(in, Tuning.LARGE));
        int shares = 2 * 64 * 16 * 129 * 16;
        int chunks = 64 * 4 * 512;
        assertEquals(shares + 64 * 512 * 17 + (1 << 14) * 131, ScanLaunches.selectiveGradScratch(in, Tuning.NEVER));
        assertEquals(shares + chunks * (3 * 16 + 1) + Chunking.BUSY * 2 * 33, ScanLaunches.selectiveGradScratch(in, Tuning.LARGE));
    }
}
