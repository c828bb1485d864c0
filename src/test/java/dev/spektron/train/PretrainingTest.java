package dev.spektron.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.backend.Backend;
import dev.spektron.backend.op.Section;
import dev.spektron.corpus.source.MemorySource;
import dev.spektron.corpus.source.SpectrumSource;
import dev.spektron.model.Tiny;
import dev.spektron.model.config.BackboneConfig;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.EmbeddingConfig.Kind;
import dev.spektron.model.config.LossConfig;
import dev.spektron.model.config.ModelConfig;
import dev.spektron.model.config.Presets;
import dev.spektron.nn.Pass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a pretraining does to the weights (training specification, section 8).
class PretrainingTest {
    private static final MemorySource SOURCE = TinyRuns.source(8);

    static Stream<String> presets() {
        // Those of one size differ in width alone, which the tiny ones do not.
        return Presets.all().keySet().stream().filter(p -> !p.startsWith("scaling-") && !p.equals("dlinoss-light"));
    }

    private static Pretraining.Outcome run(Pretraining p) throws IOException {
        return p.run(() -> false);
    }

    private static boolean zero(float[] x) {
        for (float v : x) {
            if (v != 0) {
                return false;
            }
        }
        return true;
    }

    /// Which parameters have no gradient after some steps: heads that pretraining does not reach are frozen and have none at all.
    private static TreeSet<String> without(ModelConfig m) throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        try (Backend backend = TinyRuns.backend(1);
             Pretraining p = new Pretraining(TinyRuns.setup(TinyRuns.config(m, 2), SOURCE, backend, null, new TinyRuns.Lines()))) {
            run(p);
            p.parameters().layout().entries().forEach(e -> {
                if (e.trained() && zero(p.variables().get(Section.MOMENT1, e.name()))) {
                    missing.add(e.name());
                }
                boolean head = e.name().startsWith("regression.") || e.name().startsWith("fno.") || e.name().startsWith("cross.");
                if (!e.trained() && p.parameters().names().contains(e.name())) {
                    assertTrue(head, e.name() + " is frozen");
                }
            });
        }
        return missing;
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyTrainedParameterHasAGradient(String preset) throws IOException {
        assertEquals(new TreeSet<>(), without(Tiny.of(preset)));
    }

    /// The reference has a layer for wavenumbers that nobody calls (P7).
    @ParameterizedTest
    @MethodSource("presets")
    void everyTrainedParameterOfTheReferenceHasAGradient(String preset) throws IOException {
        assertEquals(new TreeSet<>(List.of("embedding.wavenumber.bias", "embedding.wavenumber.weight")),
            without(Tiny.of(preset).with(Compat.REFERENCE)));
    }
}
