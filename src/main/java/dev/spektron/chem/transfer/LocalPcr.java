package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// Principal-component regression from the normal equations of a small window, for ranks 1..R at once. Keeps its work space, so it
/// belongs to one thread.
///
/// With TᵀT = VΣ²Vᵀ the coefficients of rank r are Σ_{k<=r} v_k (v_kᵀ Tᵀs)/σ_k².
final class LocalPcr {
    /// Windows whose total variation is below this fraction of that of all channels count as flat.
    static final double FLAT = 1e-20;
    /// Components with σ_k² below this fraction of σ_1² are noise of the arithmetic.
    private static final double NULL = 1e-13;

    private final double[][] coefficients;
    private final double[] product;
    private final Jacobi eigen;

    /// @param most largest rank
    /// @param widest largest window
    LocalPcr(int most, int widest) {
        coefficients = new double[most][widest];
        product = new double[widest * widest];
        eigen = new Jacobi(widest);
    }

    /// Coefficients by rank - 1, the first q entries of each; valid until the next call. Ranks that the window does not have repeat the
    /// largest one. A flat window gives coefficient 1 at `centre` and 0 elsewhere.
    ///
    /// @param g TᵀT, q x q; not changed
    /// @param h Tᵀs, q
    double[][] fit(double[] g, double[] h, int q, int centre, double floor) {
        double trace = 0;
        for (int k = 0; k < q; k++) {
            trace += g[k * q + k];
        }
        if (!(trace > floor)) {
            return flat(q, centre);
        }
        System.arraycopy(g, 0, product, 0, q * q);
        eigen.decompose(product, q);
        return byRank(q, q, (at, value, out) -> {
            double c = Matrices.dot(eigen.vectors, at, h, 0, q) / value;
            for (int k = 0; k < q; k++) {
                out[k] += c * eigen.vectors[at + k];
            }
        });
    }

    /// As [#fit(double[], double[], int, int, double)] for a window with more channels than there are standards, from the products between
    /// standards: with TTᵀ = UΣ²Uᵀ the coefficients of rank r are Tᵀ Σ_{k<=r} u_k (u_kᵀs)/σ_k².
    ///
    /// @param x target standards, `lo` and `q` first channel and width of the window
    /// @param y source standards, `j` the channel that is predicted
    double[][] fitWide(DMatrixRMaj x, int lo, int q, DMatrixRMaj y, int j, double floor) {
        int n = x.numRows;
        double trace = 0;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k <= i; k++) {
                double s = Matrices.dot(x.data, i * x.numCols + lo, x.data, k * x.numCols + lo, q);
                product[i * n + k] = s;
                product[k * n + i] = s;
            }
            trace += product[i * n + i];
        }
        if (!(trace > floor)) {
            return flat(q, j - lo);
        }
        eigen.decompose(product, n);
        return byRank(q, n, (at, value, out) -> {
            double c = 0;
            for (int i = 0; i < n; i++) {
                c += eigen.vectors[at + i] * y.data[i * y.numCols + j] / value;
            }
            for (int i = 0; i < n; i++) {
                double u = c * eigen.vectors[at + i];
                for (int k = 0; k < q; k++) {
                    out[k] += u * x.data[i * x.numCols + lo + k];
                }
            }
        });
    }

    /// What one eigenvector, which starts at `at`, adds to the coefficients.
    private interface Component {
        void addTo(int at, double value, double[] out);
    }

    /// Coefficients of rank 1, 2, ... from the eigenvectors of length `size`, leading first.
    private double[][] byRank(int q, int size, Component component) {
        double first = eigen.values[eigen.position(0)];
        Arrays.fill(coefficients[0], 0, q, 0);
        for (int r = 0; r < coefficients.length; r++) {
            if (r > 0) {
                System.arraycopy(coefficients[r - 1], 0, coefficients[r], 0, q);
            }
            double value = r < size ? eigen.values[eigen.position(r)] : 0;
            if (value > NULL * first) {
                component.addTo(eigen.position(r) * size, value, coefficients[r]);
            }
        }
        return coefficients;
    }

    private double[][] flat(int q, int centre) {
        for (double[] c : coefficients) {
            Arrays.fill(c, 0, q, 0);
            c[centre] = 1;
        }
        return coefficients;
    }

    /// Adds TᵀT and Tᵀs of the columns `lo`..`lo + q` - 1 of `x` and column `j` of `y` to `g` and `h`.
    static void addNormal(DMatrixRMaj x, int lo, int q, DMatrixRMaj y, int j, double[] g, double[] h) {
        for (int i = 0; i < x.numRows; i++) {
            int at = i * x.numCols + lo;
            double s = y.data[i * y.numCols + j];
            for (int a = 0; a < q; a++) {
                double v = x.data[at + a];
                h[a] += v * s;
                for (int b = 0; b < q; b++) {
                    g[a * q + b] += v * x.data[at + b];
                }
            }
        }
    }
}
