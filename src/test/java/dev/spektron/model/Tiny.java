package dev.spektron.model;

import dev.spektron.model.config.BackboneConfig;
import dev.spektron.model.config.BackboneConfig.Cnn1d;
import dev.spektron.model.config.BackboneConfig.Linoss;
import dev.spektron.model.config.BackboneConfig.Mamba;
import dev.spektron.model.config.BackboneConfig.S4d;
import dev.spektron.model.config.BackboneConfig.Transformer;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.model.config.EmbeddingConfig.Kind;
import dev.spektron.model.config.HeadsConfig;
import dev.spektron.model.config.HeadsConfig.Fno;
import dev.spektron.model.config.MixtureConfig;
import dev.spektron.model.config.ModelConfig;
import dev.spektron.model.config.Presets;
import dev.spektron.model.config.VibConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/// Presets made small enough for tests: the same parts with few channels, narrow and shallow.
public final class Tiny {
    public static final int CHANNELS = 64;
    public static final int WIDTH = 20;
    private static final float DROPOUT = 0.1f;

    private Tiny() {}

    /// A preset with all its parts.
    public static ModelConfig of(String preset) {
        return of(Presets.find(preset));
    }

    public static ModelConfig of(ModelConfig m) {
        MixtureConfig x = m.mixture();
        HeadsConfig h = m.heads();
        return new ModelConfig(m.compat(), CHANNELS, WIDTH, embedding(m.embedding().kind()), backbone(m.backbone()),
            new MixtureConfig(x.experts(), x.top(), 12, x.dropout(), x.gateNoise(), x.balance(), x.expert(), x.kan()),
            transformer(m.transformer()), new VibConfig(6, 4, 4),
            new HeadsConfig(16, 8, h.targets(), h.dropout(), new Fno(4, 3, 1, 2), h.cross()));
    }

    /// Patches of 16 samples every 8, or single samples whose spans of masked ones are 8 long.
    public static EmbeddingConfig embedding(Kind kind) {
        return kind == Kind.RAW ? new EmbeddingConfig(kind, 8, 4, "db4", 2, 5, DROPOUT, 4)
            : new EmbeddingConfig(kind, 16, 8, "db4", 2, 5, DROPOUT, 4);
    }

    private static BackboneConfig backbone(BackboneConfig c) {
        return switch (c) {
            case Mamba m -> new Mamba(2, 3, m.kernel(), m.expand(), m.dropout(), m.stepLow(), m.stepHigh(), m.rank(), m.exactHold(),
                m.bidirectional());
            case Linoss l -> new Linoss(2, 6, l.scheme(), l.radiusLow(), l.radiusHigh(), l.angleHigh(), l.dropout(), l.norm(),
                l.bidirectional());
            case S4d s -> new S4d(2, 4, s.kind(), s.stepLow(), s.stepHigh(), s.dropout(), s.bidirectional());
            case Cnn1d n -> new Cnn1d(2, n.kernel(), n.expand(), n.dropout(), n.dilate());
            case Transformer t -> transformer(t);
        };
    }

    private static Transformer transformer(Transformer t) {
        return new Transformer(Math.min(t.layers(), 2), 2, 24, t.dropout(), t.postNorm());
    }

    /// Every backbone by name.
    public static Map<String, BackboneConfig> backbones() {
        Map<String, BackboneConfig> all = new LinkedHashMap<>();
        all.put("mamba", backbone(Mamba.DEFAULT));
        all.put("mamba both ways", new Mamba(1, 3, 4, 1, DROPOUT, 0.001f, 0.1f, 0, true, true));
        all.put("linoss", backbone(Linoss.DEFAULT));
        all.put("linoss batch", new Linoss(1, 6, Linoss.Scheme.IM, 0.9f, 1, 3, DROPOUT, Linoss.Norm.BATCH, true));
        all.put("s4d", backbone(S4d.DEFAULT));
        all.put("cnn1d", backbone(Cnn1d.DEFAULT));
        all.put("transformer", new Transformer(2, 2, 24, DROPOUT, false));
        return all;
    }

    /// A model over a backbone with all other parts, cross head included.
    public static ModelConfig of(BackboneConfig backbone, Kind kind) {
        ModelConfig m = of("light");
        HeadsConfig h = m.heads();
        return new ModelConfig(m.compat(), m.channels(), m.width(), embedding(kind), backbone,
            new MixtureConfig(3, 2, 12, DROPOUT, 0.1f, m.mixture().balance(), m.mixture().expert(), m.mixture().kan()), m.transformer(),
            m.vib(), new HeadsConfig(h.reconstruction(), h.regression(), 2, h.dropout(), h.fno(), true));
    }

    /// The same without mixture or without the encoder behind it.
    public static ModelConfig without(ModelConfig m, boolean mixture, boolean transformer) {
        MixtureConfig x = m.mixture();
        return new ModelConfig(m.compat(), m.channels(), m.width(), m.embedding(), m.backbone(),
            mixture ? new MixtureConfig(0, x.top(), x.hidden(), x.dropout(), x.gateNoise(), x.balance(), x.expert(), x.kan()) : x,
            transformer ? Transformer.NONE : m.transformer(), m.vib(), m.heads());
    }
}
