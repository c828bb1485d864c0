package dev.spektron.backend.vector;

import dev.spektron.backend.cpu.Bound;
import dev.spektron.backend.cpu.Bound.Ref;
import dev.spektron.backend.cpu.Task;
import dev.spektron.backend.op.Resample;
import dev.spektron.kernels.Resamplings;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/// Resampling at positions that all rows share: neighbours and weights are worked out once, then every row is a sum of products,
/// y[q] = sum_k weight[k, q] x[neighbour[k, q]]. Where each row has positions of its own the scalar bodies do the work.
final class VectorResamplings {
    /// Rows that add into their gradients side by side, so that no addition has to wait for the one before.
    private static final int ROWS = 4;
    /// Positions whose gradients are summed over all rows in one part.
    private static final int POSITIONS = 512;

    private VectorResamplings() {}

    private static int neighbours(Resample op) {
        return op.kind() == Resample.Kind.LINEAR ? 2 : 4;
    }

    /// Room for so many sets of weights.
    static int scratch(Resample op, Shape positions, int sets) {
        return positions.rank() == 1 ? sets * neighbours(op) * positions.size() : VectorLowering.NOT_OWN;
    }

    /// Neighbours and weights, or the derivatives of the weights, of all positions in a row of `n`.
    private static Task prepare(Resample op, int n, int m, Ref p, int[] index, float[] weights, int at, boolean slopes) {
        boolean linear = op.kind() == Resample.Kind.LINEAR;
        int taps = neighbours(op);
        return Task.items(n == 0 ? 0 : m, 8 * taps, (from, to, worker) -> {
            for (int q = from; q < to; q++) {
                float position = p.data()[p.at() + q];
                float inside = Resamplings.clamp(position, n);
                int i = (int) inside;
                float t = inside - i;
                float scale = position < 0 || position > n - 1 ? 0 : 1;
                for (int k = 0; k < taps; k++) {
                    index[k * m + q] = Math.min(Math.max(linear ? i + k : i - 1 + k, 0), n - 1);
                    float w = linear ? k == 0 ? 1 - t : t : Resamplings.keys(k, t, op.a());
                    if (slopes) {
                        w = scale * (linear ? 2 * k - 1 + 0 * t : Resamplings.keysSlope(k, t, op.a()));
                    }
                    weights[at + k * m + q] = w;
                }
            }
        });
    }

    static List<Task> values(Resample op, Bound s) {
        if (s.inShape(1).rank() != 1) {
            return null;
        }
        int taps = neighbours(op);
        int n = s.inShape(0).last();
        int m = s.outShape(0).last();
        int[] index = new int[taps * m];
        Ref x = s.in(0);
        Ref w = s.scratch();
        Ref y = s.out(0);
        Task sums = Task.items(s.outShape(0).rows(), taps * m, (from, to, worker) -> {
            for (int r = from; r < to; r++) {
                row(x.data(), x.at() + r * n, taps, index, w.data(), w.at(), m, y.data(), y.at() + r * m);
            }
        });
        return List.of(prepare(op, n, m, s.in(1), index, w.data(), w.at(), false), sums);
    }

    private static void row(float[] x, int at, int taps, int[] index, float[] w, int wo, int m, float[] y, int yo) {
        int q = 0;
        for (; q + Lanes.N <= m; q += Lanes.N) {
            sum(x, at, taps, index, w, wo, m, q).intoArray(y, yo + q);
        }
        for (; q < m; q++) {
            y[yo + q] = sumOne(x, at, taps, index, w, wo, m, q);
        }
    }

    private static FloatVector sum(float[] x, int at, int taps, int[] index, float[] w, int wo, int m, int q) {
        FloatVector sum = FloatVector.zero(Lanes.F);
        for (int k = 0; k < taps; k++) {
            FloatVector v = FloatVector.fromArray(Lanes.F, x, at, index, k * m + q);
            sum = v.fma(FloatVector.fromArray(Lanes.F, w, wo + k * m + q), sum);
        }
        return sum;
    }

    private static float sumOne(float[] x, int at, int taps, int[] index, float[] w, int wo, int m, int q) {
        float sum = 0;
        for (int k = 0; k < taps; k++) {
            sum = Math.fma(x[at + index[k * m + q]], w[wo + k * m + q], sum);
        }
        return sum;
    }

    static List<Task> grad(Resample op, Bound s) {
        if (s.inShape(1).rank() != 1) {
            return null;
        }
        int taps = neighbours(op);
        int n = s.inShape(0).last();
        int m = s.inShape(2).last();
        int[] index = new int[taps * m];
        float[] work = s.scratch().data();
        int weights = s.scratch().at();
        int slopes = weights + taps * m;
        List<Task> tasks = new ArrayList<>();
        if (s.wanted(0)) {
            tasks.add(prepare(op, n, m, s.in(1), index, work, weights, false));
            tasks.add(rows(taps, index, work, weights, s));
        }
        if (s.wanted(1)) {
            tasks.add(prepare(op, n, m, s.in(1), index, work, slopes, true));
            tasks.add(positions(taps, index, work, slopes, s));
        }
        return tasks;
    }

    private static Task rows(int taps, int[] index, float[] w, int wo, Bound s) {
        int rows = s.inShape(0).rows();
        int n = s.inShape(0).last();
        int m = s.inShape(2).last();
        Ref dy = s.in(2);
        Ref dx = s.out(0);
        return Task.items((rows + ROWS - 1) / ROWS, ROWS * (n + taps * m), (from, to, worker) -> {
            for (int r = from * ROWS; r < Math.min(rows, to * ROWS); r++) {
                for (int i = 0; i < n; i++) {
                    dx.data()[dx.at() + r * n + i] = 0;
                }
            }
            for (int block = from; block < to; block++) {
                int r = block * ROWS;
                scatter(taps, index, w, wo, dy.data(), dy.at() + r * m, m, dx.data(), dx.at() + r * n, n, Math.min(ROWS, rows - r));
            }
        });
    }

    /// Adds up to four rows in the order of their positions.
    private static void scatter(int taps, int[] index, float[] w, int wo, float[] dy, int dyo, int m, float[] dx, int dxo, int n,
        int rows) {
        for (int q = 0; q < m; q++) {
            for (int k = 0; k < taps; k++) {
                int i = dxo + index[k * m + q];
                float f = w[wo + k * m + q];
                dx[i] += f * dy[dyo + q];
                if (rows == ROWS) {
                    dx[i + n] += f * dy[dyo + m + q];
                    dx[i + 2 * n] += f * dy[dyo + 2 * m + q];
                    dx[i + 3 * n] += f * dy[dyo + 3 * m + q];
                } else {
                    for (int r = 1; r < rows; r++) {
                        dx[i + r * n] += f * dy[dyo + r * m + q];
                    }
                }
            }
        }
    }

    private static Task positions(int taps, int[] index, float[] w, int wo, Bound s) {
        int rows = s.inShape(0).rows();
        int n = s.inShape(0).last();
        int m = s.inShape(2).last();
        Ref x = s.in(0);
        Ref dy = s.in(2);
        Ref dp = s.out(1);
        return Task.range(m, POSITIONS, (from, to, worker) -> {
            for (int q = from; q < to; q++) {
                dp.data()[dp.at() + q] = 0;
            }
            for (int r = 0; r < rows; r++) {
                addSlopes(x.data(), x.at() + r * n, taps, index, w, wo, m, from, to, dy.data(), dy.at() + r * m, dp.data(), dp.at());
            }
        });
    }

    private static void addSlopes(float[] x, int at, int taps, int[] index, float[] w, int wo, int m, int from, int to, float[] dy, int dyo,
        float[] dp, int dpo) {
        int q = from;
        for (; q + Lanes.N <= to; q += Lanes.N) {
            FloatVector g = FloatVector.fromArray(Lanes.F, dy, dyo + q);
            FloatVector old = FloatVector.fromArray(Lanes.F, dp, dpo + q);
            sum(x, at, taps, index, w, wo, m, q).fma(g, old).intoArray(dp, dpo + q);
        }
        for (; q < to; q++) {
            dp[dpo + q] = Math.fma(sumOne(x, at, taps, index, w, wo, m, q), dy[dyo + q], dp[dpo + q]);
        }
    }
}
