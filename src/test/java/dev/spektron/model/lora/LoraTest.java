package dev.spektron.model.lora;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Linear.Activation;
import dev.spektron.model.Runs;
import dev.spektron.model.config.BackboneConfig.Mamba;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.LoraConfig;
import dev.spektron.model.mamba.MambaBackbone;
import dev.spektron.nn.Adapters;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import dev.spektron.testing.ModuleCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoraTest {
    /// Linear layers named as those of an encoder, and one with an activation.
    private static final class Encoder {
        private final List<Linear> layers = new ArrayList<>();
        private final Linear glu;

        Encoder(Parameters p, int depth, int width) {
            for (int i = 0; i < depth; i++) {
                for (String part : new String[] {"q", "k", "v", "out"}) {
                    layers.add(Linear.of(p, "transformer.layers." + i + ".attn." + part, width, width));
                }
            }
            glu = Linear.of(p, "glu", width, width, Activation.GELU);
        }

        Value apply(Pass pass, Value x) {
            Value h = x;
            for (int i = 0; i < layers.size(); i += 4) {
                Value a = layers.get(i).apply(pass, h).mul(layers.get(i + 1).apply(pass, h)).tanh();
                h = layers.get(i + 3).apply(pass, a.add(layers.get(i + 2).apply(pass, h)));
            }
            return glu.apply(pass, h);
        }
    }

    private static long count(int depth, int width, int rank, String... targets) {
        Parameters p = new Parameters();
        new Encoder(p, depth, width);
        new Lora(p).inject("a", new LoraConfig(rank, 16, 0.05f, List.of(targets)));
        return p.count(Lora.PREFIX);
    }

    /// Numbers of the model specification, section 8.
    @Test
    void hasThePublishedNumberOfParameters() {
        assertEquals(24_576, count(2, 256, 8, "q", "k", "v"));
        assertEquals(32_768, count(2, 256, 8, "q", "k", "v", "out"));
        assertEquals(1_536, count(1, 64, 4, "q", "k", "v"));
        assertEquals(3_072, count(1, 64, 8, "q", "k", "v"));
    }

    private static Pass pass(Graph g, Adapters adapters) {
        return new Pass(g, Pass.Mode.EVALUATE, null, 0, "", adapters);
    }

    private static float[] run(Parameters p, Encoder encoder, Adapters adapters, Variables v) {
        Graph g = new Graph(p.layout());
        Value y = encoder.apply(pass(g, adapters), g.input("x", Shape.of(2, 3, 8)));
        return Runs.run(g, v, Map.of("x", Runs.normal(48, 1)), Map.of("y", y)).get("y");
    }

    private static Variables trained(Parameters p) {
        Variables v = Runs.variables(p, 1);
        p.names().stream().filter(n -> n.endsWith(".U")).forEach(n -> v.set(n, Runs.normal(v.get(n).length, n.hashCode())));
        return v;
    }

    @Test
    void changesNoBitAtFirst() {
        Parameters p = new Parameters();
        Encoder encoder = new Encoder(p, 2, 8);
        Lora lora = new Lora(p).inject("a", new LoraConfig(2, 16, 0.05f, List.of("q", "v", "out", "glu")));
        Variables v = Runs.variables(p, 1);
        assertArrayEquals(run(p, encoder, Adapters.NONE, v), run(p, encoder, lora, v));
    }

    /// Projections of state spaces read parts of a layer.
    @Test
    void adaptsProjectionsOfMamba() {
        Parameters p = new Parameters();
        Mamba mamba = new Mamba(1, 5, 4, 2, 0, 0.001f, 0.1f, 0, false, false);
        MambaBackbone stack = new MambaBackbone(p, "backbone", 24, mamba, Compat.FIXED);
        Lora lora = new Lora(p).inject("a", new LoraConfig(2, 16, 0.05f, List.of("in_proj", "out_proj")));
        assertEquals(List.of("backbone.layers.0.in_proj", "backbone.layers.0.out_proj"), lora.layers("a"));
        Variables untrained = Runs.variables(p, 1);
        float[][] y = new float[3][];
        for (int i = 0; i < 3; i++) {
            Graph g = new Graph(p.layout());
            Value out = stack.apply(pass(g, i == 0 ? Adapters.NONE : lora), g.input("x", Shape.of(2, 7, 24)));
            y[i] = Runs.run(g, i < 2 ? untrained : trained(p), Map.of("x", Runs.normal(336, 1)), Map.of("y", out)).get("y");
        }
        assertArrayEquals(y[0], y[1]);
        assertFalse(java.util.Arrays.equals(y[1], y[2]));
    }

    @Test
    void mergingComputesTheSameAndIsUndoneToTheBit() {
        Parameters p = new Parameters();
        Encoder encoder = new Encoder(p, 2, 8);
        Lora lora = new Lora(p).inject("a", new LoraConfig(2, 3, 0.05f, List.of("q", "k", "v"))).inject("b",
            new LoraConfig(1, 2, 0, List.of("q", "out", "glu")));
        Variables v = trained(p);
        float[] before = v.data().clone();
        float[] adapted = run(p, encoder, lora, v);
        LoraMerge merge = lora.merge(v);
        assertTrue(LoraMerge.merged(v));
        assertArrayEquals(adapted, run(p, encoder, Adapters.NONE, v), 2e-5f);
        String message = assertThrows(IllegalStateException.class, () -> lora.merge(v)).getMessage();
        assertTrue(message.contains("merged into already"), message);
        assertThrows(IllegalStateException.class, () -> new Lora(p).merge(v));
        merge.unmerge();
        assertArrayEquals(before, v.data());
        assertFalse(LoraMerge.merged(v));
        assertThrows(IllegalStateException.class, merge::unmerge);
        lora.merge(v).unmerge();
        assertArrayEquals(before, v.data());
    }

    @Test
    void adaptersAreChosenByName() {
        Parameters p = new Parameters();
        Encoder encoder = new Encoder(p, 1, 8);
        Lora lora = new Lora(p).inject("a", new LoraConfig(2, 3, 0, List.of("q"))).inject("b", new LoraConfig(2, 3, 0, List.of("v")));
        Variables v = trained(p);
        float[] base = run(p, encoder, Adapters.NONE, v);
        assertArrayEquals(base, run(p, encoder, lora.activate(), v));
        float[] a = run(p, encoder, lora.activate("a"), v);
        float[] b = run(p, encoder, lora.activate("b"), v);
        float[] both = run(p, encoder, lora.activate("a", "b"), v);
        for (float[][] pair : new float[][][] {{base, a}, {base, b}, {a, b}, {a, both}, {b, both}}) {
            assertFalse(java.util.Arrays.equals(pair[0], pair[1]));
        }
        assertEquals(List.of("lora.a.transformer.layers.0.attn.q.V", "lora.a.transformer.layers.0.attn.q.U"), lora.tensors("a"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> lora.activate("c")).getMessage().contains("adapter 'c'"));
        assertThrows(IllegalArgumentException.class, () -> lora.inject("a", LoraConfig.DEFAULT));
        assertThrows(IllegalArgumentException.class, () -> lora.inject("a.b", LoraConfig.DEFAULT));
    }

    @Test
    void anUnknownTargetListsWhatThereIs() {
        Parameters p = new Parameters();
        new Encoder(p, 1, 8);
        String message = assertThrows(IllegalArgumentException.class, () -> new Lora(p).inject("a", new LoraConfig(2, 3, 0,
            List.of("q", "kk")))).getMessage();
        assertEquals("lora.targets: this model has no linear layer that ends in 'kk'; "
            + "did you mean 'k'? It has: q, k, v, out, glu", message);
        assertEquals(0, p.count(Lora.PREFIX));
    }

    /// The base is frozen by its parameters; gradients are those of the adapters.
    @Test
    void onlyAdaptersAreTrainedWhereTheBaseIsFrozen() {
        Parameters p = new Parameters(name -> name.startsWith(Lora.PREFIX));
        Encoder encoder = new Encoder(p, 1, 8);
        Lora lora = new Lora(p).inject("a", new LoraConfig(2, 3, 0, List.of("q", "v")));
        assertEquals(p.count(Lora.PREFIX), p.layout().parameterCount());
        Graph g = new Graph(p.layout());
        g.backward(encoder.apply(pass(g, lora), g.input("x", Shape.of(2, 3, 8))).square().mean());
        assertEquals(4, g.nodes().stream().filter(n -> n.op() instanceof dev.spektron.backend.op.Effect.StoreGradient).count());
    }

    @Test
    void gradientsAreCentralDifferences() {
        Parameters p = new Parameters();
        Encoder encoder = new Encoder(p, 1, 6);
        Lora lora = new Lora(p).inject("a", new LoraConfig(2, 3, 0.1f, List.of("q", "v", "glu")));
        ModuleCheck.centralDifferences("LoRA", p, g -> encoder.apply(pass(g, lora), g.input("x", Shape.of(2, 3, 6))).square().mean(),
            Map.of("x", Runs.normals(36, 1)));
    }
}
