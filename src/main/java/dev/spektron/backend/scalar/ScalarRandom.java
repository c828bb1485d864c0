package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Dropout;
import dev.spektron.backend.op.Primitive;
import java.util.List;

/// Loops over the bodies of random numbers.
final class ScalarRandom {
    private ScalarRandom() {}

    static List<Task> dropout(Dropout op, Bound s) {
        throw new AssertionError(s.op().label());
    }

    static Task field(Primitive.Random op, Bound s) {
        throw new AssertionError(op.label());
    }
}
