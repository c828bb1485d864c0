package dev.spektron.model.backbone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.model.config.BackboneConfig;
import dev.spektron.model.config.BackboneConfig.Cnn1d;
import dev.spektron.model.config.BackboneConfig.Linoss;
import dev.spektron.model.config.BackboneConfig.Linoss.Norm;
import dev.spektron.model.config.BackboneConfig.Linoss.Scheme;
import dev.spektron.model.config.BackboneConfig.Mamba;
import dev.spektron.model.config.BackboneConfig.S4d;
import dev.spektron.model.config.BackboneConfig.Transformer;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.ModelConfig;
import dev.spektron.model.config.Presets;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;
import dev.spektron.tensor.Tensor;
import dev.spektron.testing.Compute;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Numbers of parameters, and what must hold for every backbone: what its CLS sees, causality, independence of the batch.
class BackboneTest {
    private static final int TOKENS = 16;

    private static final Map<String, BackboneConfig> ALL = new LinkedHashMap<>();

    private static Linoss linoss(Scheme scheme, Norm norm, boolean bidirectional) {
        return new Linoss(2, 6, scheme, 0.9f, 1, (float) Math.PI, 0.2f, norm, bidirectional);
    }

    static {
        for (boolean both : new boolean[] {false, true}) {
            String in = both ? " both ways" : "";
            ALL.put("mamba" + in, new Mamba(2, 4, 4, 2, 0.2f, 0.01f, 0.1f, 0, false, both));
            ALL.put("linoss" + in, linoss(Scheme.DAMPED, Norm.LAYER, both));
            ALL.put("s4d" + in, new S4d(2, 4, S4d.Kind.LIN, 0.01f, 0.1f, 0.2f, both));
        }
        ALL.put("linoss IMEX", linoss(Scheme.IMEX, Norm.RMS, true));
        ALL.put("linoss IM", linoss(Scheme.IM, Norm.LAYER, true));
        ALL.put("linoss batch", linoss(Scheme.DAMPED, Norm.BATCH, true));
        ALL.put("s4d INV", new S4d(2, 4, S4d.Kind.INV, 0.01f, 0.1f, 0.2f, true));
        ALL.put("s4d REAL", new S4d(2, 4, S4d.Kind.REAL, 0.01f, 0.1f, 0.2f, true));
        ALL.put("cnn1d", new Cnn1d(3, 3, 2, 0.2f, true));
        ALL.put("transformer", new Transformer(2, 2, 16, 0.2f, false));
        ALL.put("transformer post", new Transformer(2, 2, 16, 0.2f, true));
    }

    static Stream<String> all() {
        return ALL.keySet().stream();
    }

    private static long count(int width, BackboneConfig c, Compat compat) {
        Parameters p = new Parameters();
        Backbones.of(p, "backbone", width, c, compat);
        assertTrue(p.names().stream().allMatch(n -> n.startsWith("backbone.")));
        return p.count("backbone.");
    }

    /// The model specification, sections 4.1 to 4.5 and 10.
    @ParameterizedTest
    @CsvSource({"default, 1753600", "light, 29952", "dlinoss, 2106880", "dlinoss-light, 66816", "benchmark-dlinoss, 2106880",
        "benchmark-mamba, 1753600", "benchmark-transformer, 2108928", "benchmark-cnn1d, 2100224", "benchmark-s4d, 271360",
        "scaling-128, 529152", "scaling-256, 2106880", "scaling-384, 4733184", "scaling-512, 8408064"})
    void presetsHaveTheReferencesNumberOfParameters(String preset, long expected) {
        ModelConfig c = Presets.find(preset, null, Compat.REFERENCE);
        assertEquals(expected, count(c.width(), c.backbone(), c.compat()));
    }

    @Test
    void defaultsHaveTheReferencesNumberOfParameters() {
        assertEquals(135_936, count(256, S4d.DEFAULT, Compat.REFERENCE));
        assertEquals(6_299_648, count(256, Cnn1d.DEFAULT, Compat.REFERENCE));
        assertEquals(1_580_032, count(256, Transformer.DEFAULT, Compat.REFERENCE));
        assertEquals(33_600, count(64, Transformer.LIGHT, Compat.REFERENCE));
        assertEquals(0, count(256, Transformer.NONE, Compat.REFERENCE));
    }

    /// Layer normalisations with scale and shift (2 x 256 in each of 8 blocks) are what the fixed D-LinOSS has more; the fixed S4D has the
    /// same block with 64 pairs in place of 128 oscillators.
    @Test
    void fixedBackbonesAreOfOneSize() {
        assertEquals(2_106_880 + 8 * 512, count(256, Linoss.DEFAULT, Compat.FIXED));
        assertEquals(1_753_600, count(256, Mamba.DEFAULT, Compat.FIXED));
        assertEquals(8 * (512 + 131_584 + 6 * 64 * 256 + 512) + 512, count(256, S4d.DEFAULT, Compat.FIXED));
    }

    @ParameterizedTest
    @MethodSource("all")
    void clsSeesEveryTokenOfTheContent(String name) {
        try (BackboneRun r = new BackboneRun(ALL.get(name), Compat.FIXED, Pass.Mode.EVALUATE, 3, TOKENS)) {
            double[] slopes = r.clsSlopes();
            double most = Arrays.stream(slopes).max().orElseThrow();
            assertTrue(Arrays.stream(slopes).allMatch(s -> s > 1e-7 * most), Arrays.toString(slopes));
        }
    }

    /// The reference leaves CLS in front, where a scan sees nothing and convolutions see their neighbourhood; the encoder behind it has to
    /// make up for that.
    @ParameterizedTest
    @CsvSource({"mamba, 0", "mamba both ways, 0", "linoss both ways, 0", "s4d, 0", "cnn1d, 2", "transformer, 14"})
    void clsOfTheReferenceSees(String name, int seen) {
        try (BackboneRun r = new BackboneRun(ALL.get(name), Compat.REFERENCE, Pass.Mode.EVALUATE, 2, TOKENS)) {
            double[] slopes = r.clsSlopes();
            assertEquals(seen, Arrays.stream(slopes).skip(2).filter(s -> s > 0).count(), Arrays.toString(slopes));
        }
        BackboneConfig encoder = new Transformer(1, 2, 16, 0.2f, false);
        try (BackboneRun r = new BackboneRun(List.of(ALL.get(name), encoder), Compat.REFERENCE, Pass.Mode.EVALUATE, 2, TOKENS)) {
            assertTrue(Arrays.stream(r.clsSlopes()).skip(2).allMatch(s -> s > 0));
        }
    }

    /// A token of the content does not see what comes after it, with one direction; with both it sees everything.
    @ParameterizedTest
    @CsvSource({"mamba, true", "linoss, true", "s4d, true", "mamba both ways, false", "linoss both ways, false", "s4d both ways, false"})
    void oneDirectionIsCausal(String name, boolean causal) {
        int width = BackboneRun.WIDTH;
        int changed = 9;
        try (BackboneRun r = new BackboneRun(ALL.get(name), Compat.FIXED, Pass.Mode.EVALUATE, 1, TOKENS)) {
            float[] x = r.input();
            float[] before = r.run(x);
            for (int c = 0; c < width; c++) {
                // Not the same in all channels, which the normalisations would take away.
                x[changed * width + c] += c;
            }
            float[] after = r.run(x);
            for (int t = 1; t < TOKENS; t++) {
                boolean same = Arrays.equals(before, t * width, (t + 1) * width, after, t * width, (t + 1) * width);
                // DOMAIN (token 1) stands in front of both directions.
                assertEquals(t == 1 || causal && t < changed, same, "token " + t);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void evaluationDependsNeitherOnTheRunNorOnOtherSamples(String name) {
        int sample = TOKENS * BackboneRun.WIDTH;
        for (Pass.Mode mode : new Pass.Mode[] {Pass.Mode.EVALUATE, Pass.Mode.SAMPLE}) {
            try (BackboneRun r = new BackboneRun(ALL.get(name), Compat.FIXED, mode, 3, TOKENS)) {
                assertFalse(r.stores(), "a run changes nothing");
                float[] x = r.input();
                float[] first = r.run(x);
                assertArrayEquals(first, r.run(x), "the same run again");
                Arrays.fill(x, sample, x.length, 0.7f);
                float[] second = r.run(x);
                assertTrue(Arrays.equals(first, 0, sample, second, 0, sample), mode.toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void dropoutIsActiveInTrainingAndSampling(String name) {
        for (Pass.Mode mode : new Pass.Mode[] {Pass.Mode.TRAIN, Pass.Mode.SAMPLE}) {
            try (BackboneRun r = new BackboneRun(ALL.get(name), Compat.FIXED, mode, 2, TOKENS)) {
                float[] x = r.input();
                float[] first = r.run(x);
                r.step(1);
                assertFalse(Arrays.equals(first, r.run(x)), "another step drops others");
                r.step(0);
                // Batch normalisation normalises with the batch in training, and what it stores is not read there.
                assertArrayEquals(first, r.run(x), "the same step drops the same");
                assertEquals(mode == Pass.Mode.TRAIN && name.equals("linoss batch"), r.stores());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void anyNumberOfTokensAndSamples(String name) {
        for (int[] size : new int[][] {{1, 2}, {4, 3}, {3, 7}, {1, 33}}) {
            for (Compat compat : Compat.values()) {
                try (BackboneRun r = new BackboneRun(ALL.get(name), compat, Pass.Mode.EVALUATE, size[0], size[1])) {
                    r.run(r.input());
                }
            }
        }
    }

    @Test
    void badTokensGetOneClearError() {
        Parameters p = new Parameters();
        Backbone mamba = Backbones.of(p, "b", 64, Mamba.LIGHT, Compat.FIXED);
        Graph g = new Graph(p.layout());
        ShapeException e = assertThrows(ShapeException.class, () -> mamba.apply(Pass.evaluate(g), g.input("x", Shape.of(2, 7, 63))));
        assertEquals("layers.0: LayerNorm[centre=true, eps=1.0E-5]: expected gamma of shape (63), found (64)", e.getMessage());
        IllegalArgumentException few = assertThrows(IllegalArgumentException.class, () -> mamba.apply(Pass.evaluate(g),
            g.input("few", Shape.of(2, 1, 64))));
        assertEquals("backbone: expected tokens (batch, tokens, width) with CLS and DOMAIN in front, found (2, 1, 64)", few.getMessage());
        IllegalArgumentException heads = assertThrows(IllegalArgumentException.class, () -> Backbones.of(new Parameters(), "b", 10,
            new Transformer(1, 4, 8, 0, false), Compat.FIXED));
        assertEquals("b.layers.0.attn.heads: expected a divisor of the width 10, found 4", heads.getMessage());
    }

    @Test
    void ordersOfTokens() {
        Tensor x = Tensor.of(Shape.of(1, 5, 1), 0, 1, 2, 3, 4);
        try (ScalarBackend backend = new ScalarBackend(1)) {
            List<float[]> last = Compute.of(backend, in -> order(TokenOrder.CLS_LAST, in.getFirst()), x);
            assertArrayEquals(new float[] {1, 2, 3, 4, 0}, last.get(0));
            assertArrayEquals(new float[] {1, 4, 3, 2, 0}, last.get(1));
            assertArrayEquals(x.data(), last.get(2));
            List<float[]> first = Compute.of(backend, in -> order(TokenOrder.CLS_FIRST, in.getFirst().affine(1, 0)), x);
            assertArrayEquals(x.data(), first.get(0));
            assertArrayEquals(new float[] {0, 1, 4, 3, 2}, first.get(1));
            assertArrayEquals(x.data(), first.get(2));
        }
    }

    private static List<Value> order(TokenOrder order, Value x) {
        Value in = order.enter(x);
        return List.of(in, order.reverse(in), order.leave(in).affine(1, 0));
    }

    @Test
    void dynamicsAreNotDecayed() {
        for (Compat compat : Compat.values()) {
            Parameters p = new Parameters();
            Backbones.of(p, "m", 64, Mamba.LIGHT, compat);
            Backbones.of(p, "l", 64, Linoss.LIGHT, compat);
            Backbones.of(p, "s", 64, S4d.DEFAULT, compat);
            for (String name : p.names()) {
                String end = name.substring(name.lastIndexOf('.') + 1);
                boolean dynamics = List.of("A_log", "A_imag", "D", "s", "g", "a", "log_dt").contains(end) || name.endsWith("dt_proj.bias");
                boolean matrix = !dynamics && p.layout().entry(name).shape().rank() > 1;
                // The reference decays Mamba's A_log because it is a matrix.
                boolean decayed = matrix || compat.reference() && name.startsWith("m.") && end.equals("A_log");
                int expected = decayed ? Parameters.DECAYED : dynamics ? Parameters.DYNAMICS : Parameters.FREE;
                assertEquals(expected, p.layout().entry(name).group(), name);
            }
        }
    }
}
