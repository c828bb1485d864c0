package dev.spektron.eval.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.tensor.Tensor;
import dev.spektron.testing.ModuleCheck;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeaksTest {
    @Test
    void agreesWithSciPy() throws IOException {
        Peaks peaks = new Peaks();
        ModuleCheck.cases("peaks").forEach((title, c) -> {
            float[] line = ModuleCheck.entries(c, "x").get("line").data();
            Map<String, Tensor> y = ModuleCheck.entries(c, "y");
            float[] shifted = new float[line.length + 7];
            System.arraycopy(line, 0, shifted, 7, line.length);
            peaks.find(shifted, 7, line.length);
            assertEquals(y.get("at").data().length, peaks.count(), title);
            for (int k = 0; k < peaks.count(); k++) {
                assertEquals(y.get("at").data()[k], peaks.at(k), title);
                assertEquals(y.get("prominence").data()[k], peaks.prominence(k), 1e-5 * peaks.range(), title);
                assertEquals(y.get("from").data()[k], peaks.from(k), title);
                assertEquals(y.get("to").data()[k], peaks.to(k), title);
            }
        });
    }

    @Test
    void aLevelOrRisingLineHasNone() {
        assertEquals(0, new Peaks().find(new float[9], 0, 9).count());
        assertEquals(0, new Peaks().find(new float[] {1, 2, 3, 4}, 0, 4).count());
        assertEquals(0, new Peaks().find(new float[] {1, 2}, 0, 2).count());
    }

    @Test
    void weightsStandBetweenTheBases() {
        float[] w = new float[7];
        Peaks p = new Peaks().find(new float[] {0, 0, 1, 2, 1, 0, 0}, 0, 7);
        p.weights(3, w, 0, 7);
        assertArrayEquals(new float[] {1, 1, 4, 4, 4, 1, 1}, w);
    }
}
