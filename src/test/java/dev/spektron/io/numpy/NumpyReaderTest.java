package dev.spektron.io.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.Damage;
import dev.spektron.io.FormatException;
import dev.spektron.io.conformance.NumpySamples;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockTable;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Readers;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.spectra.AxisUnit;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NumpyReaderTest {
    private static byte[] own() throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("spectra", NpyArray.of(new double[][] {{1, 2, 3}, {4, 5, 6}}));
        arrays.put("axis", NpyArray.of(new double[] {3, 2, 1}, 3));
        arrays.put("unit", NpyArray.of("cm-1"));
        arrays.put("ids", NpyArray.of("a", "b"));
        arrays.put("property_water", NpyArray.of(new double[] {0.5, Double.NaN}, 2));
        arrays.put("unit_water", NpyArray.of("%"));
        return Npz.write(arrays);
    }

    @Test
    void readsForeignArraysExactly() throws IOException {
        assertEquals(0, new NumpySamples().maximumError(null));
    }

    @Test
    void readsOurLayoutWithItsProperties() throws IOException {
        SpectralFile f = Readers.read(new Content("x.npz", own()));
        Block b = f.main();
        assertEquals("numpy", f.format());
        assertEquals(Optional.of(AxisUnit.WAVENUMBER), b.unit());
        assertEquals(List.of("a", "b"), b.ids());
        assertEquals(Map.of("water", "0.5"), Map.copyOf(b.rowMetadata().getFirst()));
        var set = BlockTable.of(f).toSet(null);
        assertArrayEquals(new double[] {0.5, Double.NaN}, set.property("water"));
        assertEquals("%", BlockTable.of(f).units().get("water"));
    }

    @Test
    void readsABareMatrix() throws IOException {
        Block b = Readers.read(new Content("x.npy", Npy.write(NpyArray.of(new double[][] {{1, 2}, {3, 4}})))).main();
        assertArrayEquals(new double[] {3, 4}, b.y()[1]);
        assertEquals(Optional.of(AxisUnit.INDEX), b.unit());
    }

    @Test
    void badInputIsRefused() throws IOException {
        byte[] texts = Npz.write(Map.of("t", NpyArray.of("a")));
        FormatException e = assertThrows(FormatException.class, () -> new NumpyReader().read(new Content("t.npz", texts)));
        assertTrue(e.getMessage().contains("found t (<U1 1)"), e.getMessage());
        assertTrue(assertThrows(FormatException.class, () -> new NumpyReader().read(new Content("t.npy",
            Npy.write(NpyArray.of("a"))))).getMessage()
            .contains("expected a vector or a matrix"));
        assertTrue(Damage.check(new NumpyReader(), own()) > 60);
    }
}
