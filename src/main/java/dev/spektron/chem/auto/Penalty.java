package dev.spektron.chem.auto;

import dev.spektron.chem.Matrices;
import org.ejml.data.DMatrixRMaj;

/// Damping of the directions in which the instruments differ: M = (I + tau D'D)^(-1/2) with the difference spectra of the standards as
/// rows of D (N x r). A model fitted on X M and multiplied by M is the Tikhonov solution with the penalty tau |D b|^2.
///
/// With D D' = U S^2 U' and F = U'D it is M = I - F' h F, h = tau / (q (1 + q)), q = sqrt(1 + tau s^2), which divides by no small s.
/// Source: Andries, Kalivas, Gurung, J. Chemometr. 33 (2019) e3109, doi:10.1002/cem.3109 (null augmentation).
final class Penalty {
    private final int r;
    private final int k;
    /// F, k x r.
    private final double[] f;
    private final double[] squares;
    private final double[] h;
    private double tau;

    /// @param d difference spectra, `count` rows of `size`
    Penalty(double[] d, int count, int size) {
        r = size;
        k = Math.min(count, size);
        f = new double[k * r];
        squares = new double[k];
        h = new double[k];
        boolean wide = count <= size;
        LeadingEigen eigen = LeadingEigen.of(wide ? rowProducts(d, count, size) : columnProducts(d, count, size), k);
        for (int a = 0; a < k; a++) {
            squares[a] = Math.max(0, eigen.values()[a]);
            if (wide) {
                Lanes.combine(eigen.vectors()[a], 0, k, d, 0, r, f, a * r, r);
            } else {
                // with more differences than coordinates the rows s v' of F come from D'D = V S^2 V'
                Lanes.add(Math.sqrt(squares[a]), eigen.vectors()[a], 0, f, a * r, r);
            }
        }
    }

    private static DMatrixRMaj rowProducts(double[] d, int count, int r) {
        DMatrixRMaj gram = new DMatrixRMaj(count, count);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                gram.data[i * count + j] = Matrices.dot(d, i * r, d, j * r, r);
                gram.data[j * count + i] = gram.data[i * count + j];
            }
        }
        return gram;
    }

    private static DMatrixRMaj columnProducts(double[] d, int count, int r) {
        DMatrixRMaj gram = new DMatrixRMaj(r, r);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < r; j++) {
                Lanes.add(d[i * r + j], d, i * r, gram.data, j * r, r);
            }
        }
        return gram;
    }

    /// Sets tau.
    void strength(double value) {
        tau = value;
        for (int a = 0; a < k; a++) {
            double q = Math.sqrt(1 + tau * squares[a]);
            h[a] = tau / (q * (1 + q));
        }
    }

    /// x <- M x for the vector at `x[at..at+r)`.
    void damp(double[] x, int at) {
        if (tau == 0) {
            return;
        }
        for (int a = 0; a < k; a++) {
            // the rows of F are orthogonal, so the directions can be damped one after the other
            double s = h[a] * Matrices.dot(f, a * r, x, at, r);
            Lanes.add(-s, f, a * r, x, at, r);
        }
    }

    /// F A for a symmetric A, k x r.
    double[] times(double[] a) {
        double[] p = new double[k * r];
        for (int i = 0; i < k; i++) {
            Lanes.combine(f, i * r, r, a, 0, r, p, i * r, r);
        }
        return p;
    }

    /// M A M for a symmetric A.
    ///
    /// With G = h F and B = P - (P F') G / 2 it is A - G'B - B'G.
    ///
    /// @param p F A
    void damp(double[] a, double[] p, double[] out) {
        System.arraycopy(a, 0, out, 0, r * r);
        if (tau == 0) {
            return;
        }
        double[] g = f.clone();
        double[] b = p.clone();
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < r; j++) {
                g[i * r + j] *= h[i];
            }
        }
        double[] e = new double[k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                e[j] = -0.5 * Matrices.dot(p, i * r, f, j * r, r);
            }
            Lanes.combine(e, 0, k, g, 0, r, b, i * r, r);
        }
        subtract(g, b, out);
        subtract(b, g, out);
    }

    /// out -= x'y.
    private void subtract(double[] x, double[] y, double[] out) {
        double[] c = new double[k];
        for (int j = 0; j < r; j++) {
            for (int i = 0; i < k; i++) {
                c[i] = -x[i * r + j];
            }
            Lanes.combine(c, 0, k, y, 0, r, out, j * r, r);
        }
    }
}
