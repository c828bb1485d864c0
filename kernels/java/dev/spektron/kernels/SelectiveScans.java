package dev.spektron.kernels;

/// The selective recurrence (Gu and Dao, arXiv:2312.00752, Algorithm 2): h[t] = exp(dt[t] A) h[t - 1] + g[t] B[t] u[t],
/// y[t] = sum_n C[t, n] h[t, n] + D u[t], with the gain g = dt (Euler) or (exp(dt A) - 1) / A (`exact` = 1, zero-order hold).
///
/// Shapes: u, dt, y (B, L, E), A (E, N), B, C (B, L, N), D (E). One state after another runs through all of time, so that no array over
/// time, channels and states is needed. The backward bodies keep the states of one chunk of [#CHUNK] steps and the state before each chunk.
/// [SelectiveChunks] has the same for stretches of time at once.
///
/// With p[t] = dl/dh[t] = C[t] dy[t] + exp(dt[t + 1] A) p[t + 1]: dC[t] = sum_e dy h, dB[t] = sum_e p g u, du = D dy + sum_n p g B,
/// ddt = sum_n p (A a h[t - 1] + g' B u), dA = sum p (dt a h[t - 1] + (dg / dA) B u), where a = exp(dt A) and g' = dg / ddt: 1 or a.
public final class SelectiveScans {
    /// Steps whose states the backward pass keeps at a time.
    public static final int CHUNK = 64;
    /// Channels that are added up before their sum joins the total of a shared gradient.
    public static final int GROUP = 32;

    private SelectiveScans() {}

    /// Elements of workspace of one backward item: states and decays of a chunk, and the state before each chunk.
    public static int workspace(int l) {
        return 2 * CHUNK + (l + CHUNK - 1) / CHUNK;
    }

    /// y of sample and channel `item` = b * `channels` + e.
    public static void forward(int item, float[] u, int uo, float[] dt, int dto, float[] a, int ao, float[] b, int bo, float[] c, int co,
        float[] d, int dof, float[] y, int yo, int l, int channels, int n, int exact) {
        int sample = item / channels;
        int e = item % channels;
        int at = sample * l * channels + e;
        int shared = sample * l * n;
        skip(d[dof + e], u, uo + at, y, yo + at, l, channels);
        for (int k = 0; k < n; k++) {
            outputs(u, uo + at, dt, dto + at, a[ao + e * n + k], b, bo + shared + k, c, co + shared + k, y, yo + at, 0, l, channels, n,
                exact);
        }
    }

    /// du and ddt of sample and channel `item`, and its share of dA and dD: `shareA` is (B, E, N), `shareD` (B, E).
    ///
    /// @param w workspace of [#workspace(int)] elements from `wo` on
    public static void channelGrad(int item, float[] u, int uo, float[] dt, int dto, float[] a, int ao, float[] b, int bo, float[] c,
        int co, float[] d, int dof, float[] dy, int dyo, float[] du, int duo, float[] ddt, int ddto, float[] shareA, int sao,
        float[] shareD, int sdo, float[] w, int wo, int l, int channels, int n, int exact) {
        int sample = item / channels;
        int e = item % channels;
        int at = sample * l * channels + e;
        int shared = sample * l * n;
        float dskip = 0;
        for (int from = 0; from < l; from += CHUNK) {
            int i = at + from * channels;
            dskip += skipGrad(d[dof + e], u, uo + i, dy, dyo + i, du, duo + i, ddt, ddto + i, Math.min(CHUNK, l - from), channels);
        }
        shareD[sdo + item] = dskip;
        int chunks = (l + CHUNK - 1) / CHUNK;
        for (int k = 0; k < n; k++) {
            float rate = a[ao + e * n + k];
            int share = sao + item * n + k;
            float p = 0;
            shareA[share] = 0;
            checkpoints(u, uo + at, dt, dto + at, rate, b, bo + shared + k, w, wo + 2 * CHUNK, l, channels, n, exact);
            for (int chunk = chunks - 1; chunk >= 0; chunk--) {
                int from = chunk * CHUNK;
                int steps = Math.min(CHUNK, l - from);
                int i = at + from * channels;
                int j = shared + from * n + k;
                states(u, uo + i, dt, dto + i, rate, b, bo + j, w[wo + 2 * CHUNK + chunk], w, wo, 1, CHUNK, steps, channels, n, exact);
                p = back(u, uo + i, dt, dto + i, rate, b, bo + j, c, co + j, dy, dyo + i, du, duo + i, ddt, ddto + i, shareA, share, w,
                    wo, 1, CHUNK, p, steps, channels, n, exact);
            }
        }
    }

    /// Shares of dB and dC of one group of channels, each (B, groups, L, N), for `item` = (b * groups + group) * `n` + state.
    public static void sharedGrad(int item, float[] u, int uo, float[] dt, int dto, float[] a, int ao, float[] b, int bo, float[] c,
        int co, float[] dy, int dyo, float[] shareB, int sbo, float[] shareC, int sco, float[] w, int wo, int l, int channels, int n,
        int exact, int groups, int group) {
        int k = item % n;
        int share = item / n * l * n + k;
        int lowest = item / n % groups * group;
        int sample = item / n / groups;
        int shared = sample * l * n + k;
        for (int t = 0; t < l; t++) {
            shareB[sbo + share + t * n] = 0;
            shareC[sco + share + t * n] = 0;
        }
        int chunks = (l + CHUNK - 1) / CHUNK;
        int last = Math.min(channels, lowest + group);
        for (int e = lowest; e < last; e++) {
            int at = sample * l * channels + e;
            float rate = a[ao + e * n + k];
            float p = 0;
            checkpoints(u, uo + at, dt, dto + at, rate, b, bo + shared, w, wo + 2 * CHUNK, l, channels, n, exact);
            for (int chunk = chunks - 1; chunk >= 0; chunk--) {
                int from = chunk * CHUNK;
                int to = Math.min(l, from + CHUNK);
                int first = at + from * channels;
                states(u, uo + first, dt, dto + first, rate, b, bo + shared + from * n, w[wo + 2 * CHUNK + chunk], w, wo, 1, CHUNK,
                    to - from, channels, n, exact);
                for (int t = to - 1; t >= from; t--) {
                    int i = at + t * channels;
                    int j = t * n;
                    float gu = gain(dt[dto + i], rate, exact) * u[uo + i];
                    float decay = w[wo + CHUNK + t - from];
                    p += c[co + shared + j] * dy[dyo + i];
                    shareB[sbo + share + j] += p * gu;
                    shareC[sco + share + j] += dy[dyo + i] * (decay * w[wo + t - from] + gu * b[bo + shared + j]);
                    p *= decay;
                }
            }
        }
    }

    /// y = D u of some steps. Here and below offsets are those of the first step, `stride` apart in u, dt and y.
    static void skip(float skip, float[] u, int uo, float[] y, int yo, int steps, int stride) {
        for (int t = 0; t < steps; t++) {
            y[yo + t * stride] = skip * u[uo + t * stride];
        }
    }

    /// du = D dy and ddt = 0 of some steps; the sum of dy u.
    static float skipGrad(float skip, float[] u, int uo, float[] dy, int dyo, float[] du, int duo, float[] ddt, int ddto, int steps,
        int stride) {
        float part = 0;
        for (int t = 0; t < steps; t++) {
            int i = t * stride;
            part += dy[dyo + i] * u[uo + i];
            du[duo + i] = skip * dy[dyo + i];
            ddt[ddto + i] = 0;
        }
        return part;
    }

    /// Adds C h of some steps of a state to y, from the state `before` them.
    static void outputs(float[] u, int uo, float[] dt, int dto, float rate, float[] b, int bo, float[] c, int co, float[] y, int yo,
        float before, int steps, int stride, int n, int exact) {
        float h = before;
        for (int t = 0; t < steps; t++) {
            int i = t * stride;
            float step = dt[dto + i];
            h = (float) Math.exp(step * rate) * h + gain(step, rate, exact) * u[uo + i] * b[bo + t * n];
            y[yo + i] += c[co + t * n] * h;
        }
    }

    /// A state after some steps, from the state `before` them.
    static float end(float[] u, int uo, float[] dt, int dto, float rate, float[] b, int bo, float before, int steps, int stride, int n,
        int exact) {
        float h = before;
        for (int t = 0; t < steps; t++) {
            float step = dt[dto + t * stride];
            h = (float) Math.exp(step * rate) * h + gain(step, rate, exact) * u[uo + t * stride] * b[bo + t * n];
        }
        return h;
    }

    /// The state before each chunk.
    private static void checkpoints(float[] u, int uo, float[] dt, int dto, float rate, float[] b, int bo, float[] w, int wo, int l,
        int stride, int n, int exact) {
        float h = 0;
        for (int from = 0; from < l; from += CHUNK) {
            w[wo + from / CHUNK] = h;
            h = end(u, uo + from * stride, dt, dto + from * stride, rate, b, bo + from * n, h, Math.min(CHUNK, l - from), stride, n, exact);
        }
    }

    /// For each step the state before it, `apart` behind it the decay, from the state `before` them all. Numbers of steps are `gap`
    /// apart in `w`.
    static void states(float[] u, int uo, float[] dt, int dto, float rate, float[] b, int bo, float before, float[] w, int wo, int gap,
        int apart, int steps, int stride, int n, int exact) {
        float h = before;
        for (int t = 0; t < steps; t++) {
            float step = dt[dto + t * stride];
            float decay = (float) Math.exp(step * rate);
            w[wo + t * gap] = h;
            w[wo + apart + t * gap] = decay;
            h = decay * h + gain(step, rate, exact) * u[uo + t * stride] * b[bo + t * n];
        }
    }

    /// Adds what a state gives to du, ddt and, as one sum, to dA, which stands at `share`. `after` is a p of the step that follows, the
    /// result that of the first step.
    static float back(float[] u, int uo, float[] dt, int dto, float rate, float[] b, int bo, float[] c, int co, float[] dy, int dyo,
        float[] du, int duo, float[] ddt, int ddto, float[] da, int share, float[] w, int wo, int gap, int apart, float after, int steps,
        int stride, int n, int exact) {
        float p = after;
        float part = 0;
        for (int t = steps - 1; t >= 0; t--) {
            int i = t * stride;
            int j = t * n;
            float step = dt[dto + i];
            float decay = w[wo + apart + t * gap];
            float before = decay * w[wo + t * gap];
            p += c[co + j] * dy[dyo + i];
            float pb = p * b[bo + j];
            float pbu = pb * u[uo + i];
            du[duo + i] += pb * gain(step, rate, exact);
            ddt[ddto + i] += p * before * rate + (exact != 0 ? decay * pbu : pbu);
            part += step * p * before + (exact != 0 ? pbu * gainSlope(step, rate) : 0);
            p *= decay;
        }
        da[share] += part;
        return p;
    }

    /// dt, or (exp(dt A) - 1) / A, which is dt (1 + dt A / 2 + ...) near 0.
    static float gain(float dt, float rate, int exact) {
        float x = dt * rate;
        return exact == 0 ? dt : Math.abs(x) < 1e-3f ? dt * (1 + 0.5f * x * (1 + x * (1 / 3f))) : Elements.expm1(x) / rate;
    }

    /// d gain / dA of the zero-order hold: dt^2 (x exp(x) - exp(x) + 1) / x^2 with x = dt A, by its series sum_k (k + 1) / (k + 2)! x^k
    /// near 0, where the closed form cancels.
    private static float gainSlope(float dt, float rate) {
        float x = dt * rate;
        if (Math.abs(x) < 0.5f) {
            float q = 1 / 5760f + x * (1 / 45360f + x * (1 / 403200f));
            q = 1 / 30f + x * (1 / 144f + x * (1 / 840f + x * q));
            return dt * dt * (0.5f + x * (1 / 3f + x * (1 / 8f + x * q)));
        }
        float decay = (float) Math.exp(x);
        return (dt * decay - Elements.expm1(x) / rate) / rate;
    }
}
