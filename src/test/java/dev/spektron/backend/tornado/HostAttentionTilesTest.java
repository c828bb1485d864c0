package dev.spektron.backend.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.backend.Backend;
import dev.spektron.backend.cpu.Heads;
import dev.spektron.backend.op.Attention;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.kernels.AttentionTiles;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.OpCheck;
import dev.spektron.testing.OpRun;
import dev.spektron.testing.OpSample;
import dev.spektron.testing.OpSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;

/// Attention in tiles on the host double, and the rule that says where it is.
class HostAttentionTilesTest {
    private static final Backend TILES = HostTornado.tuned("always", TornadoDeviceType.CPU);

    @AfterAll
    static void close() {
        TILES.close();
    }

    static Stream<OpSample> samples() {
        return OpSamples.of(Attention.class).stream();
    }

    /// Sums run in another order than those of the scalar backend, so the error of each is bounded as those of all backends are.
    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void computesResultsAndGradients(OpSample sample) {
        OpCheck.backend(sample, TILES, 3);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void computesTheFirstResultAlone(OpSample sample) {
        OpCheck.firstResult(sample, TILES);
    }

    private static float[] numbers(int n, int seed) {
        Random random = new Random(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    /// Queries with every key blocked, by a mask or by mask and order together: zeros, no gradient, -infinity as the log of the sum.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsBlockedIsThatOfTheScalarBackend(boolean causal) {
        float[] mask = new float[80 * 70];
        for (int i = 0; i < mask.length; i++) {
            int query = i / 70;
            mask[i] = query % 9 == 4 || query >= 60 && query < 68 || query % 5 == 2 && i % 70 < 40 ? 0 : 1;
        }
        Attention op = new Attention(2, 0.4f, causal, true, 0.2f, 7, 3);
        List<Shape> shapes = new ArrayList<>(List.of(Shape.of(1, 80, 12), Shape.of(1, 70, 12), Shape.of(1, 70, 12), Shape.of(1, 80, 70),
            Shape.SCALAR));
        List<float[]> in = new ArrayList<>(List.of(numbers(960, 1), numbers(840, 2), numbers(840, 3), mask, new float[] {5}));
        List<float[]> y = agree(op, shapes, in);
        assertEquals(Float.NEGATIVE_INFINITY, y.get(1)[4]);
        assertEquals(causal ? Float.NEGATIVE_INFINITY : y.get(1)[7], y.get(1)[7]);
        assertEquals(0, y.get(0)[4 * 12]);
        shapes.addAll(List.of(Shape.of(1, 80, 12), Shape.of(1, 2, 80), Shape.of(1, 80, 12)));
        in.addAll(List.of(y.get(0), y.get(1), numbers(960, 4)));
        assertEquals(0, agree(new Attention.Grad(op), shapes, in).get(0)[4 * 12]);
    }

    private static List<float[]> agree(Op op, List<Shape> shapes, List<float[]> in) {
        List<float[]> found = OpRun.results(TILES, op, shapes, in);
        try (Backend scalar = new ScalarBackend(1)) {
            List<float[]> expected = OpRun.results(scalar, op, shapes, in);
            for (int i = 0; i < expected.size(); i++) {
                float[] e = expected.get(i);
                OpCheck.close(op.label() + ": result " + i, IntStream.range(0, e.length).mapToDouble(j -> e[j]).toArray(), found.get(i), 1);
            }
        }
        return found;
    }

    /// Nothing depends on which item or group comes first.
    @Test
    void resultsAndGradientsAreTheSameEveryTime() {
        for (OpSample sample : samples().filter(s -> s.name().startsWith("tiles")).toList()) {
            OpCheck.same(sample, TILES, TILES, 0, true);
        }
    }

    private static Heads heads(int batch, int heads, int queries, int keys, int channels) {
        Shape q = Shape.of(batch, queries, heads * channels);
        Shape k = Shape.of(batch, keys, heads * channels);
        return Heads.of(Attention.plain(heads, heads * channels), List.of(q, k, k));
    }

    @Test
    void attentionsThatFillTheirTilesTakeThem() {
        assertTrue(AttentionTileLaunches.takes(Tuning.LARGE, heads(64, 8, 129, 129, 32)));
        assertTrue(AttentionTileLaunches.takes(Tuning.LARGE, heads(1, 1, 64, 8, 32)));
        assertFalse(AttentionTileLaunches.takes(Tuning.LARGE, heads(64, 8, 64, 7, 32)), "less than a quarter of the scores of a tile");
        assertFalse(AttentionTileLaunches.takes(Tuning.LARGE, heads(64, 8, 129, 129, 7)), "less than a quarter of the channels");
        assertTrue(AttentionTileLaunches.takes(Tuning.LARGE, heads(64, 8, 129, 129, 128)));
        assertFalse(AttentionTileLaunches.takes(Tuning.ALWAYS, heads(64, 8, 129, 129, 129)), "more channels than a tile has");
        assertTrue(AttentionTileLaunches.takes(Tuning.ALWAYS, heads(1, 1, 1, 1, 1)));
        assertFalse(AttentionTileLaunches.takes(Tuning.ALWAYS, heads(1, 1, 1, 0, 1)), "no keys");
        assertFalse(AttentionTileLaunches.takes(Tuning.ALWAYS, heads(1, 1, 0, 1, 1)), "no queries");
        assertFalse(AttentionTileLaunches.takes(Tuning.NEVER, heads(64, 8, 129, 129, 32)));
    }

    /// Only the simple kernel keeps weights.
    @Test
    void tilesNeedNoScratchForWeights() {
        Shape x = Shape.of(64, 129, 256);
        Attention op = Attention.plain(8, 256);
        assertEquals(0, AttentionLaunches.scratch(op, List.of(x, x, x), Tuning.LARGE));
        assertEquals(Launch.MOST_LANES * 129, AttentionLaunches.scratch(op, List.of(x, x, x), Tuning.NEVER));
        assertEquals(64 * 8 * 129, AttentionLaunches.gradScratch(new Attention.Grad(op), List.of(x, x, x, x, x, x)));
    }

    /// Every width of a tile has room in the shared memory.
    @Test
    void allTilesHaveRoom() {
        for (int n = 1; n <= AttentionTiles.CHANNELS; n++) {
            int across = AttentionTiles.across(n);
            int columns = AttentionTiles.EACH * across;
            int rows = AttentionTiles.rows(across);
            assertTrue(n <= columns, "columns for " + n);
            assertEquals(AttentionTiles.ITEMS * AttentionTiles.SUMS, rows * columns, "numbers of a tile for " + n);
            assertTrue(columns * (rows + 1) <= AttentionTiles.ROOM, "room for " + n);
            assertTrue(AttentionTiles.depth(across) * (columns + 1) <= AttentionTiles.STEP, "room of a step for " + n);
            assertEquals(0, columns % AttentionTiles.depth(across), "steps for " + n);
        }
    }
}
