package dev.spektron.io.jcamp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.SharedData;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.Readers;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JcampWriterTest {
    private static Block block(double[] x, double[][] y, AxisUnit unit) {
        return Block.rows("b", BlockKind.SPECTRUM, x, Optional.of(unit), "x", IntensityKind.ABSORBANCE, "A", y,
            Map.of(MetadataKeys.INSTRUMENT, "I", MetadataKeys.LASER, "785.1", "exposure", "a\n##END=\n$$ b",
                MetadataKeys.DATE, "2026-01-02"));
    }

    @Test
    void numbersComeBackToTheLastBit() throws Exception {
        Random random = new Random(7);
        double[] even = new double[97];
        double[] uneven = new double[97];
        double[][] y = new double[3][97];
        for (int i = 0; i < 97; i++) {
            even[i] = 4000 - 0.25 * i;
            uneven[i] = 100 + i + 0.3 * random.nextDouble();
            for (double[] row : y) {
                row[i] = random.nextGaussian() * Math.pow(10, random.nextInt(-30, 30));
            }
        }
        y[1][5] = Double.NaN;
        for (double[] x : List.of(even, uneven)) {
            StringBuilder out = new StringBuilder();
            new JcampText(out).file(new SpectralFile("a", "test", List.of(block(x, y, AxisUnit.RAMAN_SHIFT)), Map.of(MetadataKeys.TITLE,
                "three"), List.of()));
            String text = out.toString();
            assertEquals(x == even, text.contains("##XYDATA="));
            assertTrue(text.lines().allMatch(l -> l.length() <= 80), "lines of at most 80 characters");
            SpectralFile back = JcampReaderTest.read(text);
            assertEquals(List.of(), back.warnings());
            assertEquals(3, back.blocks().size());
            for (int r = 0; r < 3; r++) {
                Block b = back.blocks().get(r);
                assertArrayEquals(y[r], b.y()[0]);
                assertArrayEquals(x, b.x(), x == even ? 1e-9 : 0);
                assertEquals(Optional.of(AxisUnit.RAMAN_SHIFT), b.unit());
                assertEquals(IntensityKind.ABSORBANCE, b.intensity());
                assertEquals("785.1", b.metadata().get(MetadataKeys.LASER));
                assertEquals("I", b.metadata().get(MetadataKeys.INSTRUMENT));
                assertEquals("2026-01-02", b.metadata().get(MetadataKeys.DATE));
                assertEquals("a\n# #END=\n$ $ b", b.metadata().get("exposure"));
            }
        }
    }

    /// Real files, read, written and read again.
    @ParameterizedTest
    @ValueSource(strings = {"official/BRUKER1.JCM", "lancashire/compound.jdx", "nzhagen/tannic_acid.jdx", "official/ISAS_MS1.DX",
        "oceanoptics/OceanOptics_period.jdx", "lancashire/o10.jdx"})
    void realFilesSurvive(String name, @TempDir Path dir) throws Exception {
        SpectralFile first = Readers.read(SharedData.dir().resolve("jcamp-corpus").resolve(name));
        Path target = dir.resolve("a.jdx");
        new JcampWriter().write(first, target);
        SpectralFile again = Readers.read(target);
        assertEquals(first.blocks().size(), again.blocks().size());
        for (int i = 0; i < first.blocks().size(); i++) {
            Block a = first.blocks().get(i);
            Block b = again.blocks().get(i);
            assertArrayEquals(a.y()[0], b.y()[0]);
            assertArrayEquals(a.x(), b.x(), 1e-6 * Math.abs(a.x()[1] - a.x()[0]));
            assertEquals(a.intensity(), b.intensity());
            assertEquals(a.unit(), b.unit());
        }
    }
}
