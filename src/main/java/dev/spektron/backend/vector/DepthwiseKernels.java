package dev.spektron.backend.vector;

import jdk.incubator.vector.FloatVector;

/// Inner loops of the depthwise convolution: rows of channels, `whole` of them, a multiple of [Lanes#N]. Taps, bias and shares are rows,
/// too,
/// `whole` elements apart.
final class DepthwiseKernels {
    private DepthwiseKernels() {}

    /// y = bias + w[from] x[from] + ... + w[to - 1] x[to - 1]; row j of x starts at `xo + j * apart`, the bias is row `taps` of w.
    static void row(float[] x, int xo, int apart, float[] w, int wo, float[] y, int yo, int whole, int taps, int from, int to) {
        for (int c = 0; c < whole; c += Lanes.N) {
            FloatVector sum = FloatVector.fromArray(Lanes.F, w, wo + taps * whole + c);
            for (int j = from; j < to; j++) {
                sum = FloatVector.fromArray(Lanes.F, w, wo + j * whole + c).fma(FloatVector.fromArray(Lanes.F, x, xo + j * apart + c), sum);
            }
            sum.intoArray(y, yo + c);
        }
    }

    /// As [#row] with four taps.
    static void four(float[] x, int xo, int apart, float[] w, int wo, float[] y, int yo, int whole) {
        for (int c = 0; c < whole; c += Lanes.N) {
            FloatVector sum = FloatVector.fromArray(Lanes.F, w, wo + 4 * whole + c);
            sum = FloatVector.fromArray(Lanes.F, w, wo + c).fma(FloatVector.fromArray(Lanes.F, x, xo + c), sum);
            sum = FloatVector.fromArray(Lanes.F, w, wo + whole + c).fma(FloatVector.fromArray(Lanes.F, x, xo + apart + c), sum);
            sum = FloatVector.fromArray(Lanes.F, w, wo + 2 * whole + c).fma(FloatVector.fromArray(Lanes.F, x, xo + 2 * apart + c), sum);
            sum = FloatVector.fromArray(Lanes.F, w, wo + 3 * whole + c).fma(FloatVector.fromArray(Lanes.F, x, xo + 3 * apart + c), sum);
            sum.intoArray(y, yo + c);
        }
    }

    /// share[j] += dy x[j] for j from `from` to `to`, share[taps] += dy.
    static void weigh(float[] x, int xo, int apart, float[] dy, int yo, float[] share, int so, int whole, int taps, int from, int to) {
        for (int c = 0; c < whole; c += Lanes.N) {
            FloatVector g = FloatVector.fromArray(Lanes.F, dy, yo + c);
            for (int j = from; j < to; j++) {
                int at = so + j * whole + c;
                g.fma(FloatVector.fromArray(Lanes.F, x, xo + j * apart + c), FloatVector.fromArray(Lanes.F, share, at)).intoArray(share,
                    at);
            }
            int at = so + taps * whole + c;
            g.add(FloatVector.fromArray(Lanes.F, share, at)).intoArray(share, at);
        }
    }

    /// As [#weigh] with four taps, for four steps whose rows follow one another: each row is read once.
    static void weighFour(float[] x, int xo, int stride, float[] dy, int yo, float[] share, int so, int whole) {
        for (int c = 0; c < whole; c += Lanes.N) {
            int i = xo + c;
            FloatVector s0 = FloatVector.fromArray(Lanes.F, share, so + c);
            FloatVector s1 = FloatVector.fromArray(Lanes.F, share, so + whole + c);
            FloatVector s2 = FloatVector.fromArray(Lanes.F, share, so + 2 * whole + c);
            FloatVector s3 = FloatVector.fromArray(Lanes.F, share, so + 3 * whole + c);
            FloatVector sum = FloatVector.fromArray(Lanes.F, share, so + 4 * whole + c);
            FloatVector x0 = FloatVector.fromArray(Lanes.F, x, i);
            FloatVector x1 = FloatVector.fromArray(Lanes.F, x, i + stride);
            FloatVector x2 = FloatVector.fromArray(Lanes.F, x, i + 2 * stride);
            for (int t = 0; t < 4; t++) {
                FloatVector g = FloatVector.fromArray(Lanes.F, dy, yo + t * stride + c);
                FloatVector x3 = FloatVector.fromArray(Lanes.F, x, i + (t + 3) * stride);
                s0 = g.fma(x0, s0);
                s1 = g.fma(x1, s1);
                s2 = g.fma(x2, s2);
                s3 = g.fma(x3, s3);
                sum = sum.add(g);
                x0 = x1;
                x1 = x2;
                x2 = x3;
            }
            s0.intoArray(share, so + c);
            s1.intoArray(share, so + whole + c);
            s2.intoArray(share, so + 2 * whole + c);
            s3.intoArray(share, so + 3 * whole + c);
            sum.intoArray(share, so + 4 * whole + c);
        }
    }
}
