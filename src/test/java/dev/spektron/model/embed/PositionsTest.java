package dev.spektron.model.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.nn.Pass;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.Modality;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Physical positions of tokens (pitfalls P7 and P32).
class PositionsTest {
    private static float[] raw(AxisUnit unit, double first, double last, int channels) {
        return Positions.of(Axis.linear(unit, first, last - first, 2), channels, EmbeddingConfig.RAW).u();
    }

    @Test
    void samplesByUnit() {
        assertArrayEquals(new float[] {-1, 0, 1}, raw(AxisUnit.WAVENUMBER, 0, 14000, 3));
        assertArrayEquals(new float[] {1, 0, -1}, raw(AxisUnit.WAVENUMBER, 14000, 0, 3));
        assertArrayEquals(new float[] {-1, 0, 1}, raw(AxisUnit.RAMAN_SHIFT, 0, 14000, 3));
        assertArrayEquals(new float[] {-1, 0, 1}, raw(AxisUnit.INDEX, 7, 9, 3));
        // Uniform in nm: the middle of 1000 and 2000 nm is 1500 nm, 6666.7 cm-1.
        assertArrayEquals(new float[] {10000 / 7000f - 1, 10000 / 1.5f / 7000 - 1, 5000 / 7000f - 1},
            raw(AxisUnit.NANOMETRE, 1000, 2000, 3), 1e-7f);
    }

    @Test
    void visibleLightLiesAboveOne() {
        assertEquals(2.5714f, raw(AxisUnit.NANOMETRE, 400, 1100, 2)[0], 1e-4f);
    }

    /// The centre is halfway between samples 15 and 16, found in nm and then converted.
    @Test
    void patchesByTheirCentres() {
        Axis axis = Axis.linear(AxisUnit.NANOMETRE, 1100, 2, 700);
        Positions p = Positions.of(axis, 700, EmbeddingConfig.WAVELET);
        assertTrue(p.known());
        assertEquals(42, p.u().length);
        assertEquals(1e7 / (1100 + 2 * 15.5) / 7000 - 1, p.u()[0], 1e-6);
        assertEquals(1e7 / (1100 + 2 * (41 * 16 + 15.5)) / 7000 - 1, p.u()[41], 1e-6);
    }

    /// One physical place gives one position, whatever range and number of channels a spectrum has.
    @Test
    void aBandKeepsItsPlace() {
        float a = raw(AxisUnit.NANOMETRE, 1400, 1500, 101)[50];
        float b = raw(AxisUnit.NANOMETRE, 1250, 1650, 5)[2];
        float c = raw(AxisUnit.WAVENUMBER, 4000, 1e7 / 1450, 7)[6];
        assertEquals(a, b, 1e-6f);
        assertEquals(a, c, 1e-6f);
    }

    @Test
    void anIndexAxisIsMarkedAsSuch() {
        assertFalse(Positions.of(Axis.linear(AxisUnit.INDEX, 0, 1, 64), 64, EmbeddingConfig.WAVELET).known());
        float[] u = Positions.of(Axis.linear(AxisUnit.INDEX, 0, 1, 64), 64, EmbeddingConfig.WAVELET).u();
        assertEquals(0, u[1], 1e-7f);
        assertEquals(-u[0], u[2], 1e-7f);
    }

    @Test
    void wavelengthsMustBePositive() {
        assertEquals("axis: expected positive wavelengths, found 2 channels, 0 to 100 nm; check the unit of the axis",
            assertThrows(IllegalArgumentException.class, () -> raw(AxisUnit.NANOMETRE, 0, 100, 3)).getMessage());
    }

    /// Periods from twice the global interval to 8 cm-1, one unit of u being 7000 cm-1.
    @Test
    void frequencies() {
        float[] f = WavenumberEncoding.frequencies(32);
        assertEquals(28000, 2 * Math.PI / f[0] * 7000, 1e-2);
        assertEquals(8, 2 * Math.PI / f[31] * 7000, 1e-5);
        assertEquals(f[1] / f[0], f[31] / f[30], 1e-5);
        assertEquals(Math.PI / 2, WavenumberEncoding.frequencies(1)[0], 1e-7);
    }

    @Test
    void withoutAnAxisTheTokensKnow() {
        EmbeddingConfig c = EmbeddingConfig.RAW;
        Map<String, float[]> x = Batches.draw(c, 1, 64, false);
        float[] known = Batches.run(c, Compat.FIXED, 64, Pass.Mode.EVALUATE, x)[1];
        x.get("axisKnown")[0] = 0;
        float[] unknown = Batches.run(c, Compat.FIXED, 64, Pass.Mode.EVALUATE, x)[1];
        assertFalse(Arrays.equals(known, unknown));
    }

    /// Domains are the ordinals of the modalities.
    @Test
    void domains() {
        assertEquals(List.of(Modality.NIR, Modality.IR, Modality.RAMAN, Modality.UNKNOWN), List.of(Modality.values()));
    }
}
