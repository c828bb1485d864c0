package dev.spektron.model.mamba;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Linear.Activation;
import dev.spektron.model.config.BackboneConfig.Mamba;
import dev.spektron.model.config.Compat;
import dev.spektron.nn.Init;
import dev.spektron.nn.LayerNorm;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;

/// One block, x + Dropout(SSM(LayerNorm(x))) (arXiv:2312.00752, figure 3 and Algorithm 2).
final class MambaBlock {
    private static final double LEAST_STEP = 1e-4;

    private final Mamba c;
    private final int inner;
    private final int rank;
    private final LayerNorm norm;
    private final Linear inProj;
    private final String convWeight;
    private final String convBias;
    private final Linear xProj;
    private final Linear dtProj;
    private final String logA;
    private final String d;
    private final Linear outProj;

    MambaBlock(Parameters p, String name, int width, Mamba c, Compat compat) {
        this.c = c;
        inner = c.inner(width);
        rank = c.rank(width);
        int e = inner;
        norm = new LayerNorm(p, name + ".norm", width);
        inProj = Linear.withoutBias(p, name + ".in_proj", width, 2 * e);
        convWeight = p.define(name + ".conv.weight", Parameters.DECAYED, Init.fanIn(c.kernel()), e, c.kernel());
        convBias = p.define(name + ".conv.bias", Parameters.FREE, Init.fanIn(c.kernel()), e);
        xProj = Linear.withoutBias(p, name + ".x_proj", e, rank + 2 * c.states());
        dtProj = Linear.of(p, name + ".dt_proj", rank, e, Activation.SOFTPLUS, Init.uniform((float) (1 / Math.sqrt(rank))),
            this::stepBias, Parameters.DYNAMICS);
        // The reference decays A_log because it is a matrix, which draws A towards -1.
        logA = p.define(name + ".A_log", compat.reference() ? Parameters.DECAYED : Parameters.DYNAMICS, this::logStates, e, c.states());
        d = p.define(name + ".D", Parameters.DYNAMICS, Init.ONE, e);
        outProj = Linear.withoutBias(p, name + ".out_proj", e, width);
    }

    /// softplus(bias) is log-uniform in [stepLow, stepHigh] (section 3.6): bias = dt + log(1 - exp(-dt)).
    private void stepBias(float[] out, dev.spektron.nn.Rng rng) {
        double ratio = (double) c.stepHigh() / c.stepLow();
        for (int i = 0; i < out.length; i++) {
            double dt = Math.max(LEAST_STEP, c.stepLow() * Math.pow(ratio, rng.uniform()));
            out[i] = (float) (dt + Math.log(-Math.expm1(-dt)));
        }
    }

    /// A = -(1, 2, ..., N) for every channel (S4D-real).
    private void logStates(float[] out, dev.spektron.nn.Rng rng) {
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) Math.log(1 + i % c.states());
        }
    }

    Value apply(Pass pass, Value x) {
        int e = inner;
        int n = c.states();
        Value h = norm.apply(pass, x);                                                            // (B, L, d)
        Value u = inProj.apply(pass, h, 0, e);                                                    // (B, L, E)
        Value z = inProj.apply(pass, h, e, e);                                                    // (B, L, E)
        Value v = Fn.causalConv(u, pass.variable(convWeight), pass.variable(convBias)).silu();    // (B, L, E)
        Value s = xProj.apply(pass, v);                                                           // (B, L, R + 2 N)
        Value dt = dtProj.apply(pass, s.slice(2, 0, rank));                                       // (B, L, E)
        Value b = s.slice(2, rank, n);                                                            // (B, L, N)
        Value cc = s.slice(2, rank + n, n);                                                       // (B, L, N)
        Value a = pass.variable(logA).exp().neg();                                                // (E, N)
        Value y = Fn.selectiveScan(v, dt, a, b, cc, pass.variable(d), c.exactHold());             // (B, L, E)
        return x.add(pass.dropout(outProj.apply(pass, y.mul(z.silu())), c.dropout()));            // (B, L, d)
    }
}
