package dev.spektron.chem.preprocess;

/// Interpolating cubic spline with not-a-knot ends on fixed knots: the third derivative is continuous at the second and the last but one
/// knot. Polynomials up to degree 3 are reproduced exactly; with three knots it is the parabola, with two the straight line.
///
/// The slopes s at the knots solve a tridiagonal system that depends on the knots alone; it is eliminated once, each curve then costs
/// about 10 operations a knot. Source: de Boor, A Practical Guide to Splines, 1978, chapter IV.
public final class CubicSpline {
    private final double[] x;
    private final double[] h;
    private final double[] lower;
    private final double[] pivot;
    private final double[] upper;

    /// @param knots at least two strictly rising values
    public CubicSpline(double[] knots) {
        int n = knots.length;
        if (n < 2) {
            throw new IllegalArgumentException("cubic spline: expected at least two knots, found " + n);
        }
        x = knots.clone();
        h = new double[n - 1];
        for (int i = 0; i < n - 1; i++) {
            h[i] = x[i + 1] - x[i];
            if (!(h[i] > 0)) {
                throw new IllegalArgumentException("cubic spline: expected rising knots, found " + x[i] + " then " + x[i + 1]);
            }
        }
        lower = new double[n];
        pivot = new double[n];
        upper = new double[n];
        if (n > 3) {
            eliminate();
        }
    }

    /// No pivoting is needed: by induction every inner pivot exceeds 2 h[i-1] + h[i], which keeps the last one positive as well.
    private void eliminate() {
        int n = x.length;
        pivot[0] = h[1];
        upper[0] = h[0] + h[1];
        for (int i = 1; i < n - 1; i++) {
            lower[i] = h[i] / pivot[i - 1];
            pivot[i] = 2 * (h[i - 1] + h[i]) - lower[i] * upper[i - 1];
            upper[i] = h[i - 1];
        }
        lower[n - 1] = (h[n - 3] + h[n - 2]) / pivot[n - 2];
        pivot[n - 1] = h[n - 3] - lower[n - 1] * upper[n - 2];
    }

    /// Number of knots.
    public int size() {
        return x.length;
    }

    double knot(int i) {
        return x[i];
    }

    /// Interval of a point: the last i with knot i <= v, 0 to the left of all, size - 2 to the right.
    int interval(double v) {
        int i = java.util.Arrays.binarySearch(x, v);
        return Math.clamp(i >= 0 ? i : -i - 2, 0, x.length - 2);
    }

    /// Slopes at the knots of the spline through `y`.
    ///
    /// @param y one value a knot
    public double[] slopes(double[] y) {
        if (y.length != x.length) {
            throw new IllegalArgumentException("cubic spline: expected " + x.length + " values, found " + y.length);
        }
        double[] s = new double[y.length];
        slopes(y, s, new double[y.length]);
        return s;
    }

    /// As [#slopes(double[])] into `s`; `d` is scratch of the same length.
    void slopes(double[] y, double[] s, double[] d) {
        int n = x.length;
        for (int i = 0; i < n - 1; i++) {
            d[i] = (y[i + 1] - y[i]) / h[i];
        }
        if (n <= 3) {
            parabola(d, s);
            return;
        }
        s[0] = ((h[0] + 2 * (h[0] + h[1])) * h[1] * d[0] + h[0] * h[0] * d[1]) / (h[0] + h[1]);
        for (int i = 1; i < n - 1; i++) {
            s[i] = 3 * (h[i] * d[i - 1] + h[i - 1] * d[i]) - lower[i] * s[i - 1];
        }
        double a = h[n - 3];
        double b = h[n - 2];
        s[n - 1] = (b * b * d[n - 3] + (2 * (a + b) + b) * a * d[n - 2]) / (a + b) - lower[n - 1] * s[n - 2];
        s[n - 1] /= pivot[n - 1];
        for (int i = n - 2; i >= 0; i--) {
            s[i] = (s[i] - upper[i] * s[i + 1]) / pivot[i];
        }
    }

    private void parabola(double[] d, double[] s) {
        if (x.length == 2) {
            s[0] = d[0];
            s[1] = d[0];
            return;
        }
        double curve = (d[1] - d[0]) / (h[0] + h[1]);
        s[0] = d[0] - curve * h[0];
        s[1] = d[0] + curve * h[0];
        s[2] = d[1] + curve * h[1];
    }
}
