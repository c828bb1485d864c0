package dev.spektron.autograd;

import dev.spektron.backend.op.Effect;
import dev.spektron.backend.op.Leaf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/// Brings units into an order in which everything is computed before it is used, as near as possible to the order of tracing. Effects keep
/// their order, and what was traced before an effect that changes variables reads them before it.
final class UnitOrder {
    /// A unit and the positions of its first and last node in the order of tracing.
    record Placed(Unit unit, int first, int last) {}

    private UnitOrder() {}

    static List<Unit> of(List<Placed> units) {
        int n = units.size();
        Map<Value, Integer> producer = new HashMap<>();
        for (int i = 0; i < n; i++) {
            for (Value v : units.get(i).unit().out()) {
                producer.put(v, i);
            }
        }
        List<Set<Integer>> before = new ArrayList<>();
        for (Placed p : units) {
            Set<Integer> b = new HashSet<>();
            p.unit().in().forEach(v -> {
                Integer i = producer.get(v);
                if (i != null) {
                    b.add(i);
                }
            });
            before.add(b);
        }
        orderEffects(units, before);
        return sorted(units, before);
    }

    private static boolean readsVariables(Unit u) {
        return u.in().stream().anyMatch(UnitOrder::isVariable);
    }

    /// A variable itself or a view of it.
    private static boolean isVariable(Value v) {
        return v.node().op() instanceof Leaf.Variable
            || (v.node().op().isView() || v.node().op() instanceof dev.spektron.backend.op.Primitive.Slice)
            && isVariable(v.node().inputs().getFirst());
    }

    private static boolean changesVariables(Unit u) {
        return u.op() instanceof Effect && !(u.op() instanceof Effect.StoreGradient) && !(u.op() instanceof Effect.GradientNorm)
            && !(u.op() instanceof Effect.ZeroGradients);
    }

    private static void orderEffects(List<Placed> units, List<Set<Integer>> before) {
        int lastEffect = -1;
        for (int i = 0; i < units.size(); i++) {
            if (!(units.get(i).unit().op() instanceof Effect)) {
                continue;
            }
            if (lastEffect >= 0) {
                before.get(i).add(lastEffect);
            }
            lastEffect = i;
            if (changesVariables(units.get(i).unit())) {
                for (int k = 0; k < units.size(); k++) {
                    if (k != i && readsVariables(units.get(k).unit())) {
                        if (units.get(k).last() < units.get(i).first()) {
                            before.get(i).add(k);
                        } else {
                            before.get(k).add(i);
                        }
                    }
                }
            }
        }
    }

    private static List<Unit> sorted(List<Placed> units, List<Set<Integer>> before) {
        int n = units.size();
        int[] waits = new int[n];
        List<List<Integer>> after = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            after.add(new ArrayList<>());
        }
        for (int i = 0; i < n; i++) {
            waits[i] = before.get(i).size();
            for (int b : before.get(i)) {
                after.get(b).add(i);
            }
        }
        PriorityQueue<Integer> ready = new PriorityQueue<>((a, b) -> Integer.compare(units.get(a).last(), units.get(b).last()));
        for (int i = 0; i < n; i++) {
            if (waits[i] == 0) {
                ready.add(i);
            }
        }
        List<Unit> out = new ArrayList<>();
        while (!ready.isEmpty()) {
            int i = ready.poll();
            out.add(units.get(i).unit());
            for (int k : after.get(i)) {
                if (--waits[k] == 0) {
                    ready.add(k);
                }
            }
        }
        if (out.size() != n) {
            throw new IllegalStateException("plan: " + (n - out.size()) + " units wait for one another");
        }
        return out;
    }
}
