package dev.spektron.backend;

import dev.spektron.backend.op.Op;
import dev.spektron.backend.op.Sinkhorn;
import dev.spektron.backend.op.SquaredDistance;
import dev.spektron.backend.scalar.ScalarBackend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.testing.GoldenCheck;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Optimal transport against its fixed point in double precision, distances against PyTorch.
class TransportGoldenTest {
    private static Map<String, Op> cases() {
        Map<String, Op> out = new TreeMap<>();
        for (String name : "uniform rectangle tall masked clouds single".split(" ")) {
            out.put(name, new Sinkhorn(400, 0, name.equals("clouds")));
        }
        out.put("sharp", new Sinkhorn(4000, 0, true));
        for (String name : "distance distance_wide distance_one".split(" ")) {
            out.put(name, new SquaredDistance());
        }
        return out;
    }

    @Test
    void scalar() throws IOException {
        try (Backend backend = new ScalarBackend(1)) {
            GoldenCheck.check("transport", cases(), backend);
        }
    }

    @Test
    void vector() throws IOException {
        try (Backend backend = new VectorBackend(2)) {
            GoldenCheck.check("transport", cases(), backend);
        }
    }
}
