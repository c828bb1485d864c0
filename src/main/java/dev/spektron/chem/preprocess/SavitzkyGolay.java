package dev.spektron.chem.preprocess;

import dev.spektron.chem.Matrices;
import dev.spektron.spectra.Axis;
import java.util.Locale;
import java.util.Map;

/// Savitzky-Golay smoothing and derivatives, notation `sg(window,order,derivative)` or `sg(window,order,derivative,edge)`: a polynomial is
/// fitted to each window of channels by least squares, and it or its derivative is taken at the middle channel.
///
/// The derivative is per channel (delta = 1) in the order in which the channels are stored: on a falling axis the odd derivatives have the
/// opposite sign of those over the axis value. Divide by the channel step to the power of the derivative to get axis units.
/// An axis whose spacing, averaged over the window, varies by more than 1 % is refused.
/// Source: Savitzky, Golay, Anal. Chem. 36 (1964) 1627, doi:10.1021/ac60214a047; edges: Gorry, Anal. Chem. 62 (1990) 570,
/// doi:10.1021/ac00205a007.
///
/// @param window number of channels, odd
/// @param order degree of the polynomial, less than the window
/// @param derivative 0 smooths; at most the order
/// @param edge what happens to the first and last half window
public record SavitzkyGolay(int window, int order, int derivative, Edge edge) implements Stateless {
    /// Treatment of the half window at each end.
    public enum Edge {
        /// The polynomial of the outermost full window, evaluated at the edge channels.
        INTERP,
        /// The edge value is repeated outwards.
        NEAREST,
        /// The spectrum is mirrored at the edge channel, which is not repeated.
        MIRROR,
        /// The edge channels are dropped and the axis becomes shorter.
        CROP
    }

    public SavitzkyGolay {
        Arguments.range("sg", "window", window, 3, 1001);
        if (window % 2 == 0) {
            throw new IllegalArgumentException("sg: expected an odd window, found " + window + "; take " + (window + 1));
        }
        Arguments.range("sg", "order", order, 0, Math.min(9, window - 1));
        Arguments.range("sg", "derivative", derivative, 0, order);
    }

    /// With polynomial edges.
    public SavitzkyGolay(int window, int order, int derivative) {
        this(window, order, derivative, Edge.INTERP);
    }

    @Override
    public String notation() {
        String mode = edge == Edge.INTERP ? "" : "," + edge.name().toLowerCase(Locale.ROOT);
        return "sg(" + window + "," + order + "," + derivative + mode + ")";
    }

    @Override
    public Fitted on(Axis axis) {
        int p = axis.size();
        if (p < window) {
            throw new IllegalArgumentException(notation() + ": expected at least " + window + " channels, found " + p);
        }
        checkSpacing(axis);
        int half = window / 2;
        double[][] weights = SavitzkyGolayWeights.all(window, order, derivative);
        Axis result = edge == Edge.CROP ? axis.slice(half, p - half) : axis;
        return new Rows(notation(), p, result, Map.of(), (x, at, out, to, row) -> {
            int first = edge == Edge.CROP ? to : to + half;
            convolve(weights[half], x, at, out, first, p - window + 1);
            if (edge != Edge.CROP) {
                edges(weights, x, at, out, to, p);
            }
        });
    }

    /// out[to + j] = sum_k c[k] x[at + j + k]; the outer loop runs over k so that the inner one is free of dependencies.
    private static void convolve(double[] c, double[] x, int at, double[] out, int to, int count) {
        for (int j = 0; j < count; j++) {
            out[to + j] = c[0] * x[at + j];
        }
        for (int k = 1; k < c.length; k++) {
            double ck = c[k];
            for (int j = 0; j < count; j++) {
                out[to + j] += ck * x[at + k + j];
            }
        }
    }

    private void edges(double[][] weights, double[] x, int at, double[] out, int to, int p) {
        int half = window / 2;
        for (int j = 0; j < half; j++) {
            int right = p - 1 - j;
            if (edge == Edge.INTERP) {
                out[to + j] = Matrices.dot(weights[j], 0, x, at, window);
                out[to + right] = Matrices.dot(weights[window - 1 - j], 0, x, at + p - window, window);
            } else {
                double left = 0;
                double last = 0;
                for (int k = 0; k < window; k++) {
                    left += weights[half][k] * x[at + outside(j + k - half, p)];
                    last += weights[half][k] * x[at + outside(right + k - half, p)];
                }
                out[to + j] = left;
                out[to + right] = last;
            }
        }
    }

    private int outside(int j, int p) {
        if (edge == Edge.NEAREST) {
            return Math.clamp(j, 0, p - 1);
        }
        return j < 0 ? -j : j >= p ? 2 * (p - 1) - j : j;
    }

    /// Whether the channels of an axis are evenly spaced, as the filter needs it.
    public boolean suits(Axis axis) {
        return axis.size() >= window && unevenAt(axis) < 0;
    }

    /// First channel of a window with another spacing than the whole axis, or -1. Averaging over the window keeps axes alive whose
    /// values are rounded in the file.
    private int unevenAt(Axis axis) {
        double expected = (axis.last() - axis.first()) / (axis.size() - 1);
        for (int j = 0; j + window <= axis.size(); j++) {
            if (Math.abs(step(axis, j) - expected) > 0.01 * Math.abs(expected)) {
                return j;
            }
        }
        return -1;
    }

    private double step(Axis axis, int j) {
        return (axis.get(j + window - 1) - axis.get(j)) / (window - 1);
    }

    private void checkSpacing(Axis axis) {
        int j = unevenAt(axis);
        if (j >= 0) {
            double expected = (axis.last() - axis.first()) / (axis.size() - 1);
            String ends = Arguments.text(axis.first()) + "," + Arguments.text(axis.last());
            throw new IllegalArgumentException(notation() + ": the channel spacing varies by more than 1 % (" + Math.abs(step(axis, j))
                + " near " + axis.get(j) + ", " + Math.abs(expected) + " " + axis.unit().symbol()
                + " on average); resample first: resample(" + ends + "," + axis.size() + ")|" + notation());
        }
    }
}
