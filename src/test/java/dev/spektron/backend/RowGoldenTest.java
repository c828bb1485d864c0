package dev.spektron.backend;

import dev.spektron.backend.op.CrossEntropy;
import dev.spektron.backend.op.LayerNorm;
import dev.spektron.backend.op.LogSumExp;
import dev.spektron.backend.op.Normalize;
import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.Softmax;
import dev.spektron.backend.op.TopKGate;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.testing.GoldenCheck;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Normalisations, softmax, cross entropy and gates against PyTorch.
class RowGoldenTest {
    private static Map<String, Op> cases() {
        Map<String, Op> c = new HashMap<>();
        for (int n : new int[] {7, 64, 256, 2048}) {
            c.put("layer_norm_" + n, new LayerNorm(true, 1e-5f));
        }
        c.put("rms_norm", new LayerNorm(false, 1e-6f));
        c.put("batch_norm", new Normalize(0, 2, 1e-5f));
        c.put("batch_norm_far", new Normalize(0, 2, 1e-5f));
        c.put("instance_norm", new Normalize(1, 2, 1e-5f));
        for (int n : new int[] {5, 16, 129}) {
            c.put("softmax_" + n, new Softmax());
            c.put("log_sum_exp_" + n, new LogSumExp());
            c.put("cross_entropy_" + n, new CrossEntropy());
        }
        for (int k = 1; k <= 3; k++) {
            c.put("gates_" + k, new TopKGate(k));
        }
        return c;
    }

    @Test
    void scalarEqualsPyTorch() throws IOException {
        try (Backend b = new ScalarBackend(1)) {
            GoldenCheck.check("rows", cases(), b);
        }
    }

    @Test
    void vectorEqualsPyTorch() throws IOException {
        try (Backend b = new VectorBackend(2)) {
            GoldenCheck.check("rows", cases(), b);
        }
    }
}
