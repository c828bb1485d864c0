package dev.spektron.eval.spectrum;

import dev.spektron.eval.Quantiles;
import java.util.Arrays;

/// How often reconstructed spectra break what holds for real ones.
public final class Violations {
    private static final int WINDOW = 5;

    private final double tolerance;
    private final double limit;
    private final Peaks peaks = new Peaks();
    private long samples;
    private long negative;
    private long spectra;
    private long rough;
    private double asymmetry;
    private long found;

    /// @param tolerance how far below 0 an intensity may be
    /// @param limit     total variation that real spectra do not exceed; see [#variationLimit(float[][])]
    public Violations(double tolerance, double limit) {
        this.tolerance = tolerance;
        this.limit = limit;
    }

    /// The 99th percentile of the total variation of real spectra.
    public static double variationLimit(float[][] real) {
        double[] v = new double[real.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = variation(real[i]);
        }
        Arrays.sort(v);
        return Quantiles.linear(v, 0.99);
    }

    /// Sum of the absolute differences of neighbours.
    public static double variation(float[] s) {
        double sum = 0;
        for (int i = 1; i < s.length; i++) {
            sum += Math.abs((double) s[i] - s[i - 1]);
        }
        return sum;
    }

    /// Adds a reconstructed spectrum as the model gives it.
    ///
    /// @param mean,deviation bring it back to intensities: s deviation + mean
    public Violations add(float[] s, double mean, double deviation) {
        for (float v : s) {
            negative += v * deviation + mean < -tolerance ? 1 : 0;
        }
        samples += s.length;
        spectra++;
        rough += variation(s) > limit ? 1 : 0;
        peaks.find(s, 0, s.length);
        for (int k = 0; k < peaks.count(); k++) {
            int at = peaks.at(k);
            if (at >= WINDOW && at + WINDOW < s.length) {
                asymmetry += asymmetry(s, at);
                found++;
            }
        }
        return this;
    }

    /// Mean over k of (s_(i-k) - s_(i+k))^2 / height^2, the height above the mean of the lowest samples of both sides.
    static double asymmetry(float[] s, int at) {
        double left = s[at];
        double right = s[at];
        double sum = 0;
        for (int k = 1; k <= WINDOW; k++) {
            left = Math.min(left, s[at - k]);
            right = Math.min(right, s[at + k]);
            double d = (double) s[at - k] - s[at + k];
            sum += d * d;
        }
        double height = s[at] - (left + right) / 2;
        return sum / (WINDOW * height * height);
    }

    /// Part of the samples below -tolerance.
    public double negative() {
        return (double) negative / samples;
    }

    /// Part of the spectra whose total variation is above the limit.
    public double rough() {
        return (double) rough / spectra;
    }

    /// Mean asymmetry of the peaks; 0 if there is none.
    public double asymmetry() {
        return found == 0 ? 0 : asymmetry / found;
    }
}
