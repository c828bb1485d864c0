package dev.spektron.model.mamba;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.Linear.Activation;
import dev.spektron.nn.Init;
import dev.spektron.nn.LayerNorm;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;

/// One block, x + SSM(LayerNorm(x)) (arXiv:2312.00752, figure 3 and Algorithm 2).
final class MambaBlock {
    private final MambaConfig c;
    private final LayerNorm norm;
    private final Linear inProj;
    private final String convWeight;
    private final String convBias;
    private final Linear xProj;
    private final Linear dtProj;
    private final String logA;
    private final String d;
    private final Linear outProj;

    MambaBlock(Parameters p, String name, MambaConfig c) {
        this.c = c;
        int e = c.inner();
        norm = new LayerNorm(p, name + ".norm", c.width());
        inProj = Linear.withoutBias(p, name + ".in_proj", c.width(), 2 * e);
        convWeight = p.define(name + ".conv.weight", Parameters.DECAYED, Init.fanIn(c.kernel()), e, c.kernel());
        convBias = p.define(name + ".conv.bias", Parameters.FREE, Init.fanIn(c.kernel()), e);
        xProj = Linear.withoutBias(p, name + ".x_proj", e, c.rank() + 2 * c.states());
        dtProj = Linear.of(p, name + ".dt_proj", c.rank(), e, Activation.SOFTPLUS, Init.uniform((float) (1 / Math.sqrt(c.rank()))),
            MambaBlock::stepBias);
        logA = p.define(name + ".A_log", Parameters.FREE, this::logStates, e, c.states());
        d = p.define(name + ".D", Parameters.FREE, Init.ONE, e);
        outProj = Linear.withoutBias(p, name + ".out_proj", e, c.width());
    }

    /// softplus(bias) is log-uniform in [0.001, 0.1] (section 3.6): bias = dt + log(1 - exp(-dt)).
    private static void stepBias(float[] out, dev.spektron.nn.Rng rng) {
        for (int i = 0; i < out.length; i++) {
            double dt = Math.max(1e-4, 0.001 * Math.pow(100, rng.uniform()));
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
        int e = c.inner();
        int n = c.states();
        Value h = norm.apply(pass, x);                                                            // (B, L, d)
        Value u = inProj.apply(pass, h, 0, e);                                                    // (B, L, E)
        Value z = inProj.apply(pass, h, e, e);                                                    // (B, L, E)
        Value v = Fn.causalConv(u, pass.variable(convWeight), pass.variable(convBias)).silu();    // (B, L, E)
        Value s = xProj.apply(pass, v);                                                           // (B, L, R + 2 N)
        Value dt = dtProj.apply(pass, s.slice(2, 0, c.rank()));                                   // (B, L, E)
        Value b = s.slice(2, c.rank(), n);                                                  // (B, L, N)
        Value cc = s.slice(2, c.rank() + n, n);                                             // (B, L, N)
        Value a = pass.variable(logA).exp().neg();                                             // (E, N)
        Value y = Fn.selectiveScan(v, dt, a, b, cc, pass.variable(d), c.exactHold());          // (B, L, E)
        return x.add(outProj.apply(pass, y.mul(z.silu())));                                       // (B, L, d)
    }
}
