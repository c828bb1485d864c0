package dev.spektron.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig.Kind;
import dev.spektron.model.config.HeadsConfig;
import dev.spektron.model.config.LoraConfig;
import dev.spektron.model.config.ModelConfig;
import dev.spektron.model.config.Presets;
import dev.spektron.model.embed.OverlapAdd;
import dev.spektron.model.embed.SpectrumInput;
import dev.spektron.model.head.FnoHead;
import dev.spektron.model.lora.Lora;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The whole model against the acceptance checks of the model specification (section 11).
class SpektronTest {
    private static final List<String> PARTS = List.of("mask token", "embedding", "backbone", "mixture", "transformer", "vib",
        "reconstruction", "regression", "fno");

    /// Every backbone over both embeddings.
    static Stream<Object[]> models() {
        return Tiny.backbones().keySet().stream().flatMap(b -> Stream.of(Kind.values()).map(k -> new Object[] {b, k}));
    }

    private static ModelConfig model(String backbone, Kind kind) {
        return Tiny.of(Tiny.backbones().get(backbone), kind);
    }

    /// Section 10. The benchmark's transformer has no second one behind it; its S4D has 8 layers, which the fixed one, with two
    /// directions and mixing, does not need.
    @ParameterizedTest
    @CsvSource({
        "default,               256, 142334, 1753600, 1053184, 1580032, 113184, 279072, 66049, 1606785, 6594496",
        "light,                  64,  10808,   29952,   33408,   33600,  11520,  82464, 41473,   43521,  286810",
        "dlinoss,               256,   6400, 2106880, 1053184, 1580032, 113184,  65793, 66049, 1606785, 6598563",
        "dlinoss-light,          64,   1600,   66816,   33408,   33600,  11520,  16641, 41473,   43521,  248643",
        "benchmark-dlinoss,     256,   6400, 2106880, 1053184, 1580032, 113184,  65793, 66049, 1606785, 6598563",
        "benchmark-mamba,       256,   6400, 1753600, 1053184, 1580032, 113184,  65793, 66049, 1606785, 6245283",
        "benchmark-transformer, 256,   6400, 2108928, 1053184,       0, 113184,  65793, 66049, 1606785, 5020579",
        "benchmark-cnn1d,       256,   6400, 2100224, 1053184, 1580032, 113184,  65793, 66049, 1606785, 6591907",
        "benchmark-s4d,         256,   6400,  271360, 1053184, 1580032, 113184,  65793, 66049, 1606785, 4763043"})
    void everyPartHasTheReferencesNumberOfParameters(String preset, long mask, long embedding, long backbone, long mixture,
                                                     long transformer, long vib, long reconstruction, long regression, long fno,
                                                     long total) {
        Parameters p = new Parameters();
        Map<String, Long> found = new Spektron(p, Presets.find(preset, null, Compat.REFERENCE)).counts(p);
        List<Long> expected = List.of(mask, embedding, backbone, mixture, transformer, vib, reconstruction, regression, fno);
        assertEquals(expected, PARTS.stream().map(part -> found.getOrDefault(part, 0L)).toList());
        assertEquals(total, found.values().stream().mapToLong(Long::longValue).sum(), "parts");
        assertEquals(total, p.layout().parameterCount(), "all that is trained");
    }

    @ParameterizedTest
    @CsvSource({"scaling-128, 529152, 3489955", "scaling-256, 2106880, 6598563", "scaling-384, 4733184, 11017891",
        "scaling-512, 8408064, 16747939"})
    void scalingPresetsHaveTheReferencesNumberOfParameters(String preset, long backbone, long total) {
        Parameters p = new Parameters();
        Map<String, Long> found = new Spektron(p, Presets.find(preset, null, Compat.REFERENCE)).counts(p);
        assertEquals(backbone, found.get("backbone"));
        assertEquals(total, p.layout().parameterCount());
    }

    /// The tables above name every preset.
    @Test
    void noPresetIsLeftOut() {
        assertEquals(Set.of("default", "light", "dlinoss", "dlinoss-light", "benchmark-dlinoss", "benchmark-mamba", "benchmark-transformer",
            "benchmark-cnn1d", "benchmark-s4d", "scaling-128", "scaling-256", "scaling-384", "scaling-512"), Presets.all().keySet());
    }

    /// Section 8.
    @ParameterizedTest
    @CsvSource({"default, 8, 'q,k,v', 24576", "default, 8, 'q,k,v,out', 32768", "light, 4, 'q,k,v', 1536", "light, 8, 'q,k,v', 3072"})
    void adaptersOfWholeModelsHaveThePublishedNumberOfParameters(String preset, int rank, String targets, long expected) {
        Parameters p = new Parameters();
        new Spektron(p, Presets.find(preset, null, Compat.REFERENCE));
        List<String> ends = Arrays.stream(targets.split(",")).map(t -> t.equals("out") ? "attn.out" : t).toList();
        new Lora(p).inject("a", new LoraConfig(rank, 16, 0.05f, ends));
        assertEquals(expected, p.count(Lora.PREFIX));
    }

    private static void shape(String name, Map<String, Value> found, int... expected) {
        assertEquals(Shape.of(expected), found.get(name).shape(), name);
    }

    /// Sections 1 to 7, for odd numbers of spectra and channels too.
    @ParameterizedTest
    @CsvSource({"light, 256, 15", "light, 700, 42", "light, 2048, 127", "dlinoss-light, 256, 256", "dlinoss-light, 700, 700",
        "dlinoss-light, 2048, 2048"})
    void shapesFollowFromTheConfiguration(String preset, int channels, int n) {
        for (Compat compat : Compat.values()) {
            for (int batch : new int[] {1, 3, 4}) {
                ModelConfig c = crossing(Presets.find(preset).withChannels(channels).with(compat));
                Parameters p = new Parameters();
                Spektron model = new Spektron(p, c);
                Graph g = new Graph(p.layout());
                SpectrumInput in = SpektronRun.inputs(g, c, batch, true);
                Pass pass = Pass.evaluate(g);
                Map<String, Value> out = SpektronRun.trace(g, pass, model, in);
                int w = c.embedding().tokenWidth();
                assertEquals(n, c.tokens());
                shape("embedded", out, batch, n, 64);
                shape("content", out, batch, n, 64);
                shape("cls", out, batch, 64);
                shape("balance", out);
                shape("loads", out, 2);
                shape("chem", out, batch, 32);
                shape("logVarChem", out, batch, 32);
                shape("inst", out, batch, 16);
                shape("logVarInst", out, batch, 16);
                shape("instrument", out, batch, 16);
                shape("adversary", out, batch, 16);
                shape("regression", out, batch, 1);
                shape("cross", out, batch, channels);
                shape("reconstruction", out, batch, n, w);
                assertEquals(out.get("reconstruction").shape(), new OverlapAdd(c.embedding(), channels).unfold(in.spectrum()).shape(),
                    "a reconstruction has the shape of its target");
                Value axis = g.input("axis", Shape.of(batch, 311));
                Value moved = model.fno().apply(pass, FnoHead.Source.of(g.input("source", Shape.of(batch, 311)), axis),
                    FnoHead.Condition.of(out.get("chem")));
                assertEquals(Shape.of(batch, 311), moved.shape(), "spectral transfer has a length of its own");
            }
        }
    }

    private static ModelConfig crossing(ModelConfig m) {
        var h = m.heads();
        return new ModelConfig(m.compat(), m.channels(), m.width(), m.embedding(), m.backbone(), m.mixture(), m.transformer(), m.vib(),
            new HeadsConfig(h.reconstruction(), h.regression(), h.targets(), h.dropout(), h.fno(), true));
    }

    /// Pitfall P2: other numbers at masked samples, even such that are none, change not one bit of anything, in evaluation and in training
    /// with all its randomness and batch statistics.
    @ParameterizedTest
    @MethodSource("models")
    void maskedSamplesReachNothing(String backbone, Kind kind) {
        float[] other = {-0f, 1e30f, -3, Float.NaN, Float.POSITIVE_INFINITY};
        for (Pass.Mode mode : new Pass.Mode[] {Pass.Mode.EVALUATE, Pass.Mode.TRAIN}) {
            try (SpektronRun r = new SpektronRun(model(backbone, kind), mode, 3)) {
                Map<String, float[]> x = SpektronRun.draw(r.config(), 3);
                Map<String, float[]> before = r.run(x);
                int hidden = 0;
                for (int i = 0; i < x.get("visible").length; i++) {
                    if (x.get("visible")[i] == 0) {
                        x.get("spectrum")[i] = other[hidden++ % other.length];
                    }
                }
                assertTrue(hidden >= 3 * 16, "samples are hidden");
                same(mode + ": ", before, r.run(x));
                x.get("spectrum")[0] += 1;
                Map<String, float[]> after = r.run(x);
                for (String name : List.of("cls", "content", "chem", "reconstruction", "regression", "cross")) {
                    assertFalse(Arrays.equals(before.get(name), after.get(name)), mode + ": a visible sample reaches " + name);
                }
            }
        }
    }

    private static int[] bits(float[] x) {
        int[] out = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = Float.floatToRawIntBits(x[i]);
        }
        return out;
    }

    private static void same(String title, Map<String, float[]> expected, Map<String, float[]> found) {
        expected.forEach((name, x) -> {
            for (float v : x) {
                assertTrue(Float.isFinite(v), title + name);
            }
            assertArrayEquals(bits(x), bits(found.get(name)), title + name);
        });
    }

    private static float[] token(float[] all, int row, int width) {
        return Arrays.copyOfRange(all, row * width, (row + 1) * width);
    }

    /// Pitfall P1: what is predicted for a masked token depends on where it is.
    @ParameterizedTest
    @MethodSource("models")
    void predictionsAtMaskedTokensHaveAPlace(String backbone, Kind kind) {
        try (SpektronRun r = new SpektronRun(model(backbone, kind), Pass.Mode.EVALUATE, 1)) {
            Map<String, float[]> x = SpektronRun.draw(r.config(), 1);
            int n = r.config().tokens();
            int w = r.config().embedding().tokenWidth();
            List<Integer> masked = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                if (x.get("masked")[i] == 1) {
                    masked.add(i);
                }
            }
            float[] before = r.run(x).get("reconstruction");
            Set<String> different = new HashSet<>();
            masked.forEach(i -> different.add(Arrays.toString(token(before, i, w))));
            assertEquals(masked.size(), different.size(), "masked tokens get predictions of their own");
            float[] u = x.get("positions");
            int a = masked.getFirst();
            int b = masked.getLast();
            float held = u[a];
            u[a] = u[b];
            u[b] = held;
            float[] exchanged = r.run(x).get("reconstruction");
            for (int i : new int[] {a, b}) {
                assertNotEquals(Arrays.toString(token(before, i, w)), Arrays.toString(token(exchanged, i, w)), "positions exchanged");
            }
            for (int i = 0; i < n; i++) {
                u[i] = 0.6f * u[i] + 0.1f;
            }
            float[] moved = r.run(x).get("reconstruction");
            for (int i : masked) {
                assertNotEquals(Arrays.toString(token(before, i, w)), Arrays.toString(token(moved, i, w)), "another axis");
            }
        }
    }

    /// Pitfall P6. A token's position enters nothing but this token, so the slope of CLS by position i tells whether token i reaches CLS.
    @ParameterizedTest
    @MethodSource("models")
    void clsSeesEveryTokenOfTheContent(String backbone, Kind kind) {
        ModelConfig whole = model(backbone, kind);
        for (int variant = 0; variant < 4; variant++) {
            ModelConfig c = Tiny.without(whole, (variant & 1) != 0, (variant & 2) != 0);
            try (SpektronRun r = new SpektronRun(c, Pass.Mode.EVALUATE, 2)) {
                float[] slope = r.run(SpektronRun.draw(c, 2)).get("slope");
                for (int i = 0; i < slope.length; i++) {
                    assertTrue(Math.abs(slope[i]) > 0, "variant " + variant + ": token " + i % c.tokens() + " of " + c.tokens());
                }
            }
        }
    }

    /// The same bits again, whatever the other spectra are; and alone to 1e-6 of the greatest number, since products over more rows may
    /// add in another order.
    @ParameterizedTest
    @MethodSource("models")
    void evaluationDependsNeitherOnTheRunNorOnOtherSpectra(String backbone, Kind kind) {
        ModelConfig c = model(backbone, kind);
        try (SpektronRun three = new SpektronRun(c, Pass.Mode.EVALUATE, 3); SpektronRun one = new SpektronRun(c, Pass.Mode.EVALUATE, 1)) {
            Map<String, float[]> x = SpektronRun.draw(c, 3);
            Map<String, float[]> first = three.run(x);
            same("again: ", first, three.run(x));
            Map<String, float[]> alone = one.run(SpektronRun.draw(c, 1));
            Arrays.fill(x.get("spectrum"), c.channels(), 2 * c.channels(), 0.7f);
            Arrays.fill(x.get("domain"), 1, 3, 3);
            Map<String, float[]> others = three.run(x);
            for (String name : first.keySet()) {
                if (List.of("balance", "loads", "routerZ", "slope").contains(name)) {
                    // Numbers of the batch as a whole, and a slope whose direction differs.
                    continue;
                }
                int row = first.get(name).length / 3;
                float[] expected = Arrays.copyOf(first.get(name), row);
                assertArrayEquals(bits(expected), bits(Arrays.copyOf(others.get(name), row)), name + ": other spectra");
                double most = 1;
                for (float v : expected) {
                    most = Math.max(most, Math.abs(v));
                }
                assertArrayEquals(expected, alone.get(name), (float) (1e-6 * most), name + ": alone");
            }
            assertFalse(Arrays.equals(first.get("cls"), others.get("cls")), "the others did change");
        }
    }

    @ParameterizedTest
    @EnumSource
    void adaptersChangeNothingAtTheStart(Kind kind) {
        for (String backbone : List.of("mamba", "linoss", "transformer")) {
            ModelConfig c = model(backbone, kind);
            Lora[] lora = new Lora[1];
            try (SpektronRun plain = new SpektronRun(c, Pass.Mode.EVALUATE, 2);
                 SpektronRun adapted = new SpektronRun(c, Pass.Mode.EVALUATE, 2, p -> {
                     lora[0] = new Lora(p);
                     // All linear layers that there are.
                     return lora[0].inject("a", new LoraConfig(2, 16, 0.05f, List.copyOf(p.linears())));
                 })) {
                Map<String, float[]> x = SpektronRun.draw(c, 2);
                assertTrue(lora[0].layers("a").size() > 20);
                Map<String, float[]> expected = plain.run(x);
                expected.remove("slope");
                same(backbone + ": ", expected, adapted.run(x));
            }
        }
    }

    @Test
    void crossingWithoutAHeadIsOneClearError() {
        ModelConfig c = Tiny.of("light");
        Parameters p = new Parameters();
        Spektron model = new Spektron(p, c);
        Graph g = new Graph(p.layout());
        Spektron.Encoded e = model.encode(Pass.evaluate(g), SpektronRun.inputs(g, c, 1, false), g.constant(1));
        assertEquals("heads.cross: expected true for predictions across modalities, found false",
            assertThrows(IllegalStateException.class, () -> model.cross(Pass.evaluate(g), e)).getMessage());
    }
}
