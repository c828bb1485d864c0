package dev.spektron.kernels;

/// The recurrence of oscillators and its gradient by chunks of time, for machines that have more work items than there are channels;
/// formulas and shapes as in [OscillatoryScans].
///
/// Time is cut into chunks of `steps`, the last may be shorter. Each chunk is walked from 0 ([#end], [#adjointEnd]); the ends are carried
/// on with the matrix M of the coefficients to the power of `steps`, which the chunks of a channel share, the adjoints with its transpose
/// ([#carry], [#carryBack]); then the chunks are independent. States are (2, B, chunks, 2 P), all z or q, then all x or r: `apart` numbers
/// lie between the two of an item. Neighbours in number are neighbouring channels, which are neighbours in memory.
public final class OscillatoryChunks {
    private OscillatoryChunks() {}

    /// The state after a chunk that begins with 0, `item` = (b * chunks + chunk) * 2 P + channel. Reads 4 bytes a step, for 10 operations.
    public static void end(int item, float[] u, int uo, float[] m, int mo, float[] h, int ho, int apart, int steps, int l, int p) {
        int chunks = (l + steps - 1) / steps;
        int at = item / (2 * p);
        int from = at % chunks * steps;
        int i = (at / chunks * l + from) * 2 * p + item % (2 * p);
        OscillatoryScans.end(u, uo + i, m, mo + item % p, 0, 0, h, ho + item, apart, Math.min(steps, l - from), p);
    }

    /// The adjoint of the first step of a chunk behind which there is 0, `item` as in [#end].
    public static void adjointEnd(int item, float[] m, int mo, float[] dx, int dxo, float[] a, int ao, int apart, int steps, int l, int p) {
        int chunks = (l + steps - 1) / steps;
        int at = item / (2 * p);
        int from = at % chunks * steps;
        int i = dxo + (at / chunks * l + from) * 2 * p + item % (2 * p);
        int k = mo + item % p;
        float q = 0;
        float r = 0;
        for (int t = Math.min(steps, l - from) - 1; t >= 0; t--) {
            float next = m[k] * q + m[k + 2 * p] * r;
            r = m[k + p] * q + (m[k + 3 * p] * r + dx[i + t * 2 * p]);
            q = next;
        }
        a[ao + item] = q;
        a[ao + item + apart] = r;
    }

    /// Turns ends of chunks into the states before them, `item` = b * 2 P + channel. The end of the last chunk, which may be shorter, does
    /// not count.
    public static void carry(int item, float[] m, int mo, float[] h, int ho, int apart, int steps, int chunks, int p) {
        int k = mo + item % p;
        float p11 = 1;
        float p12 = 0;
        float p21 = 0;
        float p22 = 1;
        for (int t = 0; t < steps; t++) {
            float next = m[k] * p11 + m[k + p] * p21;
            p21 = m[k + 2 * p] * p11 + m[k + 3 * p] * p21;
            p11 = next;
            next = m[k] * p12 + m[k + p] * p22;
            p22 = m[k + 2 * p] * p12 + m[k + 3 * p] * p22;
            p12 = next;
        }
        float z = 0;
        float x = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            int i = ho + (item / (2 * p) * chunks + chunk) * 2 * p + item % (2 * p);
            float zs = h[i];
            float xs = h[i + apart];
            h[i] = z;
            h[i + apart] = x;
            float next = p11 * z + (p12 * x + zs);
            x = p21 * z + (p22 * x + xs);
            z = next;
        }
    }

    /// Turns the adjoints of first steps into those behind chunks, `item` as in [#carry]. Behind the last chunk, which may be shorter,
    /// there is 0.
    public static void carryBack(int item, float[] m, int mo, float[] a, int ao, int apart, int steps, int chunks, int p) {
        int k = mo + item % p;
        float p11 = 1;
        float p12 = 0;
        float p21 = 0;
        float p22 = 1;
        for (int t = 0; t < steps; t++) {
            float next = m[k] * p11 + m[k + 2 * p] * p21;
            p21 = m[k + p] * p11 + m[k + 3 * p] * p21;
            p11 = next;
            next = m[k] * p12 + m[k + 2 * p] * p22;
            p22 = m[k + p] * p12 + m[k + 3 * p] * p22;
            p12 = next;
        }
        float q = 0;
        float r = 0;
        for (int chunk = chunks - 1; chunk >= 0; chunk--) {
            int i = ao + (item / (2 * p) * chunks + chunk) * 2 * p + item % (2 * p);
            float qs = a[i];
            float rs = a[i + apart];
            a[i] = q;
            a[i + apart] = r;
            float next = p11 * q + (p12 * r + qs);
            r = p21 * q + (p22 * r + rs);
            q = next;
        }
    }

    /// x of a chunk from the state before it, `item` as in [#end].
    public static void outputs(int item, float[] u, int uo, float[] m, int mo, float[] x, int xo, float[] h, int ho, int apart, int steps,
        int l, int p) {
        int chunks = (l + steps - 1) / steps;
        int at = item / (2 * p);
        int from = at % chunks * steps;
        int i = (at / chunks * l + from) * 2 * p + item % (2 * p);
        OscillatoryScans.outputs(u, uo + i, m, mo + item % p, h[ho + item], h[ho + item + apart], x, xo + i, Math.min(steps, l - from), p);
    }

    /// du of a chunk, `item` as in [#end], and its share of the gradients of the coefficients: `share` is (B, chunks, 2, 6, P).
    ///
    /// @param w states of a chunk, 2 * `steps` numbers, `gap` apart, from `wo` on
    public static void grad(int item, float[] u, int uo, float[] m, int mo, float[] dx, int dxo, float[] du, int duo, float[] share, int so,
        float[] h, int ho, float[] a, int ao, int apart, float[] w, int wo, int gap, int steps, int l, int p) {
        int chunks = (l + steps - 1) / steps;
        int at = item / (2 * p);
        int from = at % chunks * steps;
        int i = (at / chunks * l + from) * 2 * p + item % (2 * p);
        int k = mo + item % p;
        int total = so + item / p * 6 * p + item % p;
        int count = Math.min(steps, l - from);
        OscillatoryScans.clear(share, total, p);
        OscillatoryScans.states(u, uo + i, m, k, h[ho + item], h[ho + item + apart], w, wo, gap, steps * gap, count, p);
        OscillatoryScans.back(u, uo + i, m, k, dx, dxo + i, du, duo + i, share, total, w, wo, gap, steps * gap, a, ao + item, apart, count,
            p);
    }
}
