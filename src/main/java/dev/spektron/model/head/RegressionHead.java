package dev.spektron.model.head;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Linear.Activation;
import dev.spektron.model.config.HeadsConfig;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;

/// Properties from z_chem: two hidden layers of m and m / 2 with GELU and dropout. The properties are those of the training set,
/// standardised; who made the targets takes the results back.
public final class RegressionHead {
    private final Linear first;
    private final Linear second;
    private final Linear out;
    private final float dropout;

    /// @param chemistry width of z_chem
    public RegressionHead(Parameters p, String name, int chemistry, HeadsConfig c) {
        first = Linear.of(p, name + ".first", chemistry, c.regression(), Activation.GELU);
        second = Linear.of(p, name + ".second", c.regression(), c.regression() / 2, Activation.GELU);
        out = Linear.of(p, name + ".out", c.regression() / 2, c.targets());
        dropout = c.dropout();
    }

    /// (B, chemistry) to (B, targets).
    public Value apply(Pass pass, Value chem) {
        try (Graph.Scope _ = pass.scope("regression")) {
            Value h = pass.dropout(first.apply(pass, chem), dropout);
            return out.apply(pass, pass.dropout(second.apply(pass, h), dropout));
        }
    }
}
