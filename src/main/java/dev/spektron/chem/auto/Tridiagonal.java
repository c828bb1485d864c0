package dev.spektron.chem.auto;

import dev.spektron.chem.Matrices;

/// Householder reduction of a symmetric matrix A = Q T Q' to tridiagonal form T. In the rotated coordinates a shifted system costs O(n)
/// and so does a product with A, so one reduction (4/3 n^3) serves all ridge parameters and all PLS components without eigenvectors.
///
/// Golub, Van Loan, Matrix Computations, 4th ed., algorithm 8.3.1. Keeps its work space, belongs to one thread.
final class Tridiagonal {
    final double[] diagonal;
    /// Entry i couples i and i + 1.
    final double[] coupling;
    private final double[] reflectors;
    private final double[] factor;
    private final double[] p;
    private int n;

    Tridiagonal(int largest) {
        diagonal = new double[largest];
        coupling = new double[largest];
        reflectors = new double[largest * largest];
        factor = new double[largest];
        p = new double[largest];
    }

    int size() {
        return n;
    }

    double trace() {
        double t = 0;
        for (int i = 0; i < n; i++) {
            t += diagonal[i];
        }
        return t;
    }

    /// @param a symmetric size x size, row-major, both triangles; destroyed
    void reduce(double[] a, int size) {
        n = size;
        for (int k = 0; k < n; k++) {
            diagonal[k] = a[k * n + k];
            if (k + 1 < n) {
                step(a, k);
            }
        }
    }

    /// Reflects row k beyond the diagonal onto its first entry, and the rest of the matrix with it.
    private void step(double[] a, int k) {
        int from = k + 1;
        int m = n - from;
        int row = k * n + from;
        int v = k * n;
        double first = a[row];
        double rest = Matrices.dot(a, row + 1, a, row + 1, m - 1);
        if (rest == 0) {
            coupling[k] = first;
            factor[k] = 0;
            return;
        }
        double alpha = -Math.copySign(Math.sqrt(first * first + rest), first);
        coupling[k] = alpha;
        System.arraycopy(a, row, reflectors, v, m);
        reflectors[v] = first - alpha;
        double beta = 2 / (reflectors[v] * reflectors[v] + rest);
        factor[k] = beta;
        java.util.Arrays.fill(p, 0, m, 0);
        Lanes.combine(reflectors, v, m, a, from * n + from, n, p, 0, m);
        double half = 0.5 * beta * beta * Matrices.dot(p, 0, reflectors, v, m);
        for (int j = 0; j < m; j++) {
            p[j] = beta * p[j] - half * reflectors[v + j];
        }
        for (int i = 0; i < m; i++) {
            rankTwo(a, (from + i) * n + from, reflectors[v + i], p[i], v, m);
        }
    }

    private void rankTwo(double[] a, int at, double vi, double pi, int v, int m) {
        for (int j = 0; j < m; j++) {
            a[at + j] -= vi * p[j] + pi * reflectors[v + j];
        }
    }

    /// x <- Q' x for the vector at `x[at..at+n)`.
    void rotate(double[] x, int at) {
        for (int k = 0; k + 1 < n; k++) {
            reflect(k, x, at);
        }
    }

    /// x <- Q x.
    void back(double[] x, int at) {
        for (int k = n - 2; k >= 0; k--) {
            reflect(k, x, at);
        }
    }

    private void reflect(int k, double[] x, int at) {
        if (factor[k] != 0) {
            int m = n - k - 1;
            double s = factor[k] * Matrices.dot(reflectors, k * n, x, at + k + 1, m);
            Lanes.add(-s, reflectors, k * n, x, at + k + 1, m);
        }
    }
}
