package dev.spektron.model.loss;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.Variables;
import dev.spektron.nn.Init;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import java.util.Collection;
import java.util.List;

/// A second set of variables that follows the trained one, xi = tau xi + (1 - tau) theta (arXiv:2006.07733, eq. 3). It is state, so nothing
/// trains it, and it is saved with the model.
///
/// ```java
/// TargetNetwork target = new TargetNetwork(p, "target.", names);   // after the modules have defined theirs
/// p.initialise(variables, seed);
/// target.start(variables);
/// ...
/// Value t = encoder.apply(target.pass(pass), x);
/// ...
/// target.update(graph, tau);                                       // after the optimiser's step
/// ```
public final class TargetNetwork {
    private final String prefix;
    private final List<String> names;

    /// @param prefix begins the names of the target's variables
    /// @param names  parameters and buffers that the target has, too
    public TargetNetwork(Parameters p, String prefix, Collection<String> names) {
        this.prefix = prefix;
        this.names = List.copyOf(names);
        for (String name : this.names) {
            p.state(prefix + name, Init.ZERO, dims(p, name));
        }
    }

    private static int[] dims(Parameters p, String name) {
        var shape = p.layout().entry(name).shape();
        int[] d = new int[shape.rank()];
        for (int i = 0; i < d.length; i++) {
            d[i] = shape.dim(i);
        }
        return d;
    }

    /// Sets the target to what it follows; to be called once the parameters have their first values.
    public void start(Variables variables) {
        names.forEach(n -> variables.set(prefix + n, variables.get(n)));
    }

    /// The pass over the target's variables.
    public Pass pass(Pass online) {
        return online.over(prefix);
    }

    /// Traces the target's next step.
    ///
    /// @param tau scalar; 1 leaves the target as it is, 0 copies
    public void update(Graph graph, Value tau) {
        try (Graph.Scope _ = graph.scope("target")) {
            Value other = tau.affine(-1, 1);
            for (String name : names) {
                Value theta = graph.variable(name);
                Value xi = graph.variable(prefix + name);
                graph.store(prefix + name, xi.mul(tau.broadcastTo(xi.shape())).add(theta.mul(other.broadcastTo(xi.shape()))));
            }
        }
    }
}
