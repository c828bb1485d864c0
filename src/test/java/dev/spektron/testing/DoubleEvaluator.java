package dev.spektron.testing;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Node;
import dev.spektron.autograd.References;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Fused;
import dev.spektron.backend.op.Leaf;
import dev.spektron.backend.op.Primitive;
import dev.spektron.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Evaluates graphs of primitives in double precision, written from their definitions and slow: what kernels are compared with.
/// Inputs and variables are given by name.
public final class DoubleEvaluator {
    private final Map<Value, double[]> values = new HashMap<>();

    private DoubleEvaluator() {}

    /// All values of a graph of leaves and primitives.
    public static DoubleEvaluator run(Graph g, Map<String, double[]> leaves) {
        DoubleEvaluator e = new DoubleEvaluator();
        for (Node n : g.nodes()) {
            e.evaluate(n, leaves);
        }
        return e;
    }

    public double[] get(Value v) {
        return values.get(v);
    }

    private void evaluate(Node n, Map<String, double[]> leaves) {
        switch (n.op()) {
            case Leaf.Input in -> values.put(n.outputs().getFirst(), given(in.name(), leaves, in.shape()));
            case Leaf.Variable v -> values.put(n.outputs().getFirst(), given(v.name(), leaves, v.shape()));
            case Leaf.Constant c -> values.put(n.outputs().getFirst(), doubles(c.value().data()));
            case Primitive p -> values.put(n.outputs().getFirst(), PrimitiveDoubles.of(p, n,
                n.inputs().stream().map(values::get).toList()));
            default -> throw new IllegalArgumentException(n + ": expected primitives only; expand fused operations by their references");
        }
    }

    private static double[] given(String name, Map<String, double[]> leaves, Shape shape) {
        double[] d = leaves.get(name);
        if (d == null || d.length != shape.size()) {
            throw new IllegalArgumentException(name + shape + ": expected numbers, found " + (d == null ? "none" : d.length));
        }
        return d;
    }

    static double[] doubles(float[] f) {
        double[] d = new double[f.length];
        for (int i = 0; i < f.length; i++) {
            d[i] = f[i];
        }
        return d;
    }

    /// The results of an operation, fused ones by their references.
    public static List<Value> expand(Graph g, dev.spektron.backend.op.Op op, List<Value> in) {
        return op instanceof Fused f ? References.of(f, in) : g.apply(op, in);
    }
}
