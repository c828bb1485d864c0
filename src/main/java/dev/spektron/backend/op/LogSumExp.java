package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// log sum exp(x) over the last axis, without overflow; -infinity for an empty row or one of -infinity alone.
public record LogSumExp() implements Fused {
    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 1);
        Shape s = Expect.rankAtLeast("the operand", in.getFirst(), 1);
        return List.of(s.without(s.rank() - 1, s.rank()));
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return 13L * in.getFirst().size();
    }
}
