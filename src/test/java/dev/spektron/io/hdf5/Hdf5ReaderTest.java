package dev.spektron.io.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.Damage;
import dev.spektron.io.FormatException;
import dev.spektron.io.SharedData;
import dev.spektron.io.conformance.Hdf5Samples;
import dev.spektron.io.conformance.Worst;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Readers;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Against what h5py 3.7.0 reads (expected_h5py.json).
class Hdf5ReaderTest {
    @TempDir
    private Path dir;

    private static Path corpus() {
        return SharedData.dir().resolve("hdf5-corpus");
    }

    @TestFactory
    Stream<DynamicTest> agreesWithH5py() throws IOException {
        return Hdf5Samples.expected(SharedData.dir()).entrySet().stream().filter(e -> !Hdf5Samples.ONLY_HERE.contains(e.getKey()))
            .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                Path file = corpus().resolve(e.getKey());
                Worst worst = new Worst();
                String refused = Hdf5Samples.REFUSED.get(e.getKey());
                if (refused == null) {
                    new H5Expected(worst).compare(file, e.getValue());
                    assertTrue(worst.error() < 1e-12, "relative error " + worst.error());
                } else {
                    FormatException f = assertThrows(FormatException.class, () -> new H5Expected(worst).compare(file, e.getValue()));
                    assertTrue(f.getMessage().contains(refused), f.getMessage());
                }
            }));
    }

    @Test
    void mostDatasetsOfTheCorpusAreCompared() throws IOException {
        int compared = 0;
        for (var e : Hdf5Samples.expected(SharedData.dir()).entrySet()) {
            if (!Hdf5Samples.ONLY_HERE.contains(e.getKey()) && !Hdf5Samples.REFUSED.containsKey(e.getKey())) {
                compared += new H5Expected(new Worst()).compare(corpus().resolve(e.getKey()), e.getValue());
            }
        }
        assertTrue(compared > 180, "compared " + compared);
    }

    @Test
    void readsNeXusOfRamanchada() throws IOException {
        SpectralFile f = Readers.read(corpus().resolve("spectra/spectra_demo.nxs"));
        assertEquals(2, f.blocks().size());
        Block b = f.main();
        assertEquals(762, b.channels());
        assertEquals(-3.08, b.x()[0]);
        assertEquals(2000.18, b.x()[761]);
        assertEquals(64110, b.y()[0][0]);
        assertEquals(Optional.of(AxisUnit.RAMAN_SHIFT), b.unit());
        assertEquals("S0B", b.metadata().get("sample"));
        assertEquals("532", b.metadata().get("laser nm"));
    }

    @Test
    void unfoldsAMapAlongItsSpectralAxis() throws IOException {
        Block b = Readers.read(corpus().resolve("spectra/small_diamond_nxs.nxs")).main();
        assertEquals(42, b.rows());
        assertEquals(8, b.channels());
        assertEquals(278, b.x()[0]);
        assertEquals(1329, b.y()[0][0]);
        assertEquals("-1.77900021336", b.rowMetadata().getFirst().get("sample_x"));
        Hdf5Values v = new Hdf5Values(Hdf5File.open(Content.read(corpus().resolve("spectra/small_diamond_nxs.nxs"))));
        double[] flat = v.numbers("/entry1/Counter1/data");
        // data[energy][y][x]
        assertEquals(flat[5 * 42 + 3 * 6 + 2], b.y()[3 * 6 + 2][5]);
    }

    @Test
    void readsPhotothermalFiles() throws IOException {
        SpectralFile f = Readers.read(corpus().resolve("spectra/Nodax_Spectral_Array.ptir"));
        assertEquals(7, f.blocks().size());
        assertEquals(BlockKind.REFERENCE, f.blocks().getFirst().kind());
        assertEquals("Measurement_001/Channel_000", f.main().name());
        assertEquals(801, f.main().x()[0]);
        assertEquals(0.21426093578338623, f.main().y()[0][0]);
        assertEquals(Optional.of(AxisUnit.WAVENUMBER), f.main().unit());
        assertEquals(Optional.of(AxisUnit.RAMAN_SHIFT), f.blocks().get(2).unit());
    }

    @Test
    void doesNotLeaveTheFile() {
        FormatException e = assertThrows(FormatException.class, () -> Readers.read(corpus().resolve("links/primary_link.h5")));
        assertTrue(e.getMessage().contains("/spectra is a link to another file (linked.h5:/spectra), which is not followed"),
            e.getMessage());
    }

    @Test
    void readsOurCorpusLayout() throws IOException {
        Path file = dir.resolve("corpus.h5");
        try (WritableHdfFile h5 = HdfFile.write(file)) {
            h5.putDataset("spectra", new float[][] {{1, 2, 3, 4}, {5, 6, 7, 8}});
            var metadata = h5.putGroup("metadata");
            metadata.putDataset("source", new String[] {"rruff", "openspecy"});
            metadata.putDataset("type", new String[] {"raman", "ir"});
            metadata.putDataset("sample_id", new String[] {"a", "b"});
        }
        Block b = Readers.read(file).main();
        assertArrayEquals(new double[] {5, 6, 7, 8}, b.y()[1]);
        assertEquals(List.of("a", "b"), b.ids());
        assertEquals("openspecy", b.rowMetadata().get(1).get("source"));
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Block b = new Block("A/B", BlockKind.SINGLE_BEAM, new double[] {4000, 3000.5, 400}, Optional.of(AxisUnit.RAMAN_SHIFT), "shift",
            IntensityKind.COUNTS, "counts / s", new double[][] {{1, Double.NaN, -3}, {0.1, 2e-300, 7}}, List.of("é", "two"),
            Map.of("laser nm", "785"), List.of(Map.of("x", "1"), Map.of("y (µm)", "2")));
        Path out = dir.resolve("out.h5");
        new Hdf5Writer().write(new SpectralFile("in", "test", List.of(b, new Block("c", BlockKind.SPECTRUM, b.x(), Optional.empty(), "",
            IntensityKind.UNKNOWN, "", b.y(), b.ids(), Map.of(), List.of(Map.of(), Map.of()))), Map.of("date", "2020-01-01"), List.of()),
            out);
        SpectralFile f = Readers.read(out);
        Block got = f.block("A/B");
        assertEquals(b.kind(), got.kind());
        assertArrayEquals(b.x(), got.x());
        assertArrayEquals(b.y()[0], got.y()[0]);
        assertArrayEquals(b.y()[1], got.y()[1]);
        assertEquals(b.unit(), got.unit());
        assertEquals(b.intensity(), got.intensity());
        assertEquals(b.yLabel(), got.yLabel());
        assertEquals(b.ids(), got.ids());
        assertEquals(Map.of("laser nm", "785", "date", "2020-01-01"), got.metadata());
        assertEquals(b.rowMetadata(), got.rowMetadata().stream().map(Map::copyOf).toList());
        assertEquals(Optional.empty(), f.block("c").unit());
    }

    @Test
    void sizesThatTheFileDoesNotJustifyAreRefused() throws IOException {
        Path file = dir.resolve("x.h5");
        try (WritableHdfFile h5 = HdfFile.write(file)) {
            h5.putDataset("spectra", new double[4][7]);
        }
        byte[] b = Files.readAllBytes(file);
        // The extents 4 x 7 of the dataspace become 4 x 2^31.
        int patched = 0;
        for (int i = 0; i + 16 < b.length; i++) {
            if (b[i] == 4 && b[i + 8] == 7 && b[i + 1] == 0 && b[i + 9] == 0 && b[i + 7] == 0) {
                b[i + 8] = 0;
                b[i + 8 + 3] = 0x70;
                patched++;
            }
        }
        assertTrue(patched > 0);
        FormatException e = assertThrows(FormatException.class, () -> new Hdf5Reader().read(new Content("huge.h5", b)));
        assertTrue(e.getMessage().contains("huge.h5"), e.getMessage());
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        for (String name : List.of("spectra/spectra_demo.nxs", "spectra/small_diamond_nxs.nxs", "jhdf/test_chunked_datasets_latest.hdf5",
            "jhdf/superblock-extension.hdf5", "links/linked.h5")) {
            long refused = Damage.check(new Hdf5Reader(), Files.readAllBytes(corpus().resolve(name)));
            assertTrue(refused > 30, name + ": refused " + refused);
        }
    }

    /// A damaged extent of -1; the bytes are those of make_cubes.py, 5 x 2 x 3.
    @Test
    void negativeExtentsAreRefused() throws IOException {
        byte[] b = Files.readAllBytes(Path.of("src/test/resources/golden/cubes/plain.h5"));
        ByteBuffer buffer = ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (buffer.getLong(at) != 5 || buffer.getLong(at + 8) != 2 || buffer.getLong(at + 16) != 3) {
            at++;
        }
        buffer.putLong(at, -1);
        String message = assertThrows(FormatException.class, () -> new Hdf5Reader().read(new Content("x.h5", b))).getMessage();
        assertTrue(message.contains("x.h5, dataset /image: expected extents, found [-1, 2, 3]"), message);
    }
}
