package dev.spektron.kernels;

/// The recurrence of oscillators (Rusch and Rus, arXiv:2410.03943, section 2): z[t] = m11 z[t - 1] + m12 x[t - 1] + f1 u[t],
/// x[t] = m21 z[t - 1] + m22 x[t - 1] + f2 u[t], z[-1] = x[-1] = 0.
///
/// Shapes: u, x (B, L, 2 P), real parts first, coefficients (6, P) in the order m11, m12, m21, m22, f1, f2. Real and imaginary part are two
/// channels with the same coefficients.
///
/// With q = dl/dz[t] = m11 q' + m21 r' and r = dl/dx[t] = dx[t] + m12 q' + m22 r', where ' is the step after t: du = f1 q + f2 r; the
/// coefficients have the gradients sum q z[t - 1], sum q x[t - 1], sum r z[t - 1], sum r x[t - 1], sum q u, sum r u. The backward body
/// keeps the states of one chunk of [#CHUNK] steps and the state before each chunk. [OscillatoryChunks] has the same for stretches of time
/// at once.
public final class OscillatoryScans {
    /// Steps whose states the backward pass keeps at a time.
    public static final int CHUNK = 64;

    private OscillatoryScans() {}

    /// Elements of workspace of one backward item: z and x of a chunk, both before each chunk, q and r behind one.
    public static int workspace(int l) {
        return 2 * CHUNK + 2 * ((l + CHUNK - 1) / CHUNK) + 2;
    }

    /// x of sample and channel `item` = b * 2 P + channel.
    public static void forward(int item, float[] u, int uo, float[] m, int mo, float[] x, int xo, int l, int p) {
        int channels = 2 * p;
        int at = item / channels * l * channels + item % channels;
        outputs(u, uo + at, m, mo + item % p, 0, 0, x, xo + at, l, p);
    }

    /// du of sample and channel `item`, and its share of the gradients of the coefficients: `share` is (B, 2, 6, P).
    ///
    /// @param w workspace of [#workspace(int)] elements from `wo` on
    public static void grad(int item, float[] u, int uo, float[] m, int mo, float[] dx, int dxo, float[] du, int duo, float[] share, int so,
        float[] w, int wo, int l, int p) {
        int channels = 2 * p;
        int at = item / channels * l * channels + item % channels;
        int k = mo + item % p;
        int total = so + item / p * 6 * p + item % p;
        int chunks = (l + CHUNK - 1) / CHUNK;
        int before = wo + 2 * CHUNK;
        int after = before + 2 * chunks;
        clear(share, total, p);
        checkpoints(u, uo + at, m, k, w, before, l, p);
        w[after] = 0;
        w[after + 1] = 0;
        for (int chunk = chunks - 1; chunk >= 0; chunk--) {
            int from = chunk * CHUNK;
            int steps = Math.min(CHUNK, l - from);
            int i = at + from * channels;
            states(u, uo + i, m, k, w[before + 2 * chunk], w[before + 2 * chunk + 1], w, wo, 1, CHUNK, steps, p);
            back(u, uo + i, m, k, dx, dxo + i, du, duo + i, share, total, w, wo, 1, CHUNK, w, after, 1, steps, p);
        }
    }

    /// The state before each chunk, z and x in turn.
    private static void checkpoints(float[] u, int uo, float[] m, int k, float[] w, int wo, int l, int p) {
        w[wo] = 0;
        w[wo + 1] = 0;
        for (int from = 0; from + CHUNK < l; from += CHUNK) {
            int chunk = wo + from / CHUNK * 2;
            end(u, uo + from * 2 * p, m, k, w[chunk], w[chunk + 1], w, chunk + 2, 1, CHUNK, p);
        }
    }

    /// A share of nothing.
    static void clear(float[] share, int total, int p) {
        for (int i = 0; i < 6; i++) {
            share[total + i * p] = 0;
        }
    }

    /// x of some steps of a channel, from the state before them. Here and below offsets are those of the first step, `k` that of the
    /// channel's first coefficient.
    static void outputs(float[] u, int uo, float[] m, int k, float z, float x, float[] y, int yo, int steps, int p) {
        float zs = z;
        float xs = x;
        for (int t = 0; t < steps; t++) {
            float in = u[uo + t * 2 * p];
            float next = m[k] * zs + (m[k + p] * xs + m[k + 4 * p] * in);
            xs = m[k + 2 * p] * zs + (m[k + 3 * p] * xs + m[k + 5 * p] * in);
            zs = next;
            y[yo + t * 2 * p] = xs;
        }
    }

    /// The state after some steps, z and `apart` behind it x, from the state before them.
    static void end(float[] u, int uo, float[] m, int k, float z, float x, float[] w, int wo, int apart, int steps, int p) {
        float zs = z;
        float xs = x;
        for (int t = 0; t < steps; t++) {
            float in = u[uo + t * 2 * p];
            float next = m[k] * zs + (m[k + p] * xs + m[k + 4 * p] * in);
            xs = m[k + 2 * p] * zs + (m[k + 3 * p] * xs + m[k + 5 * p] * in);
            zs = next;
        }
        w[wo] = zs;
        w[wo + apart] = xs;
    }

    /// For each step z before it, `apart` behind it x, from the state before them all. Numbers of steps are `gap` apart in `w`.
    static void states(float[] u, int uo, float[] m, int k, float z, float x, float[] w, int wo, int gap, int apart, int steps, int p) {
        float zs = z;
        float xs = x;
        for (int t = 0; t < steps; t++) {
            w[wo + t * gap] = zs;
            w[wo + apart + t * gap] = xs;
            float in = u[uo + t * 2 * p];
            float next = m[k] * zs + (m[k + p] * xs + m[k + 4 * p] * in);
            xs = m[k + 2 * p] * zs + (m[k + 3 * p] * xs + m[k + 5 * p] * in);
            zs = next;
        }
    }

    /// du of some steps, and what they give to the coefficients. q, at `qo`, and r, `away` behind it, are those of the step that follows,
    /// then of the first step.
    static void back(float[] u, int uo, float[] m, int k, float[] dx, int dxo, float[] du, int duo, float[] share, int total, float[] w,
        int wo, int gap, int apart, float[] after, int qo, int away, int steps, int p) {
        float q = after[qo];
        float r = after[qo + away];
        float d11 = 0;
        float d12 = 0;
        float d21 = 0;
        float d22 = 0;
        float d1 = 0;
        float d2 = 0;
        for (int t = steps - 1; t >= 0; t--) {
            int i = t * 2 * p;
            float next = m[k] * q + m[k + 2 * p] * r;
            r = m[k + p] * q + (m[k + 3 * p] * r + dx[dxo + i]);
            q = next;
            float z = w[wo + t * gap];
            float x = w[wo + apart + t * gap];
            float in = u[uo + i];
            du[duo + i] = m[k + 4 * p] * q + m[k + 5 * p] * r;
            d11 += q * z;
            d12 += q * x;
            d21 += r * z;
            d22 += r * x;
            d1 += q * in;
            d2 += r * in;
        }
        share[total] += d11;
        share[total + p] += d12;
        share[total + 2 * p] += d21;
        share[total + 3 * p] += d22;
        share[total + 4 * p] += d1;
        share[total + 5 * p] += d2;
        after[qo] = q;
        after[qo + away] = r;
    }
}
