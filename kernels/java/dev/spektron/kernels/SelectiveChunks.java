package dev.spektron.kernels;

/// The selective recurrence and its gradient by chunks of time, for machines that have more work items than there are channels; formulas
/// and shapes as in [SelectiveScans].
///
/// Time is cut into chunks of `steps`, the last may be shorter. First come the states before the chunks, h (B, chunks, N, E), and for the
/// gradient those of the adjoint, p (B, chunks, N, E): p[t] a[t] of the first step after a chunk, 0 behind the last. Either an item walks
/// through all of time ([#before], [#after]), with the bits of [SelectiveScans], or each chunk is walked from 0 ([#end], [#adjointEnd])
/// and the ends are carried on with the decays of whole chunks ([#carry], [#carryBack]): h' = exp(A sum dt) h + end. Then the chunks are
/// independent. Neighbours in number are neighbouring channels, which are neighbours in memory; in [#sharedGrad] states.
public final class SelectiveChunks {
    private SelectiveChunks() {}

    /// States before all chunks of a state, `item` = (b * N + state) * E + e.
    ///
    /// Reads 12 bytes a step, for an exponential and 5 operations.
    public static void before(int item, float[] u, int uo, float[] dt, int dto, float[] a, int ao, float[] b, int bo, float[] h, int ho,
        int steps, int l, int channels, int n, int exact) {
        int e = item % channels;
        int k = item / channels % n;
        int sample = item / channels / n;
        int chunks = (l + steps - 1) / steps;
        float rate = a[ao + e * n + k];
        float state = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            int row = sample * l + chunk * steps;
            int i = row * channels + e;
            h[ho + ((sample * chunks + chunk) * n + k) * channels + e] = state;
            state = SelectiveScans.end(u, uo + i, dt, dto + i, rate, b, bo + row * n + k, state, Math.min(steps, l - chunk * steps),
                channels, n, exact);
        }
    }

    /// Adjoints behind all chunks of a state, `item` as in [#before].
    public static void after(int item, float[] dt, int dto, float[] a, int ao, float[] c, int co, float[] dy, int dyo, float[] p, int po,
        int steps, int l, int channels, int n) {
        int e = item % channels;
        int k = item / channels % n;
        int sample = item / channels / n;
        int chunks = (l + steps - 1) / steps;
        float rate = a[ao + e * n + k];
        float state = 0;
        for (int chunk = chunks - 1; chunk >= 0; chunk--) {
            int row = sample * l + chunk * steps;
            int i = row * channels + e;
            p[po + ((sample * chunks + chunk) * n + k) * channels + e] = state;
            state = adjoint(dt, dto + i, rate, c, co + row * n + k, dy, dyo + i, state, Math.min(steps, l - chunk * steps), channels, n);
        }
    }

    /// The state after a chunk that begins with 0, and the decay of the whole chunk, `item` = ((b * chunks + chunk) * N + state) * E + e.
    public static void end(int item, float[] u, int uo, float[] dt, int dto, float[] a, int ao, float[] b, int bo, float[] h, int ho,
        float[] decay, int eo, int steps, int l, int channels, int n, int exact) {
        int e = item % channels;
        int k = item / channels % n;
        int at = item / channels / n;
        int chunks = (l + steps - 1) / steps;
        int from = at % chunks * steps;
        int row = at / chunks * l + from;
        int i = row * channels + e;
        int count = Math.min(steps, l - from);
        float rate = a[ao + e * n + k];
        float time = 0;
        for (int t = 0; t < count; t++) {
            time += dt[dto + i + t * channels];
        }
        decay[eo + item] = (float) Math.exp(time * rate);
        h[ho + item] = SelectiveScans.end(u, uo + i, dt, dto + i, rate, b, bo + row * n + k, 0, count, channels, n, exact);
    }

    /// The adjoint before a chunk behind which there is 0, `item` as in [#end].
    public static void adjointEnd(int item, float[] dt, int dto, float[] a, int ao, float[] c, int co, float[] dy, int dyo, float[] p,
        int po, int steps, int l, int channels, int n) {
        int e = item % channels;
        int k = item / channels % n;
        int at = item / channels / n;
        int chunks = (l + steps - 1) / steps;
        int from = at % chunks * steps;
        int row = at / chunks * l + from;
        int i = row * channels + e;
        p[po + item] = adjoint(dt, dto + i, a[ao + e * n + k], c, co + row * n + k, dy, dyo + i, 0, Math.min(steps, l - from), channels,
            n);
    }

    /// Turns ends of chunks into the states before them, `item` = b * `inner` + one of `inner` = N * E states.
    public static void carry(int item, float[] h, int ho, float[] decay, int eo, int chunks, int inner) {
        int at = item / inner * chunks * inner + item % inner;
        float state = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            int i = at + chunk * inner;
            float end = h[ho + i];
            h[ho + i] = state;
            state = decay[eo + i] * state + end;
        }
    }

    /// Turns the adjoints before chunks into those behind them, `item` as in [#carry].
    public static void carryBack(int item, float[] p, int po, float[] decay, int eo, int chunks, int inner) {
        int at = item / inner * chunks * inner + item % inner;
        float state = 0;
        for (int chunk = chunks - 1; chunk >= 0; chunk--) {
            int i = at + chunk * inner;
            float end = p[po + i];
            p[po + i] = state;
            state = decay[eo + i] * state + end;
        }
    }

    /// y of a chunk of a channel from the states before it, `item` = (b * chunks + chunk) * E + e.
    public static void outputs(int item, float[] u, int uo, float[] dt, int dto, float[] a, int ao, float[] b, int bo, float[] c, int co,
        float[] d, int dof, float[] y, int yo, float[] h, int ho, int steps, int l, int channels, int n, int exact) {
        int e = item % channels;
        int at = item / channels;
        int chunks = (l + steps - 1) / steps;
        int from = at % chunks * steps;
        int row = at / chunks * l + from;
        int i = row * channels + e;
        int count = Math.min(steps, l - from);
        SelectiveScans.skip(d[dof + e], u, uo + i, y, yo + i, count, channels);
        for (int k = 0; k < n; k++) {
            SelectiveScans.outputs(u, uo + i, dt, dto + i, a[ao + e * n + k], b, bo + row * n + k, c, co + row * n + k, y, yo + i,
                h[ho + (at * n + k) * channels + e], count, channels, n, exact);
        }
    }

    /// du and ddt of a chunk of a channel, `item` as in [#outputs], and its share of dA and dD: `shareA` is (B, chunks, E, N), `shareD`
    /// (B, chunks, E).
    ///
    /// @param w  states and decays of a chunk, 2 * `steps` numbers, `gap` apart, from `wo` on
    public static void channelGrad(int item, float[] u, int uo, float[] dt, int dto, float[] a, int ao, float[] b, int bo, float[] c,
        int co, float[] d, int dof, float[] dy, int dyo, float[] du, int duo, float[] ddt, int ddto, float[] shareA, int sao,
        float[] shareD, int sdo, float[] h, int ho, float[] p, int po, float[] w, int wo, int gap, int steps, int l, int channels, int n,
        int exact) {
        int e = item % channels;
        int at = item / channels;
        int chunks = (l + steps - 1) / steps;
        int from = at % chunks * steps;
        int row = at / chunks * l + from;
        int i = row * channels + e;
        int count = Math.min(steps, l - from);
        shareD[sdo + item] = SelectiveScans.skipGrad(d[dof + e], u, uo + i, dy, dyo + i, du, duo + i, ddt, ddto + i, count, channels);
        for (int k = 0; k < n; k++) {
            int j = row * n + k;
            int state = (at * n + k) * channels + e;
            int share = sao + item * n + k;
            float rate = a[ao + e * n + k];
            shareA[share] = 0;
            SelectiveScans.states(u, uo + i, dt, dto + i, rate, b, bo + j, h[ho + state], w, wo, gap, steps * gap, count, channels, n,
                exact);
            SelectiveScans.back(u, uo + i, dt, dto + i, rate, b, bo + j, c, co + j, dy, dyo + i, du, duo + i, ddt, ddto + i, shareA, share,
                w, wo, gap, steps * gap, p[po + state], count, channels, n, exact);
        }
    }

    /// Shares of dB and dC of a chunk of one group of channels, each (B, groups, L, N), for `item` =
    /// ((b * chunks + chunk) * groups + group) * N + state. dC follows the states in time, dB the adjoints against it, so that neither
    /// has to be kept.
    public static void sharedGrad(int item, float[] u, int uo, float[] dt, int dto, float[] a, int ao, float[] b, int bo, float[] c,
        int co, float[] dy, int dyo, float[] shareB, int sbo, float[] shareC, int sco, float[] h, int ho, float[] p, int po, int steps,
        int l, int channels, int n, int exact, int groups, int group) {
        int k = item % n;
        int part = item / n % groups;
        int at = item / n / groups;
        int chunks = (l + steps - 1) / steps;
        int from = at % chunks * steps;
        int sample = at / chunks;
        int row = sample * l + from;
        int j = row * n + k;
        int share = ((sample * groups + part) * l + from) * n + k;
        int count = Math.min(steps, l - from);
        for (int t = 0; t < count; t++) {
            shareB[sbo + share + t * n] = 0;
            shareC[sco + share + t * n] = 0;
        }
        int last = Math.min(channels, part * group + group);
        for (int e = part * group; e < last; e++) {
            int i = row * channels + e;
            int state = (at * n + k) * channels + e;
            float rate = a[ao + e * n + k];
            addC(u, uo + i, dt, dto + i, rate, b, bo + j, dy, dyo + i, shareC, sco + share, h[ho + state], count, channels, n, exact);
            addB(u, uo + i, dt, dto + i, rate, c, co + j, dy, dyo + i, shareB, sbo + share, p[po + state], count, channels, n, exact);
        }
    }

    /// The adjoint before some steps, from the one behind them. Here and below offsets are those of the first step.
    private static float adjoint(float[] dt, int dto, float rate, float[] c, int co, float[] dy, int dyo, float after, int steps,
        int stride, int n) {
        float p = after;
        for (int t = steps - 1; t >= 0; t--) {
            p += c[co + t * n] * dy[dyo + t * stride];
            p *= (float) Math.exp(dt[dto + t * stride] * rate);
        }
        return p;
    }

    /// Adds dy h of a state.
    private static void addC(float[] u, int uo, float[] dt, int dto, float rate, float[] b, int bo, float[] dy, int dyo, float[] dc,
        int dco, float before, int steps, int stride, int n, int exact) {
        float h = before;
        for (int t = 0; t < steps; t++) {
            int i = t * stride;
            float step = dt[dto + i];
            h = (float) Math.exp(step * rate) * h + SelectiveScans.gain(step, rate, exact) * u[uo + i] * b[bo + t * n];
            dc[dco + t * n] += dy[dyo + i] * h;
        }
    }

    /// Adds p g u of a state.
    private static void addB(float[] u, int uo, float[] dt, int dto, float rate, float[] c, int co, float[] dy, int dyo, float[] db,
        int dbo, float after, int steps, int stride, int n, int exact) {
        float p = after;
        for (int t = steps - 1; t >= 0; t--) {
            int i = t * stride;
            float step = dt[dto + i];
            p += c[co + t * n] * dy[dyo + i];
            db[dbo + t * n] += p * (SelectiveScans.gain(step, rate, exact) * u[uo + i]);
            p *= (float) Math.exp(step * rate);
        }
    }
}
