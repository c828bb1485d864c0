package dev.spektron.autograd;

import dev.spektron.backend.op.Effect;
import dev.spektron.backend.op.Primitive;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Groups of elementwise nodes that can run as one: of one shape, not separated by an effect, and such that no path leaves a group and
/// comes back to it.
final class Clusters {
    /// Larger groups would need more registers than fit into the first cache.
    private static final int MOST_NODES = 24;
    private static final int MOST_OPERANDS = 16;

    private final List<Node> nodes;
    private final Map<Node, Integer> position = new HashMap<>();
    private final List<List<Integer>> successors = new ArrayList<>();
    private final List<List<Integer>> members = new ArrayList<>();
    private final int[] cluster;
    private final int[] epoch;

    private Clusters(List<Node> nodes) {
        this.nodes = nodes;
        cluster = new int[nodes.size()];
        epoch = new int[nodes.size()];
        int effects = 0;
        for (int i = 0; i < nodes.size(); i++) {
            position.put(nodes.get(i), i);
            successors.add(new ArrayList<>());
            members.add(new ArrayList<>(List.of(i)));
            cluster[i] = i;
            effects += nodes.get(i).op() instanceof Effect ? 1 : 0;
            epoch[i] = effects;
            for (Node source : sources(nodes.get(i))) {
                // Leaves are not computed and stand in no list.
                if (position.containsKey(source)) {
                    successors.get(position.get(source)).add(i);
                }
            }
        }
    }

    private static Set<Node> sources(Node n) {
        Set<Node> out = new HashSet<>();
        n.inputs().forEach(v -> out.add(v.node()));
        return out;
    }

    /// Groups of nodes, each in order; nodes that are not elementwise stand alone.
    static List<List<Node>> of(List<Node> nodes, boolean join) {
        Clusters c = new Clusters(nodes);
        for (int i = 0; join && i < nodes.size(); i++) {
            c.joinSources(i);
        }
        List<List<Node>> out = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            List<Integer> m = c.members.get(c.cluster[i]);
            if (m.getFirst() == i) {
                out.add(m.stream().map(nodes::get).toList());
            }
        }
        return out;
    }

    private void joinSources(int i) {
        Node n = nodes.get(i);
        if (!(n.op() instanceof Primitive.Elementwise)) {
            return;
        }
        for (Value v : n.inputs()) {
            if (!(v.node().op() instanceof Primitive.Elementwise) || !v.shape().equals(n.outputs().getFirst().shape())) {
                continue;
            }
            int from = position.get(v.node());
            if (epoch[from] == epoch[i] && cluster[from] != cluster[i] && small(cluster[from], cluster[i]) && !detour(cluster[from],
                cluster[i])) {
                merge(cluster[from], cluster[i]);
            }
        }
    }

    private boolean small(int a, int b) {
        List<Integer> all = new ArrayList<>(members.get(a));
        all.addAll(members.get(b));
        Set<Value> operands = new HashSet<>();
        for (int i : all) {
            for (Value v : nodes.get(i).inputs()) {
                if (!all.contains(position.get(v.node()))) {
                    operands.add(v);
                }
            }
        }
        return all.size() <= MOST_NODES && operands.size() <= MOST_OPERANDS;
    }

    /// True if a path leads from group a over other nodes to group b.
    private boolean detour(int a, int b) {
        int end = members.get(b).getLast();
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        push(a, a, b, end, seen, open);
        while (!open.isEmpty()) {
            int group = open.pop();
            if (group == b) {
                return true;
            }
            push(group, a, -1, end, seen, open);
        }
        return false;
    }

    /// Adds the groups behind `group`; from the first group, b itself is no detour.
    private void push(int group, int a, int notDirectly, int end, Set<Integer> seen, Deque<Integer> open) {
        for (int m : members.get(group)) {
            for (int s : successors.get(m)) {
                int next = cluster[s];
                if (s <= end && next != a && next != notDirectly && seen.add(next)) {
                    open.push(next);
                }
            }
        }
    }

    private void merge(int a, int b) {
        List<Integer> all = new ArrayList<>(members.get(a));
        all.addAll(members.get(b));
        all.sort(null);
        for (int i : all) {
            cluster[i] = a;
        }
        members.set(a, all);
        members.set(b, List.of());
    }
}
