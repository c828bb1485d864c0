package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;

/// Inner loops of the diagonal scan: one vector of channels, all steps of a chunk. Planes as in [Planes]; of the table, ar is at the given
/// place, and ai, wr, wi lie `quarter` elements on each.
final class DiagonalKernels {
    private DiagonalKernels() {}

    /// y += Re(w h) for two states.
    ///
    /// @param h      real and imaginary part of both before the first step, replaced by those after the last
    /// @param table  ar of the first state; those of the second state lie `stride` elements on
    static void scan(float[] w, int u, int y, int h, int table, int quarter, int stride, int steps) {
        FloatVector ar0 = FloatVector.fromArray(Lanes.F, w, table);
        FloatVector ai0 = FloatVector.fromArray(Lanes.F, w, table + quarter);
        FloatVector wr0 = FloatVector.fromArray(Lanes.F, w, table + 2 * quarter);
        FloatVector wi0 = FloatVector.fromArray(Lanes.F, w, table + 3 * quarter).neg();
        FloatVector ar1 = FloatVector.fromArray(Lanes.F, w, table + stride);
        FloatVector ai1 = FloatVector.fromArray(Lanes.F, w, table + quarter + stride);
        FloatVector wr1 = FloatVector.fromArray(Lanes.F, w, table + 2 * quarter + stride);
        FloatVector wi1 = FloatVector.fromArray(Lanes.F, w, table + 3 * quarter + stride).neg();
        FloatVector minus0 = ai0.neg();
        FloatVector minus1 = ai1.neg();
        FloatVector hr0 = FloatVector.fromArray(Lanes.F, w, h);
        FloatVector hi0 = FloatVector.fromArray(Lanes.F, w, h + Lanes.N);
        FloatVector hr1 = FloatVector.fromArray(Lanes.F, w, h + 2 * Lanes.N);
        FloatVector hi1 = FloatVector.fromArray(Lanes.F, w, h + 3 * Lanes.N);
        for (int t = 0; t < steps * Lanes.N; t += Lanes.N) {
            FloatVector in = FloatVector.fromArray(Lanes.F, w, u + t);
            FloatVector next0 = ar0.fma(hr0, minus0.fma(hi0, in));
            FloatVector next1 = ar1.fma(hr1, minus1.fma(hi1, in));
            hi0 = ar0.fma(hi0, ai0.mul(hr0));
            hi1 = ar1.fma(hi1, ai1.mul(hr1));
            hr0 = next0;
            hr1 = next1;
            FloatVector sum = wr0.fma(hr0, wi0.fma(hi0, FloatVector.fromArray(Lanes.F, w, y + t)));
            wr1.fma(hr1, wi1.fma(hi1, sum)).intoArray(w, y + t);
        }
        hr0.intoArray(w, h);
        hi0.intoArray(w, h + Lanes.N);
        hr1.intoArray(w, h + 2 * Lanes.N);
        hi1.intoArray(w, h + 3 * Lanes.N);
    }

    /// Keeps two states after each step behind those before the first, (steps + 1, 2, 2, lanes) from `h` on.
    static void keep(float[] w, int u, int h, int table, int quarter, int stride, int steps) {
        FloatVector ar0 = FloatVector.fromArray(Lanes.F, w, table);
        FloatVector ai0 = FloatVector.fromArray(Lanes.F, w, table + quarter);
        FloatVector ar1 = FloatVector.fromArray(Lanes.F, w, table + stride);
        FloatVector ai1 = FloatVector.fromArray(Lanes.F, w, table + quarter + stride);
        FloatVector minus0 = ai0.neg();
        FloatVector minus1 = ai1.neg();
        FloatVector hr0 = FloatVector.fromArray(Lanes.F, w, h);
        FloatVector hi0 = FloatVector.fromArray(Lanes.F, w, h + Lanes.N);
        FloatVector hr1 = FloatVector.fromArray(Lanes.F, w, h + 2 * Lanes.N);
        FloatVector hi1 = FloatVector.fromArray(Lanes.F, w, h + 3 * Lanes.N);
        for (int t = 0; t < steps; t++) {
            FloatVector in = FloatVector.fromArray(Lanes.F, w, u + t * Lanes.N);
            FloatVector next0 = ar0.fma(hr0, minus0.fma(hi0, in));
            FloatVector next1 = ar1.fma(hr1, minus1.fma(hi1, in));
            hi0 = ar0.fma(hi0, ai0.mul(hr0));
            hi1 = ar1.fma(hi1, ai1.mul(hr1));
            hr0 = next0;
            hr1 = next1;
            int at = h + (t + 1) * 4 * Lanes.N;
            hr0.intoArray(w, at);
            hi0.intoArray(w, at + Lanes.N);
            hr1.intoArray(w, at + 2 * Lanes.N);
            hi1.intoArray(w, at + 3 * Lanes.N);
        }
    }

    /// Runs back through a chunk with one state: pr = wr dy + ar pr' + ai pi', pi = -wi dy - ai pr' + ar pi' with those of the step after
    /// it. Adds pr to du, and the sums over the steps to the shares of the table.
    ///
    /// @param flow pr and pi of the step after the chunk, replaced by those of the first step
    static void reverse(float[] w, int dy, int du, int h, int flow, int table, int share, int quarter, int steps) {
        FloatVector ar = FloatVector.fromArray(Lanes.F, w, table);
        FloatVector ai = FloatVector.fromArray(Lanes.F, w, table + quarter);
        FloatVector wr = FloatVector.fromArray(Lanes.F, w, table + 2 * quarter);
        FloatVector wi = FloatVector.fromArray(Lanes.F, w, table + 3 * quarter).neg();
        FloatVector minus = ai.neg();
        FloatVector pr = FloatVector.fromArray(Lanes.F, w, flow);
        FloatVector pi = FloatVector.fromArray(Lanes.F, w, flow + Lanes.N);
        FloatVector hr = FloatVector.fromArray(Lanes.F, w, h + steps * 4 * Lanes.N);
        FloatVector hi = FloatVector.fromArray(Lanes.F, w, h + steps * 4 * Lanes.N + Lanes.N);
        FloatVector dar = FloatVector.zero(Lanes.F);
        FloatVector dai = dar;
        FloatVector dwr = dar;
        FloatVector dwi = dar;
        for (int t = steps - 1; t >= 0; t--) {
            FloatVector g = FloatVector.fromArray(Lanes.F, w, dy + t * Lanes.N);
            FloatVector next = ar.fma(pr, ai.fma(pi, wr.mul(g)));
            pi = ar.fma(pi, minus.fma(pr, wi.mul(g)));
            pr = next;
            pr.add(FloatVector.fromArray(Lanes.F, w, du + t * Lanes.N)).intoArray(w, du + t * Lanes.N);
            dwr = g.fma(hr, dwr);
            dwi = g.fma(hi, dwi);
            hr = FloatVector.fromArray(Lanes.F, w, h + t * 4 * Lanes.N);
            hi = FloatVector.fromArray(Lanes.F, w, h + t * 4 * Lanes.N + Lanes.N);
            dar = pi.fma(hi, pr.fma(hr, dar));
            dai = pi.fma(hr, dai).sub(pr.mul(hi));
        }
        pr.intoArray(w, flow);
        pi.intoArray(w, flow + Lanes.N);
        dar.add(FloatVector.fromArray(Lanes.F, w, share)).intoArray(w, share);
        dai.add(FloatVector.fromArray(Lanes.F, w, share + quarter)).intoArray(w, share + quarter);
        dwr.add(FloatVector.fromArray(Lanes.F, w, share + 2 * quarter)).intoArray(w, share + 2 * quarter);
        FloatVector.fromArray(Lanes.F, w, share + 3 * quarter).sub(dwi).intoArray(w, share + 3 * quarter);
    }
}
