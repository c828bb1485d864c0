package dev.spektron.model.moe;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Value;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.MixtureConfig;
import dev.spektron.model.config.MixtureConfig.Balance;
import dev.spektron.nn.Init;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;

/// Chooses the experts of each token: softmax over the `top` largest logits W_g x, the other gates 0 (Shazeer et al., eq. 3 to 5). In
/// training the logits are noisy: N(0, gateNoise^2), or with CV2 N(0, 1) softplus(W_n x) (eq. 4).
final class Router {
    /// Least deviation of the learned noise, so that the load stays defined where softplus vanishes; the value of the authors' code.
    private static final float LEAST_NOISE = 1e-2f;

    private final MixtureConfig c;
    private final Balance balance;
    private final Linear gate;
    private final Linear noise;

    /// What was chosen.
    ///
    /// @param gates   (T, E)
    /// @param balance scalar
    /// @param loads   (E) means of the gates
    /// @param z       scalar
    record Routing(Value gates, Value balance, Value loads, Value z) { }

    Router(Parameters p, String name, int width, MixtureConfig c, Compat compat) {
        this.c = c;
        balance = compat.reference() ? Balance.SQUARE : c.balance();
        gate = Linear.withoutBias(p, name + ".gate", width, c.experts());
        noise = balance == Balance.CV2 ? Linear.withoutBias(p, name + ".noise", width, c.experts(), Init.ZERO) : null;
    }

    Routing route(Pass pass, Value x) {
        Value clean = gate.apply(pass, x);
        Value deviation = noise == null ? clean.graph().constant(c.gateNoise()).broadcastTo(clean.shape())
            : noise.apply(pass, x).softplus().add(LEAST_NOISE);
        Value logits = pass.noisy() && (noise != null || c.gateNoise() > 0) ? clean.add(pass.normal(clean.shape()).mul(deviation)) : clean;
        Value gates = Fn.topKGate(logits, c.top());
        Value loads = gates.mean(0);
        Value loss = switch (balance) {
            case SWITCH -> BalanceLoss.probabilities(logits, loads);
            case CV2 -> BalanceLoss.variation(gates.sum(0)).add(BalanceLoss.variation(BalanceLoss.load(clean, logits, deviation, gates,
                c.top())));
            case SQUARE -> loads.add(-1f / c.experts()).square().mean();
        };
        return new Routing(gates, loss, loads, Fn.logSumExp(clean).square().mean());
    }
}
