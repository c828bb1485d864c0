package dev.spektron.experiment.bench;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Effect;
import dev.spektron.model.backbone.Backbone;
import dev.spektron.model.backbone.Backbones;
import dev.spektron.model.config.BackboneConfig;
import dev.spektron.model.config.Compat;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;
import java.util.List;
import java.util.Map;

/// A whole training step of a backbone, to measure the engine with: forward, mean squared error, backward, norm of the
/// gradients, clipping at 5, AdamW with weight decay on the matrices only.
///
/// @param parameters the model's parameters
/// @param graph      inputs `x` and `target` (B, L, d) and `rates` (3); outputs `loss` and `norm`
public record TrainingStep(Parameters parameters, Graph graph) {
    /// A backbone and its width.
    public record Preset(int width, BackboneConfig config) {}

    /// Sizes that can be asked for by name.
    public static final Map<String, Preset> PRESETS = Map.of("mamba", new Preset(256, BackboneConfig.Mamba.DEFAULT), "mamba-light",
        new Preset(64, BackboneConfig.Mamba.LIGHT));

    public static TrainingStep of(Preset preset, int batch, int length) {
        Parameters p = new Parameters();
        Backbone backbone = Backbones.of(p, "backbone", preset.width(), preset.config(), Compat.FIXED);
        Graph g = new Graph(p.layout());
        Shape shape = Shape.of(batch, length, preset.width());
        Value y = backbone.apply(Pass.evaluate(g), g.input("x", shape));
        try (Graph.Scope _ = g.scope("loss")) {
            Value loss = y.sub(g.input("target", shape)).square().mean();
            g.output("loss", loss);
            g.backward(loss);
        }
        try (Graph.Scope _ = g.scope("adamw")) {
            Value norm = g.gradientNorm();
            g.output("norm", norm);
            Value rates = g.input("rates", Shape.of(3));
            for (int group : new int[] {Parameters.DECAYED, Parameters.FREE, Parameters.DYNAMICS}) {
                float decay = group == Parameters.DECAYED ? 0.01f : 0;
                g.apply(new Effect.Adam(group, 0.9f, 0.999f, 1e-8f, decay, true, 5), List.of(rates, norm));
            }
        }
        return new TrainingStep(p, g);
    }
}
