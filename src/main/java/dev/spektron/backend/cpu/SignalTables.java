package dev.spektron.backend.cpu;

import dev.spektron.backend.op.SplineBasis;
import dev.spektron.backend.op.Wavelet;

/// Small tables that kernels of signal operations read; made when a step is lowered.
public final class SignalTables {
    private SignalTables() {}

    /// Low-pass taps, then high-pass taps.
    public static float[] filters(Wavelet wavelet) {
        double[] low = wavelet.low();
        double[] high = wavelet.high();
        float[] out = new float[2 * low.length];
        for (int k = 0; k < low.length; k++) {
            out[k] = (float) low[k];
            out[low.length + k] = (float) high[k];
        }
        return out;
    }

    /// cos(2 pi j / length) for j = 0 .. length - 1, then the sines.
    public static float[] circle(int length) {
        float[] out = new float[2 * length];
        for (int j = 0; j < length; j++) {
            double angle = 2 * Math.PI * j / length;
            out[j] = (float) Math.cos(angle);
            out[length + j] = (float) Math.sin(angle);
        }
        return out;
    }

    /// Knots of the continued grid: low + (m - order) step.
    public static float[] knots(SplineBasis op) {
        float[] out = new float[op.functions() + op.order() + 1];
        for (int m = 0; m < out.length; m++) {
            out[m] = (float) (op.low() + (m - op.order()) * step(op));
        }
        return out;
    }

    /// Distance of the knots.
    public static double step(SplineBasis op) {
        return ((double) op.high() - op.low()) / op.intervals();
    }

    /// (-1)^i C(order + 1, i) / order!: what the kernel `Splines` calls terms.
    public static float[] splineTerms(SplineBasis op) {
        int k = op.order();
        double term = 1;
        for (int i = 2; i <= k; i++) {
            term /= i;
        }
        float[] out = new float[(k + 2) / 2];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) term;
            term *= -(k + 1.0 - i) / (i + 1);
        }
        return out;
    }

    /// The terms times the order: those of the derivative.
    public static float[] splineSlopes(SplineBasis op) {
        float[] out = splineTerms(op);
        for (int i = 0; i < out.length; i++) {
            out[i] *= op.order();
        }
        return out;
    }
}
