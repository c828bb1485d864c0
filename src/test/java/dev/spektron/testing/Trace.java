package dev.spektron.testing;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A sample as a graph: results, a loss that weighs them with fixed numbers, and the gradients of the operands.
///
/// @param values    results that are used
/// @param gradients gradients of the differentiable operands; null where none passes
public record Trace(Graph graph, Value loss, List<Value> values, List<Value> gradients) {
    /// Traces a sample.
    ///
    /// @param expanded fused operations by their references
    /// @param shift    elements by which operands and results are moved from where they would stand
    /// @param backward with gradients
    public static Trace of(OpSample sample, boolean expanded, int shift, boolean backward) {
        Graph g = new Graph();
        List<Value> in = new ArrayList<>();
        List<Value> wrt = new ArrayList<>();
        for (int i = 0; i < sample.operands().size(); i++) {
            Shape s = sample.operands().get(i).shape();
            Value v = g.input("x" + i, Shape.of(s.size() + shift)).slice(0, shift, s.size()).reshape(s);
            in.add(v);
            if (sample.operands().get(i).differentiable()) {
                wrt.add(v);
            }
        }
        List<Value> all = expanded ? DoubleEvaluator.expand(g, sample.op(), in) : g.apply(sample.op(), in);
        List<Value> used = sample.results() == null ? all : sample.results().stream().map(all::get).toList();
        Value loss = null;
        Random random = new Random(7);
        for (Value v : used) {
            Value part = v.mul(g.constant(weights(v.shape(), random))).sum();
            loss = loss == null ? part : loss.add(part);
        }
        List<Value> gradients = backward && !wrt.isEmpty() ? g.gradients(loss, wrt) : List.of();
        return new Trace(g, loss, used, gradients);
    }

    private static Tensor weights(Shape s, Random random) {
        float[] w = new float[s.size()];
        for (int i = 0; i < w.length; i++) {
            w[i] = (float) (random.nextGaussian() * 0.5 + 0.25);
        }
        return Tensor.of(s, w);
    }
}
