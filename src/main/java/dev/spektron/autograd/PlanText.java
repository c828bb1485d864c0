package dev.spektron.autograd;

import dev.spektron.backend.Plan;
import dev.spektron.backend.Step;
import dev.spektron.backend.op.Leaf;
import java.util.Locale;

/// Plans and graphs for people.
public final class PlanText {
    private PlanText() {}

    /// A number of bytes with a unit.
    public static String bytes(long n) {
        return n < 1 << 10 ? n + " B" : n < 1 << 20 ? scaled(n, 10, "KiB") : n < 1 << 30 ? scaled(n, 20, "MiB") : scaled(n, 30, "GiB");
    }

    private static String scaled(long n, int shift, String unit) {
        return String.format(Locale.ROOT, "%.2f %s", (double) n / (1L << shift), unit);
    }

    /// The steps in order, with scope, operation, places, shapes and costs.
    public static String of(Plan plan) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < plan.steps().size(); i++) {
            Step step = plan.steps().get(i);
            s.append(String.format(Locale.ROOT, "%4d  %-28s %-40s %8.2f MFLOP %8.2f MB  %s -> %s%n", i, step.scope(), step.op().label(),
                step.flops() / 1e6, step.bytes() / 1e6, step.in(), step.out()));
        }
        return s + summary(plan);
    }

    /// Operations, memory and costs in some lines.
    public static String summary(Plan plan) {
        return String.format(Locale.ROOT, "%d steps, %.3f GFLOP, %.1f MB moved at least%n", plan.steps().size(), plan.flops() / 1e9,
            plan.bytes() / 1e6)
            + "memory " + bytes(plan.memoryBytes()) + ": variables " + bytes(plan.variableBytes()) + ", work " + bytes(plan.workBytes())
            + " (at most " + bytes(4L * plan.liveSize()) + " of it in use at one time)\n";
    }

    /// The nodes of a graph in the order of tracing.
    public static String of(Graph g) {
        StringBuilder s = new StringBuilder();
        for (Node n : g.nodes()) {
            s.append(String.format(Locale.ROOT, "%-28s %s = %s %s%n", n.scope(), n.outputs(), n.op().label(), n.inputs()));
        }
        return s.toString();
    }

    /// The graph for Graphviz, one box a scope.
    public static String dot(Graph g) {
        StringBuilder s = new StringBuilder("digraph spektron {\n  node [shape=box, fontname=\"sans-serif\", fontsize=10];\n");
        for (Node n : g.nodes()) {
            String name = n.op() instanceof Leaf.Input i ? i.name() : n.op() instanceof Leaf.Variable v ? v.name() : n.op().label();
            String shapes = n.outputs().stream().map(v -> v.shape().toString()).reduce("", (a, b) -> a + " " + b);
            s.append(String.format(Locale.ROOT, "  n%d [label=\"%s\\n%s%s\"%s];%n", n.id(), name.replace("\"", "'"),
                n.scope().isEmpty() ? "" : n.scope() + "\\n", shapes.strip(), n.op() instanceof Leaf ? ", style=rounded" : ""));
            n.inputs().forEach(v -> s.append("  n").append(v.node().id()).append(" -> n").append(n.id()).append(";\n"));
        }
        return s.append("}\n").toString();
    }
}
