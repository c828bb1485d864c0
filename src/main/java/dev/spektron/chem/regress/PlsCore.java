package dev.spektron.chem.regress;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/// Improved kernel PLS: only the covariance S = X'Y (p x m) is deflated, never X. Source: Dayal, MacGregor, Improved PLS algorithms,
/// J. Chemometrics 11 (1997) 73, algorithm 1, `doi:10.1002/(SICI)1099-128X(199701)11:1<73::AID-CEM435>3.0.CO;2-#`.
///
/// For a = 1..A: w = S/|S| (m = 1) or S q/|S q| with q the dominant eigenvector of S'S; r = w - sum_{b<a} (p_b'w) r_b; t = X r;
/// p = X't/t't; q = S'r/t't; S <- S - t't p q'. Coefficients B = R Q'.
///
/// Multiplications for one target: n p for S, then a component 2 n p (t and p) + 2 a p (r) + 2 p; 20 components of 155 x 650 are
/// 4.5 million. Algorithm 2 of the paper (with X'X) costs n p^2/2 first and p^2 a component, which is more unless A > p/4, and it squares
/// the condition number; it is not used. Deflating NIPALS costs n p more a component and writes X once for each.
///
/// @param count components found
/// @param w weights, one row of length p a component
/// @param r rotations: t = X r
/// @param p loadings
/// @param q loadings of the targets, length m
/// @param t scores, length n
/// @param tt t't
record PlsCore(int count, double[][] w, double[][] r, double[][] p, double[][] q, double[][] t, double[] tt) {
    /// |S| relative to its start below which only rounding errors are left of the covariance.
    private static final double COVARIANCE_NOISE = 1e-13;
    /// t't relative to the sum of squares of X below which a score is rounding noise.
    private static final double SCORE_NOISE = 1e-22;

    /// @param x centred data by row, n x p
    /// @param y centred targets by row, n x m
    /// @param total sum of squares of `x`
    /// @param most components wanted; fewer come back when the covariance vanishes first
    static PlsCore run(double[][] x, double[][] y, double total, int most) {
        int n = x.length;
        int p = x[0].length;
        int wanted = Math.max(0, Math.min(most, Math.min(n - 1, p)));
        PlsCore out = new PlsCore(0, new double[wanted][], new double[wanted][], new double[wanted][], new double[wanted][],
            new double[wanted][], new double[wanted]);
        double[][] columns = Dense.transposed(x);
        double[][] s = covariance(x, y);
        double start = Dense.norm2(s);
        int a = 0;
        while (a < wanted && Dense.norm2(s) > COVARIANCE_NOISE * COVARIANCE_NOISE * start && out.extract(a, x, columns, s, total)) {
            a++;
        }
        return out.first(a);
    }

    /// One component; false if its score is noise.
    private boolean extract(int a, double[][] x, double[][] columns, double[][] s, double total) {
        double[] weight = direction(s);
        double[] rotation = weight.clone();
        for (int b = 0; b < a; b++) {
            Dense.add(-Dense.dot(p[b], weight), r[b], rotation);
        }
        double[] score = Dense.combine(columns, rotation);
        double square = Dense.norm2(score);
        if (!(square > SCORE_NOISE * total)) {
            return false;
        }
        double[] loading = Dense.combine(x, score);
        Dense.scale(1 / square, loading);
        double[] target = new double[s.length];
        for (int k = 0; k < s.length; k++) {
            target[k] = Dense.dot(s[k], rotation) / square;
            Dense.add(-square * target[k], loading, s[k]);
        }
        w[a] = weight;
        r[a] = rotation;
        p[a] = loading;
        q[a] = target;
        t[a] = score;
        tt[a] = square;
        return true;
    }

    /// S by target: `[m][p]`.
    private static double[][] covariance(double[][] x, double[][] y) {
        double[][] s = new double[y[0].length][];
        double[] column = new double[x.length];
        for (int k = 0; k < s.length; k++) {
            for (int i = 0; i < column.length; i++) {
                column[i] = y[i][k];
            }
            s[k] = Dense.combine(x, column);
        }
        return s;
    }

    private static double[] direction(double[][] s) {
        double[] w = s.length == 1 ? s[0].clone() : Dense.combine(s, dominant(s));
        Dense.scale(1 / Math.sqrt(Dense.norm2(w)), w);
        return w;
    }

    /// Dominant eigenvector of S'S (m x m); its largest entry is made positive so that the signs do not depend on the eigensolver.
    private static double[] dominant(double[][] s) {
        int m = s.length;
        DMatrixRMaj gram = new DMatrixRMaj(m, m);
        for (int i = 0; i < m; i++) {
            for (int k = 0; k <= i; k++) {
                double g = Dense.dot(s[i], s[k]);
                gram.set(i, k, g);
                gram.set(k, i, g);
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(m, true, true);
        if (!eigen.decompose(gram)) {
            throw new IllegalStateException("PLS: the eigenvalue iteration did not converge for " + m + " targets");
        }
        int best = 0;
        for (int k = 1; k < m; k++) {
            best = eigen.getEigenvalue(k).real > eigen.getEigenvalue(best).real ? k : best;
        }
        double[] q = Arrays.copyOf(eigen.getEigenVector(best).data, m);
        int largest = 0;
        for (int k = 1; k < m; k++) {
            largest = Math.abs(q[k]) > Math.abs(q[largest]) ? k : largest;
        }
        if (q[largest] < 0) {
            Dense.scale(-1, q);
        }
        return q;
    }

    private PlsCore first(int a) {
        return new PlsCore(a, Arrays.copyOf(w, a), Arrays.copyOf(r, a), Arrays.copyOf(p, a), Arrays.copyOf(q, a), Arrays.copyOf(t, a),
            Arrays.copyOf(tt, a));
    }
}
