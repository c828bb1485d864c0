package dev.spektron.experiment.smoke;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Executable;
import dev.spektron.backend.Variables;
import dev.spektron.backend.op.Section;
import dev.spektron.model.backbone.Backbone;
import dev.spektron.model.backbone.Backbones;
import dev.spektron.model.config.BackboneConfig.Transformer;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.LoraConfig;
import dev.spektron.model.lora.Lora;
import dev.spektron.model.lora.LoraMerge;
import dev.spektron.nn.Adapters;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.nn.Rng;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Adapters on the light encoder: without effect at first, with a gradient while the base is frozen, the same once merged, and gone to the
/// bit once that is undone.
final class LoraCheck {
    private static final int WIDTH = 64;
    private static final Shape TOKENS = Shape.of(Components.BATCH, 33, WIDTH);
    /// Of two ways to add up the same products, relative to the greatest result.
    private static final double TOLERANCE = 1e-4;

    private final Engine engine;
    private final Parameters parameters = new Parameters(name -> name.startsWith(Lora.PREFIX));
    private final Backbone encoder = Backbones.of(parameters, "encoder", WIDTH, Transformer.LIGHT, Compat.FIXED);
    private final Lora lora = new Lora(parameters).inject("smoke", LoraConfig.DEFAULT);
    private final List<String> wrong = new ArrayList<>();

    private LoraCheck(Engine engine) {
        this.engine = engine;
    }

    static Check run(Engine engine) {
        return new LoraCheck(engine).run();
    }

    private Check run() {
        long start = System.nanoTime();
        Variables variables = Variables.allocate(parameters.layout(), Section.GRADIENTS);
        parameters.initialise(variables, engine.seed());
        float[] plain = output(Adapters.NONE, variables);
        expect(Arrays.equals(plain, output(lora, variables)), "the same numbers with untrained adapters", "others");
        for (String name : lora.tensors("smoke")) {
            Rng rng = new Rng(engine.seed(), name);
            float[] x = variables.get(name);
            for (int i = 0; i < x.length; i++) {
                x[i] = 0.1f * rng.normal();
            }
            variables.set(name, x);
        }
        float[] adapted = output(lora, variables);
        expect(!Arrays.equals(plain, adapted), "other numbers with trained adapters", "the same");
        for (String name : lora.tensors("smoke")) {
            boolean reached = false;
            for (float v : variables.get(Section.GRADIENTS, name)) {
                reached |= v != 0;
            }
            expect(reached, "a gradient for every parameter", "none for " + name);
        }
        float[] before = variables.data().clone();
        LoraMerge merge = lora.merge(variables);
        double most = 0;
        double apart = 0;
        float[] merged = output(Adapters.NONE, variables);
        for (int i = 0; i < merged.length; i++) {
            most = Math.max(most, Math.abs(adapted[i]));
            apart = Math.max(apart, Math.abs(adapted[i] - merged[i]));
        }
        expect(apart <= TOLERANCE * most, "merged weights to give what the adapters gave to " + TOLERANCE,
            "a difference of " + apart / most);
        merge.unmerge();
        for (String name : parameters.names()) {
            int at = variables.layout().slot(name).offset();
            float[] now = variables.get(name);
            expect(Arrays.equals(now, Arrays.copyOfRange(before, at, at + now.length)), "the old weights after unmerging",
                "others for " + name);
        }
        return new Check("LoRA: inject, merge, unmerge", parameters.count(Lora.PREFIX), TOKENS.toString(), String.join("; ", wrong),
            (System.nanoTime() - start) / 1e9);
    }

    private void expect(boolean ok, String expected, String found) {
        if (!ok) {
            wrong.add("expected " + expected + ", found " + found);
        }
    }

    /// With adapters also their gradients, which are left in the variables.
    private float[] output(Adapters adapters, Variables variables) {
        Graph g = new Graph(parameters.layout());
        Draws in = new Draws(g, engine.seed());
        Pass pass = new Pass(g, Pass.Mode.EVALUATE, null, engine.seed(), "", adapters);
        Value y = encoder.apply(pass, in.normal("tokens", TOKENS));
        g.output("y", y);
        if (adapters == lora) {
            g.backward(y.mul(in.normal("weight", TOKENS)).mean());
        }
        float[] out = new float[TOKENS.size()];
        try (Executable run = engine.compile(g, variables)) {
            in.write(run);
            run.run();
            run.read("y", out);
        }
        return out;
    }
}
