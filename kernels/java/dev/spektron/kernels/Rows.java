package dev.spektron.kernels;

/// Softmax and what goes with it. The item of each body is one row of `n` numbers; rows follow one another.
///
/// The largest number of a row is taken off before exponentials, so nothing overflows; 0 is taken off a row of -infinity alone, which gives
/// exponentials of 0 and not NaN. `Math.max` hands NaN on, so a row with NaN becomes NaN as a whole. A result at a negative offset is not
/// wanted.
public final class Rows {
    /// Numbers that are added up before they join the total: two short sums lose less than one long one.
    private static final int BLOCK = 256;

    private Rows() {}

    /// What is taken off the numbers of a row before exponentials.
    private static float shift(float[] x, int at, int n) {
        float top = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < n; j++) {
            top = Math.max(top, x[at + j]);
        }
        return top == Float.NEGATIVE_INFINITY ? 0 : top;
    }

    /// sum exp(x - shift).
    private static float sumExp(float[] x, int at, int n, float shift) {
        float total = 0;
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            float part = 0;
            for (int j = from; j < to; j++) {
                part += (float) Math.exp(x[at + j] - shift);
            }
            total += part;
        }
        return total;
    }

    private static float logSum(float[] x, int at, int n) {
        float shift = shift(x, at, n);
        return logSum(shift, sumExp(x, at, n, shift));
    }

    /// y = exp(x - max x) / sum exp(x - max x); zeros for a row of -infinity alone.
    public static void softmax(int row, float[] x, int xo, float[] y, int yo, int n) {
        int from = xo + row * n;
        int to = yo + row * n;
        float shift = shift(x, from, n);
        float sum = sumExp(x, from, n, shift);
        float factor = sum == 0 ? 0 : 1 / sum;
        for (int j = 0; j < n; j++) {
            y[to + j] = (float) Math.exp(x[from + j] - shift) * factor;
        }
    }

    /// dx = y (dy - sum(y dy)).
    public static void softmaxGrad(int row, float[] y, int yo, float[] dy, int dyo, float[] dx, int dxo, int n) {
        int at = row * n;
        float dot = 0;
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            float part = 0;
            for (int j = from; j < to; j++) {
                part += y[yo + at + j] * dy[dyo + at + j];
            }
            dot += part;
        }
        for (int j = 0; j < n; j++) {
            dx[dxo + at + j] = y[yo + at + j] * (dy[dyo + at + j] - dot);
        }
    }

    /// y[row] = log sum exp(x).
    public static void logSumExp(int row, float[] x, int xo, float[] y, int yo, int n) {
        y[yo + row] = logSum(x, xo + row * n, n);
    }

    /// loss[row] = log sum exp(x) - x[label], and the log of the sum itself. A negative label gives 0, any other that is no column NaN.
    public static void crossEntropy(int row, float[] x, int xo, float[] labels, int lo, float[] loss, int losso, float[] lse, int lseo,
        int n) {
        loss[losso + row] = logSum(x, xo + row * n, n);
        labelLoss(row, x, xo, labels, lo, loss, losso, lse, lseo, n);
    }

    /// The second half of [#crossEntropy]: the log of the sum stands in loss[row].
    public static void labelLoss(int row, float[] x, int xo, float[] labels, int lo, float[] loss, int losso, float[] lse, int lseo,
        int n) {
        float log = loss[losso + row];
        float label = labels[lo + row];
        int k = (int) label;
        boolean ok = label == k && k >= 0 && k < n;
        loss[losso + row] = label < 0 ? 0 : ok ? log - x[xo + row * n + k] : Elements.nan(label);
        if (lseo >= 0) {
            lse[lseo + row] = log;
        }
    }

    /// dx = (exp(x - lse) - [j = label]) dloss.
    public static void crossEntropyGrad(int row, float[] x, int xo, float[] labels, int lo, float[] lse, int lseo, float[] dloss,
        int dlosso, float[] dx, int dxo, int n) {
        float label = labels[lo + row];
        int k = (int) label;
        boolean ok = label == k && k >= 0 && k < n;
        float d = ok ? dloss[dlosso + row] : Elements.nan(label);
        float log = lse[lseo + row];
        int at = row * n;
        for (int j = 0; j < n; j++) {
            float p = (float) Math.exp(x[xo + at + j] - log) - (j == k ? 1 : 0);
            dx[dxo + at + j] = label < 0 ? 0 : p * d;
        }
    }

    /// Number `item` = row * `n` + j of [#crossEntropyGrad].
    public static void crossEntropyGradElement(int item, float[] x, int xo, float[] labels, int lo, float[] lse, int lseo, float[] dloss,
        int dlosso, float[] dx, int dxo, int n) {
        int row = item / n;
        int j = item % n;
        float label = labels[lo + row];
        int k = (int) label;
        boolean ok = label == k && k >= 0 && k < n;
        float d = ok ? dloss[dlosso + row] : Elements.nan(label);
        float p = (float) Math.exp(x[xo + item] - lse[lseo + row]) - (j == k ? 1 : 0);
        dx[dxo + item] = label < 0 ? 0 : p * d;
    }

    /// A lane's numbers of y = exp(x - shift) / sum, the second half of [#softmax] for a row that `lanes` items share; 0 for a sum of 0.
    public static void softmaxLane(int lane, int lanes, float[] x, int xo, float[] y, int yo, int n, float shift, float sum) {
        float factor = sum == 0 ? 0 : 1 / sum;
        for (int j = lane; j < n; j += lanes) {
            y[yo + j] = (float) Math.exp(x[xo + j] - shift) * factor;
        }
    }

    /// A lane's numbers of dx = y (dy - dot), the second half of [#softmaxGrad].
    public static void softmaxGradLane(int lane, int lanes, float[] y, int yo, float[] dy, int dyo, float[] dx, int dxo, int n,
        float dot) {
        for (int j = lane; j < n; j += lanes) {
            dx[dxo + j] = y[yo + j] * (dy[dyo + j] - dot);
        }
    }

    /// log sum exp from what was taken off and the sum of the exponentials.
    public static float logSum(float shift, float sum) {
        return shift + (float) Math.log(sum);
    }

    /// Loss and log of the sum of a row from the latter, written by its lane 0.
    public static void lossLane(float log, int lane, int row, int rows, float[] x, int xo, float[] labels, int lo, float[] loss, int losso,
        float[] lse, int lseo, int n) {
        if (lane == 0 && row < rows) {
            loss[losso + row] = log;
            labelLoss(row, x, xo, labels, lo, loss, losso, lse, lseo, n);
        }
    }

    /// Softmax over the `k` largest numbers of the row, 0 for the others; of equal numbers the first count. The result serves as the list
    /// of those that were chosen until it holds the gates.
    public static void topKGate(int row, float[] x, int xo, float[] y, int yo, int n, int k) {
        int from = xo + row * n;
        int to = yo + row * n;
        float shift = shift(x, from, n);
        for (int j = 0; j < n; j++) {
            y[to + j] = 0;
        }
        for (int round = 0; round < k; round++) {
            int best = -1;
            for (int j = 0; j < n; j++) {
                boolean ahead = best < 0 || x[from + j] > x[from + Math.max(best, 0)];
                best = y[to + j] == 0 && ahead ? j : best;
            }
            y[to + best] = 1;
        }
        float sum = 0;
        for (int j = 0; j < n; j++) {
            y[to + j] *= (float) Math.exp(x[from + j] - shift);
            sum += y[to + j];
        }
        float factor = sum == 0 ? 0 : 1 / sum;
        for (int j = 0; j < n; j++) {
            y[to + j] *= factor;
        }
    }
}
