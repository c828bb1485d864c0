package dev.spektron.model.moe;

import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Linear.Activation;
import dev.spektron.model.config.MixtureConfig;
import dev.spektron.nn.Init;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;

/// Perceptrons with one hidden layer, expert_e(x) = V_e GELU(U_e x + a_e) + b_e, all of them in two products: with U = [U_1; ...; U_E] (E
/// m, d) and V = [V_1, ..., V_E] (d, E m),
///
/// sum_e gate_e expert_e(x) = V (gate * GELU(U x + a)) + gate b,
///
/// where every gate is spread over the m hidden numbers of its expert. Dropout acts behind GELU and on the result; the experts of a token
/// share the latter mask, because they are never computed apart.
final class PerceptronExperts implements Experts {
    private final int experts;
    private final int hidden;
    private final float dropout;
    private final Linear up;
    private final Linear down;
    private final String bias;

    PerceptronExperts(Parameters p, String name, int width, MixtureConfig c) {
        experts = c.experts();
        hidden = c.hidden();
        dropout = c.dropout();
        up = Linear.of(p, name + ".up", width, experts * hidden, Activation.GELU);
        // Each expert has `hidden` inputs, whatever the product joins.
        down = Linear.withoutBias(p, name + ".down", experts * hidden, width, Init.fanIn(hidden));
        bias = p.define(name + ".down.bias", Parameters.FREE, Init.fanIn(hidden), experts, width);
    }

    @Override
    public Value apply(Pass pass, Value x, Value gates) {
        int t = x.shape().dim(0);
        Value h = pass.dropout(up.apply(pass, x), dropout).reshape(t, experts, hidden);
        Value gated = h.mul(gates.unsqueeze(2).broadcastTo(h.shape())).reshape(t, experts * hidden);
        Value y = down.apply(pass, gated).add(gates.matmul(pass.variable(bias)));
        return pass.dropout(y, dropout);
    }
}
