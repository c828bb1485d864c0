package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Inner loops of the selective scan with Euler steps: one vector of channels, two states at a time, all steps of a chunk.
///
/// The decay exp(dt A) is 2^(dt a) with a = A log2(e): dt a is split into a whole number n and f in [-1/2, 1/2], both exact, 2^f is a
/// polynomial of degree 5, and n goes into the exponent. Error 1.8 ULP of 2^(dt a), measured over all of f. n is kept at -125 at least, so
/// a decay that is 0 in float comes out as 2^-125; [#inRange] tells whether dt a is inside (-2^21, 125), where this holds.
///
/// Planes (see [Planes]) of dt, u, ... start at the given places of `w`; b and c are (steps, `n`) from `bo` and `co` on.
final class SelectiveKernels {
    static final float LOG2E = 1.44269504f;
    static final float LN2 = 0.69314718f;
    /// Adding it rounds to whole numbers and leaves them in the low bits.
    static final float ROUND = 12582912f;
    /// ROUND - 125 in bits.
    static final int LOWEST = 0x4b400000 - 125;
    static final float MOST = 125f;
    static final float LEAST = -2097152f;

    private static final float C1 = 0.6931468f;
    private static final float C2 = 0.24022236f;
    private static final float C3 = 0.055508915f;
    private static final float C4 = 0.009671763f;
    private static final float C5 = 0.0013225707f;

    private SelectiveKernels() {}

    /// True if every step lies between the bounds `low` and `high` of its channel; false for NaN.
    static boolean inRange(float[] w, int dt, int low, int high, int steps) {
        FloatVector least = FloatVector.fromArray(Lanes.F, w, low);
        FloatVector most = FloatVector.fromArray(Lanes.F, w, high);
        VectorMask<Float> ok = Lanes.F.maskAll(true);
        for (int t = 0; t < steps; t++) {
            FloatVector d = FloatVector.fromArray(Lanes.F, w, dt + t * Lanes.N);
            ok = ok.and(d.compare(VectorOperators.GE, least)).and(d.compare(VectorOperators.LE, most));
        }
        return ok.allTrue();
    }

    /// y = D u.
    static void skip(float[] w, int u, int d, int y, int steps) {
        FloatVector gain = FloatVector.fromArray(Lanes.F, w, d);
        for (int t = 0; t < steps; t++) {
            FloatVector.fromArray(Lanes.F, w, u + t * Lanes.N).mul(gain).intoArray(w, y + t * Lanes.N);
        }
    }

    /// h = exp(dt A) h + dt B u, y += C h for two states.
    ///
    /// @param h      the two states before the first step, replaced by those after the last
    /// @param a      rates of the first state; those of the second are `stride` elements on
    static void forward(float[] w, int dt, int u, int y, int h, int a, int stride, float[] b, int bo, float[] c, int co, int n, int steps) {
        FloatVector a0 = FloatVector.fromArray(Lanes.F, w, a);
        FloatVector a1 = FloatVector.fromArray(Lanes.F, w, a + stride);
        FloatVector h0 = FloatVector.fromArray(Lanes.F, w, h);
        FloatVector h1 = FloatVector.fromArray(Lanes.F, w, h + Lanes.N);
        FloatVector round = FloatVector.broadcast(Lanes.F, ROUND);
        FloatVector one = FloatVector.broadcast(Lanes.F, 1f);
        FloatVector c1 = FloatVector.broadcast(Lanes.F, C1);
        FloatVector c2 = FloatVector.broadcast(Lanes.F, C2);
        FloatVector c3 = FloatVector.broadcast(Lanes.F, C3);
        FloatVector c4 = FloatVector.broadcast(Lanes.F, C4);
        FloatVector c5 = FloatVector.broadcast(Lanes.F, C5);
        for (int t = 0; t < steps; t++) {
            FloatVector d = FloatVector.fromArray(Lanes.F, w, dt + t * Lanes.N);
            FloatVector du = FloatVector.fromArray(Lanes.F, w, u + t * Lanes.N).mul(d);
            FloatVector n0 = d.fma(a0, round);
            FloatVector n1 = d.fma(a1, round);
            FloatVector f0 = d.fma(a0, round.sub(n0));
            FloatVector f1 = d.fma(a1, round.sub(n1));
            FloatVector p0 = c5.fma(f0, c4).fma(f0, c3).fma(f0, c2).fma(f0, c1).fma(f0, one);
            FloatVector p1 = c5.fma(f1, c4).fma(f1, c3).fma(f1, c2).fma(f1, c1).fma(f1, one);
            FloatVector e0 = p0.reinterpretAsInts().add(n0.reinterpretAsInts().max(LOWEST).lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats();
            FloatVector e1 = p1.reinterpretAsInts().add(n1.reinterpretAsInts().max(LOWEST).lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats();
            h0 = h0.fma(e0, du.mul(b[bo + t * n]));
            h1 = h1.fma(e1, du.mul(b[bo + t * n + 1]));
            FloatVector sum = h0.fma(FloatVector.broadcast(Lanes.F, c[co + t * n]), FloatVector.fromArray(Lanes.F, w, y + t * Lanes.N));
            h1.fma(FloatVector.broadcast(Lanes.F, c[co + t * n + 1]), sum).intoArray(w, y + t * Lanes.N);
        }
        h0.intoArray(w, h);
        h1.intoArray(w, h + Lanes.N);
    }

    /// Keeps decays and states of two states for [#reverse].
    ///
    /// @param h      both states before the first step; those after each step follow, (steps + 1, 2, lanes)
    /// @param decays where the decays go, (steps, 2, lanes)
    static void states(float[] w, int dt, int u, int h, int decays, int a, int stride, float[] b, int bo, int n, int steps) {
        FloatVector a0 = FloatVector.fromArray(Lanes.F, w, a);
        FloatVector a1 = FloatVector.fromArray(Lanes.F, w, a + stride);
        FloatVector h0 = FloatVector.fromArray(Lanes.F, w, h);
        FloatVector h1 = FloatVector.fromArray(Lanes.F, w, h + Lanes.N);
        FloatVector round = FloatVector.broadcast(Lanes.F, ROUND);
        FloatVector one = FloatVector.broadcast(Lanes.F, 1f);
        FloatVector c1 = FloatVector.broadcast(Lanes.F, C1);
        FloatVector c2 = FloatVector.broadcast(Lanes.F, C2);
        FloatVector c3 = FloatVector.broadcast(Lanes.F, C3);
        FloatVector c4 = FloatVector.broadcast(Lanes.F, C4);
        FloatVector c5 = FloatVector.broadcast(Lanes.F, C5);
        for (int t = 0; t < steps; t++) {
            FloatVector d = FloatVector.fromArray(Lanes.F, w, dt + t * Lanes.N);
            FloatVector du = FloatVector.fromArray(Lanes.F, w, u + t * Lanes.N).mul(d);
            FloatVector n0 = d.fma(a0, round);
            FloatVector n1 = d.fma(a1, round);
            FloatVector f0 = d.fma(a0, round.sub(n0));
            FloatVector f1 = d.fma(a1, round.sub(n1));
            FloatVector p0 = c5.fma(f0, c4).fma(f0, c3).fma(f0, c2).fma(f0, c1).fma(f0, one);
            FloatVector p1 = c5.fma(f1, c4).fma(f1, c3).fma(f1, c2).fma(f1, c1).fma(f1, one);
            FloatVector e0 = p0.reinterpretAsInts().add(n0.reinterpretAsInts().max(LOWEST).lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats();
            FloatVector e1 = p1.reinterpretAsInts().add(n1.reinterpretAsInts().max(LOWEST).lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats();
            e0.intoArray(w, decays + 2 * t * Lanes.N);
            e1.intoArray(w, decays + (2 * t + 1) * Lanes.N);
            h0 = h0.fma(e0, du.mul(b[bo + t * n]));
            h1 = h1.fma(e1, du.mul(b[bo + t * n + 1]));
            h0.intoArray(w, h + (2 * t + 2) * Lanes.N);
            h1.intoArray(w, h + (2 * t + 3) * Lanes.N);
        }
    }

    /// Runs back through a chunk: p = C dy + exp(dt A) p of the step after it, for two states. Adds p B to `sb`, p h[t - 1] exp(dt A) a to
    /// `sa`, and lane by lane dy h to `dc` and p dt u to `db`, each (steps, 2, lanes); adds sum p h[t - 1] exp(dt A) dt to `da`.
    ///
    /// @param p exp(dt A) p of the step after the chunk for both states, replaced by that of the first step
    static void reverse(float[] w, int dt, int u, int dy, int sb, int sa, int h, int decays, int p, int a, int da, int stride, float[] b,
        int bo, float[] c, int co, int n, int db, int dc, int steps) {
        FloatVector a0 = FloatVector.fromArray(Lanes.F, w, a);
        FloatVector a1 = FloatVector.fromArray(Lanes.F, w, a + stride);
        FloatVector p0 = FloatVector.fromArray(Lanes.F, w, p);
        FloatVector p1 = FloatVector.fromArray(Lanes.F, w, p + Lanes.N);
        FloatVector da0 = FloatVector.zero(Lanes.F);
        FloatVector da1 = FloatVector.zero(Lanes.F);
        FloatVector h0 = FloatVector.fromArray(Lanes.F, w, h + 2 * steps * Lanes.N);
        FloatVector h1 = FloatVector.fromArray(Lanes.F, w, h + (2 * steps + 1) * Lanes.N);
        for (int t = steps - 1; t >= 0; t--) {
            int first = 2 * t * Lanes.N;
            int second = first + Lanes.N;
            FloatVector d = FloatVector.fromArray(Lanes.F, w, dt + t * Lanes.N);
            FloatVector du = FloatVector.fromArray(Lanes.F, w, u + t * Lanes.N).mul(d);
            FloatVector g = FloatVector.fromArray(Lanes.F, w, dy + t * Lanes.N);
            p0 = g.fma(FloatVector.broadcast(Lanes.F, c[co + t * n]), p0);
            p1 = g.fma(FloatVector.broadcast(Lanes.F, c[co + t * n + 1]), p1);
            g.fma(h0, FloatVector.fromArray(Lanes.F, w, dc + first)).intoArray(w, dc + first);
            g.fma(h1, FloatVector.fromArray(Lanes.F, w, dc + second)).intoArray(w, dc + second);
            du.fma(p0, FloatVector.fromArray(Lanes.F, w, db + first)).intoArray(w, db + first);
            du.fma(p1, FloatVector.fromArray(Lanes.F, w, db + second)).intoArray(w, db + second);
            FloatVector pb = p1.fma(FloatVector.broadcast(Lanes.F, b[bo + t * n + 1]), FloatVector.fromArray(Lanes.F, w, sb + t * Lanes.N));
            p0.fma(FloatVector.broadcast(Lanes.F, b[bo + t * n]), pb).intoArray(w, sb + t * Lanes.N);
            h0 = FloatVector.fromArray(Lanes.F, w, h + first);
            h1 = FloatVector.fromArray(Lanes.F, w, h + second);
            p0 = p0.mul(FloatVector.fromArray(Lanes.F, w, decays + first));
            p1 = p1.mul(FloatVector.fromArray(Lanes.F, w, decays + second));
            FloatVector q0 = p0.mul(h0);
            FloatVector q1 = p1.mul(h1);
            q0.fma(a0, q1.fma(a1, FloatVector.fromArray(Lanes.F, w, sa + t * Lanes.N))).intoArray(w, sa + t * Lanes.N);
            da0 = q0.fma(d, da0);
            da1 = q1.fma(d, da1);
        }
        p0.intoArray(w, p);
        p1.intoArray(w, p + Lanes.N);
        da0.add(FloatVector.fromArray(Lanes.F, w, da)).intoArray(w, da);
        da1.add(FloatVector.fromArray(Lanes.F, w, da + stride)).intoArray(w, da + stride);
    }

    /// From the sums of [#reverse]: du = D dy + dt sb into `sb`, ddt = ln 2 sa + u sb into `sa`; adds sum dy u to `dd`.
    static void finish(float[] w, int dt, int u, int dy, int sb, int sa, int skip, int dd, int steps) {
        FloatVector gain = FloatVector.fromArray(Lanes.F, w, skip);
        FloatVector sum = FloatVector.zero(Lanes.F);
        for (int t = 0; t < steps * Lanes.N; t += Lanes.N) {
            FloatVector x = FloatVector.fromArray(Lanes.F, w, u + t);
            FloatVector g = FloatVector.fromArray(Lanes.F, w, dy + t);
            FloatVector pb = FloatVector.fromArray(Lanes.F, w, sb + t);
            pb.fma(FloatVector.fromArray(Lanes.F, w, dt + t), g.mul(gain)).intoArray(w, sb + t);
            pb.fma(x, FloatVector.fromArray(Lanes.F, w, sa + t).mul(LN2)).intoArray(w, sa + t);
            sum = g.fma(x, sum);
        }
        sum.add(FloatVector.fromArray(Lanes.F, w, dd)).intoArray(w, dd);
    }
}
