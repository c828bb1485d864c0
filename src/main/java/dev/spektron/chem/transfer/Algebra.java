package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;

/// The few dense operations that the transfer methods share. All matrices are row-major and small in at least one direction.
final class Algebra {
    private Algebra() {}

    /// Eigenvalues, largest first, and eigenvectors in the columns in the same order.
    record Eigen(double[] values, DMatrixRMaj vectors) {
        /// Number of eigenvalues above `relative` times the largest one.
        int rank(double relative) {
            int r = 0;
            while (r < values.length && values[r] > relative * values[0] && values[r] > 0) {
                r++;
            }
            return r;
        }
    }

    static double dot(double[] a, double[] b) {
        return Matrices.dot(a, 0, b, 0, a.length);
    }

    /// a bᵀ: all scalar products between rows.
    static DMatrixRMaj gram(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj out = new DMatrixRMaj(a.numRows, b.numRows);
        int p = a.numCols;
        for (int i = 0; i < a.numRows; i++) {
            for (int j = a == b ? i : 0; j < b.numRows; j++) {
                double s = Matrices.dot(a.data, i * p, b.data, j * p, p);
                out.data[i * b.numRows + j] = s;
                if (a == b) {
                    out.data[j * b.numRows + i] = s;
                }
            }
        }
        return out;
    }

    static DMatrixRMaj times(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj out = new DMatrixRMaj(a.numRows, b.numCols);
        CommonOps_DDRM.mult(a, b, out);
        return out;
    }

    /// aᵀ b.
    static DMatrixRMaj transposedTimes(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj out = new DMatrixRMaj(a.numCols, b.numCols);
        CommonOps_DDRM.multTransA(a, b, out);
        return out;
    }

    /// a v.
    static double[] times(DMatrixRMaj a, double[] v) {
        double[] out = new double[a.numRows];
        for (int i = 0; i < out.length; i++) {
            out[i] = Matrices.dot(a.data, i * a.numCols, v, 0, a.numCols);
        }
        return out;
    }

    /// vᵀ a, the combination of the rows of `a`.
    static double[] combine(double[] v, DMatrixRMaj a) {
        double[] out = new double[a.numCols];
        for (int i = 0; i < v.length; i++) {
            int at = i * a.numCols;
            for (int j = 0; j < out.length; j++) {
                out[j] += v[i] * a.data[at + j];
            }
        }
        return out;
    }

    static DMatrixRMaj minus(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj out = new DMatrixRMaj(a.numRows, a.numCols);
        CommonOps_DDRM.subtract(a, b, out);
        return out;
    }

    static double squares(double[] v) {
        return dot(v, v);
    }

    static double squares(DMatrixRMaj a) {
        return Matrices.dot(a.data, 0, a.data, 0, a.numRows * a.numCols);
    }

    /// Eigen-decomposition of a symmetric matrix; the argument is not changed.
    static Eigen eigen(DMatrixRMaj symmetric) {
        int n = symmetric.numRows;
        EigenDecomposition_F64<DMatrixRMaj> eig = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eig.decompose(symmetric.copy())) {
            throw new ArithmeticException("the symmetric eigenvalue iteration did not converge (" + n + " x " + n + "); non-finite input?");
        }
        Integer[] order = new Integer[n];
        double[] raw = new double[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
            raw[i] = eig.getEigenvalue(i).getReal();
        }
        java.util.Arrays.sort(order, (a, b) -> Double.compare(raw[b], raw[a]));
        double[] values = new double[n];
        DMatrixRMaj vectors = new DMatrixRMaj(n, n);
        for (int k = 0; k < n; k++) {
            values[k] = raw[order[k]];
            double[] v = eig.getEigenVector(order[k]).data;
            for (int i = 0; i < n; i++) {
                vectors.data[i * n + k] = v[i];
            }
        }
        return new Eigen(values, vectors);
    }

    /// Inverse of a symmetric positive definite matrix; the argument is not changed.
    static DMatrixRMaj inverseSpd(DMatrixRMaj a) {
        LinearSolverDense<DMatrixRMaj> solver = cholesky(a);
        DMatrixRMaj out = new DMatrixRMaj(a.numRows, a.numRows);
        solver.invert(out);
        return out;
    }

    /// a⁻¹ b of a symmetric positive definite `a`; neither argument is changed.
    static DMatrixRMaj solveSpd(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj out = new DMatrixRMaj(b.numRows, b.numCols);
        cholesky(a).solve(b.copy(), out);
        return out;
    }

    private static LinearSolverDense<DMatrixRMaj> cholesky(DMatrixRMaj a) {
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(a.numRows);
        if (!solver.setA(a.copy())) {
            throw new ArithmeticException("a matrix that has to be positive definite is not (" + a.numRows + " x " + a.numRows + ")");
        }
        return solver;
    }
}
