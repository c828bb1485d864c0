package dev.spektron.model.config;

import dev.spektron.model.config.BackboneConfig.Cnn1d;
import dev.spektron.model.config.BackboneConfig.Linoss;
import dev.spektron.model.config.BackboneConfig.Mamba;
import dev.spektron.model.config.BackboneConfig.S4d;
import dev.spektron.model.config.BackboneConfig.Transformer;
import dev.spektron.model.config.HeadsConfig.Fno;
import java.util.Collections;
import java.util.LinkedHashMap;
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
        ALL.put("benchmark-s4d", large(EmbeddingConfig.RAW, new S4d(8, 64, S4d.Kind.LIN, 0.001f, 0.1f, 0.1f, true)));
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

    /// @throws IllegalArgumentException if there is none of this name; names the nearest
    public static ModelConfig find(String name) {
        ModelConfig found = ALL.get(name);
        if (found == null) {
            throw new IllegalArgumentException(dev.spektron.spectra.Nearest.unknown("preset", name, "this program",
                ALL.keySet().stream().toList()));
        }
        return found;
    }
}
