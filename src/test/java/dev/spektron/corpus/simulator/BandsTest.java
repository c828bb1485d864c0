package dev.spektron.corpus.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BandsTest {
    @Test
    void lineHasItsHeightAtItsPositionAndHalfOfItAtHalfWidth() {
        for (double lorentzian : new double[] {0, 0.3, 1}) {
            Line line = new Line(5000, 0.8, 60, lorentzian, 0, 0);
            assertEquals(0.8, line.at(5000, 0), 1e-15);
            assertEquals(0.4, line.at(5030, 0), 1e-15);
            assertEquals(0.4, line.at(4970, 0), 1e-15);
        }
    }

    @Test
    void areaOfALineIsThatOfItsTwoParts() {
        Line gauss = new Line(5000, 1, 60, 0, 0, 0);
        double area = 0;
        for (int i = -600; i <= 600; i++) {
            area += gauss.at(5000 + i, 0);
        }
        assertEquals(60 * Math.sqrt(Math.PI / (4 * Math.log(2))), area, 1e-9);
    }

    @Test
    void temperatureMovesAndScalesALine() {
        Line line = new Line(5000, 1, 60, 0.3, 0.5, -0.01);
        assertEquals(0.9, line.at(5005, 10), 1e-15);
    }

    /// Hydrogen chloride: v_e = 2990.946 cm-1, v_e x_e = 52.8186 cm-1 (Huber and Herzberg 1979), fundamental observed at 2885.9 cm-1,
    /// first overtone at 5668.0 cm-1, second at 8347.0 cm-1 (Herzberg 1950). The Morse series lacks the cubic term, hence the tolerance.
    @Test
    void overtonesOfHydrogenChlorideLieWhereTheyAreObserved() {
        Vibration hcl = new Vibration("hcl", 2990.946, 52.8186 / 2990.946, 3, 1, 0.1, 20, 0.5, 0.3, 0, 0);
        assertEquals(2885.9, hcl.level(1), 1);
        assertEquals(5668.0, hcl.level(2), 4);
        assertEquals(8347.0, hcl.level(3), 10);
        assertEquals(0.01, hcl.line(3).height(), 1e-15);
        assertEquals(40, hcl.line(3).width(), 1e-12);
    }

    @Test
    void combinationLiesAtTheSumOfItsLevels() {
        Vibration stretch = new Vibration("s", 3600, 0.02, 2, 1, 0.1, 100, 0, 0.3, 0.5, 0.001);
        Vibration bend = new Vibration("b", 1600, 0, 1, 1, 0.1, 50, 0, 0.3, -0.1, 0);
        Line line = new Combination(Map.of("s", 2, "b", 1), -30, 0.7, 120, 0.3).line(Map.of("s", stretch, "b", bend));
        assertEquals(2 * 3600 - 6 * 72 + 1600 - 30, line.position(), 1e-9);
        assertEquals(2 * 0.5 - 0.1, line.temperatureShift(), 1e-15);
        assertEquals(0.001, line.temperatureHeight(), 1e-15);
    }

    @Test
    void overtonesBeyondTheMorsePotentialAreRefused() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Vibration("x", 3000, 0.1, 5, 1, 0.1, 50, 0, 0.3, 0, 0));
        assertTrue(e.getMessage().contains("level 5"), e.getMessage());
    }

    @Test
    void combinationOfAnUnknownVibrationIsRefused() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Component("water", List.of(
            new Vibration("stretch", 3600, 0.02, 2, 1, 0.1, 100, 0, 0.3, 0, 0)),
            List.of(new Combination(Map.of("strech", 1), 0, 1, 100, 0.3)), List.of()));
        assertTrue(e.getMessage().contains("did you mean 'stretch'"), e.getMessage());
    }
}
