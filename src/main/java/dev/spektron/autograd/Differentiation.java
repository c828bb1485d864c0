package dev.spektron.autograd;

import dev.spektron.backend.op.Primitive;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;
import dev.spektron.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Reverse-mode differentiation: walks the nodes backwards and asks [Vjp] for the gradient of each operand.
final class Differentiation {
    private final Graph graph;
    private final Value loss;
    private final List<Value> wrt;
    private final Map<Value, List<Value>> parts = new HashMap<>();

    Differentiation(Graph graph, Value loss, Collection<Value> wrt) {
        if (loss.shape().size() != 1) {
            throw new ShapeException("gradient: expected a loss of one number, found shape " + loss.shape());
        }
        this.graph = graph;
        this.loss = loss;
        this.wrt = List.copyOf(wrt);
    }

    List<Value> run(Consumer<String> scope) {
        Set<Value> depends = dependents();
        parts.computeIfAbsent(loss, v -> new ArrayList<>()).add(ones(loss.shape()));
        List<Node> nodes = List.copyOf(graph.nodes());
        for (int i = loss.node().id(); i >= 0; i--) {
            Node n = nodes.get(i);
            if (n.outputs().stream().noneMatch(v -> parts.containsKey(v) && depends.contains(v))) {
                continue;
            }
            scope.accept(n.scope().isEmpty() || n.scope().endsWith("'") ? n.scope() : n.scope() + "'");
            spread(n, depends);
        }
        return wrt.stream().map(v -> depends.contains(v) ? total(v) : null).toList();
    }

    private void spread(Node n, Set<Value> depends) {
        if (n.inputs().isEmpty()) {
            return;
        }
        List<Value> dy = new ArrayList<>();
        for (Value v : n.outputs()) {
            dy.add(total(v));
        }
        List<Value> dx = Vjp.of(n, dy);
        for (int k = 0; k < n.inputs().size(); k++) {
            Value x = n.inputs().get(k);
            if (dx.get(k) != null && depends.contains(x)) {
                parts.computeIfAbsent(x, v -> new ArrayList<>()).add(dx.get(k));
            }
        }
    }

    /// Values that depend on one of `wrt`.
    private Set<Value> dependents() {
        Set<Value> out = new HashSet<>(wrt);
        for (Node n : graph.nodes()) {
            if (n.inputs().stream().anyMatch(out::contains)) {
                out.addAll(n.outputs());
            }
        }
        return out;
    }

    private Value ones(Shape shape) {
        float[] one = new float[shape.size()];
        java.util.Arrays.fill(one, 1);
        return graph.constant(Tensor.of(shape, one));
    }

    /// The sum of all contributions to the gradient of a value; null for none.
    private Value total(Value v) {
        List<Value> list = parts.get(v);
        if (list == null || list.isEmpty()) {
            return null;
        }
        Value sum = joined(list);
        if (sum == null) {
            sum = list.getFirst();
            for (Value part : list.subList(1, list.size())) {
                sum = sum.add(part);
            }
        }
        list.clear();
        list.add(sum);
        return sum;
    }

    /// Contributions of slices that cover an axis without overlap are joined rather than added between zeros; null if they are not of
    /// that kind.
    private static Value joined(List<Value> list) {
        if (list.size() < 2 || !list.stream().allMatch(v -> v.node().op() instanceof Primitive.Place p && p.step() == 1)) {
            return null;
        }
        List<Value> sorted = new ArrayList<>(list);
        sorted.sort(Comparator.comparingInt(v -> place(v).from()));
        int axis = place(sorted.getFirst()).axis();
        int at = 0;
        List<Value> pieces = new ArrayList<>();
        for (Value v : sorted) {
            Value piece = v.node().inputs().getFirst();
            if (place(v).axis() != axis || place(v).from() != at) {
                return null;
            }
            at += piece.shape().dim(axis);
            pieces.add(piece);
        }
        return at == list.getFirst().shape().dim(axis) ? Value.concat(axis, pieces) : null;
    }

    private static Primitive.Place place(Value v) {
        return (Primitive.Place) v.node().op();
    }
}
