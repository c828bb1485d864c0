package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Heads;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Blocked scores: by a mask, or because a key comes after the query.
///
/// @param mask null for none
record AttentionMask(Heads heads, Ref mask) {
    /// Sets the blocked ones of `n` scores of query `s` and the keys from `t` on to -infinity, and what stands behind them up to a whole
    /// vector.
    void block(float[] w, int row, int head, int s, int t, int n) {
        if (mask != null) {
            masked(w, row, n, mask.data(), mask.at() + head / heads.heads() * heads.maskBatch() + s * heads.maskRow() + t);
        }
        if (heads.causal() && s - t + 1 < n) {
            Arrays.fill(w, row + Math.max(0, s - t + 1), row + n, Float.NEGATIVE_INFINITY);
        }
        int rest = n % Lanes.N;
        if (rest > 0) {
            FloatVector.broadcast(Lanes.F, Float.NEGATIVE_INFINITY).intoArray(w, row + n - rest, Lanes.F.indexInRange(0, rest).not());
        }
    }

    private static void masked(float[] w, int row, int n, float[] mask, int at) {
        int j = 0;
        for (; j <= n - Lanes.N; j += Lanes.N) {
            VectorMask<Float> blocked = FloatVector.fromArray(Lanes.F, mask, at + j).compare(VectorOperators.EQ, 0);
            FloatVector.fromArray(Lanes.F, w, row + j).blend(Float.NEGATIVE_INFINITY, blocked).intoArray(w, row + j);
        }
        if (j < n) {
            VectorMask<Float> blocked = FloatVector.fromArray(Lanes.F, mask, at + j, Lanes.F.indexInRange(j, n))
                .compare(VectorOperators.EQ, 0);
            FloatVector.fromArray(Lanes.F, w, row + j).blend(Float.NEGATIVE_INFINITY, blocked).intoArray(w, row + j);
        }
    }
}
