package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Heads;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The factors of dropout, 0 or 1 / (1 - rate), for rows of weights.
///
/// @param rate 0 for none
/// @param step the step, null for none
record AttentionDropout(Heads heads, float rate, Ref step) {
    boolean isOn() {
        return rate > 0;
    }

    /// Room for the factors of a row of scores, with what a last vector reads beyond it.
    int room(int keys) {
        return isOn() ? Products.up(keys + 3, PhiloxKernels.NUMBERS) + Lanes.N : 0;
    }

    /// Writes the factors of `n` weights of query `s` and the keys from `t` on; returns where the first one stands.
    int factors(float[] w, int room, int head, int s, int t, int n) {
        long first = ((long) head * heads.queries() + s) * heads.keys() + t;
        int block = (int) (first / 4);
        int skipped = (int) (first % 4);
        int count = Products.up(skipped + n, PhiloxKernels.NUMBERS);
        PhiloxKernels.words(block, block + count / 4, (int) step.data()[step.at()], heads.purpose(), (int) heads.seed(),
            (int) (heads.seed() >>> 32), w, room);
        // A number is kept if (bits + 1/2) / 2^23 is at least the rate; all of that is exact.
        factors(w, room, count, (int) Math.ceil((double) rate * (1 << 23) - 0.5), 1 / (1 - rate));
        return room + skipped;
    }

    /// Words become factors: `kept` where the upper 23 bits are at least `least`, else 0.
    private static void factors(float[] w, int at, int n, int least, float kept) {
        for (int j = 0; j < n; j += Lanes.N) {
            VectorMask<Float> m = FloatVector.fromArray(Lanes.F, w, at + j).reinterpretAsInts().lanewise(VectorOperators.LSHR, 9)
                .compare(VectorOperators.GE, least).cast(Lanes.F);
            FloatVector.zero(Lanes.F).blend(kept, m).intoArray(w, at + j);
        }
    }
}
