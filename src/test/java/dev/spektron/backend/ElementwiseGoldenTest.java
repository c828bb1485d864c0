package dev.spektron.backend;

import dev.spektron.backend.op.Elementary;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.Primitive;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.testing.GoldenCheck;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The elementary functions and their gradients against PyTorch.
class ElementwiseGoldenTest {
    private static final String[] LIMITS = {"exp", "expm1", "log", "log1p", "tanh", "sigmoid", "softplus", "erf", "gelu", "silu", "sin",
        "cos",
        "rsqrt", "reciprocal", "relu"};

    private static Map<String, Op> cases() {
        Map<String, Op> out = new TreeMap<>();
        for (Elementary f : Elementary.values()) {
            Op op = switch (f) {
                case AFFINE -> new Primitive.Elementwise(f, 1.5f, -0.25f);
                case CLAMP -> new Primitive.Elementwise(f, -0.75f, 1.25f);
                default -> new Primitive.Elementwise(f, 0, 0);
            };
            out.put(f.name().toLowerCase(Locale.ROOT).replace('_', ' '), op);
        }
        for (String name : LIMITS) {
            out.put(name + " limits", out.get(name));
        }
        return out;
    }

    @Test
    void scalarBackendAgrees() throws IOException {
        try (Backend backend = new ScalarBackend(1)) {
            GoldenCheck.check("elementwise", cases(), backend);
        }
    }

    @Test
    void vectorBackendAgrees() throws IOException {
        try (Backend backend = new VectorBackend(1)) {
            GoldenCheck.check("elementwise", cases(), backend);
        }
    }
}
