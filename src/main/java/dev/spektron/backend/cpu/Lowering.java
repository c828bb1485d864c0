package dev.spektron.backend.cpu;

import dev.spektron.backend.op.Op;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Turns steps into parallel loops.
public interface Lowering {
    /// The loops of a step, to be run one after another.
    List<Task> lower(Bound step);

    /// Elements of scratch that [#lower(Bound)] counts on.
    int scratch(Op op, List<Shape> in, List<Shape> out);
}
