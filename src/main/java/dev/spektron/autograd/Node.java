package dev.spektron.autograd;

import dev.spektron.backend.op.Op;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// One operation of a graph: what, of which values, where in the model.
public final class Node {
    private final int id;
    private final Graph graph;
    private final Op op;
    private final List<Value> inputs;
    private final List<Value> outputs;
    private final String scope;
    private final boolean backward;

    Node(int id, Graph graph, Op op, List<Value> inputs, List<Shape> shapes, String scope, boolean backward) {
        this.id = id;
        this.graph = graph;
        this.op = op;
        this.inputs = List.copyOf(inputs);
        this.scope = scope;
        this.backward = backward;
        List<Value> out = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            out.add(new Value(this, i, shapes.get(i)));
        }
        outputs = List.copyOf(out);
    }

    /// Position in the order of tracing.
    public int id() {
        return id;
    }

    public Op op() {
        return op;
    }

    public List<Value> inputs() {
        return inputs;
    }

    public List<Value> outputs() {
        return outputs;
    }

    /// Where in the model, such as `backbone.2.ssm`; gradients stand in the scope of what they belong to, with a prime.
    public String scope() {
        return scope;
    }

    /// True if the node was made by differentiation.
    public boolean backward() {
        return backward;
    }

    Graph graph() {
        return graph;
    }

    /// The same operation on other values; it stands in no graph's list.
    Node withInputs(List<Value> other, boolean inBackward) {
        return new Node(id, graph, op, other, outputs.stream().map(Value::shape).toList(), scope, inBackward);
    }

    @Override
    public String toString() {
        return "%" + id + " " + op.label();
    }
}
