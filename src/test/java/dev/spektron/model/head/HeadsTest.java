package dev.spektron.model.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.Runs;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.model.config.HeadsConfig;
import dev.spektron.model.config.HeadsConfig.Fno;
import dev.spektron.model.config.VibConfig;
import dev.spektron.model.embed.OverlapAdd;
import dev.spektron.nn.Adapters;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;
import dev.spektron.testing.ModuleCheck;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadsTest {
    private static final EmbeddingConfig PATCHES = new EmbeddingConfig(EmbeddingConfig.Kind.WAVELET, 8, 4, "db4", 4, 15, 0.1f, 32);
    private static final Fno FNO = new Fno(5, 3, 2, 4);
    private static final VibConfig VIB = new VibConfig(5, 3, 5);
    private static final HeadsConfig HEADS = new HeadsConfig(10, 10, 3, 0.5f, FNO, true);

    /// Numbers of the model specification, section 7.
    @Test
    void haveThePublishedNumberOfParameters() {
        Parameters p = new Parameters();
        new ReconstructionHead(p, "patch", 256, 512, 32);
        new ReconstructionHead(p, "patch-light", 64, 512, 32);
        new ReconstructionHead(p, "point", 256, 128, 1);
        new ReconstructionHead(p, "point-light", 64, 128, 1);
        HeadsConfig heads = HeadsConfig.of(EmbeddingConfig.WAVELET, Fno.DEFAULT);
        new RegressionHead(p, "regression", 128, heads);
        new RegressionHead(p, "regression-light", 32, heads);
        new CrossHead(p, "cross", 256, 2048, EmbeddingConfig.WAVELET, heads, Compat.REFERENCE);
        new FnoHead(p, "fno", VibConfig.DEFAULT, Fno.DEFAULT, Compat.REFERENCE);
        new FnoHead(p, "fno-light", VibConfig.LIGHT, Fno.LIGHT, Compat.REFERENCE);
        assertEquals(279_072, p.count("patch."));
        assertEquals(82_464, p.count("patch-light."));
        assertEquals(65_793, p.count("point."));
        assertEquals(16_641, p.count("point-light."));
        assertEquals(66_049, p.count("regression."));
        assertEquals(41_473, p.count("regression-light."));
        assertEquals(657_664, p.count("cross."));
        assertEquals(1_606_785, p.count("fno."));
        assertEquals(528_384, p.count("fno.lift."));
        assertEquals(4_736, p.count("fno.conditioning."));
        assertEquals(1_065_216, p.count("fno.layers."));
        assertEquals(8_449, p.count("fno.projection."));
        assertEquals(43_521, p.count("fno-light."));
    }

    private static Shape cross(EmbeddingConfig tokens, int length, Compat compat) {
        Parameters p = new Parameters();
        CrossHead head = new CrossHead(p, "cross", 6, length, tokens, HEADS, compat);
        Graph g = new Graph(p.layout());
        Value content = g.input("content", Shape.of(3, tokens.tokens(length), 6));
        return head.apply(Pass.evaluate(g), g.input("cls", Shape.of(3, 6)), content).shape();
    }

    @Test
    void spectraHaveTheLengthThatIsAskedFor() {
        for (int length : new int[] {256, 700, 2048}) {
            for (Compat compat : Compat.values()) {
                assertEquals(Shape.of(3, length), cross(EmbeddingConfig.WAVELET, length, compat));
                assertEquals(Shape.of(3, length), cross(EmbeddingConfig.RAW, length, compat));
                assertEquals(Shape.of(1, length), fno(compat, 1, length));
            }
        }
        assertEquals(Shape.of(5, 31), fno(Compat.FIXED, 5, 31));
        assertEquals(Shape.of(3, 31), cross(PATCHES, 31, Compat.FIXED));
    }

    private static Shape fno(Compat compat, int batch, int length) {
        Parameters p = new Parameters();
        FnoHead head = new FnoHead(p, "fno", VIB, FNO, compat);
        Graph g = new Graph(p.layout());
        return head.apply(Pass.evaluate(g), FnoHead.Source.of(g.input("x", Shape.of(batch, length)), g.input("u", Shape.of(length))),
            FnoHead.Condition.of(g.input("z", Shape.of(batch, 5)))).shape();
    }

    /// A token-wise decoder: what changes in a token changes the samples of its patch alone.
    @Test
    void crossSpectralDetailIsLocal() {
        Parameters p = new Parameters();
        CrossHead head = new CrossHead(p, "cross", 6, 32, PATCHES, HEADS, Compat.FIXED);
        float[] content = Runs.normal(7 * 6, 1);
        float[][] y = new float[2][];
        for (int i = 0; i < 2; i++) {
            Graph g = new Graph(p.layout());
            Value v = head.apply(Pass.evaluate(g), g.input("cls", Shape.of(1, 6)), g.input("content", Shape.of(1, 7, 6)));
            y[i] = Runs.run(g, Runs.variables(p, 1), Map.of("cls", Runs.normal(6, 2), "content", content), Map.of("y", v)).get("y");
            content[3 * 6] += 1;
        }
        for (int l = 0; l < 32; l++) {
            assertEquals(l >= 12 && l < 20, y[0][l] != y[1][l], "sample " + l);
        }
    }

    /// Unfolding a spectrum and adding the patches gives the spectrum.
    @Test
    void overlapAddUndoesUnfolding() {
        float[] x = Runs.normal(44, 1);
        float[] patches = new float[10 * 8];
        for (int i = 0; i < 10; i++) {
            System.arraycopy(x, 4 * i, patches, 8 * i, 8);
        }
        Parameters p = new Parameters();
        Graph g = new Graph(p.layout());
        float[] y = Runs.run(g, Runs.variables(p, 1), Map.of("patches", patches),
            Map.of("y", new OverlapAdd(PATCHES, 44).average(g.input("patches", Shape.of(1, 10, 8))))).get("y");
        assertArrayEquals(x, y, 1e-6f);
        assertEquals("overlapping patches: expected (batch, 10, 8), found (1, 9, 8)", assertThrows(ShapeException.class,
            () -> new OverlapAdd(PATCHES, 44).average(g.input("fewer", Shape.of(1, 9, 8)))).getMessage());
    }

    @Test
    void monteCarloDropoutIsActiveInSampling() {
        Parameters p = new Parameters();
        RegressionHead head = new RegressionHead(p, "head", 6, HEADS);
        float[][] y = new float[3][];
        for (int i = 0; i < 3; i++) {
            Graph g = new Graph(p.layout());
            Value step = g.input("step", Shape.SCALAR);
            g.output("unused", step.add(1));
            Pass pass = new Pass(g, i == 0 ? Pass.Mode.EVALUATE : Pass.Mode.SAMPLE, step, 5, "", Adapters.NONE);
            Value v = head.apply(pass, g.input("z", Shape.of(2, 6)));
            y[i] = Runs.run(g, Runs.variables(p, 1), Map.of("z", Runs.normal(12, 1), "step", new float[] {i}), Map.of("y", v)).get("y");
        }
        assertEquals(6, y[0].length);
        assertFalse(Arrays.equals(y[0], y[1]));
        assertFalse(Arrays.equals(y[1], y[2]));
    }

    private interface Operator {
        Value apply(Pass pass, Graph g);
    }

    private static float[] run(Parameters p, Operator operator, Map<String, float[]> inputs) {
        Graph g = new Graph(p.layout());
        Value y = operator.apply(Pass.evaluate(g), g);
        inputs.forEach((name, x) -> {
            if (!g.outputs().containsKey("unused " + name)) {
                g.output("unused " + name, g.input(name, name.equals("u") ? Shape.of(x.length) : Shape.of(1, x.length)).add(1));
            }
        });
        return Runs.run(g, Runs.variables(p, 1), inputs, Map.of("y", y)).get("y");
    }

    private static double distance(float[] a, float[] b) {
        double most = 0;
        for (int i = 0; i < a.length; i++) {
            most = Math.max(most, Math.abs(a[i] - b[i]));
        }
        return most;
    }

    /// A constant along the spectrum in front of an instance normalisation: the conditioning of the reference has no effect at all.
    @Test
    void theReferenceIgnoresItsConditioning() {
        for (Compat compat : Compat.values()) {
            Parameters p = new Parameters();
            FnoHead head = new FnoHead(p, "fno", VIB, FNO, compat);
            float[][] y = new float[2][];
            for (int i = 0; i < 2; i++) {
                y[i] = run(p, (pass, g) -> head.apply(pass,
                    FnoHead.Source.of(g.input("x", Shape.of(1, 40)), g.input("u", Shape.of(40))),
                    new FnoHead.Condition(g.input("z", Shape.of(1, 5)), null, g.input("c", Shape.of(1, 4)))),
                    Map.of("x", Runs.normal(40, 1), "u", axis(40), "z", Runs.normal(5, 2), "c", Runs.normal(4, 3 + i)));
            }
            if (compat.reference()) {
                assertEquals(0, distance(y[0], y[1]), 1e-4);
            } else {
                assertTrue(distance(y[0], y[1]) > 1e-3, "FiLM must act");
            }
        }
    }

    private static float[] axis(int n) {
        float[] u = new float[n];
        for (int i = 0; i < n; i++) {
            u[i] = (float) (2 * (i + 0.5) / n - 1);
        }
        return u;
    }

    /// Some waves that both resolutions carry.
    private static float[] bands(int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            double t = (i + 0.5) / n;
            x[i] = (float) (Math.sin(2 * Math.PI * 3 * t) + 0.5 * Math.cos(2 * Math.PI * 8 * t) + 0.3 * Math.sin(2 * Math.PI * 11 * t + 1));
        }
        return x;
    }

    private static float[] transferred(int n, double share) {
        Parameters p = new Parameters();
        FnoHead head = new FnoHead(p, "fno", VIB, new Fno(8, 12, 3, 4), Compat.FIXED);
        return run(p, (pass, g) -> head.apply(pass,
            new FnoHead.Source(g.input("x", Shape.of(1, n)), g.input("u", Shape.of(n)), null, share),
            FnoHead.Condition.of(g.input("z", Shape.of(1, 5)))), Map.of("x", bands(n), "u", axis(n), "z", Runs.normal(5, 2)));
    }

    /// The same weights at 700 and 2048 channels are the same operator: the finer result, read at the coarser axis, agrees. The
    /// correction alone is compared; the source that is added agrees anyway.
    @Test
    void theSameWeightsWorkAtEveryResolution() {
        for (double share : new double[] {1, 0.7}) {
            float[] coarse = transferred(700, share);
            float[] fine = transferred(2048, share);
            float[] source = bands(700);
            double error = 0;
            double scale = 0;
            for (int i = 0; i < 700; i++) {
                double at = (i + 0.5) / 700 * 2048 - 0.5;
                int j = Math.min((int) at, 2046);
                double read = fine[j] + (at - j) * (fine[j + 1] - fine[j]);
                error += (read - coarse[i]) * (read - coarse[i]);
                scale += (coarse[i] - source[i]) * (coarse[i] - source[i]);
            }
            assertTrue(Math.sqrt(error / scale) < 0.01, "relative error " + Math.sqrt(error / scale));
        }
    }

    @Test
    void aSpectrumLongerThanTheReferenceIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> transferred(30, 1.5)).getMessage();
        assertTrue(message.contains("expected the part of the reference length") && message.contains("found 1.5"), message);
    }

    @Test
    void theDecoderHearsBothLatents() {
        Parameters p = new Parameters();
        SpectrumDecoder decoder = new SpectrumDecoder(p, "decoder", VIB, FNO);
        float[][] y = new float[3][];
        for (int i = 0; i < 3; i++) {
            y[i] = run(p, (pass, g) -> decoder.apply(pass, g.input("chem", Shape.of(1, 5)), g.input("inst", Shape.of(1, 3)),
                g.input("u", Shape.of(50)), 1), Map.of("chem", Runs.normal(5, i == 1 ? 9 : 1), "inst", Runs.normal(3, i == 2 ? 9 : 2),
                "u", axis(50)));
        }
        assertTrue(distance(y[0], y[1]) > 1e-3);
        assertTrue(distance(y[0], y[2]) > 1e-3);
    }

    @Test
    void gradientsAreCentralDifferences() {
        Parameters p = new Parameters();
        ReconstructionHead reconstruction = new ReconstructionHead(p, "reconstruction", 6, 5, 8);
        RegressionHead regression = new RegressionHead(p, "regression", 5, HEADS);
        CrossHead cross = new CrossHead(p, "cross", 6, 23, PATCHES, HEADS, Compat.FIXED);
        CrossHead pooled = new CrossHead(p, "pooled", 6, 23, PATCHES, HEADS, Compat.REFERENCE);
        ModuleCheck.centralDifferences("heads", p, g -> {
            Pass pass = Pass.evaluate(g);
            Value tokens = g.input("tokens", Shape.of(2, 4, 6));
            Value cls = g.input("cls", Shape.of(2, 6));
            Value patches = reconstruction.apply(pass, tokens.square(), tokens);
            Value whole = new OverlapAdd(PATCHES, 20).average(patches);
            return whole.square().mean().add(regression.apply(pass, g.input("z", Shape.of(2, 5))).square().mean())
                .add(cross.apply(pass, cls, tokens).square().mean()).add(pooled.apply(pass, cls, tokens).square().mean());
        }, Map.of("tokens", Runs.normals(48, 1), "cls", Runs.normals(12, 2), "z", Runs.normals(10, 3)));
    }

    @Test
    void gradientsOfOperatorsAreCentralDifferences() {
        for (Compat compat : Compat.values()) {
            Parameters p = new Parameters();
            FnoHead head = new FnoHead(p, "fno", VIB, FNO, compat);
            ModuleCheck.centralDifferences("FNO " + compat, p, g -> head.apply(Pass.evaluate(g),
                FnoHead.Source.of(g.input("x", Shape.of(2, 12)), g.input("u", Shape.of(12))),
                new FnoHead.Condition(g.input("z", Shape.of(2, 5)), g.input("i", Shape.of(2, 3)), g.input("c", Shape.of(2, 4))))
                .square().mean(),
                Map.of("x", Runs.normals(24, 1), "u", Runs.normals(12, 2), "z", Runs.normals(10, 3), "i", Runs.normals(6, 4),
                    "c", Runs.normals(8, 5)));
        }
        Parameters p = new Parameters();
        SpectrumDecoder decoder = new SpectrumDecoder(p, "decoder", VIB, FNO);
        ModuleCheck.centralDifferences("decoder", p, g -> decoder.apply(Pass.evaluate(g), g.input("z", Shape.of(2, 5)),
            g.input("i", Shape.of(2, 3)), g.input("u", Shape.of(12)), 0.9).square().mean(),
            Map.of("u", Runs.normals(12, 2), "z", Runs.normals(10, 3), "i", Runs.normals(6, 4)));
    }
}
