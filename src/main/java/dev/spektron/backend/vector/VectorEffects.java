package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Effect;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Optimisers and what goes with them with vectors.
final class VectorEffects {
    private VectorEffects() {}

    static List<Task> lower(Effect op, Bound s) {
        return null;
    }

    static int scratch(Effect op, List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }
}
