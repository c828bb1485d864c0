package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Sinkhorn;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Optimal transport and distances with vectors.
final class VectorTransport {
    private VectorTransport() {}

    static List<Task> sinkhorn(Sinkhorn op, Bound s) {
        return null;
    }

    static List<Task> squaredDistance(Bound s) {
        return null;
    }

    static int sinkhornScratch(List<Shape> in) {
        return VectorLowering.NOT_OWN;
    }
}
