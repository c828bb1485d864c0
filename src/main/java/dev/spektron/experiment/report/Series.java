package dev.spektron.experiment.report;

import java.util.Arrays;

/// One metric of a run over its steps. A value that is not finite is a gap.
///
/// @param step step of each value, rising
/// @param value as many values
public record Series(double[] step, double[] value) {
    public Series {
        if (step.length != value.length) {
            throw new IllegalArgumentException("report: a series has " + step.length + " steps and " + value.length
                + " values; expected as many of both");
        }
    }

    /// Number of points, gaps among them.
    public int size() {
        return step.length;
    }

    /// The last finite value, `NaN` without any.
    public double last() {
        for (int i = value.length - 1; i >= 0; i--) {
            if (Double.isFinite(value[i])) {
                return value[i];
            }
        }
        return Double.NaN;
    }

    /// Where the smallest finite value is, -1 without any.
    int lowest() {
        int at = -1;
        for (int i = 0; i < value.length; i++) {
            if (Double.isFinite(value[i]) && (at < 0 || value[i] < value[at])) {
                at = i;
            }
        }
        return at;
    }

    /// Number of values that are not finite.
    int gaps() {
        return (int) Arrays.stream(value).filter(v -> !Double.isFinite(v)).count();
    }

    /// Median of the finite values, `NaN` without any.
    double median() {
        double[] sorted = Arrays.stream(value).filter(Double::isFinite).sorted().toArray();
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /// Whether there is a finite value.
    boolean drawable() {
        return value.length > gaps();
    }

    /// Running median over `window` points around each of at most 1,000 points: more are never drawn.
    Series medians(int window) {
        int[] at = Decimate.spread(step.length, 1000);
        double[] steps = new double[at.length];
        double[] medians = new double[at.length];
        for (int k = 0; k < at.length; k++) {
            int from = Math.max(0, at[k] - window / 2);
            int to = Math.min(step.length, at[k] + window / 2 + 1);
            steps[k] = step[at[k]];
            medians[k] = new Series(Arrays.copyOfRange(step, from, to), Arrays.copyOfRange(value, from, to)).median();
        }
        return new Series(steps, medians);
    }

    /// Running mean of the finite values over `window` points, gaps kept. At the start the window shrinks on both sides alike, so that the
    /// steep first steps are not flattened; at the end it is cut, so that the last value is still a mean.
    Series smoothed(int window) {
        int n = value.length;
        double[] sum = new double[n + 1];
        int[] count = new int[n + 1];
        for (int i = 0; i < n; i++) {
            boolean finite = Double.isFinite(value[i]);
            sum[i + 1] = sum[i] + (finite ? value[i] : 0);
            count[i + 1] = count[i] + (finite ? 1 : 0);
        }
        double[] mean = new double[n];
        for (int i = 0; i < n; i++) {
            int half = Math.min(i, window / 2);
            int to = Math.min(n, i + half + 1);
            mean[i] = Double.isFinite(value[i]) ? (sum[to] - sum[i - half]) / (count[to] - count[i - half]) : Double.NaN;
        }
        return new Series(step, mean);
    }
}
