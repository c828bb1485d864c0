package dev.spektron.backend;

import dev.spektron.backend.op.Attention;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.testing.GoldenCheck;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Attention against the formula written out in PyTorch.
class AttentionGoldenTest {
    private static Attention attention(int heads, int channels, boolean causal, boolean masked) {
        return new Attention(heads, (float) (1 / Math.sqrt(channels)), causal, masked, 0, 0, 0);
    }

    private static Map<String, Op> cases() {
        float scale = (float) (1 / Math.sqrt(8));
        return Map.of("plain", attention(4, 8, false, false), "cross", attention(2, 13, false, false), "wide",
            attention(1, 64, false, false), "causal", attention(2, 8, true, false), "masked", attention(2, 8, false, true), "padding",
            attention(2, 5, false, true), "shared_causal", attention(2, 8, true, true), "map",
            new Attention.Weights(2, scale, false, false), "map_masked", new Attention.Weights(2, scale, false, true));
    }

    @Test
    void scalarEqualsPyTorch() throws IOException {
        try (Backend b = new ScalarBackend(1)) {
            GoldenCheck.check("attention", cases(), b);
        }
    }

    @Test
    void vectorEqualsPyTorch() throws IOException {
        try (Backend b = new VectorBackend(2)) {
            GoldenCheck.check("attention", cases(), b);
        }
    }
}
