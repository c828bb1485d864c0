package dev.spektron.backend.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
    static Backend backend(String setting, TornadoDeviceType type) {
        String before = System.getProperty(Tuning.PROPERTY);
        System.setProperty(Tuning.PROPERTY, setting);
        try {
            return HostTornado.backend(type);
        } finally {
            if (before == null) {
                System.clearProperty(Tuning.PROPERTY);
            } else {
                System.setProperty(Tuning.PROPERTY, before);
            }
        }
    }

    /// All but batches of 70, which take long and show what batches of 6 show.
    static Stream<OpSample> samples() {
        return Stream.concat(OpSamples.of(Primitive.MatMul.class).stream(), OpSamples.of(Linear.class).stream())
            .filter(s -> !s.title().contains("many"));
    }

    /// Results and gradients, to the bit: the double contracts no multiplication with its addition, and no sum of the samples is cut into
    /// parts of more than one block.
    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void tilesHaveTheBitsOfTheScalarBackend(OpSample sample) {
        try (Backend scalar = new ScalarBackend(1); Backend tiles = backend("always", TornadoDeviceType.CPU)) {
            OpCheck.same(sample, scalar, tiles, 3, true);
        }
    }

    private static Factors factors(int batch, int m, int n, int k) {
        return new Factors(batch, m, n, k, false, false, m * k, k * n);
    }

    @Test
    void productsThatFillTheirTilesTakeThem() {
        assertTrue(Tiling.takes(Tuning.LARGE, factors(1, 8256, 256, 128)));
        assertTrue(Tiling.takes(Tuning.LARGE, factors(70, 33, 33, 17)));
        assertFalse(Tiling.takes(Tuning.LARGE, factors(70, 31, 31, 17)), "less than a quarter of each tile");
        assertFalse(Tiling.takes(Tuning.LARGE, factors(1, 640, 640, 15)), "one step of terms that is not full");
        assertFalse(Tiling.takes(Tuning.LARGE, factors(1, 1000, 2, 2000)));
        assertTrue(Tiling.takes(Tuning.ALWAYS, factors(1, 1, 1, 1)));
        assertFalse(Tiling.takes(Tuning.ALWAYS, factors(1, 0, 4, 4)), "no result");
        assertFalse(Tiling.takes(Tuning.NEVER, factors(1, 8256, 256, 128)));
    }

    @ParameterizedTest
    @EnumSource(TornadoDeviceType.class)
    void gpusHaveTilesUnlessTheyAreToldOtherwise(TornadoDeviceType type) {
        assertEquals(type == TornadoDeviceType.GPU ? Tuning.LARGE : Tuning.NEVER, Tuning.of(type == TornadoDeviceType.GPU));
        assertThrows(IllegalArgumentException.class, () -> backend("yes", type));
    }

    /// The gradient of a weight (256, 256) over 64 spectra of 129 places: sixteen tiles would leave most of a GPU idle.
    @Test
    void longSumsAreCutUntilTheyKeepAGpuBusy() {
        Factors weight = factors(1, 256, 256, 64 * 129);
        assertEquals(512, Tiling.span(weight));
        assertEquals(17, Tiling.parts(weight));
        assertEquals(17 * 65536, Tiling.scratch(Tuning.LARGE, weight));
        assertEquals(1, Tiling.parts(factors(1, 8256, 1024, 512)), "enough tiles");
        assertEquals(1, Tiling.parts(factors(1, 64, 64, 0)));
        assertEquals(0, Tiling.scratch(Tuning.LARGE, factors(1, 64, 64, 256)));
        assertEquals(0, Tiling.scratch(Tuning.NEVER, weight));
    }

    /// Sums in parts of two blocks: their order is another one than that of the scalar backend, so their error is bounded as those of all
    /// backends are.
    @Test
    void sumsInPartsOfManyBlocksAreExactEnough() {
        OpSample sample = OpSample.of("long", new Primitive.MatMul(true, false),
            OpSample.normal(8500, 260), OpSample.normal(8500, 250));
        try (Backend tiles = backend("always", TornadoDeviceType.GPU)) {
            OpCheck.firstResult(sample, tiles);
        }
    }
}
