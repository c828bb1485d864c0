package dev.spektron.model.config;

import dev.spektron.model.config.BackboneConfig.Cnn1d;
import dev.spektron.model.config.BackboneConfig.Linoss;
import dev.spektron.model.config.BackboneConfig.Mamba;
import dev.spektron.model.config.BackboneConfig.S4d;
import dev.spektron.model.config.BackboneConfig.Transformer;
import dev.spektron.model.config.HeadsConfig.Fno;
import dev.spektron.spectra.Nearest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Models by name.
public final class Presets {
    private static final Map<String, ModelConfig> ALL = new LinkedHashMap<>();

    static {
        ALL.put("default", large(EmbeddingConfig.WAVELET, Mamba.DEFAULT));
        ALL.put("light", light(EmbeddingConfig.WAVELET, 2048, Mamba.LIGHT));
        ALL.put("dlinoss", large(EmbeddingConfig.RAW, Linoss.DEFAULT));
        ALL.put("dlinoss-light", light(EmbeddingConfig.RAW, 256, Linoss.LIGHT));
        ALL.put("benchmark-dlinoss", large(EmbeddingConfig.RAW, Linoss.DEFAULT));
        ALL.put("benchmark-mamba", large(EmbeddingConfig.RAW, Mamba.DEFAULT));
        ModelConfig encoder = large(EmbeddingConfig.RAW, new Transformer(4, 8, 512, 0.1f, false));
        ALL.put("benchmark-transformer", new ModelConfig(encoder.compat(), encoder.channels(), encoder.width(), encoder.embedding(),
            encoder.backbone(), encoder.mixture(), Transformer.NONE, encoder.vib(), encoder.heads()));
        ALL.put("benchmark-cnn1d", large(EmbeddingConfig.RAW, new Cnn1d(2, 7, 2, 0.1f, true)));
        ALL.put("benchmark-s4d", large(EmbeddingConfig.RAW, S4d.DEFAULT));
        for (int width : new int[] {128, 256, 384, 512}) {
            Linoss l = Linoss.DEFAULT;
            ALL.put("scaling-" + width, model(EmbeddingConfig.RAW, 2048, width, new Linoss(l.layers(), width / 2, l.scheme(), l.radiusLow(),
                l.radiusHigh(), l.angleHigh(), l.dropout(), l.norm(), l.bidirectional())));
        }
    }

    private Presets() {}

    private static ModelConfig large(EmbeddingConfig embedding, BackboneConfig backbone) {
        return model(embedding, 2048, 256, backbone);
    }

    private static ModelConfig model(EmbeddingConfig embedding, int channels, int width, BackboneConfig backbone) {
        return new ModelConfig(Compat.FIXED, channels, width, embedding, backbone, MixtureConfig.DEFAULT, Transformer.DEFAULT,
            VibConfig.DEFAULT, HeadsConfig.of(embedding, Fno.DEFAULT));
    }

    private static ModelConfig light(EmbeddingConfig embedding, int channels, BackboneConfig backbone) {
        return new ModelConfig(Compat.FIXED, channels, 64, embedding, backbone, MixtureConfig.LIGHT, Transformer.LIGHT, VibConfig.LIGHT,
            HeadsConfig.of(embedding, Fno.LIGHT));
    }

    /// Names and models.
    public static Map<String, ModelConfig> all() {
        return Collections.unmodifiableMap(ALL);
    }

    /// A preset, with another backbone of its size if one is named, in one of the two behaviours.
    ///
    /// @param backbone mamba, linoss, s4d, cnn1d or transformer; null for the preset's own
    public static ModelConfig find(String name, String backbone, Compat compat) {
        ModelConfig c = find(name);
        BackboneConfig b = backbone == null ? c.backbone() : backbone(backbone, c.width() < 128);
        if (compat == Compat.REFERENCE && b.equals(S4d.DEFAULT)) {
            // Real kernels without mixing: twice the layers are still smaller.
            b = new S4d(8, 64, S4d.Kind.LIN, 0.001f, 0.1f, 0.1f, true);
        }
        return c.with(b).with(compat);
    }

    private static BackboneConfig backbone(String name, boolean light) {
        return switch (name) {
            case "mamba" -> light ? Mamba.LIGHT : Mamba.DEFAULT;
            case "linoss" -> light ? Linoss.LIGHT : Linoss.DEFAULT;
            case "s4d" -> light ? new S4d(2, 16, S4d.Kind.LIN, 0.001f, 0.1f, 0.1f, true) : S4d.DEFAULT;
            case "cnn1d" -> light ? new Cnn1d(2, 7, 1, 0.1f, true) : Cnn1d.DEFAULT;
            case "transformer" -> light ? new Transformer(2, 4, 128, 0.1f, false) : new Transformer(4, 8, 512, 0.1f, false);
            default -> throw new IllegalArgumentException(Nearest.unknown("backbone", name, "this program",
                List.of("mamba", "linoss", "s4d", "cnn1d", "transformer")));
        };
    }

    /// @throws IllegalArgumentException if there is none of this name; names the nearest
    public static ModelConfig find(String name) {
        ModelConfig found = ALL.get(name);
        if (found == null) {
            throw new IllegalArgumentException(Nearest.unknown("preset", name, "this program",
                ALL.keySet().stream().toList()));
        }
        return found;
    }
}
