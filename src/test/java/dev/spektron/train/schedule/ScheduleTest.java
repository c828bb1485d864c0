package dev.spektron.train.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final double EXACT = 1e-15;

    @Test
    void learningRateRisesAndFalls() {
        Schedule s = Schedule.learningRate(3e-4, 1000);
        long total = 50_000;
        assertEquals(3e-6, s.at(0, total), EXACT);
        assertEquals(3e-4 * 0.505, s.at(500, total), EXACT);
        assertEquals(3e-4, s.at(1000, total), EXACT);
        assertEquals(3e-6 + 0.5 * (3e-4 - 3e-6), s.at(25_500, total), EXACT);
        assertEquals(3e-6, s.at(total, total), EXACT);
        assertEquals(3e-6, s.at(total + 5, total), EXACT);
        assertEquals(1, Schedule.learningRate(1, 0).at(0, 10), EXACT);
    }

    @Test
    void maskRatioRisesOverTwoFifths() {
        Schedule s = Schedule.maskRatio();
        assertEquals(0.15, s.at(0, 1000), EXACT);
        assertEquals(0.275, s.at(200, 1000), EXACT);
        assertEquals(0.40, s.at(400, 1000), EXACT);
        assertEquals(0.40, s.at(700, 1000), EXACT);
        assertEquals(0.40, s.at(1000, 1000), EXACT);
    }

    @Test
    void bottleneckWarmsUpAndTheReferenceCoolsDown() {
        Schedule s = Schedule.bottleneck();
        assertEquals(0, s.at(0, 1000), EXACT);
        assertEquals(5e-4, s.at(150, 1000), EXACT);
        assertEquals(1e-3, s.at(300, 1000), EXACT);
        assertEquals(1e-3, s.at(1000, 1000), EXACT);
        Schedule r = Schedule.referenceBottleneck();
        assertEquals(0.1, r.at(0, 1000), EXACT);
        assertEquals(0.0505, r.at(300, 1000), EXACT);
        assertEquals(1e-3, r.at(600, 1000), EXACT);
        assertEquals(1e-3, r.at(1000, 1000), EXACT);
        Schedule c = Schedule.cyclic(1e-3, 4);
        assertEquals(0, c.at(0, 1000), EXACT);
        assertEquals(5e-4, c.at(62, 992), EXACT);
        assertEquals(1e-3, c.at(200, 1000), EXACT);
        assertEquals(0, c.at(250, 1000), EXACT);
    }

    @Test
    void reversalGrowsTowardsOne() {
        Schedule s = Schedule.reversal();
        assertEquals(0, s.at(0, 1000), EXACT);
        assertEquals(Math.tanh(2.5), s.at(500, 1000), 1e-14);
        assertEquals(Math.tanh(5), s.at(1000, 1000), 1e-14);
    }

    @Test
    void targetRateGoesToOne() {
        Schedule s = Schedule.targetRate(0.996);
        assertEquals(0.996, s.at(0, 1000), EXACT);
        assertEquals(0.998, s.at(500, 1000), EXACT);
        assertEquals(1, s.at(1000, 1000), EXACT);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertEquals("target rate: expected a first rate from 0 to 1, found 1.5",
            assertThrows(IllegalArgumentException.class, () -> Schedule.targetRate(1.5)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Schedule.learningRate(0, 10));
    }
}
