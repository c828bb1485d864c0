package dev.spektron.backend.op;

import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import java.util.List;

/// Where values come from. Leaves have no operands and are not computed.
public sealed interface Leaf extends Op {
    Shape shape();

    @Override
    default List<Shape> infer(List<Shape> in) {
        Expect.operands(in, 0);
        return List.of(shape());
    }

    /// Numbers that the caller writes before a run.
    record Input(String name, Shape shape) implements Leaf {}

    /// A variable of the layout: a parameter, or state that is not trained.
    record Variable(String name, Shape shape) implements Leaf {}

    /// Numbers known when the graph is traced.
    record Constant(Tensor value) implements Leaf {
        @Override
        public Shape shape() {
            return value.shape();
        }
    }
}
