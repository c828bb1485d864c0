package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// exp(x - max x) / sum exp(x - max x) over the last axis. A row of -infinity alone gives zeros.
public record Softmax() implements Fused {
    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 1);
        return List.of(Expect.rankAtLeast("the operand", in.getFirst(), 1));
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return 14L * in.getFirst().size();
    }

    /// dx = y (dy - sum(y dy)): operands y, dy. It serves [TopKGate], too, whose other gates are 0.
    public record Grad() implements Adjoint {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 2);
            Expect.shape("dy", in.get(1), in.get(0));
            return List.of(in.get(0));
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return 4L * in.getFirst().size();
        }
    }
}
