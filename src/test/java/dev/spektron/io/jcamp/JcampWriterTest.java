package dev.spektron.io.jcamp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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

    /// What a block is, its date and its names survive; absolute wavenumbers of Raman do not become shifts.
    @Test
    void kindsDatesAndUnitsSurvive(@TempDir Path dir) throws Exception {
        Map<String, String> facts = Map.of(MetadataKeys.MODALITY, "raman", MetadataKeys.DATE, "2026-01-02T03:04:05+01:00", "DATA TYPE",
            "RAMAN SPECTRUM", "ORIGIN", "here", "a=b", "c");
        Block b = Block.single("dark", BlockKind.REFERENCE, new double[] {1, 2, 4}, Optional.of(AxisUnit.WAVENUMBER), "nu",
            IntensityKind.COUNTS, "V", new double[] {1, 2, 3}, facts);
        SpectralFile file = new SpectralFile("a", "test", List.of(b), Map.of(MetadataKeys.SERIAL, "7"), List.of());
        assertEquals(List.of("the label of the axis (its unit is kept)", "the label of the ordinates (their meaning is kept)",
            "the exact names of 'a=b' (labels have no '='; their case, blanks, '-', '/' and '_' do not count)"),
            new JcampWriter().losses(file));
        Path target = dir.resolve("a.jdx");
        new JcampWriter().write(file, target);
        Block back = Readers.read(target).main();
        assertEquals(BlockKind.REFERENCE, back.kind());
        assertEquals(Optional.of(AxisUnit.WAVENUMBER), back.unit());
        assertEquals("dark", back.name());
        assertEquals("2026-01-02T03:04:05+01:00", back.metadata().get(MetadataKeys.DATE));
        assertEquals("raman", back.metadata().get(MetadataKeys.MODALITY));
        assertEquals("here", back.metadata().get("ORIGIN"));
        assertEquals("7", back.metadata().get(MetadataKeys.SERIAL));
        assertEquals("c", back.metadata().get("a b"));
        assertArrayEquals(new double[] {1, 2, 4}, back.x());
        Block infinite = Block.single("i", BlockKind.SPECTRUM, new double[] {1}, Optional.empty(), "", IntensityKind.UNKNOWN, "",
            new double[] {Double.POSITIVE_INFINITY}, Map.of());
        SpectralFile bad = new SpectralFile("a", "test", List.of(infinite), Map.of(), List.of());
        assertTrue(assertThrows(java.io.IOException.class, () -> new JcampWriter().write(bad, target)).getMessage()
            .contains("infinite ordinate"));
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
