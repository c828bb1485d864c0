package dev.spektron.autograd;

import dev.spektron.backend.op.Sinkhorn;
import dev.spektron.tensor.Shape;
import java.util.List;

/// References of optimal transport and distances.
final class TransportReferences {
    private TransportReferences() {}

    /// Every iteration, without scaling and early end. The value is written so that its gradient is the plan: with fixed potentials
    /// -eps (sum pi - 1) has the derivative pi, and it is 0 itself since the last half step meets the column marginals.
    static List<Value> sinkhorn(Sinkhorn op, List<Value> in) {
        Value c = in.get(0);
        Value logMu = in.get(1).stopGradient();
        Value logNu = in.get(2).stopGradient();
        Value eps = in.get(3).stopGradient();
        Shape s = c.shape();
        Value scaled = c.div(eps.broadcastTo(s));
        Value g = c.graph().constant(0).broadcastTo(logNu.shape());
        Value f = c.graph().constant(0).broadcastTo(logMu.shape());
        for (int i = 0; i < op.iterations(); i++) {
            f = RowReferences.logSumExp(columns(logNu.add(g), s).sub(scaled)).neg();
            g = RowReferences.logSumExp(rows(logMu.add(f), s).sub(scaled).transpose()).neg();
        }
        f = f.stopGradient();
        g = g.stopGradient();
        Value plan = rows(f.add(logMu), s).add(columns(g.add(logNu), s)).sub(scaled).exp();
        Value dual = f.mul(logMu.exp()).sum(1).add(g.mul(logNu.exp()).sum(1));
        Value excess = plan.sum(1, 3).sub(logNu.exp().sum(1));
        return List.of(dual.sub(excess).mul(eps.broadcastTo(Shape.of(s.dim(0)))), plan.stopGradient());
    }

    private static Value rows(Value v, Shape s) {
        return RowReferences.spread(v, s, 2, 3);
    }

    private static Value columns(Value v, Shape s) {
        return RowReferences.spread(v, s, 1, 2);
    }

    static Value squaredDistance(Value x, Value y) {
        Shape pairs = Shape.of(x.shape().dim(0), x.shape().dim(1), y.shape().dim(1), x.shape().dim(2));
        return x.unsqueeze(2).broadcastTo(pairs).sub(y.unsqueeze(1).broadcastTo(pairs)).square().sum(3);
    }
}
