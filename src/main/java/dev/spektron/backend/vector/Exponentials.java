package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// What softmax needs of a row: its largest number, and exponentials of differences that are not above 0, with their sum. NaN is passed
/// over by the maximum and stays NaN in the exponentials, so that it comes through in the sum.
///
/// 2^r for r from -1/2 to 1/2 is a polynomial of least relative error, 8e-8 with its roundings. It and the sum over lanes are written out;
/// why says [RowSums].
final class Exponentials {
    static final float LOG2E = 1.44269504f;
    static final float LN2 = 0.693147181f;
    /// Adding it rounds to whole numbers and leaves them in the low bits.
    private static final float ROUND = 12582912f;
    /// Exponents below would give subnormal numbers; their powers are 0.
    private static final float LOWEST = -126;
    private static final float C6 = 0.00015353362f;
    private static final float C5 = 0.0013398875f;
    private static final float C4 = 0.009618437f;
    private static final float C3 = 0.055503324f;
    private static final float C2 = 0.24022648f;
    private static final float C1 = 0.6931472f;

    private Exponentials() {}

    /// The largest of `n` numbers, -infinity if there is none. The lanes of a vector are compared as integers of the same order, for a
    /// maximum of floats takes five instructions a step.
    static float top(float[] x, int at, int n) {
        FloatVector low = FloatVector.broadcast(Lanes.F, Float.NEGATIVE_INFINITY);
        FloatVector top = low;
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            FloatVector v = FloatVector.fromArray(Lanes.F, x, at + j);
            top = top.blend(v, v.compare(VectorOperators.GT, top));
        }
        if (j < n) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            FloatVector v = low.blend(FloatVector.fromArray(Lanes.F, x, at + j, m), m);
            top = top.blend(v, v.compare(VectorOperators.GT, top));
        }
        IntVector i = top.reinterpretAsInts();
        int most = i.lanewise(VectorOperators.XOR, i.lanewise(VectorOperators.ASHR, 31).lanewise(VectorOperators.AND, 0x7FFFFFFF))
            .reduceLanes(VectorOperators.MAX);
        return Float.intBitsToFloat(most ^ (most >> 31 & 0x7FFFFFFF));
    }

    /// What to take off a row before exponentials: its largest number, 0 for a row of -infinity alone.
    static float shift(float top) {
        return top == Float.NEGATIVE_INFINITY ? 0 : top;
    }

    /// x = 2^(x - shift) for `n` numbers of a row that is filled up to whole vectors with -infinity. Returns the sum.
    static float powers(float[] x, int at, float shift, int n) {
        FloatVector sum = FloatVector.zero(Lanes.F);
        for (int j = 0; j < n; j += Lanes.N) {
            FloatVector d = FloatVector.fromArray(Lanes.F, x, at + j).sub(shift);
            FloatVector shifted = d.add(ROUND);
            FloatVector r = d.sub(shifted.sub(ROUND));
            FloatVector p = r.fma(FloatVector.broadcast(Lanes.F, C6), FloatVector.broadcast(Lanes.F, C5));
            p = p.fma(r, FloatVector.broadcast(Lanes.F, C4));
            p = p.fma(r, FloatVector.broadcast(Lanes.F, C3));
            p = p.fma(r, FloatVector.broadcast(Lanes.F, C2));
            p = p.fma(r, FloatVector.broadcast(Lanes.F, C1));
            p = p.fma(r, FloatVector.broadcast(Lanes.F, 1));
            // The power of two goes straight into the exponent.
            FloatVector y = p.reinterpretAsInts().add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats();
            y = y.blend(0f, d.compare(VectorOperators.LT, LOWEST));
            y.intoArray(x, at + j);
            sum = sum.add(y);
        }
        if (Lanes.N > 8) {
            sum = sum.add(sum.rearrange(LaneSums.BY_8));
        }
        if (Lanes.N > 4) {
            sum = sum.add(sum.rearrange(LaneSums.BY_4));
        }
        sum = sum.add(sum.rearrange(LaneSums.BY_2));
        return sum.add(sum.rearrange(LaneSums.BY_1)).lane(0);
    }

    /// y = exp(x - shift) for `n` numbers, not stored if y is null; returns the sum.
    static float exponentials(float[] x, int xo, float shift, float[] y, int yo, int n) {
        FloatVector sum = FloatVector.zero(Lanes.F);
        for (int j = 0; j < n; j += Lanes.N) {
            VectorMask<Float> m = Lanes.F.indexInRange(j, n);
            FloatVector d = FloatVector.fromArray(Lanes.F, x, xo + j, m).sub(shift);
            FloatVector shifted = d.fma(FloatVector.broadcast(Lanes.F, LOG2E), FloatVector.broadcast(Lanes.F, ROUND));
            FloatVector r = d.fma(FloatVector.broadcast(Lanes.F, LOG2E), FloatVector.broadcast(Lanes.F, ROUND).sub(shifted));
            FloatVector p = r.fma(FloatVector.broadcast(Lanes.F, C6), FloatVector.broadcast(Lanes.F, C5));
            p = p.fma(r, FloatVector.broadcast(Lanes.F, C4));
            p = p.fma(r, FloatVector.broadcast(Lanes.F, C3));
            p = p.fma(r, FloatVector.broadcast(Lanes.F, C2));
            p = p.fma(r, FloatVector.broadcast(Lanes.F, C1));
            p = p.fma(r, FloatVector.broadcast(Lanes.F, 1));
            FloatVector e = p.reinterpretAsInts().add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats();
            e = e.blend(0f, d.compare(VectorOperators.LT, LOWEST * LN2));
            if (y != null) {
                e.intoArray(y, yo + j, m);
            }
            sum = sum.add(e, m);
        }
        if (Lanes.N > 8) {
            sum = sum.add(sum.rearrange(LaneSums.BY_8));
        }
        if (Lanes.N > 4) {
            sum = sum.add(sum.rearrange(LaneSums.BY_4));
        }
        sum = sum.add(sum.rearrange(LaneSums.BY_2));
        return sum.add(sum.rearrange(LaneSums.BY_1)).lane(0);
    }
}
