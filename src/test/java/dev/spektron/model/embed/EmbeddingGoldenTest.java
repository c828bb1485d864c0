package dev.spektron.model.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.backend.Backend;
import dev.spektron.backend.Backends;
import dev.spektron.io.numpy.NpyArray;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.model.config.EmbeddingConfig.Kind;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.testing.ModuleCheck;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Embeddings and overlapping patches, forward and gradients, against PyTorch and PyWavelets (scripts/make_model_embed.py).
class EmbeddingGoldenTest {
    private static EmbeddingConfig config(String title) {
        Kind kind = Kind.valueOf(title.substring(0, title.indexOf('_')).toUpperCase(Locale.ROOT));
        return new EmbeddingConfig(kind, 16, 8, "db4", 3, 5, 0.1f, 4);
    }

    private static void embedding(String title, Map<String, NpyArray> c, Backend backend) {
        Parameters p = new Parameters();
        int channels = ModuleCheck.entries(c, "x").get("spectrum").shape().dim(1);
        Compat compat = title.contains("reference") ? Compat.REFERENCE : Compat.FIXED;
        Embedding e = Embeddings.of(p, "e", channels, 12, config(title), compat);
        ModuleCheck.golden(title, c, p, Pass.Mode.EVALUATE, (pass, in) -> {
            Embedded y = e.apply(pass, Batches.input(in));
            return Map.of("tokens", y.tokens(), "content", y.content());
        }, backend);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void agreesWithPyTorch(String name) throws IOException {
        try (Backend backend = Backends.create(name, 2).backend()) {
            all(backend);
        }
    }

    private static void all(Backend backend) throws IOException {
        Map<String, Map<String, NpyArray>> cases = ModuleCheck.cases("embed");
        OverlapAdd overlap = new OverlapAdd(config("wavelet_"), 100);
        ModuleCheck.golden("overlap", cases.remove("overlap"), new Parameters(), Pass.Mode.EVALUATE, (_, in) ->
            Map.of("unfolded", overlap.unfold(in.get("spectrum")), "averaged", overlap.average(in.get("patches"))), backend);
        assertEquals(8, cases.size());
        cases.forEach((title, c) -> embedding(title, c, backend));
    }
}
