package dev.spektron.experiment.report;

/// Smallest and largest of the finite values seen.
final class Range {
    private double lo = Double.POSITIVE_INFINITY;
    private double hi = Double.NEGATIVE_INFINITY;

    static Range of(double[]... rows) {
        Range range = new Range();
        for (double[] row : rows) {
            range.add(row);
        }
        return range;
    }

    Range add(double... values) {
        for (double v : values) {
            if (Double.isFinite(v)) {
                lo = Math.min(lo, v);
                hi = Math.max(hi, v);
            }
        }
        return this;
    }

    boolean isEmpty() {
        return lo > hi;
    }

    /// 0 when nothing finite was seen.
    double lo() {
        return isEmpty() ? 0 : lo;
    }

    /// 1 when nothing finite was seen.
    double hi() {
        return isEmpty() ? 1 : hi;
    }

    /// Wider by this share of the span on both sides; a range of one value gets a span.
    Range padded(double share) {
        double span = hi() - lo();
        double by = span > 0 ? share * span : lo() == 0 ? 1 : 0.05 * Math.abs(lo());
        return new Range().add(lo() - by, hi() + by);
    }
}
