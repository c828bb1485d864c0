package dev.spektron.backend.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Steps of optimisers with vectors: one pass over memory each. Sections, and the parts of them that a group has, are whole vectors: every
/// variable starts at a multiple of `VariableLayout.ALIGNMENT`, and no vector is wider than that.
final class OptimiserKernels {
    private static final VectorSpecies<Double> D = Lanes.F.withLanes(double.class);

    private OptimiserKernels() {}

    private static FloatVector load(float[] v, int at) {
        return FloatVector.fromArray(Lanes.F, v, at);
    }

    /// Euclidean norm of `n` numbers, with squares and sums in double.
    static float norm(float[] x, int at, int n) {
        DoubleVector a = DoubleVector.zero(D);
        DoubleVector b = a;
        int i = 0;
        for (; i <= n - Lanes.N; i += Lanes.N) {
            FloatVector v = load(x, at + i);
            DoubleVector low = (DoubleVector) v.convert(VectorOperators.F2D, 0);
            DoubleVector high = (DoubleVector) v.convert(VectorOperators.F2D, 1);
            a = low.fma(low, a);
            b = high.fma(high, b);
        }
        double sum = 0;
        DoubleVector both = a.add(b);
        for (int lane = 0; lane < D.length(); lane++) {
            sum += both.lane(lane);
        }
        for (; i < n; i++) {
            sum += (double) x[at + i] * x[at + i];
        }
        return (float) Math.sqrt(sum);
    }

    /// `Optimisers.adam` for parameters `from` to `to` - 1: p is multiplied by `keep` (decoupled decay), `decay` of it is added to the
    /// gradient.
    /// `rate` is divided by 1 - beta1^t already, `unbias` is 1 / (1 - beta2^t).
    static void adam(float[] v, int po, int go, int mo, int wo, int from, int to, float scale, float keep, float decay, float beta1,
        float beta2, float rate, float unbias, float eps) {
        float new1 = 1 - beta1;
        float new2 = 1 - beta2;
        for (int i = from; i < to; i += Lanes.N) {
            FloatVector p = load(v, po + i);
            FloatVector g = load(v, go + i).mul(scale).add(p.mul(decay));
            FloatVector m = load(v, mo + i).mul(beta1).add(g.mul(new1));
            FloatVector w = load(v, wo + i).mul(beta2).add(g.mul(g).mul(new2));
            m.intoArray(v, mo + i);
            w.intoArray(v, wo + i);
            p.mul(keep).sub(m.mul(rate).div(w.mul(unbias).sqrt().add(eps))).intoArray(v, po + i);
        }
    }

    /// `Optimisers.sgd` for parameters `from` to `to` - 1.
    static void sgd(float[] v, int po, int go, int mo, int from, int to, float scale, float decay, float momentum, float rate,
        boolean nesterov) {
        // p - rate m, or p - rate (g + momentum m).
        float ofGradient = nesterov ? rate : 0;
        float ofMoment = nesterov ? rate * momentum : rate;
        for (int i = from; i < to; i += Lanes.N) {
            FloatVector p = load(v, po + i);
            FloatVector g = load(v, go + i).mul(scale).add(p.mul(decay));
            FloatVector m = load(v, mo + i).mul(momentum).add(g);
            m.intoArray(v, mo + i);
            p.sub(g.mul(ofGradient)).sub(m.mul(ofMoment)).intoArray(v, po + i);
        }
    }

    /// `Optimisers.average` for parameters `from` to `to` - 1.
    static void average(float[] v, int ao, int po, int from, int to, float tau) {
        for (int i = from; i < to; i += Lanes.N) {
            load(v, ao + i).mul(tau).add(load(v, po + i).mul(1 - tau)).intoArray(v, ao + i);
        }
    }
}
