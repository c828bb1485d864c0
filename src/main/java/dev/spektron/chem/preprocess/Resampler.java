package dev.spektron.chem.preprocess;

import dev.spektron.spectra.Axis;
import dev.spektron.spectra.SpectrumSet;

/// Moves spectra from one axis onto another by a [CubicSpline], for instruments with different axes. A new channel that stands exactly on
/// an old one keeps its value to the bit. Either axis may rise or fall. Thread-safe.
public final class Resampler {
    private final Axis from;
    private final Axis to;
    private final CubicSpline spline;
    private final int[] interval;
    /// Hermite weights of the new channels: value left, value right, slope left, slope right.
    private final double[] weights;

    /// @param extrapolate whether channels of `to` beyond `from` are allowed; the outermost cubic then goes on
    /// @throws IllegalArgumentException if the units differ, or if `to` reaches beyond `from` by more than a thousandth of a channel
    public Resampler(Axis from, Axis to, boolean extrapolate) {
        if (from.unit() != to.unit()) {
            throw new IllegalArgumentException("resample: the spectra are in " + from.unit().symbol() + ", the new axis in "
                + to.unit().symbol() + "; convert one of them first");
        }
        double slack = 1e-3 * from.medianStep();
        if (!extrapolate && (to.min() < from.min() - slack || to.max() > from.max() + slack)) {
            throw new IllegalArgumentException("resample: the new axis (" + to + ") reaches beyond the spectra (" + from
                + "); take a range inside them or allow extrapolation");
        }
        this.from = from;
        this.to = to;
        spline = new CubicSpline(from.isRising() ? from.values() : from.reversed().values());
        interval = new int[to.size()];
        weights = new double[4 * to.size()];
        for (int j = 0; j < interval.length; j++) {
            interval[j] = spline.interval(to.get(j));
            hermite(j, spline.knot(interval[j]), spline.knot(interval[j] + 1), to.get(j));
        }
    }

    private void hermite(int j, double left, double right, double v) {
        double h = right - left;
        // from the right end t = 1 is reached exactly, so a channel on the last knot keeps its value
        double t = v == right ? 1 : (v - left) / h;
        weights[4 * j] = (1 + 2 * t) * (1 - t) * (1 - t);
        weights[4 * j + 1] = t * t * (3 - 2 * t);
        weights[4 * j + 2] = h * t * (1 - t) * (1 - t);
        weights[4 * j + 3] = h * t * t * (t - 1);
    }

    /// One spectrum: reads `x` from `at`, writes to `out` from `target`.
    void row(double[] x, int at, double[] out, int target) {
        int p = from.size();
        double[] y = new double[p];
        if (from.isRising()) {
            System.arraycopy(x, at, y, 0, p);
        } else {
            for (int j = 0; j < p; j++) {
                y[j] = x[at + p - 1 - j];
            }
        }
        double[] s = new double[p];
        spline.slopes(y, s, new double[p]);
        for (int j = 0; j < interval.length; j++) {
            int i = interval[j];
            out[target + j] = weights[4 * j] * y[i] + weights[4 * j + 1] * y[i + 1]
                + weights[4 * j + 2] * s[i] + weights[4 * j + 3] * s[i + 1];
        }
    }

    /// The spectra of one instrument on the new axis; ids, reference values and metadata stay.
    ///
    /// @throws IllegalArgumentException if the set has another axis than this resampler was made for
    public SpectrumSet apply(SpectrumSet set) {
        if (!set.axis().equals(from)) {
            throw new IllegalArgumentException("resample: instrument '" + set.instrument() + "' has " + set.axis() + ", expected " + from);
        }
        double[][] rows = new double[set.size()][to.size()];
        for (int i = 0; i < rows.length; i++) {
            row(set.rows()[i], 0, rows[i], 0);
        }
        return set.withRows(to, rows, set.kind());
    }

    /// `set` on the axis `to`, without extrapolation.
    public static SpectrumSet onto(SpectrumSet set, Axis to) {
        return new Resampler(set.axis(), to, false).apply(set);
    }
}
