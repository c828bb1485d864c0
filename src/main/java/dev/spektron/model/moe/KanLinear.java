package dev.spektron.model.moe;

import dev.spektron.autograd.Fn;
import dev.spektron.autograd.Value;
import dev.spektron.backend.op.SplineBasis;
import dev.spektron.model.config.Compat;
import dev.spektron.model.config.MixtureConfig.Kan;
import dev.spektron.nn.Init;
import dev.spektron.nn.Linear;
import dev.spektron.nn.Parameters;
import dev.spektron.nn.Pass;
import dev.spektron.tensor.Shape;

/// A layer with a learned function on every edge (KAN, Liu et al., arXiv:2404.19756, eq. 2.10):
///
/// y_o = s_o (sum_i W_oi SiLU(x_i) + b_o + sum_i sum_m c_oim B_m(u_i)), u = mid + half tanh((x - mid) / half),
///
/// with mid and half of the grid. The squashing takes every input onto the grid, where the paper moves the grid after the inputs: no
/// input meets a dead spline, and the grid needs no update from data. On [-1, 1] it is tanh(x), as in the reference, which uses tanh(x)
/// on any grid. The splines start small: N(0, 0.1^2) in the reference; N(0, 1) 0.1 / (intervals sqrt(in)) otherwise, so that their sum is
/// small as well.
final class KanLinear {
    private final SplineBasis basis;
    private final boolean plain;
    private final Linear base;
    private final Linear spline;
    private final String scale;

    KanLinear(Parameters p, String name, int in, int out, Kan kan, Compat compat) {
        basis = new SplineBasis(kan.order(), kan.intervals(), kan.low(), kan.high());
        plain = compat.reference();
        float deviation = plain ? 0.1f : (float) (0.1 / (kan.intervals() * Math.sqrt(in)));
        base = Linear.of(p, name + ".base", in, out);
        spline = Linear.withoutBias(p, name + ".spline", in * basis.functions(), out, Init.normal(deviation));
        scale = p.define(name + ".scale", Parameters.FREE, Init.ONE, out);
    }

    /// (..., in) to (..., out).
    Value apply(Pass pass, Value x) {
        Shape s = x.shape();
        Value b = Fn.splineBasis(onGrid(x), basis).reshape(s.with(s.rank() - 1, s.last() * basis.functions()));
        Value y = base.apply(pass, x.silu()).add(spline.apply(pass, b));
        return y.mul(pass.variable(scale).broadcastTo(y.shape()));
    }

    private Value onGrid(Value x) {
        float half = plain ? 1 : 0.5f * (basis.high() - basis.low());
        float mid = plain ? 0 : 0.5f * (basis.high() + basis.low());
        if (half == 1 && mid == 0) {
            return x.tanh();
        }
        return x.affine(1 / half, -mid / half).tanh().affine(half, mid);
    }
}
