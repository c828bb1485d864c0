package dev.spektron.corpus.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.io.FormatException;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShardTest {
    @TempDir
    Path dir;

    private Path write(Layout layout, int n) throws IOException {
        Path file = dir.resolve(layout + "-" + n + ".h5");
        new ShardWriter(layout, Rows.SOURCES, "").write(file, Rows.some(n));
        return file;
    }

    private static void same(ShardRow expected, ShardRow found) {
        SourceSpectrum a = expected.spectrum();
        SourceSpectrum b = found.spectrum();
        assertArrayEquals(a.values(), b.values());
        assertEquals(List.of(a.first(), a.last(), a.unit(), a.modality(), a.kind(), a.dataset(), a.instrument(), a.group(), a.sample(),
            a.id()), List.of(b.first(), b.last(), b.unit(), b.modality(), b.kind(), b.dataset(), b.instrument(), b.group(), b.sample(),
            b.id()));
        assertEquals(List.of(expected.mean(), expected.deviation(), expected.parent()), List.of(found.mean(), found.deviation(),
            found.parent()));
        assertArrayEquals(expected.original(), found.original());
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void comesBack(Layout layout) throws IOException {
        for (int n : new int[] {1, 2, 100}) {
            List<ShardRow> read = ShardRows.read(write(layout, n));
            List<ShardRow> rows = Rows.some(n);
            assertEquals(n, read.size());
            for (int i = 0; i < n; i++) {
                same(rows.get(i), read.get(i));
            }
        }
    }

    @Test
    void mappingGivesTheSameAsTheLibrary() throws IOException {
        ShardFile f = ShardFile.open(write(Layout.V1, 50));
        List<ShardRow> rows = Rows.some(50);
        assertEquals(50, f.rows());
        assertEquals(Rows.POINTS, f.points());
        float[] v = new float[Rows.POINTS + 1];
        for (int i = 49; i >= 0; i--) {
            f.values(i, v, 1);
            float[] row = java.util.Arrays.copyOfRange(v, 1, v.length);
            same(rows.get(i), new ShardRow(f.spectrum(i, row), f.mean(i), f.deviation(i), f.parent(i), rows.get(i).original()));
        }
    }

    @Test
    void v1HasTheObjectsOfTheSpecification() throws IOException {
        try (HdfFile hdf = new HdfFile(write(Layout.V1, 6))) {
            Dataset spectra = hdf.getDatasetByPath("/spectra");
            assertArrayEquals(new int[] {6, Rows.POINTS}, spectra.getDimensions());
            assertEquals(float.class, spectra.getJavaType());
            assertArrayEquals(new byte[] {1, 2, 2, 2, 1, 1}, (byte[]) hdf.getDatasetByPath("/modality").getData());
            assertArrayEquals(new short[] {0, 1, 1, 1, 0, 0}, (short[]) hdf.getDatasetByPath("/source").getData());
            assertTrue(hdf.getDatasetByPath("/wavenumber_orig").isVariableLength());
            assertEquals(6, hdf.getChild("metadata").getAttribute("n").getData());
            assertEquals(3L, hdf.getChild("metadata").getAttribute("n_rruff").getData());
            assertEquals((0.25 + 5.25) / 2, (double) hdf.getChild("metadata").getAttribute("average_mean").getData(), 1e-12);
        }
    }

    @Test
    void v2HasTheObjectsOfTheReference() throws IOException {
        Path file = dir.resolve("dated.h5");
        new ShardWriter(Layout.V2, Rows.SOURCES, "2026-01-02").write(file, Rows.some(6));
        try (HdfFile hdf = new HdfFile(file)) {
            Dataset spectra = hdf.getDatasetByPath("/spectra");
            assertArrayEquals(new int[] {6, Rows.POINTS}, ((ChunkedDataset) spectra).getChunkDimensions());
            assertEquals(1, spectra.getFilters().size());
            assertArrayEquals(new String[] {"rruff", "sim:Öl", "sim:Öl_aug", "sim:Öl", "rruff", "rruff_aug"},
                (String[]) hdf.getDatasetByPath("/metadata/source").getData());
            assertArrayEquals(new String[] {"raman", "nir", "nir", "nir", "raman", "raman"},
                (String[]) hdf.getDatasetByPath("/metadata/type").getData());
            assertEquals("spectrum 1_aug0", ((String[]) hdf.getDatasetByPath("/metadata/sample_id").getData())[2]);
            assertEquals(100, ((float[][]) hdf.getDatasetByPath("/metadata/original_range").getData())[0][0]);
            assertEquals(6, hdf.getAttribute("corpus_size").getData());
            assertEquals(Rows.POINTS, hdf.getAttribute("target_points").getData());
            assertEquals("snv", hdf.getAttribute("normalization").getData());
            assertEquals(0.5, hdf.getAttribute("augment_ratio").getData());
            assertEquals(4L, hdf.getAttribute("n_real_total").getData());
            assertEquals(2L, hdf.getAttribute("n_real_rruff").getData());
            assertEquals("2026-01-02", hdf.getAttribute("creation_date").getData());
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void sameRowsGiveTheSameBytes(Layout layout) throws IOException {
        Path one = write(layout, 40);
        byte[] first = Files.readAllBytes(one);
        Files.delete(one);
        assertArrayEquals(first, Files.readAllBytes(write(layout, 40)));
    }

    @Test
    void otherFilesAreRefusedWithTheirName() throws IOException {
        Path text = Files.writeString(dir.resolve("text.h5"), "no HDF5");
        assertTrue(assertThrows(FormatException.class, () -> ShardFile.open(text)).getMessage().contains("text.h5"));
        assertTrue(assertThrows(FormatException.class, () -> ShardRows.read(text)).getMessage().contains("text.h5"));
        Path v2 = write(Layout.V2, 3);
        assertTrue(assertThrows(FormatException.class, () -> ShardFile.open(v2)).getMessage().contains("V2-3.h5"));
    }

    /// What a shard says is checked before it is mapped: damage is a message, not a crash of the machine.
    @Test
    void damageIsAMessage() throws IOException {
        byte[] whole = Files.readAllBytes(write(Layout.V1, 4));
        Random random = new Random(1);
        Path file = dir.resolve("damaged.h5");
        int refused = 0;
        for (int t = 0; t < 300; t++) {
            byte[] b = whole.clone();
            if (t % 3 == 0) {
                b = java.util.Arrays.copyOf(b, random.nextInt(b.length));
            } else {
                b[random.nextInt(2000)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, b);
            try {
                ShardFile f = ShardFile.open(file);
                for (int i = 0; i < f.rows(); i++) {
                    f.values(i, new float[f.points()], 0);
                }
            } catch (IOException e) {
                refused++;
                assertTrue(e.getMessage().contains("damaged.h5"), e.getMessage());
            }
        }
        assertTrue(refused > 100, refused + " refused");
    }
}
