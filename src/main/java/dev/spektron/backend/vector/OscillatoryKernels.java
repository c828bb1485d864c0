package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;

/// Inner loops of the oscillatory scan: one vector of oscillators, real and imaginary part side by side, all steps of a chunk. Planes as in
/// [Planes]; the coefficients m11, m12, m21, m22, f1, f2 lie `stride` elements apart.
final class OscillatoryKernels {
    /// Elements of a state: z and x of the real, then of the imaginary part.
    static final int STATE = 4 * Lanes.N;

    private OscillatoryKernels() {}

    /// Replaces u by x in the planes `re` and `im`.
    ///
    /// @param state z and x of the real, then of the imaginary part before the first step, replaced by those after the last
    static void scan(float[] w, int re, int im, int state, int m, int stride, int steps) {
        FloatVector m11 = FloatVector.fromArray(Lanes.F, w, m);
        FloatVector m12 = FloatVector.fromArray(Lanes.F, w, m + stride);
        FloatVector m21 = FloatVector.fromArray(Lanes.F, w, m + 2 * stride);
        FloatVector m22 = FloatVector.fromArray(Lanes.F, w, m + 3 * stride);
        FloatVector f1 = FloatVector.fromArray(Lanes.F, w, m + 4 * stride);
        FloatVector f2 = FloatVector.fromArray(Lanes.F, w, m + 5 * stride);
        FloatVector zr = FloatVector.fromArray(Lanes.F, w, state);
        FloatVector xr = FloatVector.fromArray(Lanes.F, w, state + Lanes.N);
        FloatVector zi = FloatVector.fromArray(Lanes.F, w, state + 2 * Lanes.N);
        FloatVector xi = FloatVector.fromArray(Lanes.F, w, state + 3 * Lanes.N);
        for (int t = 0; t < steps * Lanes.N; t += Lanes.N) {
            FloatVector ur = FloatVector.fromArray(Lanes.F, w, re + t);
            FloatVector ui = FloatVector.fromArray(Lanes.F, w, im + t);
            FloatVector nextR = m11.fma(zr, m12.fma(xr, f1.mul(ur)));
            FloatVector nextI = m11.fma(zi, m12.fma(xi, f1.mul(ui)));
            xr = m21.fma(zr, m22.fma(xr, f2.mul(ur)));
            xi = m21.fma(zi, m22.fma(xi, f2.mul(ui)));
            zr = nextR;
            zi = nextI;
            xr.intoArray(w, re + t);
            xi.intoArray(w, im + t);
        }
        zr.intoArray(w, state);
        xr.intoArray(w, state + Lanes.N);
        zi.intoArray(w, state + 2 * Lanes.N);
        xi.intoArray(w, state + 3 * Lanes.N);
    }

    /// Keeps the states after each step behind the one before the first, (steps + 1, 4, lanes) from `h` on.
    static void keep(float[] w, int re, int im, int h, int m, int stride, int steps) {
        FloatVector m11 = FloatVector.fromArray(Lanes.F, w, m);
        FloatVector m12 = FloatVector.fromArray(Lanes.F, w, m + stride);
        FloatVector m21 = FloatVector.fromArray(Lanes.F, w, m + 2 * stride);
        FloatVector m22 = FloatVector.fromArray(Lanes.F, w, m + 3 * stride);
        FloatVector f1 = FloatVector.fromArray(Lanes.F, w, m + 4 * stride);
        FloatVector f2 = FloatVector.fromArray(Lanes.F, w, m + 5 * stride);
        FloatVector zr = FloatVector.fromArray(Lanes.F, w, h);
        FloatVector xr = FloatVector.fromArray(Lanes.F, w, h + Lanes.N);
        FloatVector zi = FloatVector.fromArray(Lanes.F, w, h + 2 * Lanes.N);
        FloatVector xi = FloatVector.fromArray(Lanes.F, w, h + 3 * Lanes.N);
        for (int t = 0; t < steps; t++) {
            int at = h + (t + 1) * STATE;
            FloatVector ur = FloatVector.fromArray(Lanes.F, w, re + t * Lanes.N);
            FloatVector ui = FloatVector.fromArray(Lanes.F, w, im + t * Lanes.N);
            FloatVector nextR = m11.fma(zr, m12.fma(xr, f1.mul(ur)));
            FloatVector nextI = m11.fma(zi, m12.fma(xi, f1.mul(ui)));
            xr = m21.fma(zr, m22.fma(xr, f2.mul(ur)));
            xi = m21.fma(zi, m22.fma(xi, f2.mul(ui)));
            zr = nextR;
            zi = nextI;
            zr.intoArray(w, at);
            xr.intoArray(w, at + Lanes.N);
            zi.intoArray(w, at + 2 * Lanes.N);
            xi.intoArray(w, at + 3 * Lanes.N);
        }
    }

    /// Runs back through a chunk and replaces dx by du: q = dl/dz = m11 q' + m21 r', r = dl/dx = dx + m12 q' + m22 r' with those of the
    /// step after it; adds the sums over the steps to the shares of the coefficients.
    ///
    /// @param apart elements from the planes of u to those of dx
    /// @param flow  q and r of the step after the chunk, real and imaginary part, replaced by those of the first step
    static void reverse(float[] w, int re, int im, int apart, int h, int flow, int m, int share, int stride, int steps) {
        FloatVector m11 = FloatVector.fromArray(Lanes.F, w, m);
        FloatVector m12 = FloatVector.fromArray(Lanes.F, w, m + stride);
        FloatVector m21 = FloatVector.fromArray(Lanes.F, w, m + 2 * stride);
        FloatVector m22 = FloatVector.fromArray(Lanes.F, w, m + 3 * stride);
        FloatVector f1 = FloatVector.fromArray(Lanes.F, w, m + 4 * stride);
        FloatVector f2 = FloatVector.fromArray(Lanes.F, w, m + 5 * stride);
        FloatVector qr = FloatVector.fromArray(Lanes.F, w, flow);
        FloatVector rr = FloatVector.fromArray(Lanes.F, w, flow + Lanes.N);
        FloatVector qi = FloatVector.fromArray(Lanes.F, w, flow + 2 * Lanes.N);
        FloatVector ri = FloatVector.fromArray(Lanes.F, w, flow + 3 * Lanes.N);
        FloatVector d11 = FloatVector.zero(Lanes.F);
        FloatVector d12 = d11;
        FloatVector d21 = d11;
        FloatVector d22 = d11;
        FloatVector d1 = d11;
        FloatVector d2 = d11;
        for (int t = steps - 1; t >= 0; t--) {
            int i = t * Lanes.N;
            FloatVector nextR = m11.fma(qr, m21.mul(rr));
            FloatVector nextI = m11.fma(qi, m21.mul(ri));
            rr = m12.fma(qr, m22.fma(rr, FloatVector.fromArray(Lanes.F, w, re + apart + i)));
            ri = m12.fma(qi, m22.fma(ri, FloatVector.fromArray(Lanes.F, w, im + apart + i)));
            qr = nextR;
            qi = nextI;
            f1.fma(qr, f2.mul(rr)).intoArray(w, re + apart + i);
            f1.fma(qi, f2.mul(ri)).intoArray(w, im + apart + i);
            FloatVector z = FloatVector.fromArray(Lanes.F, w, h + t * STATE);
            FloatVector x = FloatVector.fromArray(Lanes.F, w, h + t * STATE + Lanes.N);
            FloatVector in = FloatVector.fromArray(Lanes.F, w, re + i);
            d11 = qr.fma(z, d11);
            d12 = qr.fma(x, d12);
            d21 = rr.fma(z, d21);
            d22 = rr.fma(x, d22);
            d1 = qr.fma(in, d1);
            d2 = rr.fma(in, d2);
            z = FloatVector.fromArray(Lanes.F, w, h + t * STATE + 2 * Lanes.N);
            x = FloatVector.fromArray(Lanes.F, w, h + t * STATE + 3 * Lanes.N);
            in = FloatVector.fromArray(Lanes.F, w, im + i);
            d11 = qi.fma(z, d11);
            d12 = qi.fma(x, d12);
            d21 = ri.fma(z, d21);
            d22 = ri.fma(x, d22);
            d1 = qi.fma(in, d1);
            d2 = ri.fma(in, d2);
        }
        qr.intoArray(w, flow);
        rr.intoArray(w, flow + Lanes.N);
        qi.intoArray(w, flow + 2 * Lanes.N);
        ri.intoArray(w, flow + 3 * Lanes.N);
        d11.add(FloatVector.fromArray(Lanes.F, w, share)).intoArray(w, share);
        d12.add(FloatVector.fromArray(Lanes.F, w, share + stride)).intoArray(w, share + stride);
        d21.add(FloatVector.fromArray(Lanes.F, w, share + 2 * stride)).intoArray(w, share + 2 * stride);
        d22.add(FloatVector.fromArray(Lanes.F, w, share + 3 * stride)).intoArray(w, share + 3 * stride);
        d1.add(FloatVector.fromArray(Lanes.F, w, share + 4 * stride)).intoArray(w, share + 4 * stride);
        d2.add(FloatVector.fromArray(Lanes.F, w, share + 5 * stride)).intoArray(w, share + 5 * stride);
    }
}
