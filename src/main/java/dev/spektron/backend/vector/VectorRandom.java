package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Dropout;
import dev.spektron.backend.op.Primitive;
import java.util.List;

/// Random numbers with vectors.
final class VectorRandom {
    private VectorRandom() {}

    static List<Task> field(Primitive.Random op, Bound s) {
        return null;
    }

    static List<Task> dropout(Dropout op, Bound s) {
        return null;
    }
}
