package dev.spektron.model.s4d;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Value;
import dev.spektron.model.backbone.SequenceMap;
import dev.spektron.model.config.BackboneConfig.S4d;
import dev.spektron.nn.Init;
import dev.spektron.nn.LayerNorm;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.nn.Rng;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;

/// The reference's block, x + Dropout(K * h + D h), h = LayerNorm(x), channel by channel, with the causal kernel
/// K[c, t] = sum_n C[c, n] B[c, n] exp(Delta_c A_n t), A = -exp(A_log) shared by all channels, Delta = exp(log_dt).
///
/// It is a weak control: no zero-order hold, no mixing of channels, nothing that is not linear.
final class S4dReferenceBlock implements SequenceMap {
    private final S4d c;
    private final int width;
    private final LayerNorm norm;
    private final String logA;
    private final String logDt;
    private final String b;
    private final String cc;
    private final String d;

    S4dReferenceBlock(Parameters p, String name, int width, S4d c) {
        this.c = c;
        this.width = width;
        norm = new LayerNorm(p, name + ".norm", width);
        logA = p.define(name + ".A_log", Parameters.DYNAMICS, S4dReferenceBlock::logStates, c.states());
        logDt = p.define(name + ".log_dt", Parameters.DYNAMICS, this::logSteps, width);
        b = p.define(name + ".B", Parameters.DECAYED, Init.normal(0.01f), width, c.states());
        cc = p.define(name + ".C", Parameters.DECAYED, Init.normal(0.01f), width, c.states());
        d = p.define(name + ".D", Parameters.DYNAMICS, Init.ONE, width);
    }

    /// A = -(1, 2, ..., N).
    private static void logStates(float[] out, Rng rng) {
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) Math.log(1 + i);
        }
    }

    /// log(high U + low), U uniform in (0, 1).
    private void logSteps(float[] out, Rng rng) {
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) Math.log((double) c.stepHigh() * rng.uniform() + c.stepLow());
        }
    }

    @Override
    public Value apply(Pass pass, Value x) {
        Value h = norm.apply(pass, x);
        Shape states = Shape.of(width, c.states());
        Value dt = pass.variable(logDt).exp().unsqueeze(1).broadcastTo(states);
        Value rates = pass.variable(logA).exp().neg().broadcastTo(states);
        Value y = Fn.diagonalScan(h, real(dt.mul(rates).exp()), real(pass.variable(b).mul(pass.variable(cc))));
        return x.add(pass.dropout(y.add(h.mul(pass.variable(d).broadcastTo(h.shape()))), c.dropout()));
    }

    /// (d, N) as (2, d, N) with imaginary parts 0.
    static Value real(Value x) {
        Value zero = x.graph().constant(Tensor.scalar(0)).broadcastTo(x.shape());
        return Value.concat(0, x.unsqueeze(0), zero.unsqueeze(0));
    }
}
