package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// What softmax needs: exponentials of numbers that are not above 0, and largest numbers. NaN stays NaN in the exponentials and is passed
/// over by the maxima, so it comes through in the sums.
final class Exponentials {
    static final float LOG2E = 1.44269504f;
    static final float LN2 = 0.693147181f;
    /// Adding it rounds to whole numbers and leaves them in the low bits.
    private static final float ROUND = 12582912f;

    private Exponentials() {}

    /// 2^x for x up to 127, 0 below -126. Polynomial of least relative error over -1/2 to 1/2, 8e-8 with its roundings.
    static FloatVector power(FloatVector x) {
        FloatVector shifted = x.add(ROUND);
        return scaled(x.sub(shifted.sub(ROUND)), shifted.reinterpretAsInts(), x.compare(VectorOperators.LT, -126f));
    }

    /// exp(x) for x up to 87, 0 where 2^(x log2 e) would be below 2^-126.
    static FloatVector exp(FloatVector x) {
        FloatVector shifted = x.fma(FloatVector.broadcast(Lanes.F, LOG2E), FloatVector.broadcast(Lanes.F, ROUND));
        FloatVector whole = FloatVector.broadcast(Lanes.F, ROUND).sub(shifted);
        FloatVector rest = x.fma(FloatVector.broadcast(Lanes.F, LOG2E), whole);
        return scaled(rest, shifted.reinterpretAsInts(), x.compare(VectorOperators.LT, -87.33f));
    }

    /// 2^r 2^n, 0 where `tiny`.
    private static FloatVector scaled(FloatVector r, IntVector n, VectorMask<Float> tiny) {
        FloatVector p = FloatVector.broadcast(Lanes.F, 0.00015353362f);
        p = p.fma(r, FloatVector.broadcast(Lanes.F, 0.0013398875f));
        p = p.fma(r, FloatVector.broadcast(Lanes.F, 0.009618437f));
        p = p.fma(r, FloatVector.broadcast(Lanes.F, 0.055503324f));
        p = p.fma(r, FloatVector.broadcast(Lanes.F, 0.24022648f));
        p = p.fma(r, FloatVector.broadcast(Lanes.F, 0.6931472f));
        p = p.fma(r, FloatVector.broadcast(Lanes.F, 1f));
        // The power of two goes straight into the exponent.
        return p.reinterpretAsInts().add(n.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().blend(0f, tiny);
    }

    /// The larger of each pair; NaN in `x` is passed over.
    static FloatVector max(FloatVector top, FloatVector x) {
        return top.blend(x, x.compare(VectorOperators.GT, top));
    }

    /// The largest lane of a vector without NaN, by way of integers of the same order: a maximum of floats takes five instructions a step.
    static float maxLane(FloatVector x) {
        IntVector i = x.reinterpretAsInts();
        int top = ordered(i).reduceLanes(VectorOperators.MAX);
        return Float.intBitsToFloat(top ^ (top >> 31 & 0x7FFFFFFF));
    }

    private static IntVector ordered(IntVector i) {
        return i.lanewise(VectorOperators.XOR, i.lanewise(VectorOperators.ASHR, 31).lanewise(VectorOperators.AND, 0x7FFFFFFF));
    }
}
