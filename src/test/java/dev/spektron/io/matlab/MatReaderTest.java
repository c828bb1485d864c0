package dev.spektron.io.matlab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.Damage;
import dev.spektron.io.FormatException;
import dev.spektron.io.SharedData;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.BlockTable;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Readers;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.hdf5.Hdf5Reader;
import dev.spektron.spectra.AxisUnit;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatReaderTest {
    private static final Path MADE = Path.of("src/test/resources/golden/mat73");

    private static Path corpus() {
        return SharedData.dir().resolve("mat-corpus");
    }

    @Test
    void readsDataSetObjects() throws IOException {
        SpectralFile corn = Readers.read(SharedData.dir().resolve("corn/corn.mat"));
        assertEquals("mat", corn.format());
        assertEquals(List.of("m5spec", "mp5spec", "mp6spec", "propvals", "m5nbs", "mp5nbs", "mp6nbs"),
            corn.blocks().stream().map(Block::name)
            .toList());
        assertEquals(80, corn.main().rows());
        assertEquals(1100, corn.main().x()[0]);
        assertEquals(2498, corn.main().x()[699]);
        assertEquals(BlockKind.OTHER, corn.block("propvals").kind());
        assertEquals("Moisture, Oil, Protein, Starch", corn.block("propvals").metadata().get("columns"));
        FormatException e = assertThrows(FormatException.class, () -> BlockTable.of(corn));
        assertTrue(e.getMessage().contains("m5spec (80 x 700), mp5spec (80 x 700)") && e.getMessage().contains("--block"), e.getMessage());
        Block x = Readers.read(corpus().resolve("spectrochempy/dso.mat")).main();
        assertEquals(Optional.of(AxisUnit.WAVENUMBER), x.unit());
        assertEquals(9.12025571e-05, x.y()[0][0], 5e-14);
    }

    @Test
    void readsMatricesBesideAnAxis() throws IOException {
        Block a = Readers.read(corpus().resolve("orange/wavenumbers.mat")).main();
        // The readme of Orange's samples: A holds the spectra, W the wavenumbers.
        assertArrayEquals(new double[] {0, 0.5, 1}, a.x());
        assertEquals(BlockKind.SPECTRUM, a.kind());
        Block m = Readers.read(corpus().resolve("orange/metas_mixed.mat")).main();
        assertEquals("8", m.rowMetadata().getFirst().get("N"));
        assertEquals("first row", m.ids().getFirst());
    }

    @Test
    void readsVersion4AndRefusesItsDamage() throws IOException {
        byte[] whole = Files.readAllBytes(corpus().resolve("scipy/testmatrix_4.2c_SOL2.mat"));
        assertEquals("mat", Readers.read(new Content("m.bin", whole)).format());
        FormatException cut = assertThrows(FormatException.class, () -> MatFile.read("m.mat", Arrays.copyOf(whole, whole.length - 1)));
        assertTrue(cut.getMessage().contains("expected 15 values of matrix 'testmatrix'"), cut.getMessage());
        byte[] vax = whole.clone();
        vax[2] = 0x07;
        vax[3] = (byte) 0xd0;
        assertTrue(assertThrows(FormatException.class, () -> MatFile.read("m.mat", vax)).getMessage().contains("VAX"));
        for (String name : List.of("testmulti_4.2c_SOL2.mat", "testsparse_4.2c_SOL2.mat", "teststringarray_4.2c_SOL2.mat")) {
            Damage.check(new MatReader(), Files.readAllBytes(corpus().resolve("scipy/" + name)));
        }
        Damage.check(new MatReader(), Files.readAllBytes(corpus().resolve("spectrochempy/dso.mat")));
    }

    @Test
    void version73IsHdf5() throws IOException {
        Path file = corpus().resolve("scipy/testhdf5_7.4_GLNX86.mat");
        assertEquals("mat", Readers.find(Content.read(file)).orElseThrow().format());
        // One vector and no axis: no spectra, and the message names the variable.
        FormatException e = assertThrows(FormatException.class, () -> Readers.read(file));
        assertTrue(e.getMessage().contains("testdouble (double 1x"), e.getMessage());
        assertThrows(FormatException.class, () -> new Hdf5Reader().read(Content.read(file)));
    }

    /// make_mat73.py: row i, channel j of every set holds i + j / 8 and a multiple of 10.
    @Test
    void version73HasStructsAndCells() throws IOException {
        SpectralFile file = Readers.read(MADE.resolve("v73.mat"));
        assertEquals(List.of("inside/{1}/spectra", "instruments(1)/spectra", "instruments(2)/spectra", "object", "set/spectra", "X"),
            file.blocks().stream().map(Block::name).toList());
        double[] tens = {40, 20, 30, 50, 10, 0};
        double[] first = {900, 900, 901, 905, 1000, 900};
        for (int k = 0; k < tens.length; k++) {
            Block b = file.blocks().get(k);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 5; j++) {
                    assertEquals(tens[k] + i + j / 8.0, b.y()[i][j], b.name());
                    assertEquals(first[k] + 2 * j, b.x()[j], b.name());
                }
            }
        }
        assertEquals(List.of("corn", "wheat", "oat"), file.block("X").ids());
        // Variables by name, as the tables of a data set ask for them.
        assertArrayEquals(new double[] {2, 2.125, 2.25, 2.375, 2.5}, ((MatValue.Numeric) MatFile.read(MADE.resolve("v73.mat")).get("X"))
            .matrix()[2]);
        assertEquals(Optional.of(AxisUnit.NANOMETRE), file.block("object").unit());
        assertEquals("made", file.block("object").metadata().get("title"));
        assertEquals(Optional.of(AxisUnit.WAVENUMBER), file.block("set/spectra").unit());
    }

    @Test
    void circlesAndLostReferencesOfVersion73AreRefused() throws IOException {
        FormatException e = assertThrows(FormatException.class, () -> Readers.read(MADE.resolve("v73_circle.mat")));
        assertTrue(e.getMessage().contains("v73_circle.mat, /c: expected cells and structs nested at most 64 deep"), e.getMessage());
        byte[] bytes = Files.readAllBytes(MADE.resolve("v73.mat"));
        Damage.check(new MatReader(), bytes);
        // The cell `names` holds references to the elements 1, 2, 3; with the first one lost the rest is still read, and the loss told.
        int at = reference(bytes);
        bytes[at] ^= 1;
        SpectralFile file = Readers.read(new Content("lost.mat", bytes));
        assertEquals(6, file.blocks().size());
        assertTrue(file.warnings().getFirst().contains("dataset /names: it refers to an object at byte"), file.warnings().toString());
        assertEquals(List.of("1", "2", "3"), file.block("X").ids());
    }

    /// make_cubes.py: the cell in the struct says that it ends 56 bytes before its last element does.
    @Test
    void cellsMayStateTooFewBytes() throws IOException {
        Path file = Path.of("src/test/resources/golden/cubes/short_cell.mat");
        MatValue.Struct s = (MatValue.Struct) MatFile.read(file).get("s");
        MatValue.Cell cell = (MatValue.Cell) s.get(0, "include");
        assertArrayEquals(new double[] {0, 1, 2}, ((MatValue.Numeric) cell.values().getFirst()).re());
        assertEquals(0, ((MatValue.Numeric) cell.values().getLast()).re().length);
        Block image = Readers.read(file).block("s/image");
        assertEquals(900, image.x()[0]);
        assertEquals(2.5, image.y()[2][4]);
        Damage.check(new MatReader(), Files.readAllBytes(file));
    }

    /// Place of the contents of `names`: the only three addresses one behind the other that the file has before those of other cells.
    private static int reference(byte[] bytes) {
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try (HdfFile file = new HdfFile(MADE.resolve("v73.mat"))) {
            long[] wanted = IntStream.rangeClosed(1, 3).mapToLong(i -> file.getByPath("/#refs#/" + i).getAddress()).toArray();
            for (int at = 0; at < bytes.length - 24; at += 8) {
                if (b.getLong(at) == wanted[0] && b.getLong(at + 8) == wanted[1] && b.getLong(at + 16) == wanted[2]) {
                    return at;
                }
            }
        }
        throw new IllegalStateException("no references to the three names");
    }
}
