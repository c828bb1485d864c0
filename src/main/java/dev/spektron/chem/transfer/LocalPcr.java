package dev.spektron.chem.transfer;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// Principal-component regression on a few columns of a matrix, for ranks 1..R at once. Keeps its work space, so it belongs to one thread.
///
/// With the window T (rows x q) = UΣVᵀ the coefficients of rank r are Σ_{k<=r} v_k (v_kᵀ Tᵀs)/σ_k². The eigenproblem is solved on the
/// smaller of TᵀT and TTᵀ.
final class LocalPcr {
    /// Windows whose total variation is below this fraction of that of the whole matrix count as flat.
    static final double FLAT = 1e-20;
    /// Components with σ_k² below this fraction of σ_1² are noise of the arithmetic.
    private static final double NULL = 1e-13;

    private final int most;
    private final double[][] coefficients;
    private final double[] product;
    private final double[] direction;
    private final Jacobi eigen;

    /// @param most largest rank
    /// @param widest largest window
    LocalPcr(int most, int widest) {
        this.most = most;
        this.coefficients = new double[most][widest];
        this.product = new double[widest * widest];
        this.direction = new double[widest];
        this.eigen = new Jacobi(widest);
    }

    /// Coefficients by rank - 1; valid until the next fit, the first q entries of each. Ranks that the window does not have repeat
    /// the largest one.
    ///
    /// @param x centred predictors, rows x p; the window is the columns `lo`..`hi` - 1
    /// @param y centred responses, rows x p, of which column `j` is taken
    /// @param floor variation below which the window is flat: then only x_j is used, with coefficient 1
    double[][] fit(DMatrixRMaj x, int lo, int hi, DMatrixRMaj y, int j, double floor) {
        int q = hi - lo;
        int n = x.numRows;
        for (double[] c : coefficients) {
            Arrays.fill(c, 0, q, 0);
        }
        boolean primal = q <= n;
        int m = Math.min(q, n);
        if (primal) {
            primal(x, lo, q);
        } else {
            dual(x, lo, q);
        }
        double trace = 0;
        for (int k = 0; k < m; k++) {
            trace += product[k * m + k];
        }
        if (!(trace > floor)) {
            for (double[] c : coefficients) {
                c[j - lo] = 1;
            }
            return coefficients;
        }
        eigen.decompose(product, m);
        components(x, lo, q, y, j, primal);
        return coefficients;
    }

    private void components(DMatrixRMaj x, int lo, int q, DMatrixRMaj y, int j, boolean primal) {
        int m = Math.min(q, x.numRows);
        for (int r = 0; r < most; r++) {
            if (r > 0) {
                System.arraycopy(coefficients[r - 1], 0, coefficients[r], 0, q);
            }
            double value = r < m ? eigen.values[eigen.position(r)] : 0;
            if (value <= NULL * eigen.values[eigen.position(0)]) {
                continue;
            }
            direction(x, lo, q, eigen.position(r) * m, primal ? 0 : value);
            double covariance = 0;
            for (int i = 0; i < x.numRows; i++) {
                covariance += Algebra.dot(direction, 0, x.data, i * x.numCols + lo, q) * y.data[i * y.numCols + j];
            }
            for (int k = 0; k < q; k++) {
                coefficients[r][k] += direction[k] * covariance / value;
            }
        }
    }

    private void primal(DMatrixRMaj x, int lo, int q) {
        Arrays.fill(product, 0, q * q, 0);
        for (int i = 0; i < x.numRows; i++) {
            int at = i * x.numCols + lo;
            for (int a = 0; a < q; a++) {
                double v = x.data[at + a];
                for (int b = 0; b < q; b++) {
                    product[a * q + b] += v * x.data[at + b];
                }
            }
        }
    }

    private void dual(DMatrixRMaj x, int lo, int q) {
        int n = x.numRows;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b <= a; b++) {
                double s = Algebra.dot(x.data, a * x.numCols + lo, x.data, b * x.numCols + lo, q);
                product[a * n + b] = s;
                product[b * n + a] = s;
            }
        }
    }

    /// v: the eigenvector itself, or Tᵀu/σ if it is one of TTᵀ (`value` = σ² > 0).
    private void direction(DMatrixRMaj x, int lo, int q, int eigenvector, double value) {
        if (value == 0) {
            System.arraycopy(eigen.vectors, eigenvector, direction, 0, q);
            return;
        }
        Arrays.fill(direction, 0, q, 0);
        double scale = 1 / Math.sqrt(value);
        for (int i = 0; i < x.numRows; i++) {
            int at = i * x.numCols + lo;
            for (int k = 0; k < q; k++) {
                direction[k] += scale * eigen.vectors[eigenvector + i] * x.data[at + k];
            }
        }
    }
}
