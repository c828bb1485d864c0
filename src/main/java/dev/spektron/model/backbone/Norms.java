package dev.spektron.model.backbone;

import dev.spektron.model.config.BackboneConfig.Linoss.Norm;
import dev.spektron.nn.BatchNorm;
import dev.spektron.nn.LayerNorm;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.RmsNorm;

/// Normalisations by kind.
final class Norms {
    private Norms() {}

    static SequenceMap of(Parameters p, String name, int width, Norm norm) {
        return switch (norm) {
            case LAYER -> new LayerNorm(p, name, width)::apply;
            case RMS -> new RmsNorm(p, name, width)::apply;
            case BATCH -> new BatchNorm(p, name, width)::apply;
        };
    }
}
