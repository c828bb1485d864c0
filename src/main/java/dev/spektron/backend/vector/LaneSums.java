package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/// Sums and maxima over the lanes of a vector by halves, always in the same order. `reduceLanes` leaves its order open: the interpreter
/// and compiled code may differ.
final class LaneSums {
    static final VectorShuffle<Float> BY_8 = turn(8);
    static final VectorShuffle<Float> BY_4 = turn(4);
    static final VectorShuffle<Float> BY_2 = turn(2);
    static final VectorShuffle<Float> BY_1 = turn(1);

    private LaneSums() {}

    /// Lane i takes lane i + by, around the end.
    private static VectorShuffle<Float> turn(int by) {
        return VectorShuffle.fromOp(Lanes.F, i -> (i + by) % Lanes.N);
    }

    static float sum(FloatVector v) {
        FloatVector s = v;
        if (Lanes.N > 8) {
            s = s.add(s.rearrange(BY_8));
        }
        if (Lanes.N > 4) {
            s = s.add(s.rearrange(BY_4));
        }
        s = s.add(s.rearrange(BY_2));
        return s.add(s.rearrange(BY_1)).lane(0);
    }

    /// The larger of both, the first where they cannot be compared.
    static FloatVector larger(FloatVector a, FloatVector b) {
        return a.blend(b, b.compare(VectorOperators.GT, a));
    }

    /// The largest lane that is a number.
    static float largest(FloatVector v) {
        FloatVector s = v;
        if (Lanes.N > 8) {
            s = larger(s, s.rearrange(BY_8));
        }
        if (Lanes.N > 4) {
            s = larger(s, s.rearrange(BY_4));
        }
        s = larger(s, s.rearrange(BY_2));
        return larger(s, s.rearrange(BY_1)).lane(0);
    }
}
