package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// How many multiplications and additions this processor can do at most: independent chains of fused multiply-adds on registers.
public final class VectorCeilings {
    private static final int CHAINS = 16;

    private VectorCeilings() {}

    /// Floating-point operations of `n` rounds.
    public static double flops(int n) {
        return 2.0 * n * CHAINS * Lanes.N;
    }

    /// Runs `n` rounds; the result only keeps the compiler from dropping the work.
    public static float run(int n, float start) {
        FloatVector m = FloatVector.broadcast(Lanes.F, 0.5f);
        FloatVector z = FloatVector.broadcast(Lanes.F, start);
        FloatVector a0 = z;
        FloatVector a1 = z;
        FloatVector a2 = z;
        FloatVector a3 = z;
        FloatVector a4 = z;
        FloatVector a5 = z;
        FloatVector a6 = z;
        FloatVector a7 = z;
        FloatVector a8 = z;
        FloatVector a9 = z;
        FloatVector b0 = z;
        FloatVector b1 = z;
        FloatVector b2 = z;
        FloatVector b3 = z;
        FloatVector b4 = z;
        FloatVector b5 = z;
        for (int i = 0; i < n; i++) {
            a0 = a0.fma(m, z);
            a1 = a1.fma(m, z);
            a2 = a2.fma(m, z);
            a3 = a3.fma(m, z);
            a4 = a4.fma(m, z);
            a5 = a5.fma(m, z);
            a6 = a6.fma(m, z);
            a7 = a7.fma(m, z);
            a8 = a8.fma(m, z);
            a9 = a9.fma(m, z);
            b0 = b0.fma(m, z);
            b1 = b1.fma(m, z);
            b2 = b2.fma(m, z);
            b3 = b3.fma(m, z);
            b4 = b4.fma(m, z);
            b5 = b5.fma(m, z);
        }
        FloatVector a = a0.add(a1).add(a2).add(a3).add(a4).add(a5).add(a6).add(a7).add(a8).add(a9);
        return a.add(b0).add(b1).add(b2).add(b3).add(b4).add(b5).reduceLanes(VectorOperators.ADD);
    }
}
