package dev.spektron.kernels;

/// The recurrence of oscillators (Rusch and Rus, arXiv:2410.03943, section 2): z[t] = m11 z[t - 1] + m12 x[t - 1] + f1 u[t],
/// x[t] = m21 z[t - 1] + m22 x[t - 1] + f2 u[t], z[-1] = x[-1] = 0.
///
/// Shapes: u, x (B, L, 2 P), real parts first, coefficients (6, P) in the order m11, m12, m21, m22, f1, f2. Real and imaginary part are two
/// channels with the same coefficients.
///
/// With q = dl/dz[t] = m11 q' + m21 r' and r = dl/dx[t] = dx[t] + m12 q' + m22 r', where ' is the step after t: du = f1 q + f2 r; the
/// coefficients have the gradients sum q z[t - 1], sum q x[t - 1], sum r z[t - 1], sum r x[t - 1], sum q u, sum r u. The backward body
/// keeps the states of one chunk of [#CHUNK] steps and the state before each chunk.
public final class OscillatoryScans {
    /// Steps whose states the backward pass keeps at a time.
    public static final int CHUNK = 64;

    private OscillatoryScans() {}

    /// Elements of workspace of one backward item: z and x of a chunk, and both before each chunk.
    public static int workspace(int l) {
        return 2 * CHUNK + 2 * ((l + CHUNK - 1) / CHUNK);
    }

    /// x of sample and channel `item` = b * 2 P + channel.
    public static void forward(int item, float[] u, int uo, float[] m, int mo, float[] x, int xo, int l, int p) {
        int channels = 2 * p;
        int at = item / channels * l * channels + item % channels;
        int k = mo + item % p;
        float zs = 0;
        float xs = 0;
        for (int t = 0; t < l; t++) {
            int i = at + t * channels;
            float in = u[uo + i];
            float next = m[k] * zs + (m[k + p] * xs + m[k + 4 * p] * in);
            xs = m[k + 2 * p] * zs + (m[k + 3 * p] * xs + m[k + 5 * p] * in);
            zs = next;
            x[xo + i] = xs;
        }
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
        for (int i = 0; i < 6; i++) {
            share[total + i * p] = 0;
        }
        checkpoints(u, uo + at, m, k, w, wo + 2 * CHUNK, l, p);
        float q = 0;
        float r = 0;
        for (int chunk = (l + CHUNK - 1) / CHUNK - 1; chunk >= 0; chunk--) {
            int from = chunk * CHUNK;
            int to = Math.min(l, from + CHUNK);
            states(u, uo + at, m, k, w, wo, chunk, to, p);
            float d11 = 0;
            float d12 = 0;
            float d21 = 0;
            float d22 = 0;
            float d1 = 0;
            float d2 = 0;
            for (int t = to - 1; t >= from; t--) {
                int i = at + t * channels;
                float next = m[k] * q + m[k + 2 * p] * r;
                r = m[k + p] * q + (m[k + 3 * p] * r + dx[dxo + i]);
                q = next;
                float z = w[wo + t - from];
                float x = w[wo + CHUNK + t - from];
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
        }
    }

    /// The state before each chunk, z and x in turn; offsets are those of the first step.
    private static void checkpoints(float[] u, int uo, float[] m, int k, float[] w, int wo, int l, int p) {
        float z = 0;
        float x = 0;
        for (int t = 0; t < l; t++) {
            if (t % CHUNK == 0) {
                w[wo + t / CHUNK * 2] = z;
                w[wo + t / CHUNK * 2 + 1] = x;
            }
            float in = u[uo + t * 2 * p];
            float next = m[k] * z + (m[k + p] * x + m[k + 4 * p] * in);
            x = m[k + 2 * p] * z + (m[k + 3 * p] * x + m[k + 5 * p] * in);
            z = next;
        }
    }

    /// For each step of a chunk z before it, and behind those x before it.
    private static void states(float[] u, int uo, float[] m, int k, float[] w, int wo, int chunk, int to, int p) {
        int from = chunk * CHUNK;
        float z = w[wo + 2 * CHUNK + 2 * chunk];
        float x = w[wo + 2 * CHUNK + 2 * chunk + 1];
        for (int t = from; t < to; t++) {
            w[wo + t - from] = z;
            w[wo + CHUNK + t - from] = x;
            float in = u[uo + t * 2 * p];
            float next = m[k] * z + (m[k + p] * x + m[k + 4 * p] * in);
            x = m[k + 2 * p] * z + (m[k + 3 * p] * x + m[k + 5 * p] * in);
            z = next;
        }
    }
}
