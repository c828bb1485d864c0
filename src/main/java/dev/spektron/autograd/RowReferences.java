package dev.spektron.autograd;

import dev.spektron.backend.op.LayerNorm;
import dev.spektron.backend.op.Normalize;
import dev.spektron.backend.op.TopKGate;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// References of normalisations, softmax and what goes with it.
final class RowReferences {
    private RowReferences() {}

    /// A value without the axes `from` to `to`, repeated along them.
    static Value spread(Value v, Shape s, int from, int to) {
        int[] d = s.dims();
        Arrays.fill(d, from, to, 1);
        return v.reshape(d).broadcastTo(s);
    }

    static List<Value> layerNorm(LayerNorm op, List<Value> in) {
        Value x = in.get(0);
        Shape s = x.shape();
        int last = s.rank() - 1;
        Value mean = op.centre() ? x.mean(last) : x.mean(last).mul(0);
        Value d = x.sub(spread(mean, s, last, s.rank()));
        Value inverse = d.square().mean(last).add(op.eps()).rsqrt();
        Value y = d.mul(spread(inverse, s, last, s.rank())).mul(in.get(1).broadcastTo(s)).add(in.get(2).broadcastTo(s));
        return List.of(y, mean, inverse);
    }

    static List<Value> normalize(Normalize op, Value x) {
        Shape s = x.shape();
        Value mean = x.mean(op.from(), op.to());
        Value d = x.sub(spread(mean, s, op.from(), op.to()));
        Value var = d.square().mean(op.from(), op.to());
        return List.of(d.mul(spread(var.add(op.eps()).rsqrt(), s, op.from(), op.to())), mean, var);
    }

    static Value softmax(Value x) {
        Shape s = x.shape();
        int last = s.rank() - 1;
        Value e = x.sub(spread(x.max(last).stopGradient(), s, last, s.rank())).exp();
        return e.div(spread(e.sum(last), s, last, s.rank()));
    }

    static Value logSumExp(Value x) {
        Shape s = x.shape();
        int last = s.rank() - 1;
        Value top = x.max(last).stopGradient();
        return x.sub(spread(top, s, last, s.rank())).exp().sum(last).log().add(top);
    }

    /// 0, 1, ... n - 1 along the last axis.
    static Value iota(Graph g, Shape s) {
        float[] i = new float[s.last()];
        for (int k = 0; k < i.length; k++) {
            i[k] = k;
        }
        return g.constant(Tensor.of(Shape.of(i.length), i)).broadcastTo(s);
    }

    static List<Value> crossEntropy(Value x, Value labels) {
        Shape s = x.shape();
        int last = s.rank() - 1;
        Value lse = logSumExp(x);
        Value hit = iota(x.graph(), s).equal(spread(labels, s, last, s.rank()));
        Value counted = labels.add(0.5f).step();
        return List.of(lse.sub(hit.mul(x).sum(last)).mul(counted), lse);
    }

    /// An element is kept if fewer than k stand before it: larger ones, and equal ones with a smaller index.
    static Value topKGate(TopKGate op, Value x) {
        Shape s = x.shape();
        int n = s.last();
        int last = s.rank() - 1;
        Shape pairs = s.plus(n);
        Value own = spread(x, pairs, s.rank(), s.rank() + 1);
        Value other = x.unsqueeze(last).broadcastTo(pairs);
        Value ownIndex = spread(iota(x.graph(), s), pairs, s.rank(), s.rank() + 1);
        Value earlier = ownIndex.greater(iota(x.graph(), pairs));
        Value before = other.greater(own).add(other.equal(own).mul(earlier)).sum(s.rank());
        Value kept = x.graph().constant(op.k() - 0.5f).broadcastTo(s).greater(before);
        Value e = x.sub(spread(x.max(last).stopGradient(), s, last, s.rank())).exp().mul(kept);
        return e.div(spread(e.sum(last), s, last, s.rank()));
    }
}
