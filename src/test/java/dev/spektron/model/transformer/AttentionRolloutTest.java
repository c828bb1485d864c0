package dev.spektron.model.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spektron.model.config.BackboneConfig.Transformer;
import dev.spektron.model.config.Compat;
import dev.spektron.nn.Parameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttentionRolloutTest {
    /// By hand: (W2 + I) / 2 = [[.5, .5], [.5, .5]], (W1 + I) / 2 = [[.75, .25], [0, 1]].
    @Test
    void isTheProductOfMapsWithResiduals() {
        float[] first = {0.5f, 0.5f, 0, 1};
        float[] second = {0, 1, 1, 0};
        assertArrayEquals(new float[] {0.75f, 0.25f, 0, 1}, AttentionRollout.of(List.of(first), 2));
        assertArrayEquals(new float[] {0.375f, 0.625f, 0.375f, 0.625f}, AttentionRollout.of(List.of(first, second), 2));
        assertArrayEquals(new float[] {1, 0, 0, 1}, AttentionRollout.of(List.of(), 2));
    }

    @Test
    void aMapOfAnotherSizeIsAnError() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> AttentionRollout.of(List.of(new float[5]), 2));
        assertEquals("attention rollout: expected maps of 2 x 2 weights, found 5", e.getMessage());
    }

    /// Ends of names by which adapters choose their layers: one of each block.
    @Test
    void projectionsHaveTheNamesThatAdaptersAskFor() {
        Parameters p = new Parameters();
        new TransformerBackbone(p, "t", 8, new Transformer(2, 2, 16, 0, false), Compat.FIXED);
        for (String target : List.of("q", "k", "v", "out")) {
            assertEquals(List.of("t.layers.0.attn." + target + ".weight", "t.layers.1.attn." + target + ".weight"),
                p.names().stream().filter(n -> n.endsWith(target + ".weight")).toList());
        }
    }
}
