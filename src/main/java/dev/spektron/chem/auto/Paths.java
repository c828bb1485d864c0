package dev.spektron.chem.auto;

import dev.spektron.chem.Matrices;
import java.util.Arrays;

/// PLS1 by number of components and ridge by parameter, for several properties, from a tridiagonal X'X = T and the rotated X'y.
///
/// PLS1 depends on X'X and X'y only and rotates with them, so its path is that of the tridiagonal system (Elden, Comput. Stat. Data
/// Anal. 46 (2004) 11, doi:10.1016/S0167-9473(03)00138-5). Keeps its work space, belongs to one thread.
final class Paths {
    /// What is left of X'y, or of t't, below which a component would be rounding noise.
    private static final double EXHAUSTED = 1e-13;

    private final int properties;
    private final int columns;
    /// Coefficients of coordinate j: entries j columns + property DEPTH + depth.
    final double[] coefficients;
    private final double[] rotations;
    private final double[] loadings;
    private final double[] x;
    private final double[] b;
    private final double[] v;
    private final double[] pivot;

    Paths(int largest, int properties) {
        this.properties = properties;
        columns = properties * Grid.DEPTH;
        coefficients = new double[largest * columns];
        rotations = new double[Grid.COMPONENTS * largest];
        loadings = new double[Grid.COMPONENTS * largest];
        x = new double[largest];
        b = new double[largest];
        v = new double[largest];
        pivot = new double[largest * Grid.RIDGE.length];
    }

    int columns() {
        return columns;
    }

    /// @param xy rotated X'y, one property after the other
    void solve(Tridiagonal t, double[] xy) {
        double trace = t.trace();
        for (int y = 0; y < properties; y++) {
            pls(t, xy, y, trace);
        }
        ridge(t, xy, trace);
    }

    private void pls(Tridiagonal t, double[] xy, int y, double trace) {
        int n = t.size();
        System.arraycopy(xy, y * n, x, 0, n);
        Arrays.fill(b, 0, n, 0);
        double start = Math.sqrt(Matrices.dot(x, 0, x, 0, n));
        boolean more = start > 0;
        for (int a = 0; a < Grid.COMPONENTS; a++) {
            more = more && component(t, a, start, trace);
            int at = y * Grid.DEPTH + a;
            for (int j = 0; j < n; j++) {
                coefficients[j * columns + at] = b[j];
            }
        }
    }

    /// One more component; false when nothing is left to explain.
    private boolean component(Tridiagonal t, int a, double start, double trace) {
        int n = t.size();
        double norm = Math.sqrt(Matrices.dot(x, 0, x, 0, n));
        if (!(norm > EXHAUSTED * start)) {
            return false;
        }
        int r = a * n;
        for (int j = 0; j < n; j++) {
            v[j] = x[j] / norm;
        }
        System.arraycopy(v, 0, rotations, r, n);
        for (int k = 0; k < a; k++) {
            Lanes.add(-Matrices.dot(loadings, k * n, v, 0, n), rotations, k * n, rotations, r, n);
        }
        times(t, r);
        double tt = Matrices.dot(rotations, r, v, 0, n);
        if (!(tt > EXHAUSTED * trace)) {
            return false;
        }
        double q = Matrices.dot(rotations, r, x, 0, n) / tt;
        for (int j = 0; j < n; j++) {
            loadings[r + j] = v[j] / tt;
        }
        Lanes.add(-q, v, 0, x, 0, n);
        Lanes.add(q, rotations, r, b, 0, n);
        return true;
    }

    /// v <- T rotations[r..].
    private void times(Tridiagonal t, int r) {
        int n = t.size();
        for (int j = 0; j < n; j++) {
            v[j] = t.diagonal[j] * rotations[r + j];
        }
        for (int j = 0; j + 1 < n; j++) {
            v[j] += t.coupling[j] * rotations[r + j + 1];
            v[j + 1] += t.coupling[j] * rotations[r + j];
        }
    }

    /// (T + l trace I) c = X'y by elimination without pivoting (the matrix is positive definite), for all l side by side.
    private void ridge(Tridiagonal t, double[] xy, double trace) {
        int n = t.size();
        int m = Grid.RIDGE.length;
        for (int j = 0; j < n; j++) {
            double e = j == 0 ? 0 : t.coupling[j - 1];
            for (int l = 0; l < m; l++) {
                double above = j == 0 ? 0 : e * e * pivot[(j - 1) * m + l];
                pivot[j * m + l] = 1 / (t.diagonal[j] + Grid.RIDGE[l] * trace - above);
            }
        }
        for (int y = 0; y < properties; y++) {
            int column = y * Grid.DEPTH + Grid.COMPONENTS;
            forward(t, xy, y * n, column);
            backward(t, column);
        }
    }

    private void forward(Tridiagonal t, double[] xy, int from, int column) {
        int m = Grid.RIDGE.length;
        for (int l = 0; l < m; l++) {
            coefficients[column + l] = xy[from];
        }
        for (int j = 1; j < t.size(); j++) {
            double e = t.coupling[j - 1];
            double right = xy[from + j];
            int here = j * columns + column;
            for (int l = 0; l < m; l++) {
                coefficients[here + l] = right - e * pivot[(j - 1) * m + l] * coefficients[here - columns + l];
            }
        }
    }

    private void backward(Tridiagonal t, int column) {
        int m = Grid.RIDGE.length;
        for (int j = t.size() - 1; j >= 0; j--) {
            double e = j + 1 < t.size() ? t.coupling[j] : 0;
            int here = j * columns + column;
            int next = j + 1 < t.size() ? here + columns : here;
            for (int l = 0; l < m; l++) {
                coefficients[here + l] = pivot[j * m + l] * (coefficients[here + l] - e * coefficients[next + l]);
            }
        }
    }
}
