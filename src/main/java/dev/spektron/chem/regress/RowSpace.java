package dev.spektron.chem.regress;

import org.ejml.data.DMatrixRMaj;

/// Spectra in coordinates of the space that their rows span: for n < p a thin factorisation X = L V' with V'V = I makes an n x n matrix L
/// whose rows have the same inner products and differences as those of X. Every method that depends on inner products only (PLS, PCR,
/// ridge, also on subsets of the rows, centred anew) then predicts the same from L as from X, at a cost without p.
///
/// L comes from Householder reflections of the rows, 2 n^2 p multiplications, which does not square the condition number as a Gram matrix
/// would. V is never formed.
final class RowSpace {
    private RowSpace() {}

    /// The rows of `x`, minus the overall mean (which keeps small differences between large values exact), in the fewest coordinates.
    static DMatrixRMaj reduce(DMatrixRMaj x) {
        Centred c = Centred.of(x, null, false);
        if (x.numRows >= x.numCols) {
            return new DMatrixRMaj(x.numRows, x.numCols, true, c.data());
        }
        return reduceInPlace(c.data(), x.numRows, x.numCols);
    }

    /// Reflects from the right until the rows are lower triangular; `a` is overwritten.
    static DMatrixRMaj reduceInPlace(double[] a, int n, int p) {
        for (int k = 0; k < n; k++) {
            int at = k * p + k;
            int length = p - k;
            double norm = Math.sqrt(Dense.dot(a, at, a, at, length));
            if (norm == 0) {
                continue;
            }
            double alpha = a[at] > 0 ? -norm : norm;
            a[at] -= alpha;
            double half = 0.5 * Dense.dot(a, at, a, at, length);
            for (int i = k + 1; i < n; i++) {
                int to = i * p + k;
                double c = Dense.dot(a, at, a, to, length) / half;
                for (int j = 0; j < length; j++) {
                    a[to + j] -= c * a[at + j];
                }
            }
            a[at] = alpha;
        }
        DMatrixRMaj lower = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            System.arraycopy(a, i * p, lower.data, i * n, i + 1);
        }
        return lower;
    }
}
