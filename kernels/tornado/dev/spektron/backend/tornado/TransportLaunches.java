package dev.spektron.backend.tornado;

import dev.spektron.backend.op.Sinkhorn;
import dev.spektron.kernels.Sinkhorns;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Kernels of optimal transport and distances.
final class TransportLaunches {
    private TransportLaunches() {}

    static List<Launch> sinkhorn(Sinkhorn op, Site s) {
        Shape c = s.inShape(0);
        int n = c.dim(1);
        int m = c.dim(2);
        Launch solve = Launch.of("kSinkhorn", (g, id) -> g.task(id, TransportKernels::kSinkhorn, s.memory(), op.iterations(),
            op.tolerance(), op.scaling() ? 1 : 0, s.in(0), s.in(1), s.in(2), s.in(3), n, m, s.out(0), s.scratch(), c.dim(0),
            Launch.padded(c.dim(0))));
        if (!s.wanted(1)) {
            return List.of(solve);
        }
        int items = c.dim(0) * n;
        return List.of(solve, Launch.of("kSinkhornPlan", (g, id) -> g.task(id, TransportKernels::kSinkhornPlan, s.memory(), s.in(0),
            s.in(1), s.in(2), s.in(3), n, m, s.scratch(), s.out(1), items, Launch.padded(items))));
    }

    static int sinkhornScratch(List<Shape> in) {
        Shape c = in.getFirst();
        return c.dim(0) * Sinkhorns.scratch(c.dim(1), c.dim(2));
    }

    static List<Launch> squaredDistance(Site s) {
        int items = s.outShape(0).size();
        return List.of(Launch.of("kSquaredDistance", (g, id) -> g.task(id, TransportKernels::kSquaredDistance, s.memory(), s.in(0), s.in(1),
            s.out(0), s.inShape(0).dim(1), s.inShape(1).dim(1), s.inShape(0).dim(2), items, Launch.padded(items))));
    }
}
