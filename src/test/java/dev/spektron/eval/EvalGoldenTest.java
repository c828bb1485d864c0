package dev.spektron.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.chem.regress.Distributions;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Figures of merit against NumPy, SciPy and scikit-learn (`scripts/make_eval_golden.py`), and conformal coverage by simulation.
class EvalGoldenTest {
    private static final JsonObject GOLDEN = JsonParser.parseReader(new InputStreamReader(
        EvalGoldenTest.class.getResourceAsStream("/golden/eval/eval.json"), StandardCharsets.UTF_8)).getAsJsonObject();

    private static double[] array(JsonElement e) {
        return new Gson().fromJson(e, double[].class);
    }

    @Test
    void metricsAgree() {
        for (JsonElement e : GOLDEN.getAsJsonArray("metrics")) {
            JsonObject g = e.getAsJsonObject();
            JsonObject ours = new Gson().toJsonTree(RegressionMetrics.of(array(g.get("y")), array(g.get("p")))).getAsJsonObject();
            for (String name : g.keySet()) {
                if (!name.equals("y") && !name.equals("p")) {
                    double expected = g.get(name).getAsDouble();
                    assertEquals(expected, ours.get(name).getAsDouble(), 1e-10 * Math.max(1, Math.abs(expected)), name);
                }
            }
        }
    }

    @Test
    void rmsepSplitsIntoBiasAndSep() {
        double[] y = {1, 2, 3, 5, 8};
        double[] p = {1.5, 2.25, 2.5, 6, 9};
        RegressionMetrics m = RegressionMetrics.of(y, p);
        assertEquals(m.rmsep() * m.rmsep(), m.bias() * m.bias() + m.sep() * m.sep() * 4 / 5, 1e-14);
    }

    @Test
    void undefinedFiguresAreNotMadeUp() {
        RegressionMetrics constant = RegressionMetrics.of(new double[] {2, 2, 2}, new double[] {2, 2.5, 1.5});
        assertTrue(Double.isNaN(constant.r2()) && Double.isNaN(constant.slope()));
        RegressionMetrics one = RegressionMetrics.of(new double[] {2}, new double[] {3});
        assertEquals(1, one.rmsep());
        assertTrue(Double.isNaN(one.sep()));
        assertThrows(IllegalArgumentException.class, () -> RegressionMetrics.of(new double[0], new double[0]));
        assertThrows(IllegalArgumentException.class, () -> RegressionMetrics.of(new double[] {1}, new double[] {Double.NaN}));
    }

    @Test
    void studentQuantilesAgree() {
        for (JsonElement e : GOLDEN.getAsJsonArray("student")) {
            JsonArray g = e.getAsJsonArray();
            double expected = g.get(2).getAsDouble();
            assertEquals(expected, Distributions.studentQuantile(g.get(0).getAsDouble(), g.get(1).getAsDouble()),
                1e-9 * Math.max(1, Math.abs(expected)));
        }
    }

    @Test
    void pairedComparisonAgrees() {
        for (JsonElement e : GOLDEN.getAsJsonArray("paired")) {
            JsonObject g = e.getAsJsonObject();
            assertEquals(g.get("p").getAsDouble(),
                Paired.correctedResampledT(array(g.get("a")), array(g.get("b")), g.get("ratio").getAsDouble()), 1e-9);
        }
        assertEquals(1, Paired.correctedResampledT(new double[] {1, 2}, new double[] {1, 2}, 0.3));
    }

    /// 39 residuals, level 0.9, 2000 repeats: the mean coverage lies between 0.90 and 0.925 (evaluation check 4).
    @Test
    void conformalCoverage() {
        Random random = new Random(5);
        int inside = 0;
        int all = 0;
        for (int r = 0; r < 2000; r++) {
            double[] residuals = random.doubles(39).map(u -> Math.tan(3 * (u - 0.5))).toArray();
            double width = Conformal.halfWidth(residuals, 0.9);
            for (int i = 0; i < 50; i++) {
                inside += Math.abs(Math.tan(3 * (random.nextDouble() - 0.5))) <= width ? 1 : 0;
                all++;
            }
        }
        double coverage = (double) inside / all;
        assertTrue(coverage >= 0.9 && coverage <= 0.925, "coverage " + coverage);
    }

    @Test
    void conformalIsInfiniteWhenTheSampleIsTooSmall() {
        assertEquals(9, Conformal.needed(0.9));
        assertEquals(19, Conformal.needed(0.95));
        assertEquals(99, Conformal.needed(0.99));
        double[] eight = {1, 2, 3, 4, 5, 6, 7, 8};
        assertEquals(Double.POSITIVE_INFINITY, Conformal.halfWidth(eight, 0.9));
        assertEquals(8, Conformal.halfWidth(eight, 0.8));
        assertEquals(9, Conformal.halfWidth(new double[] {9, -8, 7, 6, 5, 4, 3, 2, 1}, 0.9));
        assertThrows(IllegalArgumentException.class, () -> Conformal.halfWidth(eight, 1));
    }
}
