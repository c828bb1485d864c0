package dev.spektron.kernels;

/// Complex one-pole filters (S4D, Gu et al., arXiv:2206.11893): h[t] = a h[t - 1] + u[t], y[t] = sum_n Re(w h[t]).
///
/// Shapes: u, y (B, L, C), a and w (2, C, N), real parts first. One state after another runs through all of time.
///
/// With p[t] = dl/dh[t] (real and imaginary part; pr = wr dy + ar pr' + ai pi', pi = -wi dy - ai pr' + ar pi', where ' is the step after
/// t): du = sum_n pr, dar = sum pr hr[t - 1] + pi hi[t - 1], dai = sum pi hr[t - 1] - pr hi[t - 1], dwr = sum dy hr, dwi = -sum dy hi. The
/// backward body keeps the states of one chunk of [#CHUNK] steps and the state before each chunk. [DiagonalChunks] has the same for
/// stretches of time at once.
public final class DiagonalScans {
    /// Steps whose states the backward pass keeps at a time.
    public static final int CHUNK = 64;

    private DiagonalScans() {}

    /// Elements of workspace of one backward item: states after and before the steps of a chunk, the state before each chunk, p behind one.
    public static int workspace(int l) {
        return 2 * (CHUNK + 1) + 2 * ((l + CHUNK - 1) / CHUNK) + 2;
    }

    /// y of sample and channel `item` = b * `channels` + c.
    public static void forward(int item, float[] u, int uo, float[] a, int ao, float[] w, int wo, float[] y, int yo, int l, int channels,
        int n) {
        int at = item / channels * l * channels + item % channels;
        int imaginary = channels * n;
        clear(y, yo + at, l, channels);
        for (int k = item % channels * n; k < item % channels * n + n; k++) {
            outputs(u, uo + at, a[ao + k], a[ao + imaginary + k], w[wo + k], w[wo + imaginary + k], y, yo + at, 0, 0, l, channels);
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
        int chunks = (l + CHUNK - 1) / CHUNK;
        int before = ro + 2 * (CHUNK + 1);
        int after = before + 2 * chunks;
        clear(du, duo + at, l, channels);
        for (int k = item % channels * n; k < item % channels * n + n; k++) {
            float ar = a[ao + k];
            float ai = a[ao + imaginary + k];
            int share = sample * 2 * imaginary + k;
            clear(shareA, sao + share, 2, imaginary);
            clear(shareW, swo + share, 2, imaginary);
            clear(room, after, 2, 1);
            checkpoints(u, uo + at, ar, ai, room, before, l, channels);
            for (int chunk = chunks - 1; chunk >= 0; chunk--) {
                int from = chunk * CHUNK;
                int steps = Math.min(CHUNK, l - from);
                int i = at + from * channels;
                states(u, uo + i, ar, ai, room[before + 2 * chunk], room[before + 2 * chunk + 1], room, ro, 2, 1, steps, channels);
                back(ar, ai, w[wo + k], w[wo + imaginary + k], dy, dyo + i, du, duo + i, shareA, sao + share, shareW, swo + share,
                    imaginary, room, ro, 2, 1, room, after, 1, steps, channels);
            }
        }
    }

    /// The state before each chunk, real and imaginary part in turn.
    private static void checkpoints(float[] u, int uo, float ar, float ai, float[] room, int ro, int l, int stride) {
        room[ro] = 0;
        room[ro + 1] = 0;
        for (int from = 0; from + CHUNK < l; from += CHUNK) {
            int chunk = ro + from / CHUNK * 2;
            end(u, uo + from * stride, ar, ai, room[chunk], room[chunk + 1], room, chunk + 2, 1, CHUNK, stride);
        }
    }

    /// `n` zeros, `stride` apart.
    static void clear(float[] y, int yo, int n, int stride) {
        for (int t = 0; t < n; t++) {
            y[yo + t * stride] = 0;
        }
    }

    /// Adds Re(w h) of some steps to y, from the state before them. Here and below offsets are those of the first step, `stride` apart in u
    /// and y.
    static void outputs(float[] u, int uo, float ar, float ai, float wr, float wi, float[] y, int yo, float real, float imaginary,
        int steps, int stride) {
        float hr = real;
        float hi = imaginary;
        for (int t = 0; t < steps; t++) {
            float next = ar * hr - ai * hi + u[uo + t * stride];
            hi = ar * hi + ai * hr;
            hr = next;
            y[yo + t * stride] += wr * hr - wi * hi;
        }
    }

    /// The state after some steps, `apart` behind its real part the imaginary one, from the state before them.
    static void end(float[] u, int uo, float ar, float ai, float real, float imaginary, float[] h, int ho, int apart, int steps,
        int stride) {
        float hr = real;
        float hi = imaginary;
        for (int t = 0; t < steps; t++) {
            float next = ar * hr - ai * hi + u[uo + t * stride];
            hi = ar * hi + ai * hr;
            hr = next;
        }
        h[ho] = hr;
        h[ho + apart] = hi;
    }

    /// The state before some steps and that after each of them. Numbers of steps are `gap` apart in `room`, the parts of one `apart`.
    static void states(float[] u, int uo, float ar, float ai, float real, float imaginary, float[] room, int ro, int gap, int apart,
        int steps, int stride) {
        float hr = real;
        float hi = imaginary;
        room[ro] = hr;
        room[ro + apart] = hi;
        for (int t = 0; t < steps; t++) {
            float next = ar * hr - ai * hi + u[uo + t * stride];
            hi = ar * hi + ai * hr;
            hr = next;
            room[ro + (t + 1) * gap] = hr;
            room[ro + (t + 1) * gap + apart] = hi;
        }
    }

    /// Adds what a state gives to du and, as one sum each, to da and dw, whose parts are `away` apart. p, at `po`, and `far` behind it its
    /// imaginary part are those of the step that follows, then of the first step.
    static void back(float ar, float ai, float wr, float wi, float[] dy, int dyo, float[] du, int duo, float[] da, int dao, float[] dw,
        int dwo, int away, float[] room, int ro, int gap, int apart, float[] p, int po, int far, int steps, int stride) {
        float pr = p[po];
        float pi = p[po + far];
        float dar = 0;
        float dai = 0;
        float dwr = 0;
        float dwi = 0;
        for (int t = steps - 1; t >= 0; t--) {
            int i = t * stride;
            int j = ro + t * gap;
            float g = dy[dyo + i];
            float next = ar * pr + ai * pi + wr * g;
            pi = ar * pi - ai * pr - wi * g;
            pr = next;
            du[duo + i] += pr;
            dar += pr * room[j] + pi * room[j + apart];
            dai += pi * room[j] - pr * room[j + apart];
            dwr += g * room[j + gap];
            dwi -= g * room[j + gap + apart];
        }
        da[dao] += dar;
        da[dao + away] += dai;
        dw[dwo] += dwr;
        dw[dwo + away] += dwi;
        p[po] = pr;
        p[po + far] = pi;
    }
}
