package dev.spektron.kernels;

/// Values of rows of n samples at positions. Positions are clamped to [0, n - 1], neighbours are held inside the row. `cubic` 0: linear;
/// 1: Keys' kernel with parameter `a` (1981, doi:10.1109/TASSP.1981.1163711, eq. 4). The positions of row r stand from `po + r step` on,
/// step 0 if all rows share them.
public final class Resamplings {
    /// Rows that are added up before they join the total.
    private static final int BLOCK = 128;

    private Resamplings() {}

    /// p in [0, n - 1]; NaN stays.
    public static float clamp(float p, int n) {
        return Math.min(Math.max(p, 0), n - 1);
    }

    /// Keys' kernel at distances 1 + t, t, 1 - t, 2 - t, number k = 0 .. 3.
    public static float keys(int k, float t, float a) {
        float d = k == 0 ? 1 + t : k == 1 ? t : k == 2 ? 1 - t : 2 - t;
        return k == 1 || k == 2 ? ((a + 2) * d - (a + 3)) * d * d + 1 : a * (((d - 5) * d + 8) * d - 4);
    }

    /// Derivative of [#keys(int, float, float)] with respect to t.
    public static float keysSlope(int k, float t, float a) {
        float d = k == 0 ? 1 + t : k == 1 ? t : k == 2 ? 1 - t : 2 - t;
        float slope = k == 1 || k == 2 ? (3 * (a + 2) * d - 2 * (a + 3)) * d : a * ((3 * d - 10) * d + 8);
        return k < 2 ? slope : -slope;
    }

    private static int inside(int i, int n) {
        return Math.min(Math.max(i, 0), n - 1);
    }

    /// The value of the row at `at`.
    public static float at(float position, int cubic, float a, float[] x, int at, int n) {
        float p = clamp(position, n);
        int i = (int) p;
        float t = p - i;
        if (cubic == 0) {
            float left = x[at + i];
            return left + t * (x[at + inside(i + 1, n)] - left);
        }
        float sum = 0;
        for (int k = 0; k < 4; k++) {
            sum += keys(k, t, a) * x[at + inside(i - 1 + k, n)];
        }
        return sum;
    }

    /// Its derivative with respect to the position: 0 outside of the row; linear at a sample: the slope on the right.
    public static float slope(float position, int cubic, float a, float[] x, int at, int n) {
        float p = clamp(position, n);
        int i = (int) p;
        float t = p - i;
        float sum = 0;
        if (cubic == 0) {
            // With NaN as position everything is NaN.
            sum = x[at + inside(i + 1, n)] - x[at + i] + 0 * t;
        } else {
            for (int k = 0; k < 4; k++) {
                sum += keysSlope(k, t, a) * x[at + inside(i - 1 + k, n)];
            }
        }
        return p == position || position != position ? sum : 0;
    }

    /// y[r, q], item = r m + q.
    public static void value(int item, int cubic, float a, float[] x, int xo, int n, float[] positions, int po, int step, float[] y, int yo,
        int m) {
        int row = item / m;
        y[yo + item] = at(positions[po + row * step + item % m], cubic, a, x, xo + row * n, n);
    }

    /// Gradient of row `r`: dx[r] is the sum over q of dy[r, q] times the weights of the samples.
    public static void rowGrad(int r, int cubic, float a, int n, float[] positions, int po, int step, float[] dy, int dyo, int m,
        float[] dx, int dxo) {
        int to = dxo + r * n;
        for (int i = 0; i < n; i++) {
            dx[to + i] = 0;
        }
        for (int q = 0; q < m; q++) {
            float p = clamp(positions[po + r * step + q], n);
            int i = (int) p;
            float t = p - i;
            float g = dy[dyo + r * m + q];
            if (cubic == 0) {
                dx[to + i] += (1 - t) * g;
                dx[to + inside(i + 1, n)] += t * g;
            } else {
                for (int k = 0; k < 4; k++) {
                    dx[to + inside(i - 1 + k, n)] += keys(k, t, a) * g;
                }
            }
        }
    }

    /// Gradient of position `item`: of all `rows` rows if they share it (`shared` 1, item = q), else of row item / m.
    public static void positionGrad(int item, int shared, int rows, int cubic, float a, float[] x, int xo, int n, float[] positions, int po,
        float[] dy, int dyo, int m, float[] dp, int dpo) {
        float position = positions[po + item];
        if (shared == 0) {
            dp[dpo + item] = dy[dyo + item] * slope(position, cubic, a, x, xo + item / m * n, n);
        } else {
            float total = 0;
            for (int from = 0; from < rows; from += BLOCK) {
                int to = Math.min(rows, from + BLOCK);
                float part = 0;
                for (int r = from; r < to; r++) {
                    part += dy[dyo + r * m + item] * slope(position, cubic, a, x, xo + r * n, n);
                }
                total += part;
            }
            dp[dpo + item] = total;
        }
    }
}
