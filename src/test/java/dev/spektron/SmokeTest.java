package dev.spektron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.chem.Folds;
import org.junit.jupiter.api.Test;

class SmokeTest {
    @Test
    void folds() {
        assertEquals(5, Folds.positions(Folds.assign(10, 2, 1), 0, true).length);
    }
}
