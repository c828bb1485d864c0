package dev.spektron.chem.preprocess;

import dev.spektron.spectra.Axis;
import java.util.Locale;
import java.util.Map;

/// Resampling onto a linear grid, notation `resample(first,last,n)` or `resample(first,last,n,extrapolate)`: cubic spline with not-a-knot
/// ends ([CubicSpline]). `first` may be larger than `last`; the result then has a falling axis.
///
/// @param first axis value of the first new channel
/// @param last axis value of the last new channel
/// @param n number of new channels, at least 2
/// @param beyond whether the grid may reach beyond the spectra
public record Resample(double first, double last, int n, Beyond beyond) implements Stateless {
    /// What to do with grid points outside the measured range.
    public enum Beyond {
        /// An error.
        REFUSE,
        /// The outermost cubic goes on.
        EXTRAPOLATE
    }

    public Resample {
        if (!Double.isFinite(first) || !Double.isFinite(last) || first == last) {
            throw new IllegalArgumentException("resample: expected two different axis values, found " + first + " and " + last);
        }
        Arguments.range("resample", "n", n, 2, 1_000_000);
    }

    @Override
    public String notation() {
        return "resample(" + Arguments.text(first) + "," + Arguments.text(last) + "," + n
            + (beyond == Beyond.REFUSE ? ")" : "," + beyond.name().toLowerCase(Locale.ROOT) + ")");
    }

    @Override
    public Fitted on(Axis axis) {
        double[] grid = new double[n];
        for (int j = 0; j < n; j++) {
            grid[j] = j == n - 1 ? last : first + j * (last - first) / (n - 1);
        }
        Axis target = new Axis(axis.unit(), grid);
        Resampler resampler = new Resampler(axis, target, beyond == Beyond.EXTRAPOLATE);
        return new Rows(notation(), axis.size(), target, Map.of(), (x, at, out, to, row) -> resampler.row(x, at, out, to));
    }
}
