package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// Cross entropy of each row: log sum exp(x) - x[label]. Operands logits x (..., n) and labels (...), whole numbers from 0 to n - 1; a
/// negative label leaves the row out (loss and gradient 0), any other label gives NaN. Results: loss (...), log sum exp (...).
public record CrossEntropy() implements Fused {
    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 2);
        Shape x = Expect.rankAtLeast("the logits", in.getFirst(), 1);
        Shape rows = x.without(x.rank() - 1, x.rank());
        Expect.shape("the labels", in.get(1), rows);
        return List.of(rows, rows);
    }

    /// The log sums.
    @Override
    public boolean mayDrop(int result) {
        return result == 1;
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return 13L * in.getFirst().size();
    }

    /// dx = (exp(x - lse) - [i = label]) dloss: operands x, labels, lse, dloss.
    public record Grad() implements Adjoint {
        @Override
        public List<Shape> infer(List<Shape> in) {
            Expect.operands(in, 4);
            Shape rows = in.get(0).without(in.get(0).rank() - 1, in.get(0).rank());
            Expect.shape("the labels", in.get(1), rows);
            Expect.shape("the log sums", in.get(2), rows);
            Expect.shape("dloss", in.get(3), rows);
            return List.of(in.get(0));
        }

        @Override
        public long flops(List<Shape> in, List<Shape> out) {
            return 12L * in.getFirst().size();
        }
    }
}
