package dev.spektron.chem.auto;

import dev.spektron.chem.Matrices;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.QRDecomposition;

/// The largest eigenvalues of a positive semidefinite matrix, falling, with their eigenvectors.
///
/// @param values eigenvalues
/// @param vectors eigenvector of each
record LeadingEigen(double[] values, double[][] vectors) {
    /// Up to this size all eigenvectors are computed; beyond, their cost (n^3) would exceed everything else.
    private static final int EXACT = 400;
    private static final int GUARD = 20;
    private static final int ITERATIONS = 8;

    /// @param most number of eigenvalues wanted; fewer if the matrix is smaller
    static LeadingEigen of(DMatrixRMaj k, int most) {
        return k.numRows <= EXACT ? full(k, most) : subspace(k, most);
    }

    private static LeadingEigen full(DMatrixRMaj k, int most) {
        int n = k.numRows;
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(k)) {
            throw new IllegalArgumentException("the eigenvalues of the training spectra do not converge; look for extreme intensities");
        }
        int[] order = IntStream.range(0, n).boxed()
            .sorted((a, b) -> Double.compare(eigen.getEigenvalue(b).real, eigen.getEigenvalue(a).real)).limit(most).mapToInt(i -> i)
            .toArray();
        double[] values = IntStream.of(order).mapToDouble(i -> eigen.getEigenvalue(i).real).toArray();
        return new LeadingEigen(values, IntStream.of(order).mapToObj(i -> eigen.getEigenVector(i).data).toArray(double[][]::new));
    }

    /// Subspace iteration from a fixed random start; Halko, Martinsson, Tropp, SIAM Rev. 53 (2011) 217, doi:10.1137/090771806,
    /// algorithm 4.4.
    static LeadingEigen subspace(DMatrixRMaj k, int most) {
        int n = k.numRows;
        int m = Math.min(n, most + GUARD);
        Random random = new Random(1);
        DMatrixRMaj q = new DMatrixRMaj(n, m);
        for (int i = 0; i < n * m; i++) {
            q.data[i] = random.nextGaussian();
        }
        DMatrixRMaj kq = new DMatrixRMaj(n, m);
        for (int i = 0; i < ITERATIONS; i++) {
            CommonOps_DDRM.mult(k, q, kq);
            QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(n, m);
            qr.decompose(kq);
            q = qr.getQ(null, true);
        }
        CommonOps_DDRM.mult(k, q, kq);
        DMatrixRMaj small = new DMatrixRMaj(m, m);
        CommonOps_DDRM.multTransA(q, kq, small);
        LeadingEigen inner = full(small, Math.min(m, most));
        double[][] vectors = new double[inner.values.length][n];
        for (int a = 0; a < vectors.length; a++) {
            for (int i = 0; i < n; i++) {
                vectors[a][i] = Matrices.dot(q.data, i * m, inner.vectors[a], 0, m);
            }
        }
        return new LeadingEigen(inner.values, vectors);
    }
}
