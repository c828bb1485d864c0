package dev.spektron.chem.auto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spektron.chem.Matrices;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A matrix made from known eigenvectors (reflected unit vectors) and eigenvalues.
class LeadingEigenTest {
    @ParameterizedTest
    @ValueSource(ints = {30, 450})
    void knownValuesAndVectors(int n) {
        double[] w = new Random(n).doubles(n, -1, 1).toArray();
        double length = 0;
        for (double v : w) {
            length += v * v;
        }
        DMatrixRMaj k = new DMatrixRMaj(n, n);
        double[][] u = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int i = 0; i < n; i++) {
                u[a][i] = (i == a ? 1 : 0) - 2 * w[i] * w[a] / length;
            }
            for (int i = 0; i < n; i++) {
                Lanes.add(Math.pow(0.8, a) * u[a][i], u[a], 0, k.data, i * n, n);
            }
        }
        LeadingEigen found = LeadingEigen.of(k, 12);
        assertEquals(12, found.values().length);
        for (int a = 0; a < 12; a++) {
            assertEquals(Math.pow(0.8, a), found.values()[a], 1e-12);
            double sign = Math.signum(Matrices.dot(u[a], 0, found.vectors()[a], 0, n));
            double[] turned = found.vectors()[a].clone();
            for (int i = 0; i < n; i++) {
                turned[i] *= sign;
            }
            assertArrayEquals(u[a], turned, 1e-9);
        }
    }
}
