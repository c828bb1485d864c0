package dev.spektron.corpus.source;

import dev.spektron.chem.preprocess.Resampler;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.SpectrumSet;

/// Brings spectra onto a uniform grid over their own range.
///
/// With m = 1 (the new grid is not coarser than the old one, by its median step) this is the cubic spline with not-a-knot ends: cubic
/// polynomials are kept, a channel that stands on an old one keeps its value. Else the spline is taken on a grid m times as fine as the
/// new one, m = ceil(new step / old step), then smoothed with a low-pass of cut-off 1/m, and each m-th point is taken: what the new grid
/// cannot show does not come back as something else. The low-pass is the one of `scipy.signal.resample_poly`: 20 m + 1 taps of a sinc
/// under a Kaiser window with beta 5, which halves amplitudes at the new Nyquist frequency. Over the ends the curve goes on by odd
/// reflection, 2 y_0 - y_k, so that the end points keep their values.
public final class UniformGrid {
    /// Least number of channels, so that the reflected ends are there.
    public static final int LEAST_CHANNELS = 16;
    private static final double SAME = 1.001;
    private static final int LOBES = 10;
    private static final double BETA = 5;

    private final Axis grid;
    private final int factor;
    private final Resampler fine;
    private final double[] taps;

    /// @param axis axis of the spectra, rising or falling, at least two channels
    /// @param channels channels of the new grid, at least 16
    public UniformGrid(Axis axis, int channels) {
        if (channels < LEAST_CHANNELS) {
            throw new IllegalArgumentException("channels: expected at least " + LEAST_CHANNELS + ", found " + channels);
        }
        if (axis.size() < 2) {
            throw new IllegalArgumentException("axis: expected at least 2 channels, found " + axis.size());
        }
        grid = linear(axis, channels);
        double ratio = (axis.max() - axis.min()) / (channels - 1) / axis.medianStep();
        factor = ratio <= SAME ? 1 : (int) Math.ceil(ratio);
        fine = new Resampler(axis, linear(axis, factor * (channels - 1) + 1), false);
        taps = factor == 1 ? new double[] {1} : lowPass(factor);
    }

    private static Axis linear(Axis axis, int n) {
        double[] v = new double[n];
        for (int j = 0; j < n; j++) {
            v[j] = j == n - 1 ? axis.max() : axis.min() + j * (axis.max() - axis.min()) / (n - 1);
        }
        return new Axis(axis.unit(), v);
    }

    /// Windowed sinc with sum 1.
    private static double[] lowPass(int m) {
        int half = LOBES * m;
        double[] h = new double[2 * half + 1];
        double sum = 0;
        for (int k = -half; k <= half; k++) {
            double t = Math.PI * k / m;
            double u = (double) k / half;
            h[k + half] = (k == 0 ? 1 : StrictMath.sin(t) / t) * bessel(BETA * Math.sqrt(1 - u * u));
            sum += h[k + half];
        }
        for (int k = 0; k < h.length; k++) {
            h[k] /= sum;
        }
        return h;
    }

    /// Modified Bessel function I_0, its power series.
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-18 * sum; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }

    /// The new grid, rising.
    public Axis axis() {
        return grid;
    }

    /// The m of the description; 1 if nothing is smoothed.
    public int factor() {
        return factor;
    }

    /// All spectra of a set on the new grid.
    ///
    /// @throws IllegalArgumentException if the set has another axis
    public float[][] apply(SpectrumSet set) {
        SpectrumSet on = fine.apply(set);
        float[][] out = new float[on.size()][];
        for (int i = 0; i < out.length; i++) {
            out[i] = thin(on.rows()[i]);
        }
        return out;
    }

    private float[] thin(double[] y) {
        float[] out = new float[grid.size()];
        int half = taps.length / 2;
        for (int j = 0; j < out.length; j++) {
            double s = 0;
            for (int k = 0; k < taps.length; k++) {
                s += taps[k] * reflected(y, j * factor + k - half);
            }
            out[j] = (float) s;
        }
        return out;
    }

    private static double reflected(double[] y, int i) {
        int n = y.length;
        if (i < 0) {
            return 2 * y[0] - y[-i];
        }
        return i < n ? y[i] : 2 * y[n - 1] - y[2 * n - 2 - i];
    }
}
