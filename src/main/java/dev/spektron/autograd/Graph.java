package dev.spektron.autograd;

import dev.spektron.backend.VariableLayout;
import dev.spektron.backend.op.Effect;
import dev.spektron.backend.op.Leaf;
import dev.spektron.backend.op.Op;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;
import dev.spektron.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A program while it is traced: nodes in order, shapes checked at once. Gradients are further nodes of the same graph.
///
/// ```java
/// Graph g = new Graph();
/// Value x = g.input("x", Shape.of(16, 700));
/// Value w = g.parameter("w", Shape.of(1, 700));
/// Value loss = x.matmul(w, false, true).square().mean();
/// g.output("loss", loss);
/// g.backward(loss);                       // gradients of all parameters
/// Plan plan = Planner.plan(g, backend);
/// ```
public final class Graph {
    private final VariableLayout layout;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Op, Value> leaves = new HashMap<>();
    private final Map<String, Value> outputs = new LinkedHashMap<>();
    private String scope = "";
    private boolean backward;

    public Graph() {
        this(new VariableLayout());
    }

    /// A graph over variables that other graphs use, too.
    public Graph(VariableLayout layout) {
        this.layout = layout;
    }

    public VariableLayout layout() {
        return layout;
    }

    public List<Node> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    /// Named results in the order in which they were named.
    public Map<String, Value> outputs() {
        return Collections.unmodifiableMap(outputs);
    }

    /// Keeps a value as a result that can be read after a run.
    public void output(String name, Value value) {
        Objects.requireNonNull(value, () -> "output " + name + ": expected a value, found null (no gradient reaches it?)");
        if (outputs.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("output " + name + ": there is one of this name already");
        }
    }

    /// Enters a part of the model until the result is closed; messages and listings name it.
    public Scope scope(String name) {
        String outer = scope;
        scope = outer.isEmpty() ? name : outer + "." + name;
        return () -> scope = outer;
    }

    /// A part of the model that is being traced.
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /// The scope of the nodes that are being traced.
    public String scope() {
        return scope;
    }

    private Value leaf(Leaf leaf) {
        return leaves.computeIfAbsent(leaf, op -> add(op, List.of(), List.of(leaf.shape())).outputs().getFirst());
    }

    public Value input(String name, Shape shape) {
        for (Op op : leaves.keySet()) {
            if (op instanceof Leaf.Input in && in.name().equals(name) && !in.shape().equals(shape)) {
                throw new ShapeException("input " + name + shape + ": there is one of this name already, " + in.shape());
            }
        }
        return leaf(new Leaf.Input(name, shape));
    }

    /// Defines a trained variable of group 0 and gives its value.
    public Value parameter(String name, Shape shape) {
        layout.parameter(name, shape, 0);
        return variable(name);
    }

    /// The value of a variable of the layout.
    public Value variable(String name) {
        return leaf(new Leaf.Variable(name, layout.entry(name).shape()));
    }

    public Value constant(Tensor value) {
        return leaf(new Leaf.Constant(value));
    }

    public Value constant(float value) {
        return constant(Tensor.scalar(value));
    }

    /// Traces an operation with one result.
    public Value one(Op op, Value... in) {
        List<Value> out = apply(op, List.of(in));
        if (out.size() != 1) {
            throw new IllegalArgumentException(op.label() + ": expected an operation with one result, found " + out.size());
        }
        return out.getFirst();
    }

    /// Traces an operation.
    ///
    /// @throws ShapeException if the operands do not fit; the message names scope, operation and shapes
    public List<Value> apply(Op op, List<Value> in) {
        for (Value v : in) {
            if (v.graph() != this) {
                throw new IllegalArgumentException(op.label() + ": expected operands of this graph, found " + v + " of another one");
            }
        }
        List<Shape> shapes;
        try {
            shapes = op.infer(in.stream().map(Value::shape).toList());
        } catch (ShapeException e) {
            throw new ShapeException((scope.isEmpty() ? "" : scope + ": ") + op.label() + ": " + e.getMessage());
        }
        return add(op, in, shapes).outputs();
    }

    private Node add(Op op, List<Value> in, List<Shape> shapes) {
        Node n = new Node(nodes.size(), this, op, in, shapes, scope, backward);
        nodes.add(n);
        return n;
    }

    /// Gradients of a scalar with respect to values, in their order; null where it does not depend on one.
    public List<Value> gradients(Value loss, Collection<Value> wrt) {
        String outer = scope;
        backward = true;
        try {
            return new Differentiation(this, loss, wrt).run(s -> scope = s);
        } finally {
            backward = false;
            scope = outer;
        }
    }

    /// Computes the gradients of all parameters that the loss depends on and stores them; parameters that it does not depend on keep what
    /// stands in their gradient (zeros).
    public void backward(Value loss) {
        backward(loss, false);
    }

    /// As [#backward(Value)]; with `add` gradients are added to what is there, for accumulation over several runs.
    public void backward(Value loss, boolean add) {
        Map<String, Value> parameters = new LinkedHashMap<>();
        for (Node n : List.copyOf(nodes)) {
            if (n.op() instanceof Leaf.Variable v && layout.entry(v.name()).trained()) {
                parameters.put(v.name(), n.outputs().getFirst());
            }
        }
        List<Value> gradients = gradients(loss, parameters.values());
        backward = true;
        int i = 0;
        for (String name : parameters.keySet()) {
            Value g = gradients.get(i++);
            if (g != null) {
                apply(new Effect.StoreGradient(name, add), List.of(g));
            }
        }
        backward = false;
    }

    /// Writes a value to a variable that is not trained.
    public void store(String variable, Value value) {
        Shape expected = layout.entry(variable).shape();
        if (layout.entry(variable).trained()) {
            throw new IllegalArgumentException("variable " + variable + ": expected one that is not trained");
        }
        if (!expected.equals(value.shape())) {
            throw new ShapeException("variable " + variable + ": expected shape " + expected + ", found " + value.shape());
        }
        apply(new Effect.StoreState(variable), List.of(value));
    }

    /// The Euclidean norm of all stored gradients.
    public Value gradientNorm() {
        return one(new Effect.GradientNorm());
    }
}
