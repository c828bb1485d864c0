package dev.spektron.model.moe;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.MixtureConfig;
import dev.spektron.nn.LayerNorm;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;

/// Mixture of experts with a residual path, x + sum_e gate_e(LN(x)) expert_e(LN(x)) (Shazeer et al., arXiv:1701.06538, eq. 1).
public final class Mixture {
    private final LayerNorm norm;
    private final Router router;
    private final Experts experts;

    /// What a mixture gives.
    ///
    /// @param tokens  (B, S, d)
    /// @param balance scalar loss that keeps the experts in use; at perfect balance 1 (SWITCH) or 0 (CV2, SQUARE)
    /// @param loads   (E) mean share of each expert, 1 in all; see [#utilisation(float[])]
    /// @param routerZ scalar, mean squared log-sum-exp of the logits (ST-MoE, Zoph et al., arXiv:2202.08906, eq. 5)
    public record Mixed(Value tokens, Value balance, Value loads, Value routerZ) { }

    /// @param width d
    public Mixture(Parameters p, String name, int width, MixtureConfig c, Compat compat) {
        if (c.experts() < 1) {
            throw new IllegalArgumentException("mixture.experts: expected at least 1 where a mixture is made, found " + c.experts()
                + "; leave the mixture out instead");
        }
        norm = new LayerNorm(p, name + ".norm", width);
        router = new Router(p, name, width, c, compat);
        experts = switch (c.expert()) {
            case MLP -> new PerceptronExperts(p, name + ".experts", width, c);
            case KAN -> new KanExperts(p, name + ".experts", width, c, compat);
        };
    }

    /// (B, S, d) to the same.
    public Mixed apply(Pass pass, Value x) {
        Shape s = x.shape();
        Value h = norm.apply(pass, x).reshape(s.rows(), s.last());
        Router.Routing r;
        try (Graph.Scope _ = pass.scope("gate")) {
            r = router.route(pass, h);
        }
        try (Graph.Scope _ = pass.scope("experts")) {
            Value y = experts.apply(pass, h, r.gates()).reshape(s);
            return new Mixed(x.add(y), r.balance(), r.loads(), r.z());
        }
    }

    /// Entropy of the loads over its maximum log E: 1 if all experts are used alike, 0 if one does all.
    public static double utilisation(float[] loads) {
        if (loads.length == 1) {
            return 1;
        }
        double sum = 0;
        double entropy = 0;
        for (float load : loads) {
            sum += load;
        }
        for (float load : loads) {
            entropy -= load > 0 ? load / sum * Math.log(load / sum) : 0;
        }
        return entropy / Math.log(loads.length);
    }
}
