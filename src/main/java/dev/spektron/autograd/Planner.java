package dev.spektron.autograd;

import dev.spektron.autograd.OffsetAllocator.Buffer;
import dev.spektron.backend.Backend;
import dev.spektron.backend.Plan;
import dev.spektron.backend.Slot;
import dev.spektron.backend.Space;
import dev.spektron.backend.Step;
import dev.spektron.backend.op.Effect;
import dev.spektron.backend.op.Leaf;
import dev.spektron.backend.op.Primitive;
import dev.spektron.backend.op.Section;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes a plan of a graph: drops what is not needed, recomputes what shall not be kept, joins elementwise operations, orders, and finds
/// a place for every value. The plan knows its memory; too much is an error before anything runs.
public final class Planner {
    private final Graph graph;
    private final Backend backend;
    private final PlanOptions options;
    private final Map<String, Value> outputs = new LinkedHashMap<>();

    private Planner(Graph graph, Backend backend, PlanOptions options) {
        this.graph = graph;
        this.backend = backend;
        this.options = options;
    }

    public static Plan plan(Graph graph, Backend backend) {
        return plan(graph, backend, PlanOptions.DEFAULT);
    }

    /// @throws PlanTooLargeException if the plan needs more memory than the options allow
    public static Plan plan(Graph graph, Backend backend, PlanOptions options) {
        return new Planner(graph, backend, options).run();
    }

    private Plan run() {
        graph.layout().fix();
        Recomputation.Result recomputed = Recomputation.apply(Liveness.of(graph), graph, options.recompute());
        graph.outputs().forEach((name, v) -> outputs.put(name, recomputed.of(v)));
        List<Node> nodes = recomputed.nodes().stream().filter(n -> !(n.op() instanceof Leaf)).toList();
        Placement placement = new Placement(graph.layout(), options.reuse());
        List<Unit> units = placement.arrange(UnitOrder.of(units(nodes)), leaves(recomputed.nodes()), outputs.values());
        placement.measure(units, outputs.values());
        List<Buffer> scratch = scratch(units, placement.buffers());
        long length = OffsetAllocator.place(placement.buffers());
        long live = OffsetAllocator.live(placement.buffers(), units.size());
        return checked(plan(units, placement, scratch, (int) length, (int) live));
    }

    /// All leaves in use, and all inputs: an input that nothing needs can still be written.
    private List<Value> leaves(List<Node> live) {
        Set<Node> out = new HashSet<>(live);
        return graph.nodes().stream().filter(n -> n.op() instanceof Leaf.Input || n.op() instanceof Leaf && out.contains(n))
            .map(n -> n.outputs().getFirst()).toList();
    }

    private List<UnitOrder.Placed> units(List<Node> nodes) {
        Map<Node, Integer> position = new HashMap<>();
        nodes.forEach(n -> position.put(n, position.size()));
        List<List<Node>> groups = Clusters.of(nodes, options.join());
        Set<Value> needed = needed(groups);
        List<UnitOrder.Placed> out = new ArrayList<>();
        for (List<Node> group : groups) {
            Unit u = unit(group, needed);
            if (u != null) {
                out.add(new UnitOrder.Placed(u, position.get(group.getFirst()), position.get(group.getLast())));
            }
        }
        return out;
    }

    private static Unit unit(List<Node> group, Set<Value> needed) {
        Node n = group.getFirst();
        return switch (n.op()) {
            case Primitive.Elementwise e -> ChainWriter.of(group, needed);
            case Primitive.Broadcast b -> needed.contains(n.outputs().getFirst()) ? ChainWriter.spread(n) : null;
            default -> Unit.of(n);
        };
    }

    /// Values that somebody outside their group reads. Elementwise nodes read what stands behind a spread, not the spread itself.
    private Set<Value> needed(List<List<Node>> groups) {
        Set<Value> out = new HashSet<>(outputs.values());
        for (List<Node> group : groups) {
            Set<Node> inside = new HashSet<>(group);
            for (Node n : group) {
                for (Value v : n.inputs()) {
                    if (!inside.contains(v.node())) {
                        out.add(n.op() instanceof Primitive.Elementwise ? ChainWriter.base(v) : v);
                    }
                }
            }
        }
        return out;
    }

    /// Room beside operands and results, needed in one step only.
    private List<Buffer> scratch(List<Unit> units, List<Buffer> buffers) {
        List<Buffer> out = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            Unit u = units.get(i);
            List<Shape> in = new ArrayList<>(shapes(u.in()));
            if (u.op() instanceof Effect e) {
                ranges(e).forEach(s -> in.add(s.shape()));
            }
            int n = backend.scratch(u.op(), in, shapes(u.out()));
            Buffer b = n == 0 ? null : new Buffer(n);
            if (b != null) {
                b.needed(i);
                buffers.add(b);
            }
            out.add(b);
        }
        return out;
    }

    private static List<Shape> shapes(List<Value> values) {
        return values.stream().map(Value::shape).toList();
    }

    private Plan plan(List<Unit> units, Placement placement, List<Buffer> scratch, int length, int live) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            Unit u = units.get(i);
            List<Slot> in = new ArrayList<>(u.in().stream().map(placement::slot).toList());
            List<Slot> out = new ArrayList<>(u.out().stream().map(placement::slot).toList());
            if (u.op() instanceof Effect e) {
                touched(e, in, out);
            }
            Buffer b = scratch.get(i);
            steps.add(new Step(u.op(), in, out, b == null ? null : new Slot(Space.WORK, b.offset, Shape.of(b.size)), u.scope()));
        }
        Map<String, Slot> inputs = new LinkedHashMap<>();
        Map<Slot, Tensor> constants = new LinkedHashMap<>();
        for (Value v : leaves(Liveness.of(graph))) {
            switch ((Leaf) v.node().op()) {
                case Leaf.Input input -> inputs.put(input.name(), placement.slot(v));
                case Leaf.Constant constant -> constants.put(placement.slot(v), constant.value());
                case Leaf.Variable variable -> { }
            }
        }
        Map<String, Slot> results = new LinkedHashMap<>();
        outputs.forEach((name, v) -> results.put(name, placement.slot(v)));
        Section last = lastSection(steps);
        long bytes = 4L * graph.layout().size(Section.PARAMETERS, last) + 4L * length;
        return new Plan(steps, graph.layout(), last, length, live, inputs, results, constants, bytes);
    }

    /// The parts of the variables that an effect reads or changes, behind its operands; a single target is a result.
    private void touched(Effect e, List<Slot> in, List<Slot> out) {
        switch (e) {
            case Effect.StoreGradient s -> out.add(graph.layout().slot(Section.GRADIENTS, s.variable()));
            case Effect.StoreState s -> out.add(graph.layout().slot(s.variable()));
            default -> in.addAll(ranges(e));
        }
    }

    private List<Slot> ranges(Effect e) {
        boolean single = e instanceof Effect.StoreGradient || e instanceof Effect.StoreState;
        return single ? List.of() : e.sections().stream().map(s -> graph.layout().range(s, e.group())).toList();
    }

    /// The last section that any step touches.
    private Section lastSection(List<Step> steps) {
        Section last = Section.STATE;
        for (Step s : steps) {
            List<Slot> all = new ArrayList<>(s.in());
            all.addAll(s.out());
            for (Slot slot : all) {
                for (Section section : Section.values()) {
                    boolean inside = slot.space() == Space.VARIABLES && slot.offset() >= graph.layout().start(section) && slot.size() > 0;
                    last = inside && section.compareTo(last) > 0 ? section : last;
                }
            }
        }
        return last;
    }

    private Plan checked(Plan p) {
        if (options.memoryLimit() > 0 && p.memoryBytes() > options.memoryLimit()) {
            throw new PlanTooLargeException(p.memoryBytes(), options.memoryLimit(), tooLarge(p));
        }
        return p;
    }

    private String tooLarge(Plan p) {
        Step most = p.steps().stream().max(Comparator.comparingLong(s -> s.out().stream().mapToLong(Slot::size).sum())).orElseThrow();
        return "plan: needs " + PlanText.bytes(p.memoryBytes()) + " (variables " + PlanText.bytes(p.variableBytes()) + ", work "
            + PlanText.bytes(p.workBytes()) + "), was given "
            + PlanText.bytes(options.memoryLimit()) + "; the largest result is that of " + most.place() + " " + most.outShapes()
            + "; take a smaller batch" + (options.recompute().isEmpty() ? ", or recompute scopes in the backward pass" : "");
    }
}
