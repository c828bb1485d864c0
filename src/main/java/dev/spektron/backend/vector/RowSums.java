package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Sums over rows of numbers, always in the same order. `reduceLanes` leaves its order open, and interpreted and compiled code differ; so
/// lanes are added up by halves, as in [LaneSums].
///
/// That is written out in each method, for C2 stops inlining our own methods in the middle of a large one, and a vector that crosses a call
/// is boxed. The Vector API's own methods are always inlined.
final class RowSums {
    private RowSums() {}

    /// sum (x - off).
    static float sum(float[] x, int at, float off, int n) {
        FloatVector a = FloatVector.zero(Lanes.F);
        FloatVector b = a;
        int j = 0;
        for (; j <= n - 2 * Lanes.N; j += 2 * Lanes.N) {
            a = a.add(FloatVector.fromArray(Lanes.F, x, at + j).sub(off));
            b = b.add(FloatVector.fromArray(Lanes.F, x, at + j + Lanes.N).sub(off));
        }
        for (; j < n; j += Lanes.N) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            a = a.add(FloatVector.fromArray(Lanes.F, x, at + j, m).sub(off), m);
        }
        FloatVector s = a.add(b);
        if (Lanes.N > 8) {
            s = s.add(s.rearrange(LaneSums.BY_8));
        }
        if (Lanes.N > 4) {
            s = s.add(s.rearrange(LaneSums.BY_4));
        }
        s = s.add(s.rearrange(LaneSums.BY_2));
        return s.add(s.rearrange(LaneSums.BY_1)).lane(0);
    }

    /// sum (x - off)^2.
    static float squares(float[] x, int at, float off, int n) {
        FloatVector a = FloatVector.zero(Lanes.F);
        FloatVector b = a;
        int j = 0;
        for (; j <= n - 2 * Lanes.N; j += 2 * Lanes.N) {
            FloatVector d = FloatVector.fromArray(Lanes.F, x, at + j).sub(off);
            FloatVector e = FloatVector.fromArray(Lanes.F, x, at + j + Lanes.N).sub(off);
            a = d.fma(d, a);
            b = e.fma(e, b);
        }
        for (; j < n; j += Lanes.N) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            FloatVector d = FloatVector.fromArray(Lanes.F, x, at + j, m).sub(off);
            a = a.add(d.mul(d), m);
        }
        FloatVector s = a.add(b);
        if (Lanes.N > 8) {
            s = s.add(s.rearrange(LaneSums.BY_8));
        }
        if (Lanes.N > 4) {
            s = s.add(s.rearrange(LaneSums.BY_4));
        }
        s = s.add(s.rearrange(LaneSums.BY_2));
        return s.add(s.rearrange(LaneSums.BY_1)).lane(0);
    }

    /// sum (x - off) y.
    static float products(float[] x, int xo, float off, float[] y, int yo, int n) {
        FloatVector a = FloatVector.zero(Lanes.F);
        FloatVector b = a;
        int j = 0;
        for (; j <= n - 2 * Lanes.N; j += 2 * Lanes.N) {
            a = FloatVector.fromArray(Lanes.F, x, xo + j).sub(off).fma(FloatVector.fromArray(Lanes.F, y, yo + j), a);
            b = FloatVector.fromArray(Lanes.F, x, xo + j + Lanes.N).sub(off).fma(FloatVector.fromArray(Lanes.F, y, yo + j + Lanes.N), b);
        }
        for (; j < n; j += Lanes.N) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            a = a.add(FloatVector.fromArray(Lanes.F, x, xo + j, m).sub(off).mul(FloatVector.fromArray(Lanes.F, y, yo + j, m)), m);
        }
        FloatVector s = a.add(b);
        if (Lanes.N > 8) {
            s = s.add(s.rearrange(LaneSums.BY_8));
        }
        if (Lanes.N > 4) {
            s = s.add(s.rearrange(LaneSums.BY_4));
        }
        s = s.add(s.rearrange(LaneSums.BY_2));
        return s.add(s.rearrange(LaneSums.BY_1)).lane(0);
    }

    /// sum (x - off) y z.
    static float products(float[] x, int xo, float off, float[] y, int yo, float[] z, int zo, int n) {
        FloatVector a = FloatVector.zero(Lanes.F);
        FloatVector b = a;
        int j = 0;
        for (; j <= n - 2 * Lanes.N; j += 2 * Lanes.N) {
            FloatVector p = FloatVector.fromArray(Lanes.F, y, yo + j).mul(FloatVector.fromArray(Lanes.F, z, zo + j));
            FloatVector q = FloatVector.fromArray(Lanes.F, y, yo + j + Lanes.N).mul(FloatVector.fromArray(Lanes.F, z, zo + j + Lanes.N));
            a = FloatVector.fromArray(Lanes.F, x, xo + j).sub(off).fma(p, a);
            b = FloatVector.fromArray(Lanes.F, x, xo + j + Lanes.N).sub(off).fma(q, b);
        }
        for (; j < n; j += Lanes.N) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            FloatVector p = FloatVector.fromArray(Lanes.F, y, yo + j, m).mul(FloatVector.fromArray(Lanes.F, z, zo + j, m));
            a = a.add(FloatVector.fromArray(Lanes.F, x, xo + j, m).sub(off).mul(p), m);
        }
        FloatVector s = a.add(b);
        if (Lanes.N > 8) {
            s = s.add(s.rearrange(LaneSums.BY_8));
        }
        if (Lanes.N > 4) {
            s = s.add(s.rearrange(LaneSums.BY_4));
        }
        s = s.add(s.rearrange(LaneSums.BY_2));
        return s.add(s.rearrange(LaneSums.BY_1)).lane(0);
    }
}
