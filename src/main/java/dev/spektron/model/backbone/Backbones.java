package dev.spektron.model.backbone;

import dev.spektron.model.cnn.Cnn1dBackbone;
import dev.spektron.model.config.BackboneConfig;
import dev.spektron.model.config.Compat;
import dev.spektron.model.linoss.LinossBackbone;
import dev.spektron.model.mamba.MambaBackbone;
import dev.spektron.model.s4d.S4dBackbone;
import dev.spektron.model.transformer.TransformerBackbone;
import dev.spektron.nn.Parameters;

/// Backbones from their settings.
public final class Backbones {
    private Backbones() {}

    /// @param name  what the names of the parameters begin with
    /// @param width width d of the tokens
    public static Backbone of(Parameters p, String name, int width, BackboneConfig config, Compat compat) {
        return switch (config) {
            case BackboneConfig.Mamba c -> new MambaBackbone(p, name, width, c, compat);
            case BackboneConfig.Linoss c -> new LinossBackbone(p, name, width, c, compat);
            case BackboneConfig.S4d c -> new S4dBackbone(p, name, width, c, compat);
            case BackboneConfig.Cnn1d c -> new Cnn1dBackbone(p, name, width, c, compat);
            case BackboneConfig.Transformer c -> new TransformerBackbone(p, name, width, c, compat);
        };
    }
}
