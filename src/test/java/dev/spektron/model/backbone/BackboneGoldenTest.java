package dev.spektron.model.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Planner;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Variables;
import dev.spektron.io.numpy.NpyArray;
import dev.spektron.model.config.BackboneConfig;
import dev.spektron.model.config.BackboneConfig.Cnn1d;
import dev.spektron.model.config.BackboneConfig.Linoss;
import dev.spektron.model.config.BackboneConfig.Linoss.Norm;
import dev.spektron.model.config.BackboneConfig.Linoss.Scheme;
import dev.spektron.model.config.BackboneConfig.Mamba;
import dev.spektron.model.config.BackboneConfig.S4d;
import dev.spektron.model.config.BackboneConfig.Transformer;
import dev.spektron.model.config.Compat;
import dev.spektron.model.transformer.TransformerBackbone;
import dev.spektron.nn.Adapters;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import dev.spektron.testing.ModuleCheck;
import dev.spektron.testing.OpCheck;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole backbones, results and all gradients, beside PyTorch (`make_model_backbones.py`) and beside central differences.
class BackboneGoldenTest {
    private static final int WIDTH = 6;

    /// A case of the files.
    record Case(BackboneConfig config, Compat compat, Pass.Mode mode) {
        static Case of(BackboneConfig config) {
            return new Case(config, Compat.FIXED, Pass.Mode.EVALUATE);
        }

        Case reference() {
            return new Case(config, Compat.REFERENCE, mode);
        }

        Case training() {
            return new Case(config, compat, Pass.Mode.TRAIN_WITHOUT_NOISE);
        }
    }

    private static Linoss linoss(int layers, Scheme scheme, Norm norm, boolean bidirectional) {
        return new Linoss(layers, 5, scheme, 0.9f, 1, 3, 0.1f, norm, bidirectional);
    }

    private static S4d s4d(S4d.Kind kind) {
        return new S4d(2, 4, kind, 0.05f, 0.5f, 0.1f, true);
    }

    private static final Map<String, Case> CASES = new LinkedHashMap<>();

    static {
        Mamba mamba = new Mamba(2, 3, 4, 2, 0.1f, 0.001f, 0.1f, 1, false, false);
        CASES.put("mamba", Case.of(mamba));
        CASES.put("mamba_exact", Case.of(new Mamba(2, 3, 3, 2, 0.1f, 0.001f, 0.1f, 2, true, false)));
        CASES.put("mamba_both", Case.of(new Mamba(2, 3, 4, 1, 0.1f, 0.001f, 0.1f, 0, false, true)));
        CASES.put("mamba_reference", Case.of(mamba).reference());
        for (Scheme scheme : Scheme.values()) {
            CASES.put("linoss_" + scheme, Case.of(linoss(2, scheme, Norm.LAYER, true)));
        }
        CASES.put("linoss_rms", Case.of(linoss(1, Scheme.DAMPED, Norm.RMS, false)));
        Case batch = Case.of(linoss(2, Scheme.DAMPED, Norm.BATCH, true));
        // The reference has batch normalisation whatever the settings say.
        Case reference = Case.of(linoss(2, Scheme.DAMPED, Norm.LAYER, true)).reference();
        CASES.put("linoss_batch_evaluate", batch);
        CASES.put("linoss_batch_train", batch.training());
        CASES.put("linoss_reference_evaluate", reference);
        CASES.put("linoss_reference_train", reference.training());
        CASES.put("s4d_LIN", Case.of(s4d(S4d.Kind.LIN)));
        CASES.put("s4d_REAL", Case.of(s4d(S4d.Kind.REAL)));
        CASES.put("s4d_reference", Case.of(s4d(S4d.Kind.LIN)).reference());
        CASES.put("cnn1d", Case.of(new Cnn1d(3, 5, 2, 0.1f, true)));
        CASES.put("cnn1d_plain", Case.of(new Cnn1d(2, 3, 1, 0.1f, false)));
        CASES.put("cnn1d_reference", Case.of(new Cnn1d(2, 5, 2, 0.1f, true)).reference());
        CASES.put("transformer", Case.of(new Transformer(2, 3, 11, 0.1f, false)));
        CASES.put("transformer_post", Case.of(new Transformer(2, 2, 11, 0.1f, true)));
    }

    private static Map<String, Value> trace(Backbone backbone, Pass pass, Value x) {
        if (!(backbone instanceof TransformerBackbone t)) {
            return Map.of("y", backbone.apply(pass, x));
        }
        Map<String, Value> out = new HashMap<>();
        TransformerBackbone.Attended a = t.applyWithMaps(pass, x);
        out.put("y", a.tokens());
        for (int i = 0; i < a.maps().size(); i++) {
            out.put("map" + i, a.maps().get(i));
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mamba", "linoss", "s4d", "cnn1d", "transformer"})
    void resultsAndGradientsAreThoseOfPyTorch(String kind) throws IOException {
        Map<String, Map<String, NpyArray>> cases = ModuleCheck.cases("backbone_" + kind);
        assertEquals(new TreeSet<>(CASES.keySet().stream().filter(k -> k.startsWith(kind)).toList()), new TreeSet<>(cases.keySet()));
        for (String device : List.of("scalar", "vector")) {
            try (Backend backend = Backends.create(device, 2).backend()) {
                cases.forEach((name, arrays) -> {
                    Case c = CASES.get(name);
                    Parameters p = new Parameters();
                    Backbone backbone = Backbones.of(p, "b", WIDTH, c.config(), c.compat());
                    ModuleCheck.golden(name, arrays, p, c.mode(), (pass, in) -> trace(backbone, pass, in.get("x")), backend);
                });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linoss_batch_train", "linoss_reference_train"})
    void trainingMovesRunningStatisticsAsPyTorchDoes(String name) throws IOException {
        Map<String, NpyArray> arrays = ModuleCheck.cases("backbone_linoss").get(name);
        Parameters p = new Parameters();
        Backbone backbone = Backbones.of(p, "b", WIDTH, CASES.get(name).config(), CASES.get(name).compat());
        Graph g = new Graph(p.layout());
        Map<String, Tensor> x = ModuleCheck.entries(arrays, "x");
        Value in = g.input("x", x.get("x").shape());
        Value y = backbone.apply(new Pass(g, Pass.Mode.TRAIN_WITHOUT_NOISE, null, 0, "", Adapters.NONE), in);
        g.backward(y.square().mean());
        try (Backend backend = Backends.create("vector", 2).backend()) {
            Plan plan = Planner.plan(g, backend);
            Variables variables = Variables.allocate(plan);
            ModuleCheck.load(variables, p, ModuleCheck.entries(arrays, "p"));
            try (Executable run = backend.compile(plan, variables, false)) {
                run.write("x", x.get("x").data());
                run.run();
            }
            Map<String, Tensor> after = ModuleCheck.entries(arrays, "after");
            assertEquals(p.buffers(), after.keySet());
            after.keySet().forEach(k -> OpCheck.close(name + ": " + k, arrays.get("after." + k).numbers(), variables.get(k), 10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mamba", "linoss", "s4d", "cnn1d", "transformer"})
    void gradientsAreThoseOfCentralDifferences(String kind) {
        double[] numbers = new Random(3).doubles(2L * 5 * WIDTH, -1.5, 1.5).toArray();
        CASES.forEach((name, c) -> {
            if (name.startsWith(kind)) {
                Parameters p = new Parameters();
                Backbone backbone = Backbones.of(p, "b", WIDTH, c.config(), c.compat());
                ModuleCheck.centralDifferences(name, p, g -> {
                    Value y = backbone.apply(new Pass(g, c.mode(), null, 0, "", Adapters.NONE), g.input("x", Shape.of(2, 5, WIDTH)));
                    return y.mul(y.sin()).mean();
                }, Map.of("x", numbers));
            }
        });
    }
}
