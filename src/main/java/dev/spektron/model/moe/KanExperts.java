package dev.spektron.model.moe;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.MixtureConfig;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import java.util.ArrayList;
import java.util.List;

/// Kolmogorov-Arnold networks of two layers, with dropout behind each. With the default sizes an expert has nine times the parameters of a
/// perceptron.
final class KanExperts implements Experts {
    private final List<KanLinear> up = new ArrayList<>();
    private final List<KanLinear> down = new ArrayList<>();
    private final float dropout;

    KanExperts(Parameters p, String name, int width, MixtureConfig c, Compat compat) {
        for (int e = 0; e < c.experts(); e++) {
            up.add(new KanLinear(p, name + "." + e + ".up", width, c.hidden(), c.kan(), compat));
            down.add(new KanLinear(p, name + "." + e + ".down", c.hidden(), width, c.kan(), compat));
        }
        dropout = c.dropout();
    }

    @Override
    public Value apply(Pass pass, Value x, Value gates) {
        Value sum = null;
        for (int e = 0; e < up.size(); e++) {
            try (Graph.Scope _ = pass.scope(Integer.toString(e))) {
                Value h = pass.dropout(up.get(e).apply(pass, x), dropout);
                Value y = pass.dropout(down.get(e).apply(pass, h), dropout);
                Value part = y.mul(gates.slice(1, e, 1).broadcastTo(y.shape()));
                sum = sum == null ? part : sum.add(part);
            }
        }
        return sum;
    }
}
