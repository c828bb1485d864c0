package dev.spektron.kernels;

/// The selective recurrence (Gu and Dao, arXiv:2312.00752, Algorithm 2): h[t] = exp(dt[t] A) h[t - 1] + g[t] B[t] u[t],
/// y[t] = sum_n C[t, n] h[t, n] + D u[t], with the gain g = dt (Euler) or (exp(dt A) - 1) / A (`exact` = 1, zero-order hold).
///
/// Shapes: u, dt, y (B, L, E), A (E, N), B, C (B, L, N), D (E). One state after another runs through all of time, so that no array over
/// time, channels and states is needed. The backward bodies keep the states of one chunk of [#CHUNK] steps and the state before each chunk.
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
        float skip = d[dof + e];
        for (int t = 0; t < l; t++) {
            y[yo + at + t * channels] = skip * u[uo + at + t * channels];
        }
        for (int k = 0; k < n; k++) {
            float rate = a[ao + e * n + k];
            float h = 0;
            for (int t = 0; t < l; t++) {
                int i = at + t * channels;
                int j = shared + t * n + k;
                float step = dt[dto + i];
                h = (float) Math.exp(step * rate) * h + gain(step, rate, exact) * u[uo + i] * b[bo + j];
                y[yo + i] += c[co + j] * h;
            }
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
        float skip = d[dof + e];
        float dskip = 0;
        for (int from = 0; from < l; from += CHUNK) {
            int to = Math.min(l, from + CHUNK);
            float part = 0;
            for (int t = from; t < to; t++) {
                int i = at + t * channels;
                part += dy[dyo + i] * u[uo + i];
                du[duo + i] = skip * dy[dyo + i];
                ddt[ddto + i] = 0;
            }
            dskip += part;
        }
        shareD[sdo + item] = dskip;
        int chunks = (l + CHUNK - 1) / CHUNK;
        for (int k = 0; k < n; k++) {
            float rate = a[ao + e * n + k];
            float drate = 0;
            float p = 0;
            checkpoints(u, uo + at, dt, dto + at, rate, b, bo + shared + k, w, wo + 2 * CHUNK, l, channels, n, exact);
            for (int chunk = chunks - 1; chunk >= 0; chunk--) {
                int from = chunk * CHUNK;
                int to = Math.min(l, from + CHUNK);
                states(u, uo + at, dt, dto + at, rate, b, bo + shared + k, w, wo, chunk, to, channels, n, exact);
                float part = 0;
                for (int t = to - 1; t >= from; t--) {
                    int i = at + t * channels;
                    int j = shared + t * n + k;
                    float step = dt[dto + i];
                    float decay = w[wo + CHUNK + t - from];
                    float before = decay * w[wo + t - from];
                    p += c[co + j] * dy[dyo + i];
                    float pb = p * b[bo + j];
                    float pbu = pb * u[uo + i];
                    du[duo + i] += pb * gain(step, rate, exact);
                    ddt[ddto + i] += p * before * rate + (exact != 0 ? decay * pbu : pbu);
                    part += step * p * before + (exact != 0 ? pbu * gainSlope(step, rate) : 0);
                    p *= decay;
                }
                drate += part;
            }
            shareA[sao + item * n + k] = drate;
        }
    }

    /// Shares of dB and dC of one group of channels, each (B, groups, L, N), for `item` = (b * groups + group) * `n` + state.
    public static void sharedGrad(int item, float[] u, int uo, float[] dt, int dto, float[] a, int ao, float[] b, int bo, float[] c,
        int co, float[] dy, int dyo, float[] shareB, int sbo, float[] shareC, int sco, float[] w, int wo, int l, int channels, int n,
        int exact, int groups, int group) {
        int k = item % n;
        int share = item / n * l * n + k;
        int first = item / n % groups * group;
        int sample = item / n / groups;
        int shared = sample * l * n + k;
        for (int t = 0; t < l; t++) {
            shareB[sbo + share + t * n] = 0;
            shareC[sco + share + t * n] = 0;
        }
        int chunks = (l + CHUNK - 1) / CHUNK;
        int last = Math.min(channels, first + group);
        for (int e = first; e < last; e++) {
            int at = sample * l * channels + e;
            float rate = a[ao + e * n + k];
            float p = 0;
            checkpoints(u, uo + at, dt, dto + at, rate, b, bo + shared, w, wo + 2 * CHUNK, l, channels, n, exact);
            for (int chunk = chunks - 1; chunk >= 0; chunk--) {
                int from = chunk * CHUNK;
                int to = Math.min(l, from + CHUNK);
                states(u, uo + at, dt, dto + at, rate, b, bo + shared, w, wo, chunk, to, channels, n, exact);
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

    /// The state before each chunk; offsets are those of the first step.
    private static void checkpoints(float[] u, int uo, float[] dt, int dto, float rate, float[] b, int bo, float[] w, int wo, int l,
        int stride, int n, int exact) {
        float h = 0;
        for (int t = 0; t < l; t++) {
            if (t % CHUNK == 0) {
                w[wo + t / CHUNK] = h;
            }
            float step = dt[dto + t * stride];
            h = (float) Math.exp(step * rate) * h + gain(step, rate, exact) * u[uo + t * stride] * b[bo + t * n];
        }
    }

    /// For each step of a chunk the state before it, and behind those the decays.
    private static void states(float[] u, int uo, float[] dt, int dto, float rate, float[] b, int bo, float[] w, int wo, int chunk, int to,
        int stride, int n, int exact) {
        int from = chunk * CHUNK;
        float h = w[wo + 2 * CHUNK + chunk];
        for (int t = from; t < to; t++) {
            float step = dt[dto + t * stride];
            float decay = (float) Math.exp(step * rate);
            w[wo + t - from] = h;
            w[wo + CHUNK + t - from] = decay;
            h = decay * h + gain(step, rate, exact) * u[uo + t * stride] * b[bo + t * n];
        }
    }

    /// dt, or (exp(dt A) - 1) / A, which is dt (1 + dt A / 2 + ...) near 0.
    private static float gain(float dt, float rate, int exact) {
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
