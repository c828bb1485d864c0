package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Sinkhorn;
import dev.spektron.tensor.Shape;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/// Optimal transport and distances with vectors.
final class VectorTransport {
    /// Rows of y that one row of x meets at a time.
    private static final int BLOCK = 4;

    private VectorTransport() {}

    static List<Task> sinkhorn(Sinkhorn op, Bound s) {
        return VectorSinkhorns.lower(op, s);
    }

    static int sinkhornScratch(List<Shape> in) {
        return VectorSinkhorns.scratch(in.getFirst());
    }

    static List<Task> squaredDistance(Bound s) {
        int n = s.inShape(0).dim(1);
        int m = s.inShape(1).dim(1);
        int d = s.inShape(0).dim(2);
        Ref x = s.in(0);
        Ref y = s.in(1);
        Ref z = s.out(0);
        return List.of(Task.items(s.inShape(0).dim(0) * n, m * Math.max(1, d), (from, to, worker) -> {
            for (int row = from; row < to; row++) {
                int right = y.at() + row / n * m * d;
                int b = 0;
                for (; b + BLOCK <= m; b += BLOCK) {
                    distances(x.data(), x.at() + row * d, y.data(), right + b * d, d, z.data(), z.at() + row * m + b);
                }
                for (; b < m; b++) {
                    z.data()[z.at() + row * m + b] = distance(x.data(), x.at() + row * d, y.data(), right + b * d, d);
                }
            }
        }));
    }

    /// To four rows of y.
    private static void distances(float[] x, int xo, float[] y, int yo, int d, float[] z, int zo) {
        FloatVector s0 = FloatVector.zero(Lanes.F);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int k = 0;
        for (; k + Lanes.N <= d; k += Lanes.N) {
            FloatVector a = FloatVector.fromArray(Lanes.F, x, xo + k);
            FloatVector d0 = a.sub(FloatVector.fromArray(Lanes.F, y, yo + k));
            FloatVector d1 = a.sub(FloatVector.fromArray(Lanes.F, y, yo + d + k));
            FloatVector d2 = a.sub(FloatVector.fromArray(Lanes.F, y, yo + 2 * d + k));
            FloatVector d3 = a.sub(FloatVector.fromArray(Lanes.F, y, yo + 3 * d + k));
            s0 = d0.fma(d0, s0);
            s1 = d1.fma(d1, s1);
            s2 = d2.fma(d2, s2);
            s3 = d3.fma(d3, s3);
        }
        z[zo] = LaneSums.sum(s0) + rest(x, xo, y, yo, k, d);
        z[zo + 1] = LaneSums.sum(s1) + rest(x, xo, y, yo + d, k, d);
        z[zo + 2] = LaneSums.sum(s2) + rest(x, xo, y, yo + 2 * d, k, d);
        z[zo + 3] = LaneSums.sum(s3) + rest(x, xo, y, yo + 3 * d, k, d);
    }

    private static float distance(float[] x, int xo, float[] y, int yo, int d) {
        FloatVector sum = FloatVector.zero(Lanes.F);
        int k = 0;
        for (; k + Lanes.N <= d; k += Lanes.N) {
            FloatVector v = FloatVector.fromArray(Lanes.F, x, xo + k).sub(FloatVector.fromArray(Lanes.F, y, yo + k));
            sum = v.fma(v, sum);
        }
        return LaneSums.sum(sum) + rest(x, xo, y, yo, k, d);
    }

    private static float rest(float[] x, int xo, float[] y, int yo, int from, int d) {
        float sum = 0;
        for (int k = from; k < d; k++) {
            float v = x[xo + k] - y[yo + k];
            sum = Math.fma(v, v, sum);
        }
        return sum;
    }
}
