package dev.spektron.backend.vector;

import static dev.spektron.backend.vector.SelectiveKernels.LOWEST;
import static dev.spektron.backend.vector.SelectiveKernels.ROUND;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Inner loops of the selective scan with the zero-order hold: one vector of channels, one state at a time, all steps of a chunk.
///
/// With 2^f = 1 + q, |f| <= 1/2, and s = 2^n as in [SelectiveKernels]: exp(dt A) = s + s q and exp(dt A) - 1 = (s - 1) + s q, both without
/// cancellation; the gain is the latter times 1 / A. The polynomial of q has degree 6, relative error 2e-8.
final class ExactKernels {
    /// Rates nearer to 0 are moved here: exp(dt A) is 1 and the gain is dt all the same, and 1 / A is finite.
    static final float SMALLEST = 1e-20f;

    private static final int EXPONENT_ONE = 127 << 23;
    private static final float C1 = 0.6931472f;
    private static final float C2 = 0.24022648f;
    private static final float C3 = 0.055503324f;
    private static final float C4 = 0.009618437f;
    private static final float C5 = 0.0013398874f;
    private static final float C6 = 0.00015353362f;

    private ExactKernels() {}

    /// h = exp(dt A) h + g B u, y += C h.
    ///
    /// @param h       the state before the first step, replaced by that after the last
    /// @param a       rates times log2(e)
    /// @param inverse 1 / A
    static void forward(float[] w, int dt, int u, int y, int h, int a, int inverse, float[] b, int bo, float[] c, int co, int n,
        int steps) {
        FloatVector rate = FloatVector.fromArray(Lanes.F, w, a);
        FloatVector ia = FloatVector.fromArray(Lanes.F, w, inverse);
        FloatVector state = FloatVector.fromArray(Lanes.F, w, h);
        for (int t = 0; t < steps; t++) {
            FloatVector d = FloatVector.fromArray(Lanes.F, w, dt + t * Lanes.N);
            FloatVector whole = d.fma(rate, FloatVector.broadcast(Lanes.F, ROUND));
            FloatVector f = d.fma(rate, FloatVector.broadcast(Lanes.F, ROUND).sub(whole));
            FloatVector q = FloatVector.broadcast(Lanes.F, C6).fma(f, FloatVector.broadcast(Lanes.F, C5));
            q = q.fma(f, FloatVector.broadcast(Lanes.F, C4)).fma(f, FloatVector.broadcast(Lanes.F, C3));
            q = q.fma(f, FloatVector.broadcast(Lanes.F, C2)).fma(f, FloatVector.broadcast(Lanes.F, C1)).mul(f);
            IntVector n2 = whole.reinterpretAsInts().max(LOWEST).lanewise(VectorOperators.LSHL, 23);
            FloatVector s = n2.add(EXPONENT_ONE).reinterpretAsFloats();
            FloatVector gu = s.fma(q, s.sub(1f)).mul(ia).mul(FloatVector.fromArray(Lanes.F, w, u + t * Lanes.N));
            state = state.fma(s.fma(q, s), gu.mul(b[bo + t * n]));
            state.fma(FloatVector.broadcast(Lanes.F, c[co + t * n]), FloatVector.fromArray(Lanes.F, w, y + t * Lanes.N))
                .intoArray(w, y + t * Lanes.N);
        }
        state.intoArray(w, h);
    }

    /// Keeps state, decay and gain for [#reverse].
    ///
    /// @param h      the state before the first step; those after each step follow, (steps + 1, lanes)
    /// @param decays where decays and gains go, (steps, 2, lanes)
    static void states(float[] w, int dt, int u, int h, int decays, int a, int inverse, float[] b, int bo, int n, int steps) {
        FloatVector rate = FloatVector.fromArray(Lanes.F, w, a);
        FloatVector ia = FloatVector.fromArray(Lanes.F, w, inverse);
        FloatVector state = FloatVector.fromArray(Lanes.F, w, h);
        for (int t = 0; t < steps; t++) {
            FloatVector d = FloatVector.fromArray(Lanes.F, w, dt + t * Lanes.N);
            FloatVector whole = d.fma(rate, FloatVector.broadcast(Lanes.F, ROUND));
            FloatVector f = d.fma(rate, FloatVector.broadcast(Lanes.F, ROUND).sub(whole));
            FloatVector q = FloatVector.broadcast(Lanes.F, C6).fma(f, FloatVector.broadcast(Lanes.F, C5));
            q = q.fma(f, FloatVector.broadcast(Lanes.F, C4)).fma(f, FloatVector.broadcast(Lanes.F, C3));
            q = q.fma(f, FloatVector.broadcast(Lanes.F, C2)).fma(f, FloatVector.broadcast(Lanes.F, C1)).mul(f);
            IntVector n2 = whole.reinterpretAsInts().max(LOWEST).lanewise(VectorOperators.LSHL, 23);
            FloatVector s = n2.add(EXPONENT_ONE).reinterpretAsFloats();
            FloatVector decay = s.fma(q, s);
            FloatVector gain = s.fma(q, s.sub(1f)).mul(ia);
            decay.intoArray(w, decays + 2 * t * Lanes.N);
            gain.intoArray(w, decays + (2 * t + 1) * Lanes.N);
            FloatVector gu = gain.mul(FloatVector.fromArray(Lanes.F, w, u + t * Lanes.N));
            state = state.fma(decay, gu.mul(b[bo + t * n]));
            state.intoArray(w, h + (t + 1) * Lanes.N);
        }
    }

    /// Runs back through a chunk: p = C dy + exp(dt A) p of the step after it. Adds p g B to `sb`, its part of ddt to `sa`, and lane by
    /// lane dy h to `dc` and p g u to `db`, each (steps, lanes); adds the sum of its parts of dA to `da`.
    ///
    /// dg / dA = (dt exp(dt A) - g) / A, or near 0, where that cancels, dt^2 times the series sum_k (k + 1) / (k + 2)! (dt A)^k.
    ///
    /// @param p exp(dt A) p of the step after the chunk, replaced by that of the first step
    static void reverse(float[] w, int dt, int u, int dy, int sb, int sa, int h, int decays, int p, int a, int inverse, int da, float[] b,
        int bo, float[] c, int co, int n, int db, int dc, int steps) {
        FloatVector rate = FloatVector.fromArray(Lanes.F, w, a).mul(SelectiveKernels.LN2);
        FloatVector ia = FloatVector.fromArray(Lanes.F, w, inverse);
        FloatVector carried = FloatVector.fromArray(Lanes.F, w, p);
        FloatVector sum = FloatVector.zero(Lanes.F);
        FloatVector state = FloatVector.fromArray(Lanes.F, w, h + steps * Lanes.N);
        for (int t = steps - 1; t >= 0; t--) {
            int i = t * Lanes.N;
            FloatVector d = FloatVector.fromArray(Lanes.F, w, dt + i);
            FloatVector x = FloatVector.fromArray(Lanes.F, w, u + i);
            FloatVector g = FloatVector.fromArray(Lanes.F, w, dy + i);
            FloatVector decay = FloatVector.fromArray(Lanes.F, w, decays + 2 * i);
            FloatVector gain = FloatVector.fromArray(Lanes.F, w, decays + 2 * i + Lanes.N);
            carried = g.fma(FloatVector.broadcast(Lanes.F, c[co + t * n]), carried);
            g.fma(state, FloatVector.fromArray(Lanes.F, w, dc + i)).intoArray(w, dc + i);
            carried.fma(gain.mul(x), FloatVector.fromArray(Lanes.F, w, db + i)).intoArray(w, db + i);
            FloatVector pb = carried.mul(b[bo + t * n]);
            FloatVector pbu = pb.mul(x);
            pb.fma(gain, FloatVector.fromArray(Lanes.F, w, sb + i)).intoArray(w, sb + i);
            state = FloatVector.fromArray(Lanes.F, w, h + i);
            carried = carried.mul(decay);
            FloatVector q = carried.mul(state);
            q.fma(rate, pbu.fma(decay, FloatVector.fromArray(Lanes.F, w, sa + i))).intoArray(w, sa + i);
            FloatVector z = d.mul(rate);
            FloatVector series = z.mul(1 / 403200f).add(1 / 45360f).fma(z, FloatVector.broadcast(Lanes.F, 1 / 5760f));
            series = series.fma(z, FloatVector.broadcast(Lanes.F, 1 / 840f)).fma(z, FloatVector.broadcast(Lanes.F, 1 / 144f));
            series = series.fma(z, FloatVector.broadcast(Lanes.F, 1 / 30f)).fma(z, FloatVector.broadcast(Lanes.F, 1 / 8f));
            series = series.fma(z, FloatVector.broadcast(Lanes.F, 1 / 3f)).fma(z, FloatVector.broadcast(Lanes.F, 0.5f)).mul(d).mul(d);
            FloatVector slope = d.mul(decay).sub(gain).mul(ia).blend(series, z.abs().compare(VectorOperators.LT, 0.5f));
            sum = q.fma(d, pbu.fma(slope, sum));
        }
        carried.intoArray(w, p);
        sum.add(FloatVector.fromArray(Lanes.F, w, da)).intoArray(w, da);
    }

    /// From the sums of [#reverse]: du = D dy + sb into `sb`; adds sum dy u to `dd`.
    static void finish(float[] w, int u, int dy, int sb, int skip, int dd, int steps) {
        FloatVector gain = FloatVector.fromArray(Lanes.F, w, skip);
        FloatVector sum = FloatVector.zero(Lanes.F);
        for (int t = 0; t < steps * Lanes.N; t += Lanes.N) {
            FloatVector g = FloatVector.fromArray(Lanes.F, w, dy + t);
            g.fma(gain, FloatVector.fromArray(Lanes.F, w, sb + t)).intoArray(w, sb + t);
            sum = g.fma(FloatVector.fromArray(Lanes.F, w, u + t), sum);
        }
        sum.add(FloatVector.fromArray(Lanes.F, w, dd)).intoArray(w, dd);
    }
}
