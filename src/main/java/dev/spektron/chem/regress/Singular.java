package dev.spektron.chem.regress;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/// Singular value decomposition of centred data, Z = sum_a s_a u_a v_a', s falling; only values above rounding noise.
///
/// @param s singular values
/// @param u left vectors, `[a][row]`
/// @param v right vectors, `[a][channel]`
record Singular(double[] s, double[][] u, double[][] v) {

    /// For n < p the data are first reduced to n x n ([RowSpace]); the right vectors follow as Z'u/s.
    static Singular of(Centred z) {
        boolean wide = z.n() < z.p();
        DMatrixRMaj small = Dense.matrix(z.rows(), z.p());
        small = wide ? RowSpace.lower(Dense.rows(small)) : small;
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(small.numRows, small.numCols, true, !wide, true);
        if (!svd.decompose(small)) {
            throw new IllegalStateException("singular value decomposition of " + z.n() + " x " + z.p() + " data did not converge");
        }
        DMatrixRMaj left = svd.getU(null, false);
        DMatrixRMaj right = wide ? null : svd.getV(null, false);
        double[] all = svd.getSingularValues();
        SingularOps_DDRM.descendingOrder(left, false, all, svd.numberOfSingularValues(), right, false);
        int count = 0;
        // centring takes one dimension even where rounding leaves a value
        int most = Math.min(svd.numberOfSingularValues(), z.n() - 1);
        while (count < most && all[count] > 1e-12 * all[0]) {
            count++;
        }
        double[] s = java.util.Arrays.copyOf(all, count);
        double[][] u = columns(left, count);
        double[][] v = wide ? new double[count][] : columns(right, count);
        for (int a = 0; wide && a < count; a++) {
            v[a] = Dense.combine(z.rows(), u[a]);
            Dense.scale(1 / s[a], v[a]);
        }
        return new Singular(s, u, v);
    }

    private static double[][] columns(DMatrixRMaj m, int count) {
        double[][] out = new double[count][m.numRows];
        for (int a = 0; a < count; a++) {
            for (int i = 0; i < m.numRows; i++) {
                out[a][i] = m.get(i, a);
            }
        }
        return out;
    }
}
