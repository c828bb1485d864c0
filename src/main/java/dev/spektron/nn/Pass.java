package dev.spektron.nn;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Attention;
import dev.spektron.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One traced run through a model: its graph, whether it trains, and where its random numbers come from.
///
/// Every place that draws random numbers has a stream of its own, named by the pass, the scope and a count inside the scope, so that the
/// numbers are a pure function of (seed, place, step, index) and do not depend on what else the graph holds.
public final class Pass {
    /// How a pass is run.
    public enum Mode {
        /// Dropout, noise and batch statistics as in training.
        TRAIN,
        /// Nothing is random; a sample's result does not depend on its batch.
        EVALUATE,
        /// As `EVALUATE`, but with dropout (Gal and Ghahramani, arXiv:1506.02142).
        SAMPLE,
        /// As `TRAIN`, but without any randomness; for comparisons with other programs.
        TRAIN_WITHOUT_NOISE
    }

    private final Graph graph;
    private final Mode mode;
    private final Value step;
    private final long seed;
    private final String name;
    private final Adapters adapters;
    private final String prefix;
    private final Map<String, Integer> draws = new HashMap<>();
    private final Map<Integer, String> purposes = new HashMap<>();

    /// @param step the scalar that counts steps; null where nothing is random
    /// @param name tells this pass from others over the same graph, such as the second view of a spectrum
    public Pass(Graph graph, Mode mode, Value step, long seed, String name, Adapters adapters) {
        this(graph, mode, step, seed, name, adapters, "");
    }

    private Pass(Graph graph, Mode mode, Value step, long seed, String name, Adapters adapters, String prefix) {
        this.prefix = prefix;
        this.graph = graph;
        this.mode = mode;
        this.step = step;
        this.seed = seed;
        this.name = name;
        this.adapters = adapters;
    }

    /// A pass in which nothing is random.
    public static Pass evaluate(Graph graph) {
        return new Pass(graph, Mode.EVALUATE, null, 0, "", Adapters.NONE);
    }

    /// The same with other variables: those whose names begin with `prefix`, such as the target network's.
    public Pass over(String prefix) {
        return new Pass(graph, mode, step, seed, name, adapters, prefix);
    }

    public Graph graph() {
        return graph;
    }

    /// Whether batch statistics and losses are those of training.
    public boolean training() {
        return mode == Mode.TRAIN || mode == Mode.TRAIN_WITHOUT_NOISE;
    }

    /// Whether noise is added to latent variables and gates.
    public boolean noisy() {
        return mode == Mode.TRAIN;
    }

    /// Whether dropout is active.
    public boolean drops() {
        return mode == Mode.TRAIN || mode == Mode.SAMPLE;
    }

    public Graph.Scope scope(String part) {
        return graph.scope(part);
    }

    /// The value of a parameter; modules ask for theirs here and never at the graph.
    public Value variable(String variable) {
        return graph.variable(prefix + variable);
    }

    /// Writes what is never trained, such as a running mean; modules write theirs here and never at the graph.
    public void store(String variable, Value value) {
        graph.store(prefix + variable, value);
    }

    public Adapters adapters() {
        return adapters;
    }

    public Value dropout(Value x, float rate) {
        return drops() && rate > 0 ? Fn.dropout(x, step, rate, seed, purpose()) : x;
    }

    /// Standard normal numbers; ask [#noisy()] first.
    public Value normal(Shape shape) {
        return Fn.normal(step, shape, seed, purpose());
    }

    /// Attention without mask of q (B, S, D), k and v (B, T, D): the result (B, S, D) and the log sums (B, heads, S).
    public List<Value> attention(Value q, Value k, Value v, int heads, float dropout) {
        float scale = (float) (1 / Math.sqrt((double) q.shape().last() / heads));
        if (!drops() || dropout == 0) {
            return graph.apply(new Attention(heads, scale, false, false, 0, 0, 0), List.of(q, k, v));
        }
        return graph.apply(new Attention(heads, scale, false, false, dropout, seed, purpose()), List.of(q, k, v, step));
    }

    /// The number of the next stream of this place.
    private int purpose() {
        String scope = name + "/" + graph.scope();
        String place = scope + "/" + draws.merge(scope, 1, Integer::sum);
        int purpose = place.hashCode();
        String other = purposes.putIfAbsent(purpose, place);
        if (other != null) {
            throw new IllegalStateException("the random streams of " + place + " and " + other + " have the same number; rename a scope");
        }
        return purpose;
    }
}
