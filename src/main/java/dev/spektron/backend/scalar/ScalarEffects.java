package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Effect;
import java.util.List;

/// PLACEHOLDER
final class ScalarEffects {
    private ScalarEffects() {}

    static List<Task> lower(Effect op, Bound s) {
        throw new AssertionError(op.label());
    }
}
