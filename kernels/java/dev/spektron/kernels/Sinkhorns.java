package dev.spektron.kernels;

/// Entropic optimal transport in the log domain (Feydy et al. 2019, arXiv:1810.08278, eq. 8). Potentials are kept as F = f / eps and
/// G = g / eps, so nothing is rounded on the way from one half step to the next.
public final class Sinkhorns {
    /// Halvings of the regularisation at most: from the largest to the smallest costs that float can hold apart.
    private static final int HALVINGS = 64;

    private Sinkhorns() {}

    /// Elements of scratch of one problem: F, G, log mu + F, log nu + G.
    public static int scratch(int n, int m) {
        return 2 * (n + m);
    }

    /// log sum_k exp(u[k] - scale c[k stride]) over `count` terms; -infinity over none.
    public static float logSumExp(int count, float[] u, int uo, float[] c, int co, int stride, float scale) {
        float top = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < count; k++) {
            top = Math.max(top, u[uo + k] - scale * c[co + k * stride]);
        }
        if (top == Float.NEGATIVE_INFINITY) {
            return top;
        }
        float sum = 0;
        for (int k = 0; k < count; k++) {
            sum += (float) Math.exp(u[uo + k] - scale * c[co + k * stride] - top);
        }
        return top + (float) Math.log(sum);
    }

    /// sum_k exp(log[k]).
    public static float mass(float[] log, int at, int count) {
        float sum = 0;
        for (int k = 0; k < count; k++) {
            sum += (float) Math.exp(log[at + k]);
        }
        return sum;
    }

    /// sum_k exp(log[k]) v[k] over the points that have mass.
    public static float dual(float[] log, int at, float[] v, int vo, int count) {
        float sum = 0;
        for (int k = 0; k < count; k++) {
            float mass = (float) Math.exp(log[at + k]);
            sum += mass == 0 ? 0 : mass * v[vo + k];
        }
        return sum;
    }

    /// The largest cost between points that have mass, at least 0. Rows of c are `stride` apart.
    public static float largest(float[] c, int co, int stride, float[] mu, int muo, float[] nu, int nuo, int n, int m) {
        float top = 0;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < m; b++) {
                boolean counts = mu[muo + a] > Float.NEGATIVE_INFINITY && nu[nuo + b] > Float.NEGATIVE_INFINITY;
                top = counts ? Math.max(top, c[co + a * stride + b]) : top;
            }
        }
        return top;
    }

    /// One half step for each side with regularisation 1 / `scale`; the sum over b of |column marginal - nu| before the second half step.
    /// `s` holds the scratch of the problem.
    public static float step(float[] c, int co, float[] mu, int muo, float[] nu, int nuo, int n, int m, float scale, float[] s, int so) {
        int f = so;
        int g = so + n;
        int rows = g + m;
        int columns = rows + n;
        for (int b = 0; b < m; b++) {
            s[columns + b] = nu[nuo + b] + s[g + b];
        }
        for (int a = 0; a < n; a++) {
            s[f + a] = -logSumExp(m, s, columns, c, co + a * m, 1, scale);
            s[rows + a] = mu[muo + a] + s[f + a];
        }
        float violation = 0;
        for (int b = 0; b < m; b++) {
            float before = s[g + b];
            s[g + b] = -logSumExp(n, s, rows, c, co + b, m, scale);
            float mass = (float) Math.exp(nu[nuo + b]);
            violation += mass == 0 ? 0 : mass * Math.abs((float) Math.exp(before - s[g + b]) - 1);
        }
        return violation;
    }

    /// s[at .. at + count) *= factor.
    public static void rescale(float[] s, int at, int count, float factor) {
        for (int k = 0; k < count; k++) {
            s[at + k] *= factor;
        }
    }

    /// Problem `problem` of cost c (n, m): its value, and F and G in the scratch. A side without mass gives 0 and potentials of -infinity,
    /// which make a plan of zeros.
    public static void solve(int problem, int iterations, float tolerance, int scaling, float[] c, int co, float[] mu, int muo, float[] nu,
        int nuo, float[] eps, int eo, int n, int m, float[] value, int vo, float[] s, int so) {
        int cost = co + problem * n * m;
        int left = muo + problem * n;
        int right = nuo + problem * m;
        int at = so + problem * scratch(n, m);
        float e = eps[eo];
        boolean empty = mass(mu, left, n) == 0 || mass(nu, right, m) == 0;
        for (int i = 0; i < n + m; i++) {
            s[at + i] = empty ? Float.NEGATIVE_INFINITY : 0;
        }
        if (empty) {
            value[vo + problem] = 0;
        } else {
            float now = scaling == 0 ? e : largest(c, cost, m, mu, left, nu, right, n, m);
            for (int k = 0; k < HALVINGS; k++) {
                if (now > e && now < Float.POSITIVE_INFINITY) {
                    step(c, cost, mu, left, nu, right, n, m, 1 / now, s, at);
                    float next = Math.max(0.5f * now, e);
                    rescale(s, at, n + m, now / next);
                    now = next;
                }
            }
            int rest = iterations;
            while (rest > 0) {
                float violation = step(c, cost, mu, left, nu, right, n, m, 1 / e, s, at);
                rest = violation <= tolerance ? 0 : rest - 1;
            }
            value[vo + problem] = e * (dual(mu, left, s, at, n) + dual(nu, right, s, at + n, m));
        }
    }

    /// Row of the plan, item = problem n + a: plan[a, b] = exp(log mu + F + log nu + G - C / eps), of the potentials that
    /// `solve` left.
    public static void planRow(int item, float[] c, int co, float[] mu, int muo, float[] nu, int nuo, float[] eps, int eo, int n, int m,
        float[] s, int so, float[] plan, int po) {
        int problem = item / n;
        int at = so + problem * scratch(n, m);
        float scale = 1 / eps[eo];
        float row = mu[muo + item] + s[at + item % n];
        for (int b = 0; b < m; b++) {
            float column = nu[nuo + problem * m + b] + s[at + n + b];
            plan[po + item * m + b] = (float) Math.exp(row - scale * c[co + item * m + b] + column);
        }
    }
}
