package dev.spektron.io.formats;

/// Axes of equal steps, of which many formats keep only the ends.
public final class EvenAxis {
    private EvenAxis() {}

    /// `n` positions: x_i = first + i (last - first) / (n - 1), the last exactly `last`, as numpy's `linspace` gives them. A single
    /// position is `first`. The ends are not looked at: those that are not finite give an axis of such numbers.
    public static double[] between(double first, double last, int n) {
        double step = n == 1 ? 0 : (last - first) / (n - 1);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = first + i * step;
        }
        if (n > 1) {
            x[n - 1] = last;
        }
        return x;
    }
}
