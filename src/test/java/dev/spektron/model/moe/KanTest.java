package dev.spektron.model.moe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Graph;
import dev.spektron.backend.Variables;
import dev.spektron.model.Runs;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.MixtureConfig.Kan;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.ModuleCheck;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KanTest {
    private static float[] run(Parameters p, KanLinear layer, Variables v, Shape shape, float[] x) {
        Graph g = new Graph(p.layout());
        return Runs.run(g, v, Map.of("x", x), Map.of("y", layer.apply(Pass.evaluate(g), g.input("x", shape)))).get("y");
    }

    /// Spline coefficients of 1 add up to 1 wherever the input is, far outside of the grid too; the result is s (1 + ... + 1) = in.
    @Test
    void theBasisIsAPartitionOfUnity() {
        Parameters p = new Parameters();
        KanLinear layer = new KanLinear(p, "kan", 3, 2, Kan.DEFAULT, Compat.FIXED);
        Variables v = Runs.variables(p, 1);
        v.set("kan.base.weight", new float[6]);
        v.set("kan.base.bias", new float[2]);
        float[] ones = new float[48];
        Arrays.fill(ones, 1);
        v.set("kan.spline.weight", ones);
        for (float y : run(p, layer, v, Shape.of(4, 3), new float[] {0, 1, -1, 5, -5, 100, -100, 0.3f, -0.2f, 0.6f, 2, 7})) {
            assertEquals(3, y, 1e-5);
        }
    }

    /// At an inner knot the three functions around it are 1/6, 2/3 and 1/6 (cubic, uniform knots).
    @Test
    void theBasisAtAKnot() {
        Parameters p = new Parameters();
        KanLinear layer = new KanLinear(p, "kan", 1, 8, Kan.DEFAULT, Compat.FIXED);
        Variables v = Runs.variables(p, 1);
        v.set("kan.base.weight", new float[8]);
        v.set("kan.base.bias", new float[8]);
        float[] unit = new float[64];
        for (int i = 0; i < 8; i++) {
            unit[9 * i] = 1;
        }
        v.set("kan.spline.weight", unit);
        // Knot -1 + 2 2/5; function m lives on knots m - 3 to m + 1.
        double knot = -0.2;
        float x = (float) (0.5 * Math.log((1 + knot) / (1 - knot)));
        float[] expected = {0, 0, 1 / 6f, 2 / 3f, 1 / 6f, 0, 0, 0};
        assertArrayEquals(expected, run(p, layer, v, Shape.of(1, 1), new float[] {x}), 1e-6f);
        KanEdges edges = new KanEdges(v, "kan", Kan.DEFAULT, Compat.FIXED);
        for (int o = 0; o < 8; o++) {
            assertEquals(expected[o], edges.function(o, 0, x)[0], 1e-6);
        }
    }

    /// What is exported for plots is what the layer computes.
    @Test
    void edgesAddUpToTheLayer() {
        for (Kan kan : new Kan[] {Kan.DEFAULT, new Kan(4, 2, -2, 3)}) {
            for (Compat compat : Compat.values()) {
                Parameters p = new Parameters();
                KanLinear layer = new KanLinear(p, "kan", 5, 4, kan, compat);
                Variables v = Runs.variables(p, 1);
                v.set("kan.spline.weight", Runs.normal(v.get("kan.spline.weight").length, 5));
                v.set("kan.scale", 1.2f, 0.7f, -0.5f, 1);
                float[] x = Runs.normal(10, 6);
                float[] y = run(p, layer, v, Shape.of(2, 5), x);
                KanEdges edges = new KanEdges(v, "kan", kan, compat);
                assertEquals(5, edges.in());
                for (int t = 0; t < 2; t++) {
                    for (int o = 0; o < edges.out(); o++) {
                        double sum = v.get("kan.base.bias")[o] * v.get("kan.scale")[o];
                        for (int i = 0; i < 5; i++) {
                            sum += edges.function(o, i, x[5 * t + i])[0];
                        }
                        assertEquals(sum, y[4 * t + o], 1e-5);
                    }
                }
            }
        }
    }

    @Test
    void anUnknownEdgeIsRefused() {
        Parameters p = new Parameters();
        new KanLinear(p, "kan", 5, 4, Kan.DEFAULT, Compat.FIXED);
        KanEdges edges = new KanEdges(Runs.variables(p, 1), "kan", Kan.DEFAULT, Compat.FIXED);
        String message = assertThrows(IllegalArgumentException.class, () -> edges.function(4, 0, 0)).getMessage();
        assertEquals("edge: expected an output below 4 and an input below 5, found 4 and 0", message);
    }

    /// The leading axes are of no account.
    @Test
    void anyNumberOfAxes() {
        Parameters p = new Parameters();
        KanLinear layer = new KanLinear(p, "kan", 3, 4, Kan.DEFAULT, Compat.FIXED);
        Variables v = Runs.variables(p, 1);
        float[] x = Runs.normal(36, 6);
        float[] flat = run(p, layer, v, Shape.of(12, 3), x);
        assertArrayEquals(flat, run(p, layer, v, Shape.of(2, 6, 3), x));
        assertArrayEquals(flat, run(p, layer, v, Shape.of(2, 3, 2, 3), x));
        assertArrayEquals(Arrays.copyOf(flat, 4), run(p, layer, v, Shape.of(3), Arrays.copyOf(x, 3)), 1e-6f);
    }

    @Test
    void splinesStartSmall() {
        double[] deviation = new double[2];
        for (Compat compat : Compat.values()) {
            Parameters p = new Parameters();
            new KanLinear(p, "kan", 64, 50, Kan.DEFAULT, compat);
            double sum = 0;
            for (float c : Runs.variables(p, 9).get("kan.spline.weight")) {
                sum += c * c;
            }
            deviation[compat.ordinal()] = Math.sqrt(sum / (64 * 50 * 8));
        }
        assertEquals(0.1 / (5 * 8), deviation[Compat.FIXED.ordinal()], 5e-5);
        assertEquals(0.1, deviation[Compat.REFERENCE.ordinal()], 2e-3);
        assertTrue(deviation[0] < deviation[1]);
    }

    @Test
    void gradientsAreCentralDifferences() {
        Parameters p = new Parameters();
        KanLinear layer = new KanLinear(p, "kan", 4, 3, Kan.DEFAULT, Compat.REFERENCE);
        ModuleCheck.centralDifferences("KAN", p, g -> layer.apply(Pass.evaluate(g), g.input("x", Shape.of(3, 4))).square().sum(),
            Map.of("x", Runs.normals(12, 4)));
    }
}
