package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import java.util.List;

/// Softmax over the k largest of each row, the others 0 (Shazeer et al., arXiv:1701.06538, eq. 3 to 5). Of equal numbers the first count.
public record TopKGate(int k) implements Fused {
    @Override
    public List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 1);
        Shape x = Expect.rankAtLeast("the logits", in.getFirst(), 1);
        Expect.argument(k > 0 && k <= x.last(), "expected k from 1 to the row length " + x.last() + ", found " + k);
        return in;
    }

    @Override
    public long flops(List<Shape> in, List<Shape> out) {
        return (long) (k + 14) * in.getFirst().size();
    }
}
