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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatReaderTest {
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
    void version73IsReadAsHdf5() throws IOException {
        Path file = corpus().resolve("scipy/testhdf5_7.4_GLNX86.mat");
        assertEquals("mat", Readers.find(Content.read(file)).orElseThrow().format());
        // One vector and no axis: no spectra, and the message names the variable.
        FormatException e = assertThrows(FormatException.class, () -> Readers.read(file));
        assertTrue(e.getMessage().contains("/testdouble"), e.getMessage());
        assertThrows(FormatException.class, () -> new Hdf5Reader().read(Content.read(file)));
    }
}
