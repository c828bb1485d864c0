package dev.spektron.chem.regress;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// Spectra in coordinates of the space that their rows span: for n < p a thin factorisation X = L V' with V'V = I makes an n x n matrix L
/// whose rows have the same inner products and differences as those of X. Every method that depends on inner products only (PLS, PCR,
/// ridge, also on subsets of the rows, centred anew) then predicts the same from L as from X, at a cost without p.
///
/// L comes from Householder reflections of the rows, n^2 p multiplications twice, which does not square the condition number as a Gram
/// matrix would. V is never formed.
final class RowSpace {
    private RowSpace() {}

    /// Rows minus their overall mean (which keeps small differences between large values exact) in the fewest coordinates; the argument may
    /// be overwritten.
    static DMatrixRMaj reduce(Centred x) {
        return x.n() >= x.p() ? Dense.matrix(x.rows(), x.p()) : lower(x.rows());
    }

    /// Reflects from the right until the rows are lower triangular; `a`, with fewer rows than columns, is overwritten.
    static DMatrixRMaj lower(double[][] a) {
        int n = a.length;
        DMatrixRMaj lower = new DMatrixRMaj(n, n);
        for (int k = 0; k < n; k++) {
            // what lies left of the diagonal is final; zeros there let the loops below run over whole rows
            System.arraycopy(a[k], 0, lower.data, k * n, k);
            double[] v = a[k];
            Arrays.fill(v, 0, k, 0);
            double norm = Math.sqrt(Dense.norm2(v));
            double alpha = v[k] > 0 ? -norm : norm;
            lower.set(k, k, alpha);
            if (norm == 0) {
                continue;
            }
            v[k] -= alpha;
            double half = 0.5 * Dense.norm2(v);
            for (int i = k + 1; i < n; i++) {
                Dense.add(-Dense.dot(v, a[i]) / half, v, a[i]);
            }
        }
        return lower;
    }
}
