package dev.spektron.autograd;

import dev.spektron.backend.op.Effect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Drops what contributes to no output and no effect.
final class Liveness {
    private Liveness() {}

    /// The nodes that are needed, in the order of tracing.
    static List<Node> of(Graph g) {
        Set<Node> live = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        g.outputs().values().forEach(v -> open.add(v.node()));
        g.nodes().stream().filter(n -> n.op() instanceof Effect).forEach(open::add);
        while (!open.isEmpty()) {
            Node n = open.pop();
            if (live.add(n)) {
                n.inputs().forEach(v -> open.push(v.node()));
            }
        }
        List<Node> out = new ArrayList<>();
        for (Node n : g.nodes()) {
            if (live.contains(n)) {
                out.add(n);
            }
        }
        return out;
    }
}
