package dev.spektron.chem.auto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Q' A Q is tridiagonal with the stated entries, for full and for deficient rank.
class TridiagonalTest {
    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,3", "7,7", "40,40", "20,6", "9,1", "5,0"})
    void reducesAnySymmetricMatrix(int n, int rank) {
        Random random = new Random(10L * n + rank);
        DMatrixRMaj a = new DMatrixRMaj(n, n);
        for (int k = 0; k < rank; k++) {
            double[] v = random.doubles(n, -1, 1).toArray();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    a.data[i * n + j] += v[i] * v[j] * Math.pow(10, -k % 5);
                }
            }
        }
        Tridiagonal t = new Tridiagonal(n);
        t.reduce(a.data.clone(), n);
        DMatrixRMaj q = CommonOps_DDRM.identity(n);
        for (int i = 0; i < n; i++) {
            // row i becomes Q e_i, so the matrix becomes Q'
            t.back(q.data, i * n);
        }
        DMatrixRMaj product = new DMatrixRMaj(n, n);
        CommonOps_DDRM.mult(q, a, product);
        DMatrixRMaj found = new DMatrixRMaj(n, n);
        CommonOps_DDRM.multTransB(product, q, found);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double expected = i == j ? t.diagonal[i] : Math.abs(i - j) == 1 ? t.coupling[Math.min(i, j)] : 0;
                assertEquals(expected, found.get(i, j), 1e-12 * Math.max(1, n), "entry " + i + ", " + j);
            }
        }
        double[] x = random.doubles(n, -1, 1).toArray();
        double[] y = x.clone();
        t.rotate(y, 0);
        t.back(y, 0);
        for (int i = 0; i < n; i++) {
            assertEquals(x[i], y[i], 1e-13 * Math.max(1, n));
        }
    }
}
