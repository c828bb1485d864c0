package dev.spektron.backend;

import dev.spektron.backend.op.Conv1d;
import dev.spektron.backend.op.Linear;
import dev.spektron.backend.op.Linear.Activation;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.testing.GoldenCheck;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Layers and convolutions as PyTorch computes them (`make_engine_dense.py`).
class DenseGoldenTest {
    private static Map<String, Op> cases() {
        Map<String, Op> cases = new LinkedHashMap<>();
        for (Activation f : Activation.values()) {
            String name = "linear_" + f.name().toLowerCase(Locale.ROOT);
            cases.put(name, new Linear(f, true));
            cases.put(name + "_plain", new Linear(f, false));
        }
        cases.put("linear_row", new Linear(Activation.GELU, true));
        cases.put("linear_wide", new Linear(Activation.NONE, true));
        cases.put("conv_raw", new Conv1d(1, 1, 7, 7, true));
        cases.put("conv_patch", new Conv1d(16, 1, 0, 0, true));
        cases.put("conv_same", new Conv1d(1, 1, 2, 2, true));
        cases.put("conv_dilated", new Conv1d(1, 4, 12, 12, false));
        cases.put("conv_causal", new Conv1d(1, 3, 9, 0, true));
        cases.put("conv_strided", new Conv1d(3, 2, 4, 1, true));
        cases.put("conv_strided_narrow", new Conv1d(4, 2, 3, 3, true));
        return cases;
    }

    @Test
    void scalarBackendAgreesWithPyTorch() throws IOException {
        try (Backend backend = new ScalarBackend(2)) {
            GoldenCheck.check("dense", cases(), backend);
        }
    }

    @Test
    void vectorBackendAgreesWithPyTorch() throws IOException {
        try (Backend backend = new VectorBackend(2)) {
            GoldenCheck.check("dense", cases(), backend);
        }
    }
}
