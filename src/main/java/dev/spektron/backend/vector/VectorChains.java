package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Chain;
import java.util.List;

/// Joined elementwise operations with vectors.
final class VectorChains {
    private VectorChains() {}

    static List<Task> lower(Bound s) {
        return null;
    }

    static int scratch(Chain op) {
        return VectorLowering.NOT_OWN;
    }
}
