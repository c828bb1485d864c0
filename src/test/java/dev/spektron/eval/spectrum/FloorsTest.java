package dev.spektron.eval.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class FloorsTest {
    private static final float[] MEAN = {0, 1, 2, 3, 4, 5};

    @Test
    void aStraightLineIsInterpolatedWithoutError() {
        Floors f = new Floors(MEAN).add(new float[] {1, 2, 3, 4, 5, 6}, new float[] {0, 1, 1, 0, 1, 0}, 0);
        assertEquals(3, f.samples());
        assertEquals(0, f.interpolation(), 1e-12);
        assertEquals((4 + 9 + 25) / 3.0, f.zero(), 1e-12);
        assertEquals(1, f.meanSpectrum(), 1e-12);
    }

    @Test
    void endsAreLevelAndNothingVisibleIsZero() {
        Floors f = new Floors(MEAN).add(new float[] {5, 1, 3, 3, 2, 9}, new float[] {1, 0, 0, 0, 0, 1}, 0);
        assertEquals((16 + 49) / 2.0, f.interpolation(), 1e-12);
        Floors all = new Floors(MEAN).add(new float[] {1, 1, 1, 1, 1, 1}, new float[] {1, 1, 1, 1, 1, 1}, 0);
        assertEquals(all.zero(), all.interpolation(), 1e-12);
    }

    @Test
    void aModelThatGivesTheMeanSpectrumHasNormalisedErrorOne() {
        float[] x = {3, 1, 4, 1, 5, 9};
        float[] hidden = {0, 1, 1, 0, 1, 1};
        assertEquals(1, new Floors(MEAN).add(x, hidden, MEAN, 0).normalisedError(), 1e-12);
        assertEquals(0, new Floors(MEAN).add(x, hidden, x, 0).normalisedError(), 1e-12);
        Floors mixed = new Floors(MEAN).add(x, hidden, MEAN, 0).add(x, hidden, 0);
        assertThrows(IllegalStateException.class, mixed::model);
    }

    @Test
    void theMeanIsThatOfTheTrainingSet() {
        assertArrayEquals(new float[] {2, 3}, Floors.mean(new float[][] {{1, 2}, {3, 4}}));
    }

    @Test
    void gapsAreBridgedByStraightLines() {
        assertArrayEquals(new float[] {2, 2, 4, 6, 6}, Floors.bridged(new float[] {9, 2, 9, 6, 9}, new float[] {1, 0, 1, 0, 1}));
        assertArrayEquals(new float[2], Floors.bridged(new float[] {3, 4}, new float[] {1, 1}));
        assertArrayEquals(new float[] {3, 4}, Floors.bridged(new float[] {3, 4}, new float[2]));
    }
}
