package dev.spektron.autograd;

import dev.spektron.backend.op.Leaf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Replaces values inside chosen scopes that the backward pass needs by copies that are computed there, right before the first use.
/// What a scope takes in and what it hands on is kept.
final class Recomputation {
    private final List<String> scopes;
    private final Set<Value> handedOn = new HashSet<>();
    private final Map<Value, Value> copies = new HashMap<>();
    private final List<Node> out = new ArrayList<>();

    private Recomputation(List<String> scopes) {
        this.scopes = scopes;
    }

    /// Nodes in order, and the values that took the place of others.
    record Result(List<Node> nodes, Map<Value, Value> replaced) {
        Value of(Value v) {
            return replaced.getOrDefault(v, v);
        }
    }

    static Result apply(List<Node> nodes, Graph graph, List<String> scopes) {
        if (scopes.isEmpty()) {
            return new Result(nodes, Map.of());
        }
        for (String s : scopes) {
            if (graph.nodes().stream().noneMatch(n -> inside(n.scope(), s))) {
                throw new IllegalArgumentException("recompute: expected scopes of the graph, one of "
                    + graph.nodes().stream().map(Node::scope).filter(n -> !n.isEmpty()).distinct().toList() + ", found " + s);
            }
        }
        return new Recomputation(scopes).run(nodes, graph);
    }

    private static boolean inside(String scope, String segment) {
        return scope.equals(segment) || scope.startsWith(segment + ".");
    }

    private String segment(Node n) {
        if (n.backward() || n.op() instanceof Leaf) {
            return null;
        }
        return scopes.stream().filter(s -> inside(n.scope(), s)).findFirst().orElse(null);
    }

    private Result run(List<Node> nodes, Graph graph) {
        handedOn.addAll(graph.outputs().values());
        for (Node n : nodes) {
            for (Value v : n.inputs()) {
                String own = segment(v.node());
                if (own != null && !n.backward() && !own.equals(segment(n))) {
                    handedOn.add(v);
                }
            }
        }
        for (Node n : nodes) {
            out.add(rewired(n));
        }
        return new Result(out, copies);
    }

    /// The node on copies of the values that are not kept.
    private Node rewired(Node n) {
        List<Value> in = n.inputs().stream().map(v -> n.backward() ? copy(v) : v.node().backward() ? copies.getOrDefault(v, v)
            : v).toList();
        return in.equals(n.inputs()) ? n : replace(n, in);
    }

    private Node replace(Node n, List<Value> in) {
        Node other = n.withInputs(in, true);
        for (int i = 0; i < other.outputs().size(); i++) {
            copies.put(n.outputs().get(i), other.outputs().get(i));
        }
        return other;
    }

    private Value copy(Value v) {
        Value known = copies.get(v);
        if (known != null) {
            return known;
        }
        if (segment(v.node()) == null || handedOn.contains(v)) {
            return v;
        }
        Node again = replace(v.node(), v.node().inputs().stream().map(this::copy).toList());
        out.add(again);
        return again.outputs().get(v.index());
    }
}
