package dev.spektron.chem.transfer;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.regress.Calibrator;
import dev.spektron.chem.regress.LinearModel;
import org.ejml.data.DMatrixRMaj;

/// Mean-centred PLS1 (NIPALS) with a fixed number of components: the calibrator of these tests.
record TestPls(int components) implements Calibrator {
    @Override
    public LinearModel fit(DMatrixRMaj x, double[] y) {
        double[] m = Matrices.columnMeans(x);
        DMatrixRMaj e = Matrices.centred(x, m);
        int n = x.numRows;
        int p = x.numCols;
        double my = 0;
        for (double v : y) {
            my += v / n;
        }
        double[] f = new double[n];
        for (int i = 0; i < n; i++) {
            f[i] = y[i] - my;
        }
        double[] b = new double[p];
        double[][] r = new double[components][];
        double[][] loads = new double[components][];
        for (int a = 0; a < components; a++) {
            double[] w = Algebra.combine(f, e);
            double norm = Math.sqrt(Algebra.squares(w));
            double[] t = new double[n];
            for (int j = 0; j < p; j++) {
                w[j] /= norm;
            }
            t = Algebra.times(e, w);
            double tt = Algebra.squares(t);
            double[] load = Algebra.combine(t, e);
            double q = Algebra.dot(t, f) / tt;
            for (int j = 0; j < p; j++) {
                load[j] /= tt;
            }
            for (int k = 0; k < a; k++) {
                double c = Algebra.dot(loads[k], w);
                for (int j = 0; j < p; j++) {
                    w[j] -= c * r[k][j];
                }
            }
            for (int i = 0; i < n; i++) {
                f[i] -= q * t[i];
                for (int j = 0; j < p; j++) {
                    e.data[i * p + j] -= t[i] * load[j];
                }
            }
            for (int j = 0; j < p; j++) {
                b[j] += q * w[j];
            }
            r[a] = w;
            loads[a] = load;
        }
        return new LinearModel(b, my - Algebra.dot(b, m));
    }
}
