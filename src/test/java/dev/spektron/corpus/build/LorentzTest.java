package dev.spektron.corpus.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LorentzTest {
    private static final Lorentz PLAIN = new Lorentz(400, 4000, 361, 10, 1, 9398.5, 298.15);

    @Test
    void oneAtTheLineAndHalfAtTheHalfWidth() {
        double[] y = PLAIN.infrared(new double[] {1000}, new double[] {1});
        assertEquals(1, y[60], 1e-12);
        assertEquals(0.5, y[59], 1e-12);
        assertEquals(0.5, y[61], 1e-12);
    }

    @Test
    void frequenciesAreScaled() {
        double[] y = new Lorentz(400, 4000, 361, 10, 0.967, 9398.5, 298.15).infrared(new double[] {1000 / 0.967}, new double[] {2});
        assertEquals(2, y[60], 1e-9);
    }

    @Test
    void linesJustOutsideCountAndNegativeOnesDoNot() {
        assertEquals(0.5, PLAIN.infrared(new double[] {390}, new double[] {1})[0], 1e-12);
        for (double v : PLAIN.infrared(new double[] {-500, 1000}, new double[] {1, 0})) {
            assertEquals(0, v);
        }
    }

    /// The factor by its parts, at 200 and 1000 cm-1, with h c / k_B T = 1 / 207.224 cm at 298.15 K.
    @Test
    void ramanFactorHasFrequencyAndTemperature() {
        double thermal = 207.224;
        double at200 = Math.pow(9198.5, 4) / (200 * (1 - Math.exp(-200 / thermal)));
        double at1000 = Math.pow(8398.5, 4) / (1000 * (1 - Math.exp(-1000 / thermal)));
        assertEquals(at200 / at1000, PLAIN.ramanFactor(200), 1e-4 * at200 / at1000);
        assertEquals(1, PLAIN.ramanFactor(1000));
        assertTrue(PLAIN.ramanFactor(3000) < 0.2);
        double[] y = PLAIN.raman(new double[] {1000}, new double[] {3});
        assertEquals(3, y[60], 1e-12);
    }

    @Test
    void lengthsMustAgree() {
        assertThrows(IllegalArgumentException.class, () -> PLAIN.infrared(new double[2], new double[3]));
    }
}
