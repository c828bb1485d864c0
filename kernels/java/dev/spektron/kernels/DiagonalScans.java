package dev.spektron.kernels;

/// Complex one-pole filters (S4D, Gu et al., arXiv:2206.11893): h[t] = a h[t - 1] + u[t], y[t] = sum_n Re(w h[t]).
///
/// Shapes: u, y (B, L, C), a and w (2, C, N), real parts first. One state after another runs through all of time.
///
/// With p[t] = dl/dh[t] (real and imaginary part; pr = wr dy + ar pr' + ai pi', pi = -wi dy - ai pr' + ar pi', where ' is the step after
/// t): du = sum_n pr, dar = sum pr hr[t - 1] + pi hi[t - 1], dai = sum pi hr[t - 1] - pr hi[t - 1], dwr = sum dy hr, dwi = -sum dy hi. The
/// backward body keeps the states of one chunk of [#CHUNK] steps and the state before each chunk.
public final class DiagonalScans {
    /// Steps whose states the backward pass keeps at a time.
    public static final int CHUNK = 64;

    private DiagonalScans() {}

    /// Elements of workspace of one backward item: states after and before the steps of a chunk, and the state before each chunk.
    public static int workspace(int l) {
        return 2 * (CHUNK + 1) + 2 * ((l + CHUNK - 1) / CHUNK);
    }

    /// y of sample and channel `item` = b * `channels` + c.
    public static void forward(int item, float[] u, int uo, float[] a, int ao, float[] w, int wo, float[] y, int yo, int l, int channels,
        int n) {
        int at = item / channels * l * channels + item % channels;
        for (int t = 0; t < l; t++) {
            y[yo + at + t * channels] = 0;
        }
        for (int k = item % channels * n; k < item % channels * n + n; k++) {
            float ar = a[ao + k];
            float ai = a[ao + channels * n + k];
            float wr = w[wo + k];
            float wi = w[wo + channels * n + k];
            float hr = 0;
            float hi = 0;
            for (int t = 0; t < l; t++) {
                int i = at + t * channels;
                float next = ar * hr - ai * hi + u[uo + i];
                hi = ar * hi + ai * hr;
                hr = next;
                y[yo + i] += wr * hr - wi * hi;
            }
        }
    }

    /// du of sample and channel `item`, and its shares of da and dw, each (B, 2, C, N).
    ///
    /// @param room workspace of [#workspace(int)] elements from `ro` on
    public static void grad(int item, float[] u, int uo, float[] a, int ao, float[] w, int wo, float[] dy, int dyo, float[] du, int duo,
        float[] shareA, int sao, float[] shareW, int swo, float[] room, int ro, int l, int channels, int n) {
        int sample = item / channels;
        int at = sample * l * channels + item % channels;
        int imaginary = channels * n;
        for (int t = 0; t < l; t++) {
            du[duo + at + t * channels] = 0;
        }
        for (int k = item % channels * n; k < item % channels * n + n; k++) {
            float ar = a[ao + k];
            float ai = a[ao + imaginary + k];
            float wr = w[wo + k];
            float wi = w[wo + imaginary + k];
            float dar = 0;
            float dai = 0;
            float dwr = 0;
            float dwi = 0;
            float pr = 0;
            float pi = 0;
            checkpoints(u, uo + at, ar, ai, room, ro + 2 * (CHUNK + 1), l, channels);
            for (int chunk = (l + CHUNK - 1) / CHUNK - 1; chunk >= 0; chunk--) {
                int from = chunk * CHUNK;
                int to = Math.min(l, from + CHUNK);
                states(u, uo + at, ar, ai, room, ro, chunk, to, channels);
                float sar = 0;
                float sai = 0;
                float swr = 0;
                float swi = 0;
                for (int t = to - 1; t >= from; t--) {
                    int i = at + t * channels;
                    int j = ro + 2 * (t - from);
                    float g = dy[dyo + i];
                    float next = ar * pr + ai * pi + wr * g;
                    pi = ar * pi - ai * pr - wi * g;
                    pr = next;
                    du[duo + i] += pr;
                    sar += pr * room[j] + pi * room[j + 1];
                    sai += pi * room[j] - pr * room[j + 1];
                    swr += g * room[j + 2];
                    swi -= g * room[j + 3];
                }
                dar += sar;
                dai += sai;
                dwr += swr;
                dwi += swi;
            }
            int share = sample * 2 * imaginary + k;
            shareA[sao + share] = dar;
            shareA[sao + share + imaginary] = dai;
            shareW[swo + share] = dwr;
            shareW[swo + share + imaginary] = dwi;
        }
    }

    /// The state before each chunk; offsets are those of the first step.
    private static void checkpoints(float[] u, int uo, float ar, float ai, float[] room, int ro, int l, int stride) {
        float hr = 0;
        float hi = 0;
        for (int t = 0; t < l; t++) {
            if (t % CHUNK == 0) {
                room[ro + t / CHUNK * 2] = hr;
                room[ro + t / CHUNK * 2 + 1] = hi;
            }
            float next = ar * hr - ai * hi + u[uo + t * stride];
            hi = ar * hi + ai * hr;
            hr = next;
        }
    }

    /// The state before a chunk and those after each of its steps.
    private static void states(float[] u, int uo, float ar, float ai, float[] room, int ro, int chunk, int to, int stride) {
        int from = chunk * CHUNK;
        float hr = room[ro + 2 * (CHUNK + 1) + 2 * chunk];
        float hi = room[ro + 2 * (CHUNK + 1) + 2 * chunk + 1];
        room[ro] = hr;
        room[ro + 1] = hi;
        for (int t = from; t < to; t++) {
            float next = ar * hr - ai * hi + u[uo + t * stride];
            hi = ar * hi + ai * hr;
            hr = next;
            room[ro + 2 * (t - from + 1)] = hr;
            room[ro + 2 * (t - from + 1) + 1] = hi;
        }
    }
}
