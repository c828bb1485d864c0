package dev.spektron.chem.transfer.compat;

import dev.spektron.chem.Matrices;
import dev.spektron.chem.regress.LinearModel;
import org.ejml.data.DMatrixRMaj;

/// PLS1 by NIPALS on autoscaled spectra and values (divisor n - 1; a constant channel is divided by 1), as common Python
/// libraries do by default.
final class AutoscaledPls {
    private AutoscaledPls() {}

    static LinearModel fit(DMatrixRMaj x, double[] y, int components) {
        double[] mx = Matrices.columnMeans(x);
        DMatrixRMaj values = DMatrixRMaj.wrap(y.length, 1, y.clone());
        double my = Matrices.columnMeans(values)[0];
        DMatrixRMaj e = Matrices.centred(x, mx);
        double[] sx = scale(e);
        DMatrixRMaj f = Matrices.centred(values, new double[] {my});
        double sy = scale(f)[0];
        double[] b = coefficients(e, f.data, components);
        double intercept = my;
        for (int j = 0; j < b.length; j++) {
            b[j] *= sy / sx[j];
            intercept -= b[j] * mx[j];
        }
        return new LinearModel(b, intercept);
    }

    /// Divides each centred column by its standard deviation, which is returned.
    private static double[] scale(DMatrixRMaj x) {
        int n = x.numRows;
        int p = x.numCols;
        double[] s = new double[p];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                s[j] += x.data[i * p + j] * x.data[i * p + j] / (n - 1);
            }
        }
        for (int j = 0; j < p; j++) {
            s[j] = s[j] > 0 ? Math.sqrt(s[j]) : 1;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                x.data[i * p + j] /= s[j];
            }
        }
        return s;
    }

    /// W (PᵀW)⁻¹ q; `e` and `f` are deflated.
    private static double[] coefficients(DMatrixRMaj e, double[] f, int components) {
        int n = e.numRows;
        int p = e.numCols;
        double[] b = new double[p];
        double[][] rotations = new double[components][];
        double[][] loadings = new double[components][];
        for (int a = 0; a < components; a++) {
            double[] w = combine(f, e);
            double norm = Math.sqrt(dot(w, w));
            if (!(norm > 0)) {
                break;
            }
            double[] t = new double[n];
            for (int j = 0; j < p; j++) {
                w[j] /= norm;
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < p; j++) {
                    t[i] += e.data[i * p + j] * w[j];
                }
            }
            double tt = dot(t, t);
            double q = dot(t, f) / tt;
            double[] load = combine(t, e);
            for (int j = 0; j < p; j++) {
                load[j] /= tt;
            }
            for (int k = 0; k < a; k++) {
                double c = dot(loadings[k], w);
                for (int j = 0; j < p; j++) {
                    w[j] -= c * rotations[k][j];
                }
            }
            for (int j = 0; j < p; j++) {
                b[j] += q * w[j];
            }
            for (int i = 0; i < n; i++) {
                f[i] -= q * t[i];
                for (int j = 0; j < p; j++) {
                    e.data[i * p + j] -= t[i] * load[j];
                }
            }
            rotations[a] = w;
            loadings[a] = load;
        }
        return b;
    }

    private static double[] combine(double[] v, DMatrixRMaj x) {
        double[] out = new double[x.numCols];
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < out.length; j++) {
                out[j] += v[i] * x.data[i * out.length + j];
            }
        }
        return out;
    }

    private static double dot(double[] a, double[] b) {
        double s = 0;
        for (int i = 0; i < a.length; i++) {
            s += a[i] * b[i];
        }
        return s;
    }
}
