package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// Values of each row at fractional positions. Operands x (..., n) and positions (m), for all rows, or (..., m), one set for each; result
/// (..., m).
/// Positions count in samples; outside [0, n - 1] the end values go on. LINEAR joins neighbours; CUBIC is Keys' cubic convolution
/// (1981, doi:10.1109/TASSP.1981.1163711, eq. 4 with parameter `a`, -0.5 for third order), its neighbours held inside the row.
public record Resample(Kind kind, float a) implements Fused {
    /// The interpolation.
    public enum Kind { LINEAR, CUBIC }

    public static Resample linear() {
        return new Resample(Kind.LINEAR, 0);
    }

    public static Resample cubic() {
        return new Resample(Kind.CUBIC, -0.5f);
    }

    private static Shape result(List<Shape> in) {
        Shape x = Expect.rankAtLeast("x", in.get(0), 1);
        Shape p = Expect.rankAtLeast("the positions", in.get(1), 1);
        Expect.argument(x.last() > 0 || p.last() == 0, "expected rows of at least one sample, found " + x);
        Shape y = x.with(x.rank() - 1, p.last());
        if (p.rank() != 1) {
            Expect.shape("the positions", p, y);
        }
        return y;
    }

    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 2);
        return List.of(result(in));
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return (kind == Kind.LINEAR ? 6L : 25L) * out.getFirst().size();
    }

    /// Operands x, positions, dy; results dx, dpositions: 0 outside of [0, n - 1], and for LINEAR at a sample the slope on its right.
    public record Grad(Resample resample) implements Adjoint {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 3);
            Expect.shape("dy", in.get(2), result(in));
            return in.subList(0, 2);
        }

        @Override
        public boolean mayDrop(int result) {
            return true;
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return (resample.kind == Kind.LINEAR ? 10L : 50L) * in.get(2).size();
        }
    }
}
