package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// An orthonormal basis of the span of some rows, and those rows in it. What depends on scalar products only (PLS, ridge, principal
/// components, projections) gives the same in these few coordinates as in all channels.
///
/// @param basis r x p, orthonormal rows
/// @param coordinates rows x r, the rows that were given
record Span(DMatrixRMaj basis, DMatrixRMaj coordinates) {
    /// What is left of a row after the projection counts as rounding below this fraction of the largest row norm.
    private static final double NULL = 1e-13;

    /// Gram-Schmidt, each row orthogonalised twice.
    static Span of(DMatrixRMaj x) {
        int n = x.numRows;
        int p = x.numCols;
        int most = Math.min(n, p);
        double[] q = new double[most * p];
        double[] c = new double[n * most];
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Matrices.dot(x.data, i * p, x.data, i * p, p));
        }
        double floor = NULL * Math.sqrt(largest);
        int r = 0;
        double[] v = new double[p];
        for (int i = 0; i < n; i++) {
            System.arraycopy(x.data, i * p, v, 0, p);
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < r; k++) {
                    double s = Matrices.dot(v, 0, q, k * p, p);
                    c[i * most + k] += s;
                    for (int j = 0; j < p; j++) {
                        v[j] -= s * q[k * p + j];
                    }
                }
            }
            double norm = Math.sqrt(Algebra.squares(v));
            if (r < most && norm > floor) {
                c[i * most + r] = norm;
                for (int j = 0; j < p; j++) {
                    q[r * p + j] = v[j] / norm;
                }
                r++;
            }
        }
        DMatrixRMaj coordinates = new DMatrixRMaj(n, r);
        for (int i = 0; i < n; i++) {
            System.arraycopy(c, i * most, coordinates.data, i * r, r);
        }
        return new Span(DMatrixRMaj.wrap(r, p, Arrays.copyOf(q, r * p)), coordinates);
    }

    int dimensions() {
        return basis.numRows;
    }

    /// Coordinates of the rows `from`..`to` - 1.
    DMatrixRMaj rows(int from, int to) {
        int r = dimensions();
        return DMatrixRMaj.wrap(to - from, r, Arrays.copyOfRange(coordinates.data, from * r, to * r));
    }

    /// A vector of coefficients back in channels.
    double[] channels(double[] coefficients) {
        return Algebra.combine(coefficients, basis);
    }
}
