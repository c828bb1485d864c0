package dev.spektron.kernels;

/// Complex one-pole filters and their gradient by chunks of time, for machines that have more work items than there are channels; formulas
/// and shapes as in [DiagonalScans].
///
/// Time is cut into chunks of `steps`, the last may be shorter. First an item walks through all of time with one state, for the states
/// before the chunks, or with its adjoint, for those behind them; each is (2, B, chunks, N, C), real parts first, the parts of one `apart`.
/// There are so many states that time need not be cut for that. Then the chunks are independent. Neighbours in number are neighbouring
/// channels, which are neighbours in memory.
public final class DiagonalChunks {
    private DiagonalChunks() {}

    /// States before all chunks, `item` = (b * N + state) * C + c. Reads 4 bytes a step, for 7 operations.
    public static void before(int item, float[] u, int uo, float[] a, int ao, float[] h, int ho, int apart, int steps, int l, int channels,
        int n) {
        int inner = n * channels;
        int c = item % channels;
        int k = c * n + item / channels % n;
        int sample = item / inner;
        int chunks = (l + steps - 1) / steps;
        int place = ho + sample * chunks * inner + item % inner;
        h[place] = 0;
        h[place + apart] = 0;
        for (int chunk = 1; chunk < chunks; chunk++) {
            int i = place + chunk * inner;
            DiagonalScans.end(u, uo + (sample * l + (chunk - 1) * steps) * channels + c, a[ao + k], a[ao + inner + k], h[i - inner],
                h[i - inner + apart], h, i, apart, steps, channels);
        }
    }

    /// Adjoints of the steps behind all chunks, `item` as in [#before]; 0 behind the last chunk.
    public static void after(int item, float[] a, int ao, float[] w, int wo, float[] dy, int dyo, float[] p, int po, int apart, int steps,
        int l, int channels, int n) {
        int inner = n * channels;
        int c = item % channels;
        int k = c * n + item / channels % n;
        int sample = item / inner;
        int chunks = (l + steps - 1) / steps;
        int place = po + sample * chunks * inner + item % inner;
        float ar = a[ao + k];
        float ai = a[ao + inner + k];
        float wr = w[wo + k];
        float wi = w[wo + inner + k];
        float pr = 0;
        float pi = 0;
        for (int chunk = chunks - 1; chunk >= 0; chunk--) {
            int from = chunk * steps;
            int i = dyo + (sample * l + from) * channels + c;
            p[place + chunk * inner] = pr;
            p[place + chunk * inner + apart] = pi;
            for (int t = Math.min(steps, l - from) - 1; t >= 0; t--) {
                float g = dy[i + t * channels];
                float next = ar * pr + ai * pi + wr * g;
                pi = ar * pi - ai * pr - wi * g;
                pr = next;
            }
        }
    }

    /// y of a chunk of a channel from the states before it, `item` = (b * chunks + chunk) * C + c.
    public static void outputs(int item, float[] u, int uo, float[] a, int ao, float[] w, int wo, float[] y, int yo, float[] h, int ho,
        int apart, int steps, int l, int channels, int n) {
        int c = item % channels;
        int at = item / channels;
        int chunks = (l + steps - 1) / steps;
        int from = at % chunks * steps;
        int i = (at / chunks * l + from) * channels + c;
        int count = Math.min(steps, l - from);
        int imaginary = channels * n;
        DiagonalScans.clear(y, yo + i, count, channels);
        for (int k = 0; k < n; k++) {
            int j = c * n + k;
            int state = ho + (at * n + k) * channels + c;
            DiagonalScans.outputs(u, uo + i, a[ao + j], a[ao + imaginary + j], w[wo + j], w[wo + imaginary + j], y, yo + i, h[state],
                h[state + apart], count, channels);
        }
    }

    /// du of a chunk of a channel, `item` as in [#outputs]. Its share of da takes the place of the states in `h`, that of dw of the
    /// adjoints in `p`: of both there are as many.
    ///
    /// @param room states before and after the steps of a chunk and an adjoint, 2 * (`steps` + 2) numbers, `gap` apart, from `ro` on
    public static void grad(int item, float[] u, int uo, float[] a, int ao, float[] w, int wo, float[] dy, int dyo, float[] du, int duo,
        float[] h, int ho, float[] p, int po, int apart, float[] room, int ro, int gap, int steps, int l, int channels, int n) {
        int c = item % channels;
        int at = item / channels;
        int chunks = (l + steps - 1) / steps;
        int from = at % chunks * steps;
        int i = (at / chunks * l + from) * channels + c;
        int count = Math.min(steps, l - from);
        int imaginary = channels * n;
        int far = (steps + 2) * gap;
        int adjoint = ro + (steps + 1) * gap;
        DiagonalScans.clear(du, duo + i, count, channels);
        for (int k = 0; k < n; k++) {
            int j = c * n + k;
            int state = (at * n + k) * channels + c;
            float ar = a[ao + j];
            float ai = a[ao + imaginary + j];
            room[adjoint] = p[po + state];
            room[adjoint + far] = p[po + state + apart];
            DiagonalScans.states(u, uo + i, ar, ai, h[ho + state], h[ho + state + apart], room, ro, gap, far, count, channels);
            DiagonalScans.clear(h, ho + state, 2, apart);
            DiagonalScans.clear(p, po + state, 2, apart);
            DiagonalScans.back(ar, ai, w[wo + j], w[wo + imaginary + j], dy, dyo + i, du, duo + i, h, ho + state, p, po + state, apart,
                room, ro, gap, far, room, adjoint, far, count, channels);
        }
    }

    /// da and dw, (2, C, N), from the sums of their shares, (2, N, C) each, one behind the other; `item` = (part * C + c) * N + state.
    public static void turn(int item, float[] sums, int so, float[] da, int dao, float[] dw, int dwo, int channels, int n) {
        int inner = n * channels;
        int from = so + item / inner * inner + item % n * channels + item / n % channels;
        da[dao + item] = sums[from];
        dw[dwo + item] = sums[from + 2 * inner];
    }
}
