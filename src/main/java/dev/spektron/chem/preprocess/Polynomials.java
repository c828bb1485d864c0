package dev.spektron.chem.preprocess;

import dev.spektron.chem.Matrices;

/// Discrete orthonormal polynomials on equally spaced points (Gram polynomials).
final class Polynomials {
    private Polynomials() {}

    /// Values of the polynomials of degree 0..order on `n` equally spaced points, `[degree][point]`, orthonormal over the points.
    /// Three-term recurrence t P_{d-1} followed by two passes of Gram-Schmidt, which keeps the orthogonality at rounding level.
    static double[][] orthonormal(int n, int order) {
        double[][] q = new double[order + 1][n];
        for (int d = 0; d <= order; d++) {
            for (int j = 0; j < n; j++) {
                q[d][j] = d == 0 ? 1 : q[d - 1][j] * (2.0 * j / Math.max(1, n - 1) - 1);
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int e = 0; e < d; e++) {
                    double c = Matrices.dot(q[e], 0, q[d], 0, n);
                    for (int j = 0; j < n; j++) {
                        q[d][j] -= c * q[e][j];
                    }
                }
            }
            double length = Math.sqrt(Matrices.dot(q[d], 0, q[d], 0, n));
            for (int j = 0; j < n; j++) {
                q[d][j] /= length;
            }
        }
        return q;
    }
}
