package dev.spektron.backend.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.backend.Backend;
import dev.spektron.backend.cpu.Factors;
import dev.spektron.backend.op.Linear;
import dev.spektron.backend.op.Primitive;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.testing.OpCheck;
import dev.spektron.testing.OpSample;
import dev.spektron.testing.OpSamples;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;

/// Matrix products and layers in tiles on the host double, and the rule that says where they are.
class HostTilesTest {
    /// All but batches of 70, which take long and show what batches of 6 show.
    static Stream<OpSample> samples() {
        return Stream.concat(OpSamples.of(Primitive.MatMul.class).stream(), OpSamples.of(Linear.class).stream())
            .filter(s -> !s.title().contains("many"));
    }

    /// Results and gradients, to the bit: the double contracts no multiplication with its addition, and no sum of the samples is cut into
    /// parts of more than one block. The gradient of a bias is no product, but a sum in groups of its own order.
    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void tilesHaveTheBitsOfTheScalarBackend(OpSample sample) {
        try (Backend scalar = new ScalarBackend(1); Backend tiles = HostTornado.tuned("always", TornadoDeviceType.CPU)) {
            if (sample.op() instanceof Linear op && op.bias()) {
                OpCheck.same(sample, scalar, tiles, 3, false);
                OpCheck.backend(sample, tiles, 3);
            } else {
                OpCheck.same(sample, scalar, tiles, 3, true);
            }
        }
    }

    private static Factors factors(int batch, int m, int n, int k) {
        return new Factors(batch, m, n, k, false, false, m * k, k * n);
    }

    private static Tiling large(int batch, int m, int n, int k) {
        return Tiling.of(Tuning.LARGE, factors(batch, m, n, k));
    }

    @Test
    void productsThatFillTheirTilesTakeThem() {
        assertNotNull(large(1, 8256, 256, 128));
        assertNotNull(large(70, 33, 33, 17));
        assertNull(large(70, 31, 31, 17), "less than a quarter of each tile");
        assertNull(large(1, 640, 640, 15), "one step of terms that is not full");
        assertNull(large(1, 1000, 2, 2000));
        assertNotNull(Tiling.of(Tuning.ALWAYS, factors(1, 1, 1, 1)));
        assertNull(Tiling.of(Tuning.ALWAYS, factors(1, 0, 4, 4)), "no result");
        assertNull(Tiling.of(Tuning.NEVER, factors(1, 8256, 256, 128)));
    }

    /// The layers of the default model over 64 spectra have wide tiles, the gradients of their weights have not.
    @Test
    void wideTilesAreForProductsThatHaveManyOfThem() {
        assertTrue(large(1, 8256, 256, 1024).isWide());
        assertTrue(large(1, 8256, 1024, 256).isWide());
        assertFalse(large(1, 2064, 256, 256).isWide(), "34 tiles in one part");
        assertFalse(large(1, 256, 256, 8256).isWide(), "4 tiles in 33 parts at most");
        assertFalse(large(1, 80000, 48, 512).isWide(), "three eighths of each tile");
        assertEquals(2, large(1, 8256, 1024, 4096).parts(), "sums of 2048 terms");
        assertTrue(Tiling.of(Tuning.ALWAYS, factors(1, 65, 65, 3)).isWide());
        assertFalse(Tiling.of(Tuning.ALWAYS, factors(1, 65, 64, 3)).isWide());
    }

    @ParameterizedTest
    @EnumSource(TornadoDeviceType.class)
    void gpusHaveTilesUnlessTheyAreToldOtherwise(TornadoDeviceType type) {
        assertEquals(type == TornadoDeviceType.GPU ? Tuning.LARGE : Tuning.NEVER, Tuning.of(type == TornadoDeviceType.GPU));
        assertThrows(IllegalArgumentException.class, () -> HostTornado.tuned("yes", type));
    }

    /// The gradient of a weight (256, 256) over 64 spectra of 129 places: sixteen tiles would leave most of a GPU idle.
    @Test
    void longSumsAreCutUntilTheyKeepAGpuBusy() {
        Factors weight = factors(1, 256, 256, 64 * 129);
        Tiling t = Tiling.of(Tuning.LARGE, weight);
        assertEquals(512, t.span());
        assertEquals(17, t.parts());
        assertEquals(17 * 65536, Tiling.scratch(Tuning.LARGE, weight));
        assertEquals(1, large(1, 8256, 1024, 512).parts(), "enough tiles");
        assertEquals(1, Tiling.of(Tuning.ALWAYS, factors(1, 64, 64, 0)).parts());
        assertEquals(0, Tiling.scratch(Tuning.LARGE, factors(1, 64, 64, 256)));
        assertEquals(0, Tiling.scratch(Tuning.NEVER, weight));
    }

    /// Sums in parts of two blocks: their order is another one than that of the scalar backend, so their error is bounded as those of all
    /// backends are.
    @Test
    void sumsInPartsOfManyBlocksAreExactEnough() {
        OpSample sample = OpSample.of("long", new Primitive.MatMul(true, false),
            OpSample.normal(8500, 260), OpSample.normal(8500, 250));
        try (Backend tiles = HostTornado.tuned("always", TornadoDeviceType.GPU)) {
            OpCheck.firstResult(sample, tiles);
        }
    }
}
