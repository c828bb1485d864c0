package dev.spektron.backend.scalar;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Sinkhorn;
import dev.spektron.kernels.Distances;
import dev.spektron.kernels.Sinkhorns;
import dev.spektron.tensor.Shape;
import java.util.List;

/// Loops over the bodies of optimal transport and distances.
final class ScalarTransport {
    private ScalarTransport() {}

    static List<Task> sinkhorn(Sinkhorn op, Bound s) {
        Shape shape = s.inShape(0);
        int n = shape.dim(1);
        int m = shape.dim(2);
        int scaling = op.scaling() ? 1 : 0;
        Ref c = s.in(0);
        Ref mu = s.in(1);
        Ref nu = s.in(2);
        Ref eps = s.in(3);
        Ref value = s.out(0);
        Ref room = s.scratch();
        Task solve = Task.range(shape.dim(0), 1, (from, to, worker) -> {
            for (int g = from; g < to; g++) {
                Sinkhorns.solve(g, op.iterations(), op.tolerance(), scaling, c.data(), c.at(), mu.data(), mu.at(), nu.data(), nu.at(),
                    eps.data(), eps.at(), n, m, value.data(), value.at(), room.data(), room.at());
            }
        });
        if (!s.wanted(1)) {
            return List.of(solve);
        }
        Ref plan = s.out(1);
        return List.of(solve, Task.items(shape.dim(0) * n, 8 * m, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                Sinkhorns.planRow(item, c.data(), c.at(), mu.data(), mu.at(), nu.data(), nu.at(), eps.data(), eps.at(), n, m, room.data(),
                    room.at(), plan.data(), plan.at());
            }
        }));
    }

    static int sinkhornScratch(List<Shape> in) {
        Shape c = in.getFirst();
        return c.dim(0) * Sinkhorns.scratch(c.dim(1), c.dim(2));
    }

    static List<Task> squaredDistance(Bound s) {
        int n = s.inShape(0).dim(1);
        int m = s.inShape(1).dim(1);
        int d = s.inShape(0).dim(2);
        Ref x = s.in(0);
        Ref y = s.in(1);
        Ref z = s.out(0);
        return List.of(Task.items(s.outShape(0).size(), d, (from, to, worker) -> {
            for (int item = from; item < to; item++) {
                Distances.squared(item, x.data(), x.at(), y.data(), y.at(), z.data(), z.at(), n, m, d);
            }
        }));
    }
}
