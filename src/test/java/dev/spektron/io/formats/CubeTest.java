package dev.spektron.io.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.Damage;
import dev.spektron.io.hdf5.Hdf5Reader;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A map that numpy, scipy and h5py wrote (make_cubes.py): spectrum (i, j), channel k holds 10 i + j + k / 8.
class CubeTest {
    private static final Path MADE = Path.of("src/test/resources/golden/cubes");

    private static int index(Block b, int row, int dimension) {
        return Integer.parseInt(b.rowMetadata().get(row).get("index " + dimension)) - 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"cube.npz", "cube.mat"})
    void spectraLieAlongTheAxis(String name) throws IOException {
        Block b = Readers.read(MADE.resolve(name)).block("image");
        assertEquals(6, b.rows());
        for (int row = 0; row < 6; row++) {
            for (int k = 0; k < 5; k++) {
                assertEquals(900 + 2 * k, b.x()[k]);
                assertEquals(10 * index(b, row, 1) + index(b, row, 2) + k / 8.0, b.y()[row][k]);
            }
        }
        assertEquals(6, b.rowMetadata().stream().distinct().count());
    }

    @Test
    void theAxisMayBeTheFirstDimension() throws IOException {
        Block b = Readers.read(MADE.resolve("plain.h5")).block("image");
        assertEquals(6, b.rows());
        // Dimension 1 is the axis, 2 and 3 are those of the map.
        assertEquals(Map.of("index 2", "2", "index 3", "3"), b.rowMetadata().get(5));
        assertEquals(12.5, b.y()[5][4]);
    }

    @Test
    void signalsOfHyperSpyHaveTheirPositions() throws IOException {
        SpectralFile file = Readers.read(MADE.resolve("cube.hspy"));
        assertEquals(List.of("Experiments/leaf"), file.blocks().stream().map(Block::name).toList());
        Block b = file.main();
        assertEquals(Map.of("y", "2.5", "x", "1.25"), b.rowMetadata().get(4));
        for (int row = 0; row < 6; row++) {
            for (int k = 0; k < 5; k++) {
                assertEquals(10 * (row / 3) + row % 3 + k / 8.0, b.y()[row][k]);
                assertEquals(900 + 2 * k, b.x()[k]);
            }
        }
        assertEquals(Optional.of(AxisUnit.NANOMETRE), b.unit());
        assertEquals(IntensityKind.REFLECTANCE, b.intensity());
        assertEquals("leaf", b.metadata().get(MetadataKeys.TITLE));
        assertTrue(file.warnings().getFirst().contains("/Experiments/leaf/metadata/empty is not read"), file.warnings().toString());
        Damage.check(new Hdf5Reader(), Files.readAllBytes(MADE.resolve("cube.hspy")));
    }
}
