package dev.spektron.corpus.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.corpus.store.ShardRow;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import dev.spektron.spectra.Modality;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final int POINTS = 512;

    private static ShardRow row(String id) {
        float[] v = new float[POINTS];
        for (int j = 0; j < POINTS; j++) {
            v[j] = (float) Math.exp(-0.5 * (j - 200) * (j - 200) / 100.0);
        }
        double[] moments = new double[2];
        assertTrue(Preparation.normalise(v, moments));
        SourceSpectrum s = new SourceSpectrum(v, 100, 900, AxisUnit.RAMAN_SHIFT, Modality.RAMAN, IntensityKind.COUNTS, "s", "i", "g", "p",
            id);
        return new ShardRow(s, 3, 2, ShardRow.NO_PARENT, new float[] {100, 900});
    }

    @Test
    void copiesAreFlaggedAndKeepTheirGroup() {
        ShardRow copy = new Augmentation(1).copy(row("x"), 17, 2);
        assertTrue(copy.augmented());
        assertEquals(17, copy.parent());
        assertEquals("x_aug2", copy.spectrum().id());
        assertEquals("g", copy.spectrum().group());
        assertEquals("p", copy.spectrum().sample());
    }

    @Test
    void aFunctionOfSeedNameAndNumber() {
        float[] one = new Augmentation(1).copy(row("x"), 0, 0).spectrum().values();
        assertArrayEquals(one, new Augmentation(1).copy(row("x"), 5, 0).spectrum().values());
        for (float[] other : new float[][] {new Augmentation(2).copy(row("x"), 0, 0).spectrum().values(),
            new Augmentation(1).copy(row("y"), 0, 0).spectrum().values(), new Augmentation(1).copy(row("x"), 0, 1).spectrum().values()}) {
            assertFalse(Arrays.equals(one, other));
        }
    }

    /// 20 dB of noise is a tenth of the deviation, three channels of shift are little against the band's width of 10, the baseline is at
    /// most 0.25, the field 0.05 of the height: the band stays what it was. Nothing comes in at the other end.
    @Test
    void copiesStayCloseAndNothingWrapsAround() {
        Augmentation a = new Augmentation(9);
        double least = 1;
        for (int i = 0; i < 200; i++) {
            float[] v = a.copy(row("n" + i), 0, 0).spectrum().values();
            float[] o = row("n" + i).spectrum().values();
            double r = 0;
            for (int j = 0; j < POINTS; j++) {
                r += v[j] * o[j] / (double) POINTS;
            }
            least = Math.min(least, r);
            assertEquals(0, mean(v), 1e-5);
        }
        assertTrue(least > 0.9, "least correlation " + least);
    }

    @Test
    void momentsTurnACopyBackIntoOrdinates() {
        ShardRow r = row("x");
        Augmentation a = new Augmentation(4);
        ShardRow copy = a.copy(r, 0, 0);
        // Without distortion the ordinates would be 3 + 2 v; distortions are small.
        for (int j = 0; j < POINTS; j += 50) {
            assertEquals(3 + 2 * r.spectrum().values()[j], copy.mean() + copy.deviation() * copy.spectrum().values()[j], 2.5);
        }
    }

    private static double mean(float[] v) {
        double sum = 0;
        for (float f : v) {
            sum += f;
        }
        return sum / v.length;
    }
}
