package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// Squared Euclidean distances of all pairs of rows, summed from the differences (no cancellation, never negative):
/// operands x (G, n, d), y (G, m, d), result (G, n, m).
public record SquaredDistance() implements Fused {
    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 2);
        Shape x = Expect.rank("x", in.get(0), 3);
        Shape y = Expect.rank("y", in.get(1), 3);
        Expect.shape("y", y, x.dim(0), y.dim(1), x.dim(2));
        return List.of(x.with(2, y.dim(1)));
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return 3L * out.getFirst().size() * in.getFirst().dim(2);
    }
}
